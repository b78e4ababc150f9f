"""Every kind of form, from its first screen to its end, made anew from the database at each step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from bot.handlers import forms
from bot.press import spell
from bot.texts import alerts
from jobs.forms.answering import PICKED
from jobs.forms.form import SAVE, Opening
from jobs.forms.importing import given_by
from jobs.forms.kinds import KINDS
from jobs.messages.facts import Choice, Do
from jobs.messages.forms import FormOver, Screen
from jobs.verify import verify
from models.actor import Act, acting
from models.catalogue.exporting import as_catalogue
from models.catalogue.reading import Content
from models.changes.absence import be_absent
from models.changes.office import set_office_hours
from models.changes.staffing import deactivate
from models.changes.waiting import ask_to_wait, wait
from models.kinds import Kind
from models.tables import Form, Notification, Person, PersonRole, Role
from tests.bot.chats import CHATS, Chats, Shown
from tests.bot.following import bundle_of, ended_bundle, letters_to_review, sent_bundle, unknown_handler
from tests.bot.texts.test_every_text import columns
from tests.commune import Commune, commune, template
from tests.models.changes.acts import SETTLED_PERIOD

__all__ = ["commune", "template"]

ADMIN, SECOND = CHATS["minh.vp"], CHATS["khanh.kt"]
FIRST, LAST = 0, -1
LONGEST_WALK = 60
UNDER_WAY = {"form", "inbox_update", "notification", "notification_task", "sent_message"}
WORDS = "Phan Văn Tài"
ITEM = "anh-da-gui"
NOTHING = "nothing to save"

Given = Callable[[Commune, Session], dict[str, str]]


def _nothing(commune: Commune, session: Session) -> dict[str, str]:
    return {}


def _requirement(commune: Commune, session: Session) -> dict[str, str]:
    return {"requirement": str(commune.requirement(session).id)}


def _item(commune: Commune, session: Session) -> dict[str, str]:
    return _requirement(commune, session) | {"item": ITEM}


def _an(commune: Commune, session: Session) -> dict[str, str]:
    return {"person": str(commune.person(session, "an.vhxh").id)}


def _hoa_left(commune: Commune, session: Session) -> dict[str, str]:
    hoa = commune.person(session, "hoa.ttpvhcc")
    deactivate(Act(session, acting(commune.person(session, "minh.vp")), commune.now), hoa, None)
    return {"person": str(hoa.id)}


def _hours_changed(commune: Commune, session: Session) -> dict[str, str]:
    admin = acting(commune.person(session, "minh.vp"))
    set_office_hours(Act(session, admin, commune.now), "07:00-11:30,13:30-17:00")
    return {}


def _new_year(commune: Commune, session: Session) -> dict[str, str]:
    return {"day": "2027-01-01"}


def _one_title_changed(commune: Commune, session: Session) -> dict[str, Any]:
    catalogue = as_catalogue(session, commune.agency(session))
    first, *others = catalogue.requirements
    changed = first.model_copy(update={"title": "Báo cáo theo mẫu mới"})
    content = Content(catalogue.model_copy(update={"requirements": (changed, *others)}))
    return given_by(session, commune.person(session, "minh.vp"), content, commune.now)


def _task(commune: Commune, session: Session) -> dict[str, str]:
    return {"about": str(commune.task(session).id)}


def _to_settle(commune: Commune, session: Session) -> dict[str, str]:
    return {"about": str(commune.task(session, SETTLED_PERIOD).id)}


def _request(commune: Commune, session: Session) -> dict[str, str]:
    """An asked whether it waits."""
    act, said = commune.act(session, "an.vhxh"), commune.said()
    return {"about": str(ask_to_wait(act, commune.task(session), said, "Sở Nội vụ", "").id)}


def _about_dung(commune: Commune, session: Session) -> dict[str, str]:
    return {"about": str(commune.person(session, "dung.vhxh").id)}


def _dung_away(commune: Commune, session: Session) -> dict[str, str]:
    dung, days = commune.person(session, "dung.vhxh"), (date(2026, 12, 21), date(2026, 12, 22))
    return {"about": str(be_absent(commune.act(session, "dung.vhxh"), dung, *days, None).id)}


def _waiting_task(commune: Commune, session: Session) -> dict[str, str]:
    wait(commune.act(session, "binh.vhxh"), commune.task(session), "Sở Nội vụ", "")
    return _task(commune, session)


def _bundle(commune: Commune, session: Session) -> dict[str, str]:
    return {"about": str(bundle_of(commune, session).id)}


def _sent_bundle(commune: Commune, session: Session) -> dict[str, str]:
    return {"about": str(sent_bundle(commune, session).id)}


def _ended_bundle(commune: Commune, session: Session) -> dict[str, str]:
    return {"about": str(ended_bundle(commune, session).id)}


def _letters(commune: Commune, session: Session) -> dict[str, str]:
    return {"about": str(letters_to_review(commune, session, "binh.vhxh").id)}


def _handler(commune: Commune, session: Session) -> dict[str, str]:
    unknown_handler(commune, session)
    return {}


# Every kind, opened with what it needs; those of one requirement or one item both ways.
OPENED: dict[str, tuple[str, Given]] = {
    "manage": ("manage", _nothing),
    "history": ("history", _hours_changed),
    "requirements": ("requirements", _nothing),
    "a new requirement": ("requirement", _nothing),
    "a requirement edited": ("requirement", _requirement),
    "retire": ("retire", _requirement),
    "reassign": ("reassign", _requirement),
    "move": ("move", _nothing),
    "move of one requirement": ("move", _requirement),
    "waive": ("waive", _requirement),
    "order": ("order", _nothing),
    "items": ("items", _requirement),
    "a new item": ("item", _requirement),
    "an item edited": ("item", _item),
    "item_what": ("item_what", _item),
    "item_checks": ("item_checks", _item),
    "item_remove": ("item_remove", _item),
    "people": ("people", _nothing),
    "left": ("left", _hoa_left),
    "person": ("person", _an),
    "invite": ("invite", _nothing),
    "invite_again": ("invite_again", _an),
    "unlink": ("unlink", _an),
    "transfer": ("transfer", _an),
    "deactivate": ("deactivate", _an),
    "reactivate": ("reactivate", _hoa_left),
    "forget": ("forget", _hoa_left),
    "own_data": ("own_data", _nothing),
    "calendar": ("calendar", _nothing),
    "calendar_day": ("calendar_day", _nothing),
    "calendar_days": ("calendar_days", _nothing),
    "calendar_remove": ("calendar_remove", _new_year),
    "export": ("export", _nothing),
    "pack": ("pack", _nothing),
    "import": ("import", _one_title_changed),
    "roll": ("roll", _nothing),
    "hours": ("hours", _nothing),
    "ladders": ("ladders", _nothing),
    "absence": ("absence", _nothing),
    "absence of somebody": ("absence", _about_dung),
    "redate": ("redate", _dung_away),
    "give": ("give", _nothing),
    "settle": ("settle", _nothing),
    "settle_one": ("settle_one", _to_settle),
    "wait": ("wait", _task),
    "wait_reason": ("wait_reason", _request),
    "answer_day": ("answer_day", _waiting_task),
    "later": ("later", _task),
    "morning": ("morning", _nothing),
    "case_sent": ("case_sent", _bundle),
    "case_unsent": ("case_unsent", _sent_bundle),
    "case_ended": ("case_ended", _bundle),
    "case_unended": ("case_unended", _ended_bundle),
    "case_others": ("case_others", _bundle),
    "case_draft": ("case_draft", _bundle),
    "case_accept": ("case_accept", _letters),
    "case_handler": ("case_handler", _handler),
}
# Whose conversations they are; all else is the admin's.
BY = {
    "give": "binh.vhxh",
    "absence": "an.vhxh",
    "redate": "dung.vhxh",
    "wait": "an.vhxh",
    "wait_reason": "binh.vhxh",
    "answer_day": "an.vhxh",
    "later": "an.vhxh",
    "morning": "an.vhxh",
    "own_data": "an.vhxh",
    "case_sent": "an.vhxh",
    "case_unsent": "an.vhxh",
    "case_ended": "an.vhxh",
    "case_unended": "an.vhxh",
    "case_others": "an.vhxh",
    "case_draft": "an.vhxh",
    "case_accept": "binh.vhxh",
}


def test_every_kind_is_walked() -> None:
    assert {kind for kind, _ in OPENED.values()} == set(KINDS)


@dataclass
class Walk:
    """One admin at one form: answers each question with the first option, or with the last."""

    commune: Commune
    chats: Chats
    chat_id: int = ADMIN
    which: int = FIRST

    def begin(self, name: str) -> None:
        kind, given = OPENED[name]
        self.chat_id = CHATS[BY[name]] if name in BY else self.chat_id
        with self.commune.writes() as session:
            opening = Opening(kind, given(self.commune, session))
        self.chats.act(self.chat_id, lambda turn: forms.begin(turn, opening))

    def open_as(self, other: "Walk") -> None:
        """The same form as the other admin's, from its beginning."""
        with self.commune.reads() as session:
            theirs = session.exec(
                select(Form).join(Person).where(Person.chat_id == other.chat_id, col(Form.ended_at).is_(None))
            ).one()
            opening = Opening(theirs.kind, dict(theirs.answers["given"]))
        self.chats.act(self.chat_id, lambda turn: forms.begin(turn, opening))

    def save(self, screen: Shown) -> str:
        """Presses the last of the ways to save."""
        saves = [data for data in screen.data if data.startswith(f"{Do.FORM}:")]
        return self.chats.press(self.chat_id, screen.message_id, saves[-1])

    def screen(self) -> Shown:
        """The form as a program shows it that has just started: nothing is known but the database."""
        self.commune.engine.dispose()
        found = self.chats.newest(self.chat_id)
        if isinstance(found.message, Screen | FormOver):
            assert_has_a_way_out(found)
        assert_fits_a_phone(found)
        return found

    def to_the_end(self) -> str:
        """How the form ended: saved, or closed after a sentence that said why it was not."""
        refusal = ""
        edited: set[str] = set()
        for _ in range(LONGEST_WALK):
            if self._has_said_what_came_of_it():
                return "saved"
            screen = self.screen()
            if isinstance(screen.message, FormOver):
                return f"{screen.message.how} {refusal}".strip()
            if not isinstance(screen.message, Screen):
                return "saved"
            refusal = self.answer(screen, edited)
            if refusal:
                self._close()
        raise AssertionError("the form has no end")

    def _has_said_what_came_of_it(self) -> bool:
        """Its message has become another one, which may have nothing to press."""
        with self.commune.reads() as session:
            form = session.exec(select(Form).order_by(col(Form.id).desc())).first()
            row = session.get(Notification, form.screen_id) if form and form.screen_id else None
            return form is not None and form.answers.get("ended") == "saved" and row.kind == Kind.CASES_SAID

    def to_the_last_screen(self) -> Shown:
        for _ in range(LONGEST_WALK):
            screen = self.screen()
            if isinstance(screen.message, Screen) and screen.message.step == SAVE:
                return screen
            assert not self.answer(screen, set())
        raise AssertionError("the form has no last screen")

    def answer(self, screen: Shown, edited: set[str]) -> str:
        """Answers what is asked; on the last screen opens each question once more before saving. Returns the
        sentence of a refusal."""
        assert isinstance(screen.message, Screen)
        choice = self._next(screen.message, edited)
        if choice is None and screen.message.takes_words:
            return self._write(screen)
        if choice is None:
            return NOTHING
        shown = self.press(screen, choice)
        went_on = ("", alerts.FORM_SAVED, alerts.RECORDED)
        assert shown in went_on or shown.endswith("."), shown
        return "" if shown in went_on else shown

    def press(self, screen: Shown, choice: Choice) -> str:
        return self.chats.press(self.chat_id, screen.message_id, spell(choice))

    def _next(self, message: Screen, edited: set[str]) -> Choice | None:
        every = [choice for row in message.choices for choice in row]
        for choice in every:
            if choice.do is Do.FORM_EDIT and choice.args[1] not in edited:
                edited.add(str(choice.args[1]))
                return choice
        options = [choice for choice in every if choice.do is Do.FORM]
        if message.picked:
            return next(choice for choice in options if choice.args[2] == PICKED)
        options = [choice for choice in options if choice.args[2] != PICKED]
        return options[self.which] if options else None

    def _write(self, screen: Shown) -> str:
        self.chats.write(self.chat_id, WORDS)
        after = self.screen()
        assert isinstance(screen.message, Screen)
        if isinstance(after.message, Screen):
            assert not after.message.fault, f"{screen.message}: {after.text}"
        else:
            assert KINDS[screen.message.form].is_conversation
        return ""

    def _close(self) -> None:
        screen = self.chats.newest(self.chat_id)
        close = next(data for data in screen.data if data.startswith(f"{Do.FORM_CANCEL}:"))
        self.chats.press(self.chat_id, screen.message_id, close)


