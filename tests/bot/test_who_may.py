"""Every button and every command, pressed by everybody: exactly those who may change anything do
(docs/design.md, Rules and Conversation).

Each press comes from a message that carries the button, or as good as: the strongest forgery there is.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel import Session, select

from jobs.forms.kinds import KINDS
from jobs.messages.facts import Do
from models.actor import CLOCK, Act, acting
from models.changes.absence import be_absent
from models.changes.common import tell
from models.changes.evidence import add_evidence
from models.changes.filing import keep_beside, keep_loose, new_evidence
from models.changes.moving import Basis, move
from models.changes.office import set_office_hours
from models.changes.own_data import ask_about_data
from models.changes.saying import say
from models.kinds import Kind
from models.rules.inspection.reading import FileRead
from models.rules.lifecycle import Change
from models.tables import (
    Evidence,
    Form,
    Installation,
    ItemKind,
    Notification,
    Person,
    SentMessage,
    Statement,
    StatementKind,
    TaskItem,
)
from tests.bot.chats import CHATS, Chats, pressed, written
from tests.bot.following import bundle_of, ended_bundle, letters_to_review, sent_bundle, unknown_handler
from tests.commune import Commune, at, commune_in, template
from tests.models.changes.acts import ACTS, SETTLED_PERIOD
from tests.models.changes.test_lifecycle_and_permissions import with_everybody

__all__ = ["template"]

# An is responsible, Hoa (of another unit) her deputy, Dũng a colleague; Bình heads the unit, Khánh another one;
# Yến reviews, Lâm leads, Châu is the clerk, Minh the admin; Cự has left, "la" is of another commune.
CHAT = CHATS | {"yen.vp": 100_009, "cu.vhxh": 100_010, "la.xa-ban": 100_011, "@stranger": 999_000_001}
DOERS = {"an.vhxh", "hoa.ttpvhcc"}
HEAD, ADMIN, CLERK = {"binh.vhxh"}, {"minh.vp"}, {"chau.vp"}
REVIEWER, LEADER = {"yen.vp"}, {"lam.ubnd"}
DECIDERS = HEAD | ADMIN
EVERYBODY = set(CHAT) - {"cu.vhxh", "@stranger"}
NOBODY: set[str] = set()
AN = {"an.vhxh"}
# What is said, asked and shown, who was heard of, and half-filled forms: no change of anything.
PASSING = ("notification", "notification_task", "sent_message", "form", "stranger", "inbox_update")

_WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')

Ids = dict[str, int]
Stage = Callable[[Commune, Session], Ids]


def _as_it_is(commune: Commune, session: Session) -> Ids:
    return {}


def after(*changes: Change) -> Stage:
    """These changes have been made of the monthly report, in the ordinary course."""

    def stage(commune: Commune, session: Session) -> Ids:
        for change in changes:
            ACTS[change].make(commune, session)
        file = session.exec(select(Evidence.id).order_by(text("id DESC"))).first()
        said = session.exec(select(Statement.id).order_by(text("id DESC"))).first()
        asked = session.exec(select(Notification.id).where(Notification.kind == Kind.WAIT_ASKED)).first()
        return {"file": file or 0, "said": said or 0, "asked": asked or 0}

    return stage


def _with_a_tick(commune: Commune, session: Session) -> Ids:
    item = _item(commune, session)
    item.kind = ItemKind.TICK
    session.add(item)
    return {}


def _with_a_piece(commune: Commune, session: Session) -> Ids:
    """The one item is owed by Khánh's unit."""
    item = _item(commune, session)
    item.kind, item.unit_id = ItemKind.TICK, commune.person(session, "khanh.kt").unit_id
    session.add(item)
    return {}


def _in_the_trial_run(commune: Commune, session: Session) -> Ids:
    agency = commune.agency(session)
    agency.adopted_on = date(2026, 12, 14)
    session.add(agency)
    return {}


def _bundled(commune: Commune, session: Session) -> Ids:
    return {"bundle": bundle_of(commune, session).id or 0}


def _bundled_and_sent(commune: Commune, session: Session) -> Ids:
    return {"bundle": sent_bundle(commune, session).id or 0}


def _bundled_and_ended(commune: Commune, session: Session) -> Ids:
    return {"bundle": ended_bundle(commune, session).id or 0}


def _letters_wait(commune: Commune, session: Session) -> Ids:
    return {"bundle": letters_to_review(commune, session, "yen.vp").id or 0}


