"""Holds for all tests: system programs that may be missing, and an environment that is nobody's own."""

import os
import shutil
from collections import defaultdict

import pytest

_SETTINGS = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_API_URL",
    "TELEGRAM_PROXY",
    "DATABASE_URL",
    "EVIDENCE_DIR",
    "TRUST_ROOTS_DIR",
    "SANDBOX_PORT",
    "SANDBOX_START",
    "LOG_LEVEL",
)
_LOOPBACK = "127.0.0.1,localhost"

_missing = pytest.StashKey[dict[str, list[str]]]()


def pytest_configure(config: pytest.Config) -> None:
    """Nobody's own settings reach a test, and no proxy stands between a test and its own machine."""
    config.stash[_missing] = defaultdict(list)
    for name in _SETTINGS:
        os.environ.pop(name, None)
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (os.environ.get(name), _LOOPBACK)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test whose program is absent; fails it where REQUIRE_PROGRAMS=1 promises the program."""
    for marker in item.iter_markers("needs_program"):
        program = marker.args[0]
        if shutil.which(program) is not None:
            continue
        if os.environ.get("REQUIRE_PROGRAMS") == "1":
            pytest.fail(f"REQUIRE_PROGRAMS=1 nhưng máy không có {program}", pytrace=False)
        item.config.stash[_missing][program].append(item.nodeid)
        pytest.skip(f"máy không có {program}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Names what was not tested, just before the closing line."""
    for program, tests in sorted(config.stash[_missing].items()):
        terminalreporter.write_line(f"Bỏ qua vì máy không có: {program} ({len(tests)} kiểm thử)")
        for test in tests:
            terminalreporter.write_line(f"  {test}")
