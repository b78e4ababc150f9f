"""Drafts as PDF, where LibreOffice is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bot.letters.placing import place

# Its installer for Windows does not put it on the PATH.
_PROGRAMS = ("soffice", "libreoffice", r"C:\Program Files\LibreOffice\program\soffice.exe")
_STARTING, _EACH = 60.0, 10.0
"""Seconds that LibreOffice may take to start, and for each letter."""


def to_pdfs(drafts: Sequence[Path], seconds: float | None = None) -> list[Path]:
    """The drafts of one folder as PDF beside them, those that could be made, at one start of LibreOffice:
    it may be absent, fail or take longer than `seconds`, and a file that is there stays. Raises OSError."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None or not drafts:
        return []
    with tempfile.TemporaryDirectory(prefix="nhacviec-") as own:
        out = Path(own, "pdf")
        command = [
            program,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={Path(own, 'ho-so').as_uri()}",
        ]
        command += ["--convert-to", "pdf", "--outdir", str(out), *map(str, drafts)]
        _run(command, _STARTING + _EACH * len(drafts) if seconds is None else seconds)
        made = ((out / f"{each.stem}.pdf", each.with_suffix(".pdf")) for each in drafts)
        return [path for printed, path in made if printed.is_file() and place(path, printed.read_bytes())]


def _run(command: list[str], seconds: float) -> None:
    """Ends the program with all that it started, however it ends."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Its group too: soffice is a script that starts the office proper."""
    if os.name == "posix":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