def _handler_unknown(commune: Commune, session: Session) -> Ids:
    handler = unknown_handler(commune, session)
    return {"bundle": handler.id or 0}


def _clock_held(commune: Commune, session: Session) -> Ids:
    """The last believed moment lies a week back."""
    session.add(Installation(clock_at=commune.now - timedelta(days=7), held_at=commune.now))
    return {}


def _moved_earlier(commune: Commune, session: Session) -> Ids:
    """An is asked to say that she knows."""
    admin, task = commune.actor(session, "minh.vp"), commune.task(session)
    basis = Basis(words="Công văn số 2624/SNV-CCHC", letter=commune.file(b"%PDF-1.7 thu"))
    made = move(Act(session, admin, commune.now), [task], date(2026, 12, 15), None, basis, True)
    return {"adjustment": made.id or 0}


def _hours_changed(commune: Commune, session: Session) -> Ids:
    made = set_office_hours(commune.act(session, "minh.vp"), "07:00-11:30,13:30-17:00")
    return {"adjustment": made.id or 0}


def _dung_is_away(commune: Commune, session: Session) -> Ids:
    """Châu was asked to stand in for him."""
    dung, chau = commune.person(session, "dung.vhxh"), commune.person(session, "chau.vp")
    days = (date(2026, 12, 21), date(2026, 12, 22))
    made = be_absent(commune.act(session, "dung.vhxh"), dung, *days, chau)
    return {"absence": made.id or 0}


def asked_an(kind: str, **facts: Any) -> Stage:
    """An was asked something, of a file that she sent or of what she wrote."""

    def stage(commune: Commune, session: Session) -> Ids:
        an = commune.person(session, "an.vhxh")
        file = keep_loose(Act(session, acting(an), commune.now), commune.file(), commune.said())
        known = {"evidence": [file.id], "task": commune.task(session).id} | facts
        row = tell(Act(session, CLOCK, commune.now), an.agency_id, kind, "asked/an", person=an, **known)
        return {"question": (row.id if row else 0) or 0}

    return stage


def _with_a_file_beside(commune: Commune, session: Session) -> Ids:
    """An said that it is not done, with a file that is kept beside the task."""
    an, task = commune.person(session, "an.vhxh"), commune.task(session)
    act, said = Act(session, acting(an), commune.now), commune.said()
    kept = keep_beside(act, task, new_evidence(act, commune.file(), said))
    statement = say(act, task, said, StatementKind.NOT_DONE)
    facts = {"statement": statement.id, "task": task.id, "beside": [kept.id]}
    row = tell(act.by(CLOCK), an.agency_id, Kind.HEARD, "heard/an", person=an, **facts)
    return {"question": (row.id if row else 0) or 0}


def _held_back(commune: Commune, session: Session) -> Ids:
    """An's file is held back by what was found of it."""
    act, task = Act(session, commune.actor(session, "an.vhxh"), commune.now), commune.task(session)
    file = replace(commune.file(), read=FileRead(media_type="application/pdf", size=1, is_damaged=True))
    return {"file": add_evidence(act, task, file, commune.said()).evidence.id or 0}


def _asked_about_data(commune: Commune, session: Session) -> Ids:
    """An asked the admins to mend something."""
    request = ask_about_data(commune.act(session, "an.vhxh"), "Xin sửa đơn vị")
    return {"request": request.id or 0}


def _item(commune: Commune, session: Session) -> TaskItem:
    task = commune.task(session)
    return session.exec(select(TaskItem).where(TaskItem.task_id == task.id)).one()


@dataclass(frozen=True)
class Cell:
    """What a button carries, and who changes something by it; `under`: the kind of message that has it, with
    what it says."""

    args: str = ""
    may: set[str] = field(default_factory=set)
    stage: Stage = _as_it_is
    under: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


