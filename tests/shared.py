"""What the workers of one run need alike is made once: by the first that asks, while the others wait for it."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_NAME = "NHACVIEC_TESTS_SHARED"


@contextmanager
def folder_of_this_run() -> Iterator[None]:
    """The controller's, which its workers find in their environment."""
    with TemporaryDirectory(prefix="nhacviec-tests-") as path:
        os.environ[_NAME] = path
        yield
        os.environ.pop(_NAME, None)


@contextmanager
def made_once(*what: object) -> Iterator[tuple[Path, bool]]:
    """The folder of this thing, and whether it is still to be made: in it, before the context ends."""
    name = hashlib.sha256(repr(what).encode()).hexdigest()
    root = Path(os.environ[_NAME])
    folder, ready = root / name, root / f"{name}.ready"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        yield folder, not ready.exists()
        ready.touch()