def assert_has_a_way_out(screen: Shown) -> None:
    every = [choice.do for row in screen.message.choices for choice in row]
    if isinstance(screen.message, FormOver):
        assert Do.FORM_START in every
    else:
        assert Do.FORM_CANCEL in every, screen.text


def assert_fits_a_phone(screen: Shown) -> None:
    for row in screen.buttons:
        widest = 40 if len(row) == 1 else 20
        for words, data in row:
            assert words.strip()
            assert len(words) <= 40
            assert len(row) == 1 or columns(words) <= widest, words
            assert len(data.encode()) <= 64


# How a form ends that does not end saved: with a sentence, or because nothing would change.
UNSAVED = {
    ("manage", LAST): NOTHING,
    ("reassign", FIRST): "Mọi thứ vẫn như cũ nên chưa có gì để lưu.",
    ("an item edited", LAST): NOTHING,
    ("item_what", LAST): NOTHING,
    ("item_remove", FIRST): NOTHING,
    ("item_remove", LAST): NOTHING,
    ("calendar_day", LAST): NOTHING,
    ("hours", FIRST): NOTHING,
    ("ladders", FIRST): NOTHING,
}


@pytest.mark.parametrize("which", [FIRST, LAST], ids=["the first options", "the last options"])
@pytest.mark.parametrize("name", OPENED)
def test_a_form_goes_on_after_a_restart_at_every_step_and_comes_to_an_end(
    commune: Commune, name: str, which: int
) -> None:
    walk = Walk(commune, Chats(commune), which=which)
    walk.begin(name)
    ended = walk.to_the_end()
    assert ended == (f"cancelled {UNSAVED[name, which]}" if (name, which) in UNSAVED else "saved")
    with commune.reads() as session:
        assert verify(session, commune.store) == []


