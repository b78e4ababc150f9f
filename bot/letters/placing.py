"""Files of citizens' letters on this machine: whole or not at all, never over another, for their owner only."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from models.sealing import give_name
from models.store import private_folder

_UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)
# Names that Windows keeps for devices, whatever ending they have.
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_LONGEST = 80


def place(path: Path, data: bytes) -> bool:
    """Writes a file that is not there; returns whether it did. Raises OSError where the disk refuses."""
    private_folder(path.parent)
    handle, name = tempfile.mkstemp(prefix=".dang-ghi-", dir=path.parent)
    whole = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return give_name(whole, path)
    finally:
        whole.unlink(missing_ok=True)


def file_stem(code: str) -> str:
    """A file's code as a name that every system takes and that leads nowhere else; two codes never share one."""
    name = _UNSAFE.sub("-", code).strip(".-")[:_LONGEST].rstrip(".-")
    if name == code and not _DEVICE.fullmatch(name):
        return name
    return f"ho-so-{name}-{hashlib.sha256(code.encode('utf-8', 'replace')).hexdigest()[:8]}"
