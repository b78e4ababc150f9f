"""Holds for all tests: system programs that may be missing, and an environment that is nobody's own."""

import gc
import os
import shutil
import sys
from collections import defaultdict

import pytest

from tests import durations, shared
from tests.catalogues import share_readings
from tests.engines import hurry, share_compiled_statements, share_migrations

_SETTINGS = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_API_URL",
    "TELEGRAM_PROXY",
    "TELEGRAM_DELETE_WEBHOOK",
    "DATABASE_URL",
    "EVIDENCE_DIR",
    "TRUST_ROOTS_DIR",
    "SANDBOX_PORT",
    "SANDBOX_START",
    "SANDBOX_CATALOGUE",
    "LOG_LEVEL",
    "BACKUP_DIR",
    "BACKUP_AT",
    "BACKUP_KEEP",
    "BACKUP_KEY_FILE",
    "DISK_FREE_MB",
    "HEARTBEAT_FILE",
    "HEARTBEAT_URL",
    "LOG_FORMAT",
)
_LOOPBACK = "127.0.0.1,localhost"

_ABSENT = "máy không có"


def pytest_configure() -> None:
    """Nobody's own settings reach a test, and no proxy stands between a test and its own machine."""
    # Before there are workers, which find it.
    shared.root()
    for name in _SETTINGS:
        os.environ.pop(name, None)
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (os.environ.get(name), _LOOPBACK)))
    _keep_bytecode()
    share_compiled_statements()
    hurry()
    share_migrations()
    share_readings()
    _look_for_no_trio()
    _collect_garbage_seldom()


def _keep_bytecode() -> None:
    """Workers and programs that tests start find modules compiled: else each compiles them all, for two seconds."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def _look_for_no_trio() -> None:
    """httpcore looks before each call for a library that would know of trio, in every folder there is."""
    sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]


def _collect_garbage_seldom() -> None:
    """A collection walks all that was imported, which is a twentieth of what tests cost."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than cores: a test over the wire waits now and then, for a socket or a browser."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test whose program is absent; fails it where REQUIRE_PROGRAMS=1 promises the program."""
    for marker in item.iter_markers("needs_program"):
        program = marker.args[0]
        if shutil.which(program) is not None:
            continue
        if os.environ.get("REQUIRE_PROGRAMS") == "1":
            pytest.fail(f"REQUIRE_PROGRAMS=1 nhưng {_ABSENT} {program}", pytrace=False)
        pytest.skip(f"{_ABSENT} {program}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Keeps how long each file took; names what was not tested, just before the closing line, from any worker."""
    durations.keep(terminalreporter)
    missing: dict[str, list[str]] = defaultdict(list)
    for report in terminalreporter.getreports("skipped"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        _, absent, program = reason.partition(f"{_ABSENT} ")
        if absent:
            missing[program].append(report.nodeid)
    for program, tests in sorted(missing.items()):
        terminalreporter.write_line(f"Bỏ qua vì {_ABSENT}: {program} ({len(tests)} kiểm thử)")
        for test in sorted(tests):
            terminalreporter.write_line(f"  {test}")
