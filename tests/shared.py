"""What the workers of one run need alike is made once: by the first that asks, while the others wait for it."""

import atexit
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_NAME = "NHACVIEC_TESTS_SHARED"


def root() -> Path:
    """The folder of this run: the first process makes it, and takes it away at its end; those that it starts find
    it in their environment."""
    if _NAME not in os.environ:
        made = TemporaryDirectory(prefix="nhacviec-tests-")
        atexit.register(made.cleanup)
        os.environ[_NAME] = made.name
    return Path(os.environ[_NAME])


def be_at(folder: Path) -> None:
    """This process and those that it starts find there what was made so far."""
    os.environ[_NAME] = str(folder)


@contextmanager
def made_once(*what: object, alike: object = None) -> Iterator[tuple[Path, bool]]:
    """The folder of this thing, and whether it is still to be made: in it, before the context ends. `alike`: what
    it has in common with others, by which `made_so_far` finds it."""
    name = f"{_digest(alike)}-{_digest(what)}"
    folder, ready = root() / name, root() / f"{name}.ready"
    with (root() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        yield folder, not ready.exists()
        ready.touch()


def made_so_far(alike: object) -> list[Path]:
    """The folders of all such things that are ready."""
    return [each.with_suffix("") for each in root().glob(f"{_digest(alike)}-*.ready")]


def _digest(what: object) -> str:
    return hashlib.sha256(repr(what).encode()).hexdigest()[:16]