WROTE = {"words": "xong", "said_at": "2026-12-15T07:30:00+07:00"}
TABLE: dict[Do, list[Cell]] = {
    # Telling of work done, and taking it back.
    Do.DONE: [Cell("{task}", DOERS | ADMIN), Cell("{settled}"), Cell("{task}", stage=after(Change.CLAIM))],
    Do.DONE_EARLY: [Cell("{task}", DOERS | ADMIN)],
    Do.UNDO: [Cell("{task}"), Cell("{task}", {"an.vhxh"} | HEAD, after(Change.CLAIM))],
    Do.OTHER_DAY: [Cell("{task}", stage=after(Change.CLAIM))],
    Do.DONE_ON: [
        Cell("{task}:2026-12-15", DOERS | ADMIN),
        Cell("{task}:2026-12-14", DOERS, after(Change.CLAIM)),
        Cell("{task}:2027-12-15"),
    ],
    # Evidence.
    Do.FILE: [Cell("{task}")],
    Do.FIGURE: [Cell("{task}"), Cell("{task}:{item}")],
    Do.TICK: [Cell("{task}:{item}"), Cell("{task}:{item}", DOERS | CLERK, _with_a_tick)],
    Do.FOR_ITEM: [Cell("{question}:{item}", {"an.vhxh"}, asked_an("which_item")), Cell("{row}:{item}")],
    Do.WITHDRAW: [Cell("{task}"), Cell("{task}", DOERS, after(Change.ADD_EVIDENCE))],
    Do.PLACE: [Cell("{question}:{task}", {"an.vhxh"}, asked_an("which_task")), Cell("{row}:{task}")],
    Do.APART: [Cell("{question}", NOBODY, asked_an("which_task")), Cell("{row}")],
    Do.DISCARD: [Cell("{question}", {"an.vhxh"}, asked_an("which_task")), Cell("{row}")],
    Do.PIECE_TICK: [Cell("{item}"), Cell("{item}", {"khanh.kt"}, _with_a_piece)],
    Do.PIECE_FILE: [Cell("{item}", stage=_with_a_piece)],
    # Looking changes nothing.
    Do.DETAILS: [Cell("{task}")],
    Do.CARD: [Cell("{task}")],
    Do.TRIAGE: [Cell()],
    Do.CASES: [Cell()],
    Do.COVERAGE: [Cell()],
    Do.ZALO_COPY: [Cell(under="task_list", facts={"more": 0})],
    Do.PAGE: [Cell("{row}:0", under="triage")],
    Do.DISMISS: [Cell()],
    Do.REVIEW: [Cell("{task}", stage=after(Change.ADD_EVIDENCE))],
    Do.LETTER: [Cell("{adjustment}", stage=_moved_earlier)],
    # Whose it is.
    Do.TAKE: [Cell("{task}", under="give_to")],
    Do.ASSIGN: [
        Cell("{task}:{dung}", DECIDERS, under="give_to"),
        Cell("{task}:{dung}"),
        Cell("{task}:{la}", under="give_to"),
    ],
    Do.GIVE_AWAY: [Cell("{task}")],
    Do.NOT_MINE: [Cell("{task}", DOERS)],
    Do.KEEP_OFFICER: [Cell("{task}"), Cell("{task}", DECIDERS, after(Change.NOT_MINE))],
    Do.COLLEAGUE: [Cell("{task}")],
    Do.HAND_TO: [Cell("{task}:{dung}", DOERS), Cell("{task}:{khanh}"), Cell("{task}:{la}")],
    Do.DECLINE_TASK: [Cell("{task}"), Cell("{task}", {"dung.vhxh"}, after(Change.HAND_OVER))],
    # What was due before adoption.
    Do.ASK_DATE: [Cell("{settled}")],
    Do.SET_DATE: [
        Cell("{settled}:2026-12-31", DECIDERS),
        Cell("{task}:2026-12-31"),
        Cell("{settled}:2026-12-14"),
    ],
    Do.NOT_APPLICABLE: [Cell("{settled}"), Cell("{task}")],
    Do.HAND_OVER: [Cell("{row}:1", under="triage")],
    # Later, and why not yet.
    Do.LATER: [Cell("{task}")],
    Do.SNOOZE: [Cell("{task}:1797303600", DOERS), Cell("{task}:{never}")],
    Do.PROMISE: [Cell("{task}:2026-12-18", DOERS), Cell("{task}:2026-12-01")],
    Do.STUCK: [Cell("{task}", DOERS)],
    Do.CLEARED: [Cell("{task}")],
    Do.PUT_AT: [Cell("{task}:unit_head", DOERS), Cell("{task}:nowhere")],
    Do.MEANT: [Cell("{question}:{task}", {"an.vhxh"}, asked_an("question", ask="which_task", **WROTE))],
    Do.MEANING: [
        Cell("{question}:done", {"an.vhxh"}, asked_an("question", ask="meaning", **WROTE)),
        Cell("{question}:x", stage=asked_an("question", ask="meaning", **WROTE)),
    ],
    Do.OTHERWISE: [Cell("{question}", stage=asked_an("question", ask="meaning", **WROTE))],
    Do.COUNT_FILE: [Cell("{question}", {"an.vhxh"}, _with_a_file_beside)],
    # What a finding holds back.
    Do.MISREAD: [Cell("{file}", {"an.vhxh"}, _held_back), Cell("{file}", stage=after(Change.ADD_EVIDENCE))],
    Do.SEND_ANYWAY: [Cell("{file}", stage=_held_back)],
    Do.DISCARD_HELD: [
        Cell("{file}", {"an.vhxh"}, _held_back),
        Cell("{file}", stage=after(Change.ADD_EVIDENCE)),
    ],
    Do.HAND_TO_MEND: [Cell("{task}:clerk", DOERS), Cell("{task}:nowhere")],
    Do.NOTE: [
        Cell("{question}:{task}", {"an.vhxh"}, asked_an("question", ask="forwarded", message=7, **WROTE))
    ],
    Do.REREAD: [
        Cell(
            "{question}",
            {"an.vhxh"},
            asked_an("question", ask="edited", message=7, **(WROTE | {"words": "báo cáo tháng 12 xong rồi"})),
        )
    ],
    Do.UNSAY: [Cell("{said}", {"an.vhxh"}, after(Change.SAY))],
    Do.FORWARDED: [Cell("{task}", HEAD)],
    Do.SIGNED: [Cell("{task}", LEADER)],
    Do.ISSUED: [Cell("{task}", CLERK)],
    Do.PASS_BACK: [Cell("{task}"), Cell("{task}", LEADER, after(Change.SIGN))],
    # Decisions above the officer.
    Do.TALKED: [Cell("{task}", DECIDERS)],
    Do.PHONED: [Cell("{task}", DECIDERS)],
    Do.LATER_DAY: [Cell("{task}")],
    Do.EXTEND_TO: [Cell("{task}:2026-12-21", DECIDERS), Cell("{task}:2026-12-15")],
    Do.KEEP_DAY: [Cell("{task}", DECIDERS, after(Change.PROMISE))],
    Do.END_TRIAL: [Cell(), Cell("", ADMIN, _in_the_trial_run)],
    Do.TRUST_CLOCK: [Cell(), Cell("", ADMIN, _clock_held)],
    # Review.
    Do.OPEN_FILE: [Cell("{task}"), Cell("{task}", REVIEWER, after(Change.ADD_EVIDENCE))],
    Do.ACCEPT: [
        Cell("{task}:{file}", REVIEWER, after(Change.ADD_EVIDENCE)),
        Cell("{task}:0", stage=after(Change.ADD_EVIDENCE)),
    ],
    Do.ACCEPT_FOR: [Cell("{task}:{file}", REVIEWER, after(Change.ADD_EVIDENCE))],
    Do.ACCEPT_OTHER: [Cell("{task}:{file}", stage=after(Change.ADD_EVIDENCE))],
    Do.RETURN: [Cell("{task}:{file}", stage=after(Change.ADD_EVIDENCE))],
    Do.RETURN_OTHER: [Cell("{task}:{file}", stage=after(Change.ADD_EVIDENCE))],
    Do.RETURN_FOR: [
        Cell("{task}:{file}:0", REVIEWER, after(Change.ADD_EVIDENCE)),
        Cell("{task}:{file}:99", stage=after(Change.ADD_EVIDENCE)),
    ],
    # Waiting for a superior.
    Do.WAIT: [Cell("{task}")],
    Do.WAIT_OK: [Cell("{asked}", DECIDERS, after(Change.ASK_WAIT))],
    Do.WAIT_NO: [Cell("{asked}", DECIDERS, after(Change.ASK_WAIT))],
    Do.WAIT_WHY: [Cell("{asked}", stage=after(Change.ASK_WAIT))],
    Do.ANSWERED: [Cell("{task}", stage=after(Change.WAIT))],
    Do.NOT_YET: [Cell("{task}"), Cell("{task}", DOERS | HEAD, after(Change.WAIT))],
    # Absence: one's own; another's by their head, who stands in for them, or the admin.
    Do.AWAY_FOR: [Cell("{dung}"), Cell()],
    Do.DEPUTISE: [Cell("{absence}", CLERK, _dung_is_away)],
    Do.DECLINE: [Cell("{absence}", CLERK, _dung_is_away)],
    Do.APPOINT: [Cell("{absence}:{khanh}", {"dung.vhxh"} | DECIDERS, _dung_is_away)],
    Do.BACK: [Cell("{absence}", {"dung.vhxh"} | DECIDERS, _dung_is_away)],
    Do.REDATE: [Cell("{absence}", stage=_dung_is_away)],
    # Oneself, invites, chats.
    Do.ADDRESS: [Cell("0", EVERYBODY), Cell("99")],
    Do.JOIN: [Cell("22222222")],
    Do.NOT_ME: [Cell("22222222")],
    Do.UNLINK: [Cell("{an}", ADMIN), Cell("{la}")],
    # One's own data, and what was asked about it.
    Do.OWN_COPY: [Cell()],
    Do.DATA_ANSWERED: [Cell("{request}", ADMIN, _asked_about_data), Cell("9")],
    # Forms: what they save is asked of each kind below.
    Do.FORM: [Cell("1:save:save")],
    Do.FORM_START: [Cell("manage")],
    Do.FORM_EDIT: [Cell("1:title")],
    Do.FORM_PAGE: [Cell("1:1")],
    Do.FORM_BACK: [Cell("1")],
    Do.FORM_CANCEL: [Cell("1")],
    Do.FORM_AGAIN: [Cell("1")],
    Do.TAKE_BACK: [Cell("{adjustment}", ADMIN, _hours_changed), Cell("{adjustment}", ADMIN, _moved_earlier)],
    Do.SEEN_CHANGE: [Cell("{adjustment}", {"an.vhxh"} | HEAD, _moved_earlier)],
}


