"""An admin asks for a pack in chat: it is made beside everything else, once, and they are told."""

import asyncio
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.packing.errand import PackErrand
from jobs.messages.compose import compose
from jobs.messages.facts import Message
from jobs.messages.pack import PackMade, PackNotMade
from models.clock import SetClock
from models.database import Busy
from models.kinds import Kind
from models.tables import Notification, OutboxState
from tests.bot.chats import Chats
from tests.bot.test_every_form import Walk
from tests.commune import Commune
from tests.packs import hand_in, manifest_in


def ask(year: Commune, chats: Chats) -> None:
    """The first year and edition that the form offers."""
    walk = Walk(year, chats)
    walk.begin("pack")
    assert walk.to_the_end() == "saved"


def run(year: Commune) -> None:
    asyncio.run(PackErrand(year.engine, SetClock(year.now), year.store).run())


def told(year: Commune, chats: Chats) -> Message | None:
    """What the admin reads of the pack that was asked for last."""
    chats.deliver()
    with year.reads() as session:
        rows = select(Notification).where(Notification.kind == Kind.PACK_MADE).order_by(col(Notification.id))
        row = session.exec(rows).all()[-1]
        assert row.state is OutboxState.SENT and row.person_id == year.person(session, "minh.vp").id
        return compose(session, row, year.now)


@pytest.fixture
def packs(year: Commune) -> Path:
    return year.store.folder.parent / "packs"


def test_a_pack_is_made_and_told_of(year: Commune, packs: Path) -> None:
    chats = Chats(year)
    ask(year, chats)
    assert not packs.exists()
    run(year)
    made = told(year, chats)
    assert isinstance(made, PackMade)
    assert (made.documents, made.files, made.lacking, made.unreviewed, made.unfit) == (30, 26, 23, 4, ())
    (pack,) = packs.iterdir()
    assert made.path == str(pack) and manifest_in(pack)["edition"] == "nop"
    assert year.ledger()[-1].person_id is not None, "the admin made it, not the program"
    run(year)
    assert list(packs.iterdir()) == [pack]
    assert year.faults() == []


def test_asked_again_it_is_a_supplement_or_nothing(year: Commune, packs: Path) -> None:
    chats = Chats(year)
    ask(year, chats)
    run(year)
    ask(year, chats)
    run(year)
    assert told(year, chats) == PackNotMade(
        reader=told(year, chats).reader, roles=told(year, chats).roles, year=2026, why="nothing_new"
    )
    with year.writes() as session:
        hand_in(year, session, year.task(session, "2026-Q2", "1.1.3-bao-cao-cchc-quy"), "quy 2.pdf")
    ask(year, chats)
    run(year)
    made = told(year, chats)
    assert isinstance(made, PackMade) and (made.number, made.documents) == (1, 1)


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (lambda packs: (packs.parent / "mau-danh-muc.docx").write_bytes(b"no document"), "template"),
        (lambda packs: (packs.mkdir(), (packs / "minh-chung-cchc-2026-nop.zip").touch()), "exists"),
    ],
)
def test_why_nothing_was_made_is_told(year: Commune, packs: Path, broken: object, why: str) -> None:
    broken(packs)  # type: ignore[operator]
    chats = Chats(year)
    ask(year, chats)
    run(year)
    not_made = told(year, chats)
    assert isinstance(not_made, PackNotMade) and not_made.why == why
    assert year.ledger()[-1].change != "make_pack"


def test_a_busy_database_is_waited_out(year: Commune, packs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chats = Chats(year)
    ask(year, chats)

    def busy(*given: object) -> None:
        raise Busy

    with monkeypatch.context() as locked:
        locked.setattr("bot.packing.making.make", busy)
        with pytest.raises(Busy):
            run(year)
    run(year)
    assert isinstance(told(year, chats), PackMade)


def test_a_form_that_was_closed_asks_for_nothing(year: Commune, packs: Path) -> None:
    chats = Chats(year)
    walk = Walk(year, chats)
    walk.begin("pack")
    walk._close()
    run(year)
    assert not packs.exists()
