"""Data, `.env` and what is exported are readable by their owner only; what is open already, `doctor` names."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.test_cli import Command, logging_as_it_was, nhacviec
from tests.commune import REPORTS, template

__all__ = ["logging_as_it_was", "nhacviec", "template"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights of its own")

NAMED = "Người khác trên máy này cũng đọc được dữ liệu của cơ quan: chạy chmod -R go-rwx "


@pytest.fixture(autouse=True)
def others_may_read_here() -> Iterator[None]:
    """A machine whose usual umask lets others read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> set[tuple[bool, str]]:
    return {(each.is_dir(), oct(each.stat().st_mode & 0o777)) for each in folder.rglob("*")}


def test_all_that_is_made_is_its_owners_alone_from_the_start(nhacviec: Command, tmp_path: Path) -> None:
    assert nhacviec("init", "--catalogue", str(REPORTS)).code == 0
    assert nhacviec("catalogue", "export", "ra.yaml").code == 0
    assert {each.name for each in tmp_path.rglob("*")} >= {"data", "nhacviec.db", "ra.yaml"}
    assert modes(tmp_path) == {(True, "0o700"), (False, "0o600")}


def test_doctor_names_what_others_can_read_and_how_to_close_it(
    nhacviec: Command, tmp_path: Path, template: Path
) -> None:
    data, environment = tmp_path / "data", tmp_path / ".env"
    (data / "evidence").mkdir(parents=True)
    shutil.copy(template / "nhacviec.db", data / "nhacviec.db")
    environment.write_text("LOG_LEVEL=INFO\n")
    said = nhacviec("doctor").out
    assert f"⚠ {NAMED}{environment} data/nhacviec.db data/evidence." in said
    data.chmod(0o700)
    environment.chmod(0o600)
    assert NAMED not in nhacviec("doctor").out