def test_the_table_has_every_button() -> None:
    assert set(TABLE) == set(Do)


@pytest.fixture(scope="module")
def agency(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commune]:
    """Everybody has a chat, also who has left and who is of another commune. No press here is ever committed."""
    folder = tmp_path_factory.mktemp("agency")
    shutil.copy(template / "nhacviec.db", folder / "nhacviec.db")
    agency = with_everybody(commune_in(folder, at("15/12/2026")))
    for code in ("cu.vhxh", "la.xa-ban"):
        agency.alter("UPDATE person SET chat_id=:chat WHERE code=:code", chat=CHAT[code], code=code)
    yield agency
    agency.engine.dispose()


@pytest.fixture(scope="module")
def chats(agency: Commune) -> Chats:
    return Chats(agency)


@pytest.mark.parametrize("do", TABLE)
def test_exactly_those_who_may_change_anything_by_a_button(agency: Commune, chats: Chats, do: Do) -> None:
    for cell in TABLE[do]:
        changed = {code for code in CHAT if changes(agency, chats, do, cell, code)}
        assert changed == cell.may, f"{do} {cell.args}"


MALFORMED = ("", "x", "9" * 19, "999999999", "{task}:x", "{task}:-1", "{task}:9999-99-99")


@pytest.mark.parametrize("do", [do for do in TABLE if "{" in TABLE[do][0].args])
def test_a_button_with_anything_else_changes_nothing(agency: Commune, chats: Chats, do: Do) -> None:
    for args in MALFORMED:
        if "{task}" in args and len(TABLE[do][0].args.split(":")) < 2:
            continue
        for code in ("an.vhxh", "minh.vp"):
            assert not changes(agency, chats, do, Cell(args), code), f"{do}:{args} {code}"