# Each save makes something of its own: there is nothing to overwrite.
MAKES_ITS_OWN = {"a new requirement", "order", "invite"}
# Sends a file, or asks for one, and changes nothing.
SENDS = {"export", "pack"}
SAVED = [
    name
    for name, (kind, _) in OPENED.items()
    if KINDS[kind].save
    and not KINDS[kind].is_conversation
    and (name, LAST) not in UNSAVED
    and name not in SENDS
]


@pytest.mark.parametrize("name", SAVED)
def test_of_two_admins_at_the_same_thing_the_second_is_told_and_nothing_is_overwritten(
    commune: Commune, name: str
) -> None:
    with commune.writes() as session:
        session.add(PersonRole(person_id=commune.person(session, "khanh.kt").id or 0, role=Role.ADMIN))
    chats = Chats(commune)
    slow = Walk(commune, chats, which=LAST)
    quick = Walk(commune, chats, chat_id=SECOND, which=LAST)
    slow.begin(name)
    waiting = slow.to_the_last_screen()
    quick.open_as(slow)
    assert quick.to_the_end() == "saved"
    before = configured(commune)

    said = slow.save(waiting)
    if name in MAKES_ITS_OWN:
        assert said == alerts.FORM_SAVED
        assert configured(commune) != before
    else:
        assert said == alerts.FORM_STALE or "Không có gì thay đổi" in said, said
        assert configured(commune) == before


@pytest.mark.parametrize("name", SAVED)
def test_who_lost_the_role_meanwhile_saves_nothing(commune: Commune, name: str) -> None:
    walk = Walk(commune, Chats(commune), which=LAST)
    walk.begin(name)
    screen = walk.to_the_last_screen()
    with commune.reads() as session:
        admin = commune.person(session, "minh.vp").id
    commune.alter("DELETE FROM person_role WHERE person_id=:admin", admin=admin)
    before = configured(commune)
    assert "Không có gì thay đổi" in walk.save(screen)
    assert configured(commune) == before


def configured(commune: Commune) -> dict[str, list[tuple[object, ...]]]:
    """Everything but what is on its way, and the forms themselves."""
    return {table: rows for table, rows in commune.dump().items() if table not in UNDER_WAY}
