"""Whatever is pressed or typed: an answer, no state outside the lifecycle, and a ledger that verifies."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from jobs.forms.form import SAVE, FormKind
from jobs.forms.kinds import KINDS
from jobs.messages.facts import Do
from jobs.verify import verify
from models.rules.lifecycle import ACTIVE, ALLOWED, Change, State
from models.tables import Form, LedgerEntry, Person, Task
from tests.bot.chats import CHATS, Chats, Shown, pressed, written
from tests.commune import Commune, at, commune_in, template

__all__ = ["template"]

ADMIN = CHATS["minh.vp"]
STRANGER = 999_000_001
# Where a change leads (docs/design.md, Rules); every other one leaves the state as it is.
LEADS_TO: dict[Change, frozenset[State]] = {
    Change.CLAIM: frozenset({State.CLAIMED}),
    Change.TAKE_BACK: frozenset({State.OPEN}),
    Change.ADD_EVIDENCE: ACTIVE | {State.SUBMITTED, State.MISSED},
    Change.WITHDRAW: frozenset({State.CLAIMED, State.OPEN}),
    Change.ACCEPT: frozenset({State.ACCEPTED, State.MISSED}),
    Change.RETURN: frozenset({State.RETURNED}),
    Change.SETTLE: ACTIVE | {State.SUBMITTED},
    Change.SET_DATE: frozenset({State.OPEN}),
    Change.NOT_APPLICABLE: frozenset({State.WAIVED}),
    Change.WAIVE: frozenset({State.WAIVED}),
    Change.UNWAIVE: frozenset(State) - {State.WAIVED},
    Change.WAIT: frozenset({State.WAITING}),
    Change.ANSWER: frozenset({State.OPEN, State.RETURNED}),
}
STEPS = sorted({step.name for kind in KINDS.values() for step in kind.steps} | {SAVE})
GIVEN = ["about", "given", "said", ""]

ids = st.integers(0, 40).map(str)
odd = st.sampled_from(
    ["", "-1", "0", "9" * 18, "9" * 40, "٣", "²", "1.5", "=", "none", "ok", "all", "save", "+", "\x00", "🙂"]
)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31)).map(date.isoformat)
value = st.one_of(ids, odd, days, st.sampled_from(["monthly", "once", "off", "T-1,T0", "day=31", "14"]))
row = st.builds(lambda name, given: f"{name}={given}", st.sampled_from(["about", "requirement"]), ids)
known = st.one_of(
    row, st.builds(lambda name, given: f"{name}={given}", st.sampled_from(GIVEN + STEPS), value)
)
start = st.builds(
    lambda kind, given: ":".join(["formstart", kind, *given]),
    st.sampled_from(sorted(KINDS)),
    st.lists(known, max_size=2),
)
answer = st.builds(lambda step, given: f"form:{{form}}:{step}:{given}", st.sampled_from(STEPS), value)
about_form = st.builds(
    lambda do, given: f"{do}:{{form}}:{given}",
    st.sampled_from(["formedit", "formpage", "formback", "formcancel", "formagain"]),
    st.one_of(st.sampled_from(STEPS), value),
)
any_button = st.builds(
    lambda do, given: ":".join([do, *given]), st.sampled_from([*Do]), st.lists(value, max_size=4)
)
garbage = st.text(max_size=64)
data = st.one_of(any_button, start, answer, about_form, garbage).filter(lambda each: len(each.encode()) <= 64)
typed = st.one_of(
    st.text(min_size=1, max_size=80),
    st.sampled_from(
        [
            "15/12",
            "31/2",
            "00/00",
            "thứ 6 tuần sau",
            "10h thứ 3 15/12",
            "25h61",
            "30/4 - 3/5",
            "2 ngày",
            "99999999999999999999",
            "7h30-11h30, 13h30-17h00",
            "17h-7h",
            "10,5,3,1,0",
            "0912 345 678",
            "an",
            "báo cáo",
            "Công văn số 2624/SNV-CCHC ngày 31/02/2026",
            "không",
            "xong rồi ạ",
            "/quanly",
            "/moi",
            "/viec",
            "/lich 1",
            "12-2026",
            "29/2",
            "1/1/10000",
        ]
    ),
)


class Fuzz:
    """One commune for all examples: each is carried out in a transaction that is never committed."""

    def __init__(self, commune: Commune) -> None:
        self.commune, self.chats = commune, Chats(commune)

    def lived(self, chat_id: int, acts: list[tuple[str, str | int]]) -> None:
        """Somebody does one thing after the other; afterwards all that stands is sound."""
        with Session(self.commune.engine, expire_on_commit=False) as session:
            states, last = _states(session), _last(session)
            for kind, what in acts:
                self._act(session, chat_id, kind, what)
                self.chats.deliver_in(session)
            session.flush()
            if _last(session) != last:
                assert_within_the_lifecycle(session, states, last)
                assert verify(session, self.commune.store) == []
            else:
                assert _states(session) == states
            session.rollback()

    def _act(self, session: Session, chat_id: int, kind: str, what: str | int) -> None:
        newest = self.chats.newest_in(session, chat_id)
        if kind == "types":
            self.chats.try_out(session, chat_id, written(chat_id, str(what)))
        elif kind == "sends":
            spelled = str(what).replace("{form}", str(_form(session, chat_id)))
            self._press(session, chat_id, newest.message_id if newest else 1, spelled)
        elif kind == "goes on" and newest is not None:
            self._go_on(session, chat_id, newest, int(what))
        elif newest is not None:
            self._press(session, chat_id, newest.message_id, newest.data[int(what) % len(newest.data)])

    def _go_on(self, session: Session, chat_id: int, newest: Shown, number: int) -> None:
        """The n-th answer that a form offers, or a word where it offers none."""
        offered = [each for each in newest.data if each.startswith(f"{Do.FORM}:")]
        if offered:
            self._press(session, chat_id, newest.message_id, offered[number % len(offered)])
        else:
            self.chats.try_out(session, chat_id, written(chat_id, "Phan Văn Tài"))

    def _press(self, session: Session, chat_id: int, message_id: int, spelled: str) -> None:
        turn = self.chats.try_out(session, chat_id, pressed(chat_id, spelled), message_id)
        assert turn.alert is not None, spelled


def assert_within_the_lifecycle(session: Session, states: dict[int, State], last: int) -> None:
    """Every step that the ledger tells of was one that the table allows."""
    now = dict(states)
    for entry in session.exec(
        select(LedgerEntry).where(col(LedgerEntry.id) > last).order_by(col(LedgerEntry.id))
    ):
        body = json.loads(entry.body)
        if "task" not in body or "state" not in body:
            continue
        before, after = now.get(body["task"]), State(body["state"])
        if before is None:
            assert body["change"] == Change.OPEN
            assert after in (State.OPEN, State.TO_SETTLE)
        else:
            change = Change(body["change"]) if body["change"] in ALLOWED else None
            assert change is None or before in ALLOWED[change], body
            assert after in (LEADS_TO.get(change, {before}) if change else {before}), body
        now[body["task"]] = after
    assert now == _states(session)


def _states(session: Session) -> dict[int, State]:
    return {task_id or 0: state for task_id, state in session.exec(select(Task.id, Task.state)).all()}


def _last(session: Session) -> int:
    return session.exec(select(LedgerEntry.id).order_by(col(LedgerEntry.id).desc())).first() or 0


def _form(session: Session, chat_id: int) -> int:
    """The newest form of somebody; 1 where there is none."""
    own = select(Form.id).join(Person).where(Person.chat_id == chat_id).order_by(col(Form.id).desc())
    return session.exec(own).first() or 1


@pytest.fixture(scope="module")
def fuzz(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzz]:
    folder = tmp_path_factory.mktemp("fuzz")
    shutil.copy(template / "nhacviec.db", folder / "nhacviec.db")
    commune = commune_in(folder, at("15/12/2026", "09:00"))
    yield Fuzz(commune)
    commune.engine.dispose()


many = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
some = settings(many, max_examples=100)
chat = st.sampled_from([*CHATS.values(), STRANGER])
goes_on = st.tuples(st.just("goes on"), st.integers(0, 8))
types = st.tuples(st.just("types"), typed)
step = st.one_of(
    st.tuples(st.just("presses"), st.integers(0, 30)),
    st.tuples(st.just("sends"), data),
    types,
)


@many
@given(chat, data)
@example(ADMIN, "formstart:requirement:unit=999")
@example(ADMIN, "formstart:item_what:requirement=1")
@example(ADMIN, "formpage:1:" + "9" * 18)
def test_any_data_at_all_is_answered(fuzz: Fuzz, chat: int, data: str) -> None:
    fuzz.lived(chat, [("sends", data)])


@some
@given(st.sampled_from(sorted(KINDS)), row, st.lists(st.one_of(goes_on, types), min_size=2, max_size=12))
def test_whatever_is_typed_in_a_form_is_answered(
    fuzz: Fuzz, kind: str, row: str, steps: list[tuple[str, str | int]]
) -> None:
    fuzz.lived(ADMIN, [("sends", f"formstart:{kind}:{row}"), *steps])


SAVING = [kind for kind in KINDS.values() if kind.save]


@pytest.mark.parametrize("wrong", ["39", "9" * 30, "²", "x"])
@pytest.mark.parametrize("kind", SAVING, ids=lambda kind: kind.name)
def test_an_answer_that_no_button_offered_is_never_saved(fuzz: Fuzz, kind: FormKind, wrong: str) -> None:
    """Each question in turn comes answered already, with what is nobody's; the rest is answered as it should be."""
    for step in kind.steps:
        fuzz.lived(ADMIN, [("sends", f"formstart:{kind.name}:{step.name}={wrong}"), *[("goes on", 0)] * 13])


@some
@given(st.sampled_from(["/quanly", "/moi"]), st.lists(step, min_size=2, max_size=9))
def test_whatever_an_admin_types_and_presses_in_forms_is_answered(
    fuzz: Fuzz, command: str, steps: list[tuple[str, str | int]]
) -> None:
    fuzz.lived(ADMIN, [("types", command), *steps])


@some
@given(chat, st.sampled_from(["/viec", "/donvi", "/duyet", "/vang", "/lich"]), st.lists(step, max_size=6))
def test_whatever_anybody_presses_and_types_is_answered(
    fuzz: Fuzz, chat: int, command: str, steps: list[tuple[str, str | int]]
) -> None:
    fuzz.lived(chat, [("types", command), *steps])