def changes(commune: Commune, chats: Chats, do: Do, cell: Cell, code: str) -> bool:
    """Whether anything that counts is written by this person's press."""
    with Session(commune.engine, expire_on_commit=False) as session:
        ids = commune_ids(commune) | cell.stage(commune, session)
        ids["row"] = _under(commune, session, cell, ids, code)
        session.flush()
        data = ":".join(filter(None, (do, cell.args.format(**ids))))
        with written_tables(commune) as tables:
            turn = chats.try_out(session, CHAT[code], pressed(CHAT[code], data), ids["row"])
        assert turn.alert is not None
        session.rollback()
    return bool(tables)


@contextmanager
def written_tables(commune: Commune) -> Iterator[set[str]]:
    """The tables that count, into which something is written meanwhile."""
    tables: set[str] = set()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found = _WRITES.match(statement)
        if found and found[1] not in PASSING:
            tables.add(found[1])

    event.listen(commune.engine, "before_cursor_execute", note)
    yield tables
    event.remove(commune.engine, "before_cursor_execute", note)


@cache
def commune_ids(commune: Commune) -> Ids:
    """The rows that buttons name; nothing here ever changes them."""
    with commune.reads() as session:
        return _ids(commune, session)


def _ids(commune: Commune, session: Session) -> Ids:
    people = {code.split(".")[0]: commune.person(session, code).id or 0 for code in CHATS}
    la = session.exec(select(Person.id).where(Person.code == "la.xa-ban")).one()
    return people | {
        "la": la or 0,
        "task": commune.task(session).id or 0,
        "settled": commune.task(session, SETTLED_PERIOD).id or 0,
        "item": _item(commune, session).id or 0,
        "never": 32_503_680_000,
    }


