"""What turned out to tell of citizens is sealed, whenever that turned out."""

from pathlib import Path

import pytest
from sqlmodel import select

from jobs.sealing import steps_of_sealing
from models.changes.evidence import add_evidence, place_loose
from models.changes.filing import keep_loose
from models.tables import Evidence, How
from tests.commune import MONTHLY, PNG, Commune, commune, template

__all__ = ["commune", "template"]

FILE = "Bà Đinh Thị Bạch Yến.png"


@pytest.fixture
def personal(commune: Commune) -> Commune:
    """The December report tells of citizens."""
    commune.alter("UPDATE requirement SET personal=1 WHERE code=:code", code=MONTHLY)
    return commune


def sealed(commune: Commune) -> int:
    steps = steps_of_sealing(commune.engine, commune.store, commune.now)
    for take in steps:
        take()
    return len(steps)


def added(commune: Commune, *, loose: bool = False) -> str:
    """An hands in a picture with a citizen's name on it, that is not sealed; its SHA-256."""
    with commune.writes() as session:
        act, file = commune.act(session, "an.vhxh"), commune.file(name=FILE)
        said, task = commune.said(f"gửi {FILE}", How.FILE), commune.task(session)
        if loose:
            place_loose(act, keep_loose(act, file, said), task, said)
        else:
            add_evidence(act, task, file, said)
    return file.sha256


def kept(commune: Commune) -> list[tuple[str, bool]]:
    with commune.reads() as session:
        return [(each.file_name, each.is_sealed) for each in session.exec(select(Evidence))]


@pytest.mark.parametrize("loose", [False, True])
def test_what_came_openly_is_sealed_and_its_name_gone_at_once(personal: Commune, loose: bool) -> None:
    sha256 = added(personal, loose=loose)
    assert "Bạch Yến" not in str(personal.dump())
    assert sealed(personal) == 1
    assert personal.store.is_sealed(sha256)
    assert personal.store.read(sha256) == PNG
    assert sealed(personal) == 0
    assert personal.faults() == []


def test_what_was_handed_in_before_its_requirement_was_personal_is_sealed_too(commune: Commune) -> None:
    sha256 = added(commune)
    assert (sealed(commune), kept(commune)) == (0, [(FILE, False)])
    commune.alter("UPDATE requirement SET personal=1 WHERE code=:code", code=MONTHLY)
    assert sealed(commune) == 1
    assert kept(commune) == [(f"tep-{sha256[:8]}.png", True)]
    assert commune.store.is_sealed(sha256)
    assert commune.faults() == []


def test_a_file_that_is_gone_holds_up_no_other(personal: Commune) -> None:
    personal.store.remove(added(personal))
    sealed(personal)
    assert sealed(personal) == 0
    assert "không còn trên đĩa" in personal.faults()[0]


def test_where_nothing_is_personal_no_key_is_made(commune: Commune, tmp_path: Path) -> None:
    added(commune)
    assert sealed(commune) == 0
    assert not commune.store.key.path.exists()
