"""The child that reads files: it is warm and held to limits, and whatever becomes of it the next file is read."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from jobs.inspecting import worker
from jobs.inspecting.files import read_now
from jobs.inspecting.limits import Limits
from jobs.inspecting.worker import Inspector
from models.rules.inspection.reading import FileRead, Letters, Stopped
from tests.documents import document_pdf
from tests.hostile import flate_bomb, many_pages, object_stream_bomb
from tests.jobs.inspecting import authority

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="looks at processes as Linux shows them"
)
on_one_loop = pytest.mark.asyncio(loop_scope="module")

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
LIMITS = Limits(seconds=20, memory=450 << 20, pages=50)
SOON = LIMITS.model_copy(update={"seconds": 0.2})


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trusted")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def inspector(trusted: Path) -> AsyncIterator[Inspector]:
    with pytest.MonkeyPatch.context() as machine:
        machine.setenv("TELEGRAM_BOT_TOKEN", "700000001:of-nobodys-business")
        machine.setenv("DATABASE_URL", "sqlite:///of-nobodys-business.db")
        made = Inspector(trusted, LIMITS)
        yield made
        await made.close()


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "KH-25.pdf"
    path.write_bytes(document_pdf())
    return path


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A file that a reader waits for."""
    path = tmp_path / "endless.pdf"
    os.mkfifo(path)
    return path


def _children(task: Path) -> str:
    """Of a thread; of one that has ended meanwhile none."""
    try:
        return (task / "children").read_text()
    except FileNotFoundError:
        return ""


def readers() -> set[int]:
    """The children of this process that read files."""
    below = [int(each) for task in Path("/proc/self/task").iterdir() for each in _children(task).split()]
    return {each for each in below if b"jobs.inspecting.child" in Path(f"/proc/{each}/cmdline").read_bytes()}


async def read(inspector: Inspector, path: Path) -> FileRead:
    return await inspector.read(path, now=NOW)


@on_one_loop
async def test_what_is_read_is_what_is_read_without_a_child(inspector: Inspector, plan: Path) -> None:
    found = await read(inspector, plan)
    assert found == read_now(plan.read_bytes(), now=NOW)
    assert found.letters is Letters.TEXT
    assert "Số: 25/KH-UBND" in found.pages[0].splitlines()


@on_one_loop
async def test_the_child_stays_warm_and_files_wait_for_their_turn(inspector: Inspector, plan: Path) -> None:
    await read(inspector, plan)
    warm = readers()
    found = await asyncio.gather(*(read(inspector, plan) for _ in range(5)))
    assert len(set(found)) == 1
    assert readers() == warm
    assert len(warm) == 1


@on_one_loop
async def test_no_secret_is_passed_on(inspector: Inspector, plan: Path) -> None:
    await read(inspector, plan)
    (pid,) = readers()
    passed = Path(f"/proc/{pid}/environ").read_bytes()
    assert b"PATH=" in passed
    assert b"nobodys-business" not in passed


@on_one_loop
async def test_the_child_may_write_no_file_and_grow_only_so_far(inspector: Inspector, plan: Path) -> None:
    await read(inspector, plan)
    (pid,) = readers()
    limits = {
        line[:26].strip(): line[26:].split()[0]
        for line in Path(f"/proc/{pid}/limits").read_text().splitlines()
    }
    assert (limits["Max file size"], limits["Max core file size"]) == ("0", "0")
    assert limits["Max address space"] == str(LIMITS.memory)


@on_one_loop
async def test_certificates_that_come_and_go_are_noticed_without_a_restart(
    inspector: Inspector, plan: Path, trusted: Path
) -> None:
    (trusted / "di-dau.pem").symlink_to(trusted / "khong-co.pem")
    assert not (await read(inspector, plan)).has_anchors
    warm = readers()
    (trusted / "goc.pem").write_bytes(authority.root().pem)
    assert (await read(inspector, plan)).has_anchors
    (trusted / "goc.pem").unlink()
    assert not (await read(inspector, plan)).has_anchors
    assert readers() == warm


@on_one_loop
async def test_an_interrupt_is_not_for_the_child(inspector: Inspector, plan: Path) -> None:
    await read(inspector, plan)
    (pid,) = readers()
    os.kill(pid, signal.SIGINT)
    assert (await read(inspector, plan)).stopped is None
    assert readers() == {pid}