_KEYS = count()


def _under(commune: Commune, session: Session, cell: Cell, ids: Ids, code: str) -> int:
    """The message in this person's chat under which the button is pressed."""
    person = session.exec(select(Person).where(Person.code == code)).first()
    row = tell(
        Act(session, CLOCK, commune.now),
        person.agency_id if person else commune.agency(session).id or 0,
        cell.under or "told",
        f"test/{next(_KEYS)}",
        person=person,
        tasks=[commune.task(session)] if cell.under in ("give_to", "task_list", "triage") else None,
        **{"task": ids["task"], "officer": ids["an"]} | cell.facts if cell.under else {"notice": "help"},
    )
    assert row is not None
    sent = SentMessage(
        notification_id=row.id or 0, chat_id=CHAT[code], message_id=row.id or 0, sent_at=commune.now
    )
    session.add(sent)
    session.flush()
    return row.id or 0


COMMANDS = [
    "start",
    "viec",
    "lich",
    "vang",
    "donvi",
    "bang",
    "ketnoi",
    "duyet",
    "quanly",
    "moi",
    "trogiup",
    "help",
]
UNKNOWN = ["khong_co", "bang", "diem"]


@pytest.mark.parametrize("command", [*COMMANDS, *UNKNOWN])
def test_no_command_changes_anything(agency: Commune, chats: Chats, command: str) -> None:
    for code, chat_id in CHAT.items():
        for words in (f"/{command}", f"/{command} 1 xong", f"/{command}@bot"):
            with Session(agency.engine) as session, written_tables(agency) as tables:
                chats.try_out(session, chat_id, written(chat_id, words))
                assert not tables, f"{words} {code}"
                session.rollback()


HEADS = {"binh.vhxh", "khanh.kt", "minh.vp"}
# Heads act in their own unit, admins everywhere (models/rules/permissions.py); others open nothing.
OF_SEVERAL = {"give", "settle"}
WITHIN_UNIT = {*OF_SEVERAL, "manage", "history", "requirements", "reassign", "move", "order"}


@dataclass(frozen=True)
class Talk:
    """A conversation: what it is about, at which stage, who may have it, and what ends it."""

    about: str
    stage: Stage
    may: set[str]
    says: tuple[str, ...]


CONVERSATIONS: dict[str, Talk] = {
    "absence": Talk(
        "dung",
        _as_it_is,
        {"dung.vhxh"} | DECIDERS,
        ("from_on:2026-12-21", "to_on:2026-12-22", "deputy:0"),
    ),
    "redate": Talk(
        "absence",
        _dung_is_away,
        {"dung.vhxh"} | DECIDERS,
        ("from_on:2026-12-21", "to_on:2026-12-25"),
    ),
    "wait": Talk("task", _as_it_is, DOERS, ("Sở Tài chính", "document:none")),
    "wait_reason": Talk("asked", after(Change.ASK_WAIT), DECIDERS, ("Xã làm được trước",)),
    "answer_day": Talk("task", after(Change.WAIT), DOERS | HEAD, ("day:2026-12-18",)),
    "settle_one": Talk("settled", _as_it_is, DECIDERS, ("Đã làm từ trước",)),
    "later": Talk("task", _as_it_is, DOERS, ("day:2026-12-15", "hour:15:00")),
    "morning": Talk("task", _as_it_is, EVERYBODY, ("hour:08:30",)),
    "own_data": Talk("task", _as_it_is, EVERYBODY, ("what:full_name", "Nguyễn Thị Ân")),
    # A bundle of citizen files is its reader's alone.
    "case_sent": Talk("bundle", _bundled, AN, ("tasks:all", "tasks:ok")),
    "case_unsent": Talk("bundle", _bundled_and_sent, AN, ("tasks:all", "tasks:ok")),
    "case_ended": Talk("bundle", _bundled, AN, ("tasks:all", "tasks:ok", "on:2026-12-15")),
    "case_unended": Talk("bundle", _bundled_and_ended, AN, ("tasks:all", "tasks:ok")),
    "case_others": Talk("bundle", _bundled, AN, ("tasks:all", "tasks:ok", "person:0")),
    "case_accept": Talk("bundle", _letters_wait, REVIEWER, ("tasks:all", "tasks:ok")),
    # Whoever is of the unit that leads, and admins.
    "case_handler": Talk("bundle", _handler_unknown, {"hoa.ttpvhcc", "minh.vp"}, ("handler:2", "who:1")),
}


