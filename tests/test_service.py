"""The unit of systemd that comes with the program."""

import subprocess
import sys
from pathlib import Path

import pytest

UNIT = Path(__file__).parents[1] / "docs" / "nhacviec.service"
# Of ten: systemd's own measure, less is better.
MOST_EXPOSED = 2.0


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit as it would be installed, with a program that is there."""
    file = tmp_path / UNIT.name
    text = UNIT.read_text("utf-8")
    assert "ExecStart=/opt/nhacviec/.venv/bin/nhacviec run\n" in text
    file.write_text(text.replace("/opt/nhacviec/.venv/bin/nhacviec", sys.executable), "utf-8")
    return file


def analyzed(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, timeout=30)


@pytest.mark.needs_program("systemd-analyze")
def test_systemd_finds_nothing_wrong_with_the_unit(unit: Path) -> None:
    said = analyzed("verify", unit)
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.needs_program("systemd-analyze")
def test_the_unit_may_do_little(unit: Path) -> None:
    said = analyzed("security", "--offline=true", f"--threshold={int(MOST_EXPOSED * 10)}", "--no-pager", unit)
    assert said.returncode == 0, said.stdout[-300:]