@on_one_loop
async def test_a_file_that_is_not_there_is_an_error_of_the_caller(
    inspector: Inspector, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        await read(inspector, tmp_path / "gone.pdf")


@pytest.mark.parametrize(
    ("bomb", "stopped"),
    [
        (lambda: flate_bomb(500 << 20), Stopped.MEMORY),
        (lambda: object_stream_bomb(80 << 20), Stopped.SIZE),
        (lambda: many_pages(10_000), Stopped.PAGES),
    ],
    ids=["flate", "object stream", "pages"],
)
@on_one_loop
async def test_a_bomb_is_stopped_the_loop_turns_meanwhile_and_the_memory_returns(
    inspector: Inspector, plan: Path, tmp_path: Path, bomb: Callable[[], bytes], stopped: Stopped
) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bomb())
    reading = asyncio.create_task(read(inspector, path))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0)
        turns += 1
    found = reading.result()
    assert (found.stopped, found.media_type) == (stopped, "application/pdf")
    assert found.page_count in (1, 10_000)
    assert turns > 100
    assert (await read(inspector, plan)).stopped is None
    (pid,) = readers()
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    assert pages * os.sysconf("SC_PAGE_SIZE") < 250 << 20


@on_one_loop
async def test_a_file_that_takes_too_long_is_left(endless: Path) -> None:
    inspector, others = Inspector(None, SOON), readers()
    assert (await read(inspector, endless)).stopped is Stopped.TIME
    assert readers() == others


@on_one_loop
async def test_what_was_read_before_the_child_died_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(many_pages(10_000))
    inspector, others = Inspector(None, LIMITS), readers()
    heard = worker._Child.line
    death = signal.SIGSEGV

    async def line(child: worker._Child) -> bytes:
        words = await heard(child)
        if b'"page_count":10000' in words:
            os.kill(child._process.pid, death)
        return words

    monkeypatch.setattr(worker._Child, "line", line)
    found = await read(inspector, path)
    assert (found.stopped, found.page_count) == (Stopped.CRASH, 10_000)
    # As the system ends a process when memory is short.
    death = signal.SIGKILL
    found = await read(inspector, path)
    assert (found.stopped, found.page_count) == (Stopped.MEMORY, 10_000)
    assert readers() == others


@on_one_loop
async def test_a_child_that_died_while_idle_costs_no_file_anything(inspector: Inspector, plan: Path) -> None:
    await read(inspector, plan)
    (pid,) = readers()
    os.kill(pid, signal.SIGKILL)
    assert (await read(inspector, plan)).stopped is None


@on_one_loop
async def test_a_reading_that_is_given_up_leaves_no_child_behind(endless: Path) -> None:
    inspector, others = Inspector(None, LIMITS), readers()
    reading = asyncio.create_task(read(inspector, endless))
    # Opens once the child reads it, and gives it nothing.
    with await asyncio.to_thread(endless.open, "wb"):
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
    assert readers() == others


@on_one_loop
async def test_after_so_many_files_the_child_makes_way(plan: Path) -> None:
    inspector, others = Inspector(None, LIMITS.model_copy(update={"files": 1})), readers()
    assert (await read(inspector, plan)).stopped is None
    assert readers() == others


_PARENT = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from jobs.inspecting.limits import Limits
from jobs.inspecting.worker import Inspector

try:
    asyncio.run(Inspector(None, Limits(seconds=600)).read(Path(sys.argv[1]), now=datetime.now(UTC)))
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.parametrize(
    ("sent", "printed"), [(signal.SIGKILL, b""), (signal.SIGINT, b"interrupted\n")], ids=["kill -9", "Ctrl-C"]
)
def test_a_child_ends_with_its_parent_and_has_nothing_to_say(
    endless: Path, sent: signal.Signals, printed: bytes
) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT, str(endless)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    # Opens once the child reads it, and gives it nothing.
    with endless.open("wb"):
        os.killpg(parent.pid, sent)
        # Both streams end when the last process that holds them has ended.
        assert parent.communicate(timeout=120) == (printed, b"")
