"""The verb `inspect`: a file, or all files of a folder, read and judged for a requirement; nothing is written."""

import argparse
import asyncio
import errno
import os
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from bot.settings import Settings
from bot.texts import checked as texts
from bot.texts.words import cut
from bot.verbs import CannotDo, as_it_stands, in_words, print_json, requirement_called, say, the_agency
from jobs.checked import Checked, Verdict, check
from jobs.inspecting.worker import Inspector
from jobs.pack.naming import natural
from models.clock import SystemClock
from models.database import reading
from models.measures import Measure, Wish, measure_of
from models.rules.inspection.reading import FileRead
from models.rules.zone import day_of

_Judge = Callable[[FileRead, str], Checked]


def inspect(settings: Settings, arguments: argparse.Namespace) -> int:
    """Exits 0 whatever is found."""
    now, path = SystemClock().now(), arguments.path
    path.stat()
    with reading(as_it_stands(settings)) as session:
        requirement = requirement_called(session, the_agency(session), arguments.requirement)
        measure = measure_of(session, requirement, day_of(now))
    judge = partial(check, measure=measure, wish=_wish(measure, arguments))
    if path.is_dir():
        _inspect_folder(settings, arguments, now, judge)
    else:
        checked = judge(read_file(settings, path, now), path.name)
        say(arguments, texts.as_json(checked), texts.shown(_spelled(path.name), checked))
    return 0


def read_file(settings: Settings, path: Path, now: datetime) -> FileRead:
    """What is in one file. Raises OSError where it cannot be opened."""

    async def read() -> FileRead:
        async with _inspector(settings) as inspector:
            return await _read(inspector, path, now)

    return asyncio.run(read())


@asynccontextmanager
async def _inspector(settings: Settings) -> AsyncIterator[Inspector]:
    """It ends however the reading ends."""
    inspector = Inspector(settings.trust_roots_dir)
    try:
        yield inspector
    finally:
        await inspector.close()


async def _read(inspector: Inspector, path: Path, now: datetime) -> FileRead:
    """Raises OSError where it cannot be opened: the child would not say why."""
    with path.open("rb"):
        pass
    if _spelled(path) != str(path):
        raise OSError(errno.EILSEQ, os.strerror(errno.EILSEQ), _spelled(path))
    return await inspector.read(path, now=now, file_name=path.name, received_at=now)


def _spelled(path: Path | str) -> str:
    """A path that can be printed: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def _wish(measure: Measure, arguments: argparse.Namespace) -> Wish | None:
    """The item that was asked for; None: whichever takes such a file. Raises CannotDo."""
    code, number = arguments.requirement, arguments.item
    taking = {each.number: each for each in measure.wishes if each.takes_files}
    if not taking:
        raise CannotDo(texts.no_item_takes_files(code))
    if number is not None and number not in taking:
        raise CannotDo(texts.no_such_item(code, number, list(taking.values())))
    return taking[number] if number is not None else None


def _inspect_folder(settings: Settings, arguments: argparse.Namespace, now: datetime, judge: _Judge) -> None:
    """Raises CannotDo where it was interrupted, after what was done until then is told."""
    files, closed = _files_below(arguments.path)
    told = _Told(arguments.json)
    for error in closed:
        told.unread(_spelled(Path(error.filename).relative_to(arguments.path)), in_words(error))
    try:
        asyncio.run(_go_through(settings, arguments.path, files, now, judge, told))
        is_stopped = False
    except KeyboardInterrupt:
        is_stopped = True
    told.end()
    if is_stopped:
        raise CannotDo(texts.stopped(told.count, len(files) + len(closed)))


def _files_below(folder: Path) -> tuple[list[Path], list[OSError]]:
    """Every file in natural order, none that is hidden; the folders that cannot be opened. Raises OSError where it
    is this one."""
    with os.scandir(folder):
        pass
    closed: list[OSError] = []
    found: list[Path] = []
    for top, below, names in os.walk(folder, onerror=closed.append):
        below[:] = [each for each in below if not each.startswith(".")]
        found += [Path(top, each) for each in names if not each.startswith(".")]
    files = (each for each in found if each.is_file())
    return sorted(files, key=lambda each: [natural(part) for part in each.parts]), closed


async def _go_through(
    settings: Settings, folder: Path, files: list[Path], now: datetime, judge: _Judge, told: "_Told"
) -> None:
    """A file that cannot be opened is named, and the next one read."""
    async with _inspector(settings) as inspector:
        for number, path in enumerate(files, start=1):
            name = _spelled(path.relative_to(folder))
            try:
                with _Progress(f"{number}/{len(files)} {name}"):
                    read = await _read(inspector, path, now)
            except ChildProcessError:
                raise
            except OSError as error:
                told.unread(name, in_words(error))
            else:
                told.checked(name, judge(read, path.name))


class _Progress:
    """A line on standard error that stands while a file is read; nothing where nobody sees it."""

    def __init__(self, line: str) -> None:
        self._line = line

    def __enter__(self) -> None:
        self._write(self._line)

    def __exit__(self, *_: object) -> None:
        self._write("")

    def _write(self, line: str) -> None:
        if sys.stderr.isatty():
            width = shutil.get_terminal_size().columns - 1
            print(f"\r{cut(line, width).ljust(width)}\r", end="", file=sys.stderr, flush=True)


class _Told:
    """What each file of a folder came to: said at once, in JSON in the end."""

    def __init__(self, in_json: bool) -> None:
        self._in_json = in_json
        self._values: list[dict[str, Any]] = []
        self._verdicts: list[Verdict] = []

    @property
    def count(self) -> int:
        return len(self._values)

    def checked(self, name: str, checked: Checked) -> None:
        self._verdicts.append(checked.verdict)
        self._tell({"file": name, **texts.as_json(checked)}, texts.shown(name, checked))

    def unread(self, name: str, why: str) -> None:
        self._tell({"file": name, "error": why}, texts.unread(name, why))

    def _tell(self, value: dict[str, Any], words: str) -> None:
        self._values.append(value)
        if not self._in_json:
            print(words, end="\n\n", flush=True)

    def end(self) -> None:
        if self._in_json:
            print_json(self._values)
        else:
            print(texts.summed_up(self._verdicts, self.count - len(self._verdicts)))
