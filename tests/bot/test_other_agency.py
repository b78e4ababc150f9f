"""Two communes in one database: whoever holds every role in one changes and reads nothing of the other."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from bot.texts.render import render
from jobs.messages.compose import compose
from models.tables import Agency, Notification, Person, PersonRole, Requirement, Role
from tests.bot.chats import Chats, pressed, written
from tests.bot.test_who_may import CHAT, COMMANDS, TABLE, _under, commune_ids, written_tables
from tests.commune import Commune, at, commune_in, template
from tests.models.changes.test_lifecycle_and_permissions import with_everybody

__all__ = ["template"]

LA = CHAT["la.xa-ban"]
WORDS = (
    "báo cáo tthc tháng 12",
    "1 xong",
    "việc của chị An",
    "xong rồi ạ",
    "giao chị An",
    "NV-2026-000001",
)


@pytest.fixture(scope="module")
def agency(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commune]:
    """Somebody of a neighbouring commune holds every role there. Nothing done here is ever committed."""
    folder = tmp_path_factory.mktemp("agency")
    shutil.copy(template / "nhacviec.db", folder / "nhacviec.db")
    agency = with_everybody(commune_in(folder, at("15/12/2026")))
    agency.alter("UPDATE person SET chat_id=:chat WHERE code='la.xa-ban'", chat=LA)
    with agency.writes() as session:
        la = session.exec(select(Person).where(Person.code == "la.xa-ban")).one()
        session.add_all(PersonRole(person_id=la.id or 0, role=role) for role in Role)
    yield agency
    agency.engine.dispose()


@pytest.fixture(scope="module")
def secrets(agency: Commune) -> list[str]:
    """What only the other commune's people may read."""
    with agency.reads() as session:
        own = session.exec(select(Agency).where(Agency.code != "xa-ban")).one()
        names = session.exec(select(Person.full_name).where(Person.agency_id == own.id)).all()
        titles = session.exec(select(Requirement.short).where(Requirement.agency_id == own.id)).all()
        return [own.name, *names, *titles]


def read_by(session: Session, commune: Commune, last: int) -> str:
    """All that the neighbour is told since."""
    new = select(Notification).where(Notification.chat_id == LA, col(Notification.id) > last)
    rows = [row for row in session.exec(new) if not row.key.startswith("test/")]
    return "\n".join(render(found).html for row in rows if (found := compose(session, row, commune.now)))


def last_row(session: Session) -> int:
    return session.exec(select(Notification.id).order_by(col(Notification.id).desc())).first() or 0


@pytest.mark.parametrize("do", [do for do in TABLE if "{" in TABLE[do][0].args])
def test_no_button_shows_or_changes_anything_of_another_commune(
    agency: Commune, secrets: list[str], do: str
) -> None:
    chats = Chats(agency)
    for cell in (each for each in TABLE[do] if not each.under):
        with Session(agency.engine, expire_on_commit=False) as session:
            ids = commune_ids(agency) | cell.stage(agency, session)
            ids["row"] = _under(agency, session, cell, ids, "la.xa-ban")
            session.flush()
            last = last_row(session)
            with written_tables(agency) as tables:
                turn = chats.try_out(session, LA, pressed(LA, f"{do}:{cell.args.format(**ids)}"), ids["row"])
                chats.deliver_in(session)
            said = (turn.alert or "") + read_by(session, agency, last)
            session.rollback()
        assert (tables, [each for each in secrets if each in said]) == (set(), [])


@pytest.mark.parametrize("words", [*(f"/{each}" for each in COMMANDS), "/viec bao cao", "/donvi An", *WORDS])
def test_no_command_and_no_words_show_anything_of_another_commune(
    agency: Commune, secrets: list[str], words: str
) -> None:
    chats = Chats(agency)
    with Session(agency.engine, expire_on_commit=False) as session:
        last = last_row(session)
        with written_tables(agency) as tables:
            chats.try_out(session, LA, written(LA, words))
            chats.deliver_in(session)
        said = read_by(session, agency, last)
        session.rollback()
    assert said
    assert ({*tables} - {"person"}, [each for each in secrets if each in said]) == (set(), [])
