"""Signed letters of apology become evidence of the citizen files that they are about."""

import asyncio
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from jobs.inspecting.limits import Limits
from jobs.inspecting.reads import Reads
from jobs.letters.folder import TAKEN, TO_MEND, Look, coming, move, settled
from jobs.letters.recording import codes_of, record_letter
from jobs.letters.values import Fate, Taken
from jobs.patience import when_free
from models.changes.filing import ReceivedFile
from models.database import reading, writing
from models.private import is_personal
from models.rules.inspection.reading import FileRead
from models.store import EvidenceStore, media_type, sha256_of
from models.tables import Task

_PDF = "application/pdf"
_LEADS_TO = {Fate.TAKEN: TAKEN, Fate.ALREADY: TAKEN, Fate.HELD: TO_MEND, Fate.SECRET: TO_MEND}


async def take_signed(
    engine: Engine,
    store: EvidenceStore,
    reads: Reads,
    letters_dir: Path,
    now: datetime,
    pause: float = 2.0,
) -> list[Taken]:
    """What became of each file in `letters_dir/da-ky`, one after the other, in the order of their names; `now` is
    aware.

    1. What still changes after so many seconds of `pause` waits. 2. It is read as evidence is. 3. Its case is told
    by the code in its text, else in its name; with none or several it stays, nothing is guessed. 4. It becomes
    evidence of the case's task, in the name of who answers for it. 5. It moves to `da-nhan`, or, where findings
    hold it back, to `can-sua`. Killed between 4 and 5, the next time only moves it.

    Raises OSError where the folder cannot be used.
    """
    found = coming(letters_dir)
    quiet = await settled(found, pause)
    desk = _Desk(engine, store, reads, letters_dir, now)
    return [
        await desk.take(each) if each.path in quiet else Taken(each.path, Fate.CHANGING) for each in found
    ]


class _Desk:
    """Where one file after the other is looked at."""

    def __init__(
        self, engine: Engine, store: EvidenceStore, reads: Reads, letters_dir: Path, now: datetime
    ) -> None:
        self._engine, self._store, self._reads = engine, store, reads
        self._letters_dir, self._now = letters_dir, now

    async def take(self, file: Look) -> Taken:
        if file.size > Limits().size:
            return Taken(file.path, Fate.TOO_LARGE)
        try:
            data = await asyncio.to_thread(file.path.read_bytes)
            if media_type(data) != _PDF:
                return Taken(file.path, Fate.NOT_PDF)
            read = await self._read(file.path)
        except OSError:
            return Taken(file.path, Fate.CHANGING)
        if not file.is_same:
            return Taken(file.path, Fate.CHANGING)
        return self._moved(await when_free(partial(self._record, file.path, data, read)))

    async def _read(self, path: Path) -> FileRead | None:
        return await self._reads.read(path, now=self._now, file_name=path.name, received_at=self._now)

    def _record(self, path: Path, data: bytes, read: FileRead | None) -> Taken:
        """In one transaction; the bytes are safe before it is committed. Raises Unavailable."""
        with reading(self._engine) as session:
            codes = codes_of(session, path, read)
        if len(codes) != 1:
            return Taken(path, Fate.SEVERAL_CODES if codes else Fate.NO_CODE)
        (code,) = codes
        # Its own name may be the citizen's.
        file = ReceivedFile(sha256_of(data), len(data), _PDF, f"{code}.pdf", read)
        with writing(self._engine) as session:
            taken = record_letter(session, self._now, path, code, file, self._store.key)
            if taken.fate in (Fate.TAKEN, Fate.HELD):
                task = session.get_one(Task, taken.task_id)
                self._store.put(data, is_personal(session, task))
        return taken

    def _moved(self, taken: Taken) -> Taken:
        folder = _LEADS_TO.get(taken.fate)
        return replace(taken, path=move(taken.path, self._letters_dir / folder)) if folder else taken
