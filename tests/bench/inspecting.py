"""What the inspection of a signed document costs in a warm child, against Poppler's `pdfsig` on the same file.

`pdfsig` reads the signatures alone, by itself; the inspection reads every page's text and the document's head too.
"""

import asyncio
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from jobs.inspecting.worker import Inspector
from tests import papers
from tests.bench.databases import NOW
from tests.documents import document_pdf

PAGES = (1, 100)
REPEATS = 15


def inspections(folder: Path, compare: Callable[[str, float, str, float], None]) -> None:
    """Signed by a person and the agency; the goal is at most three times the time of pdfsig's process."""
    program = shutil.which("pdfsig")
    if program is None:
        print("no pdfsig here: inspections were not measured")
        return
    for pages in PAGES:
        path = folder / f"signed-{pages}.pdf"
        path.write_bytes(papers.sign(document_pdf(pages=pages)))
        baseline = median(_process_seconds([program, "-nocert", str(path)]) for _ in range(REPEATS))
        compare(f"a file inspected, {pages} pages", asyncio.run(_warm_seconds(path)), "pdfsig", baseline)


async def _warm_seconds(path: Path) -> float:
    inspector = Inspector()
    took = [await _seconds(inspector, path) for _ in range(REPEATS + 1)]
    await inspector.close()
    return median(took[1:])


async def _seconds(inspector: Inspector, path: Path) -> float:
    began = perf_counter()
    read = await inspector.read(path, now=NOW)
    took = perf_counter() - began
    assert len(read.signatures) == 2
    return took


def _process_seconds(command: list[str]) -> float:
    began = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began
