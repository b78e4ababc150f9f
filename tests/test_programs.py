"""Tests that need a system program: skipped and named where it is absent, failed where it was promised."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]

_SUITE = """
import os
import pytest

@pytest.fixture
def expensive():
    raise AssertionError("prepared although the program is absent")

@pytest.mark.needs_program("no-such-program")
def test_draws(expensive):
    pass

@pytest.mark.needs_program("no-such-program")
def test_prints():
    pass

@pytest.mark.needs_program("sh")
def test_runs_a_shell():
    pass

def test_settings_are_nobodys_own():
    assert "TELEGRAM_BOT_TOKEN" not in os.environ
    assert "DATABASE_URL" not in os.environ

def test_loopback_is_never_proxied():
    assert "127.0.0.1" in os.environ["NO_PROXY"].split(",")
    assert "intranet.example" in os.environ["NO_PROXY"].split(",")
"""
_INI = """
[pytest]
addopts = -q --strict-markers -p no:cacheprovider
markers = needs_program(name): x
"""


def run_suite(folder: Path, *options: str, **environment: str) -> tuple[int, list[str]]:
    """Runs the small suite above under this project's conftest; its exit code and the lines it printed."""
    (folder / "test_suite.py").write_text(_SUITE)
    (folder / "pytest.ini").write_text(_INI)
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "NO_PROXY": "intranet.example", **environment}
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "tests.conftest",
            "-c",
            "pytest.ini",
            *options,
            "test_suite.py",
        ],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout.strip().splitlines()


@pytest.mark.parametrize("workers", ["0", "2"])
def test_missing_programs_are_named_just_before_the_closing_line(tmp_path: Path, workers: str) -> None:
    code, lines = run_suite(tmp_path, "-n", workers, REQUIRE_PROGRAMS="")
    assert code == 0
    assert lines[-4:-1] == [
        "Bỏ qua vì máy không có: no-such-program (2 kiểm thử)",
        "  test_suite.py::test_draws",
        "  test_suite.py::test_prints",
    ]
    assert lines[-1].startswith("3 passed, 2 skipped")


def test_a_promised_program_that_is_missing_fails_the_run(tmp_path: Path) -> None:
    code, lines = run_suite(tmp_path, REQUIRE_PROGRAMS="1")
    assert code == 1
    assert "REQUIRE_PROGRAMS=1 nhưng máy không có no-such-program" in lines
    assert lines[-1].startswith("3 passed, 2 errors")


@pytest.mark.parametrize("name", ["TELEGRAM_BOT_TOKEN", "DATABASE_URL"])
def test_settings_of_the_machine_never_reach_a_test(tmp_path: Path, name: str) -> None:
    code, lines = run_suite(tmp_path, **{"REQUIRE_PROGRAMS": "", name: "700000001:of-the-developer"})
    assert code == 0, lines
