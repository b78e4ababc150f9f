"""Programs that read what pdfium does not, each only where it is installed: Poppler's `pdftotext`, Tesseract."""

import os
import shutil
import subprocess
from functools import cache

from jobs.inspecting.limits import Budget

_LANGUAGE = "vie"
OCR_DPI = 250


def pdftotext(data: bytes, pages: int, budget: Budget) -> list[str]:
    """The text of the first pages, in lines; empty where the program is absent or refuses the file.

    Raises subprocess.TimeoutExpired when the budget is spent.
    """
    program = shutil.which("pdftotext")
    if program is None:
        return []
    printed = _run([program, "-q", "-l", str(pages), "-enc", "UTF-8", "-", "-"], data, budget)
    return printed.decode(errors="replace").split("\f")[:pages]


def ocr(image: bytes, budget: Budget) -> str:
    """The text seen in a picture (PNM, OCR_DPI); empty where the program or its Vietnamese is absent.

    Raises subprocess.TimeoutExpired when the budget is spent.
    """
    if not can_ocr():
        return ""
    program = shutil.which("tesseract") or ""
    return _run([program, "-", "-", "-l", _LANGUAGE, "--dpi", str(OCR_DPI)], image, budget).decode()


@cache
def can_ocr() -> bool:
    """Whether Tesseract is installed with its Vietnamese."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    return _LANGUAGE in _run([program, "--list-langs"], b"", Budget(10)).decode().split()


def _run(command: list[str], given: bytes, budget: Budget) -> bytes:
    """What a program prints; nothing where it fails, as it may on a file that is hostile to it."""
    # One thread: with more, Tesseract waits for itself and takes ten times as long.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(
        command,
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=budget.left,
        env=environment,
    )
    return done.stdout if done.returncode == 0 else b""
