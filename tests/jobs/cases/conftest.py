"""The commune that follows its citizen files: made once, copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commune import at, commune_in
from tests.jobs.cases.office import Office, open_office
from tests.shared import made_once


@pytest.fixture(scope="session")
def followed() -> Path:
    with made_once("followed") as (folder, is_new):
        if is_new:
            open_office(folder).commune.engine.dispose()
        return folder


@pytest.fixture
def office(followed: Path, tmp_path: Path) -> Iterator[Office]:
    """It is Monday 14/12/2026, 07:00; the trial run is over."""
    shutil.copy(followed / "nhacviec.db", tmp_path / "nhacviec.db")
    commune = commune_in(tmp_path, at("14/12/2026", "07:00"))
    yield Office(commune)
    commune.engine.dispose()


@pytest.fixture
def files(office: Office) -> Office:
    """The same, where of a tick only what citizen files need is done: a test costs a quarter."""
    office.alone = True
    return office