def test_every_conversation_is_in_the_table() -> None:
    assert CONVERSATIONS.keys() | OF_SEVERAL | {"case_draft"} == {
        name for name, kind in KINDS.items() if kind.is_conversation
    }


@pytest.mark.parametrize("kind", KINDS)
def test_exactly_those_who_may_open_a_form(agency: Commune, chats: Chats, kind: str) -> None:
    opened = {code for code in CHAT if _opens(agency, chats, f"formstart:{kind}", code)}
    allowed = HEADS if kind in WITHIN_UNIT else ADMIN
    # Everybody may be away, has a morning, and may put right what is kept of them; the others are about something.
    alone = EVERYBODY if kind in ("absence", "morning", "own_data") else NOBODY
    is_talk = kind in CONVERSATIONS or kind == "case_draft"
    assert opened == (alone if is_talk else allowed)


@pytest.mark.parametrize("kind", CONVERSATIONS)
def test_exactly_those_who_may_begin_a_conversation_and_end_it(
    agency: Commune, chats: Chats, kind: str
) -> None:
    """From the button of a message that is about something; what is asked is answered under the form's screen."""
    conversation = CONVERSATIONS[kind]
    begun, ended = set(), set()
    for code in CHAT:
        with Session(agency.engine, expire_on_commit=False) as session:
            ids = commune_ids(agency) | conversation.stage(agency, session)
            data = f"formstart:{kind}:about={ids[conversation.about]}"
            with written_tables(agency) as tables:
                chats.try_out(session, CHAT[code], pressed(CHAT[code], data), 1)
            assert not tables
            form = session.exec(select(Form)).first()
            if form is not None:
                begun.add(code)
                with written_tables(agency) as tables:
                    _say_all(chats, session, CHAT[code], conversation.says)
                ended |= {code} if tables else set()
            session.rollback()
    assert (begun, ended) == (conversation.may, conversation.may)


def _say_all(chats: Chats, session: Session, chat_id: int, says: tuple[str, ...]) -> None:
    """Each answer is a press, under the form's own screen, or (with a blank) words."""
    for each in says:
        form = session.exec(select(Form)).one()
        chats.deliver_in(session)
        if " " in each:
            chats.try_out(session, chat_id, written(chat_id, each))
            continue
        screen = session.exec(select(SentMessage).where(SentMessage.notification_id == form.screen_id)).one()
        data = f"form:{form.id}:{each}"
        chats.try_out(session, chat_id, pressed(chat_id, data), screen.message_id)


def test_a_head_reassigns_nothing_of_another_unit(agency: Commune, chats: Chats) -> None:
    with agency.reads() as session:
        data = f"formstart:reassign:requirement={agency.requirement(session).id}"
    assert {code for code in CHAT if _opens(agency, chats, data, code)} == DECIDERS


def test_only_its_reader_has_letters_drafted_for_a_bundle(agency: Commune, chats: Chats) -> None:
    """Letters are drafted on the machine: no row but the form's is written."""
    with agency.writes() as session:
        data = f"formstart:case_draft:about={bundle_of(agency, session).id}"
    assert {code for code in CHAT if _opens(agency, chats, data, code)} == AN


def _opens(commune: Commune, chats: Chats, data: str, code: str) -> bool:
    with Session(commune.engine) as session, written_tables(commune) as tables:
        chats.try_out(session, CHAT[code], pressed(CHAT[code], data), 1)
        opened = session.exec(select(Form.id)).first() is not None
        assert not tables
        session.rollback()
    return opened
