"""Once a month a task that waits for a superior is asked about, in the morning message (docs/design.md, Rules)."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from jobs.escalating import escalate
from jobs.messages.compose import compose
from jobs.messages.facts import Do
from jobs.messages.morning_facts import Card, Digest
from jobs.messages.waiting import WaitAsked
from jobs.opening import close_tasks
from jobs.speaking import speak_to_all
from jobs.unreachable import could_not_reach
from jobs.verify import verify
from models.actor import CLOCK, Act
from models.changes.assigning import assign
from models.changes.waiting import answer, ask_to_wait, confirm_wait, decline_wait, still_waiting, wait
from models.people import Because
from models.rules.lifecycle import State
from models.tables import Ladder, Notification, OutboxState, Rung, RungState, Task
from tests.commune import Commune, at


def waiting(commune: Commune, session: Session) -> Task:
    """Since Tuesday 15/12/2026: asked about on Friday 15/01, Monday 15/02 …"""
    task = commune.task(session)
    head = commune.actor(session, "binh.vhxh")
    wait(Act(session, head, commune.now), task, "Sở Nội vụ", "25/TTr-UBND ngày 16/01/2026")
    return task


def only(commune: Commune, session: Session, task: Task) -> None:
    """No other task speaks."""
    for other in session.exec(select(Task).where(Task.id != task.id)).all():
        other.next_ping_at = None
        session.add(other)
    session.flush()


def told(commune: Commune, session: Session, now: datetime) -> list[Notification]:
    """What the morning of `now` puts into the outbox about the waiting task."""
    before = session.exec(select(Notification.id).order_by(col(Notification.id).desc())).first() or 0
    speak_to_all(Act(session, CLOCK, now), commune.agency(session))
    rows = session.exec(
        select(Notification)
        .join(Rung, col(Rung.notification_id) == Notification.id)
        .where(col(Notification.id) > before, Rung.ladder == Ladder.WAITING)
    )
    return list(rows.all())


def choices(message: Card) -> list[Do]:
    return [choice.do for row in message.choices for choice in row]


def test_alone_it_is_a_card_that_asks_and_says_for_whom_since_when(commune: Commune) -> None:
    with commune.writes() as session:
        task = waiting(commune, session)
        only(commune, session, task)
        assert told(commune, session, at("14/01/2027")) == []
        (row,) = told(commune, session, at("15/01/2027"))
        card = compose(session, row, at("15/01/2027"))
        assert isinstance(card, Card)
        assert (card.ladder, card.loud, row.person_id) == (
            Ladder.WAITING,
            False,
            commune.person(session, "an.vhxh").id,
        )
        assert choices(card) == [Do.ANSWERED, Do.NOT_YET, Do.DETAILS]
        assert card.task.waiting is not None
        assert (card.task.waiting.superior, card.task.waiting.since) == ("Sở Nội vụ", date(2026, 12, 15))
        assert told(commune, session, at("15/01/2027", "08:00")) == []


def test_unanswered_it_is_asked_again_the_next_month_and_nobody_above_hears_of_it(commune: Commune) -> None:
    with commune.writes() as session:
        task = waiting(commune, session)
        only(commune, session, task)
        asked = []
        for number in range(120):
            day = at("16/12/2026", "10:00") + timedelta(days=number)
            asked += [f"{day:%d/%m}" for _ in told(commune, session, day)]
            escalate(Act(session, CLOCK, day), commune.agency(session))
        assert asked == ["15/01", "15/02", "15/03"]
        above = select(Notification).where(col(Notification.kind).in_(("escalation", "last_call", "phone")))
        assert session.exec(above).all() == []


def test_beside_another_task_it_stands_in_the_digest(commune: Commune) -> None:
    """On Friday 15/01/2027 a rung of the quarterly report speaks as well."""
    with commune.writes() as session:
        task = waiting(commune, session)
        another = commune.task(session, "2026-Q4", "7.5-bao-cao-tthc-quy")
        another.responsible_id = commune.person(session, "an.vhxh").id
        only(commune, session, task)
        rung = select(Rung).where(Rung.task_id == another.id, Rung.state == RungState.PLANNED)
        due = session.exec(rung.where(Rung.ladder == Ladder.DEADLINE)).first()
        assert due is not None
        due.speak_at = another.next_ping_at = at("15/01/2027")
        session.add_all([due, another])
        session.flush()
        (row,) = told(commune, session, at("15/01/2027"))
        digest = compose(session, row, at("15/01/2027"))
        assert isinstance(digest, Digest)
        assert {each.state for _, each in digest.tasks} == {State.OPEN, State.WAITING}


def test_down_on_its_day_it_is_asked_once_on_the_next_and_a_passed_month_is_skipped(commune: Commune) -> None:
    with commune.writes() as session:
        task = waiting(commune, session)
        only(commune, session, task)
        assert len(told(commune, session, at("16/02/2027"))) == 1
        states = select(Rung.name, Rung.state).where(Rung.task_id == task.id, Rung.ladder == Ladder.WAITING)
        found = dict(session.exec(states).all())
        assert (found["W+1"], found["W+2"]) == (RungState.SKIPPED, RungState.SPOKEN)


def test_a_question_that_waited_for_the_network_is_moot_once_the_answer_is_here(commune: Commune) -> None:
    with commune.writes() as session:
        task = waiting(commune, session)
        only(commune, session, task)
        (row,) = told(commune, session, at("15/01/2027"))
        answer(Act(session, commune.actor(session, "an.vhxh"), at("15/01/2027")), task, date(2027, 1, 20))
        assert compose(session, row, at("15/01/2027")) is None


def test_a_reminder_of_the_due_day_is_moot_once_it_waits(commune: Commune) -> None:
    with commune.writes() as session:
        only(commune, session, commune.task(session))
        speak_to_all(Act(session, CLOCK, commune.now), commune.agency(session))
        row = session.exec(select(Notification).where(Notification.kind == "card")).one()
        assert isinstance(compose(session, row, commune.now), Card)
        waiting(commune, session)
        assert compose(session, row, commune.now) is None


def test_whoever_is_given_a_waiting_task_gets_its_card(commune: Commune) -> None:
    with commune.writes() as session:
        task, dung = waiting(commune, session), commune.person(session, "dung.vhxh")
        assign(commune.act(session, "binh.vhxh"), task, dung)
        only(commune, session, task)
        (row,) = told(commune, session, at("15/01/2027"))
        assert row.person_id == dung.id


def test_an_officer_who_cannot_be_reached_is_stood_in_for(commune: Commune) -> None:
    with commune.writes() as session:
        task, an = waiting(commune, session), commune.person(session, "an.vhxh")
        an.chat_id = None
        session.add(an)
        only(commune, session, task)
        (row,) = told(commune, session, at("15/01/2027"))
        card = compose(session, row, at("15/01/2027"))
        assert isinstance(card, Card)
        assert card.because is Because.NO_CHAT
        assert row.person_id == commune.person(session, "binh.vhxh").id
        assert Do.ANSWERED in choices(card)


def test_what_waits_is_not_closed_for_want_of_an_answer(commune: Commune) -> None:
    with commune.writes() as session:
        task = waiting(commune, session)
        close_tasks(Act(session, CLOCK, at("01/03/2027")), commune.agency(session))
        assert task.state is State.WAITING


def test_a_head_who_blocked_the_bot_is_stood_in_for_by_who_may_confirm(commune: Commune) -> None:
    with commune.writes() as session:
        an, said = commune.actor(session, "an.vhxh"), commune.said("Chờ Sở Nội vụ")
        request = ask_to_wait(Act(session, an, commune.now), commune.task(session), said, "Sở Nội vụ", "")
        request.state = OutboxState.FAILED
        could_not_reach(Act(session, CLOCK, commune.now), request)
        minh = commune.person(session, "minh.vp")
        assert (request.person_id, request.state) == (minh.id, OutboxState.WAITING)
        assert isinstance(compose(session, request, commune.now), WaitAsked)
        confirm_wait(commune.act(session, "minh.vp"), request)
        assert commune.task(session).state is State.WAITING


def test_the_record_of_the_whole_of_it_stands(commune: Commune) -> None:
    """Asked, asked anew, declined, asked, confirmed, not yet, answered: nothing for `verify` to find."""
    with commune.writes() as session:
        an, head = commune.actor(session, "an.vhxh"), commune.actor(session, "binh.vhxh")
        task, now = commune.task(session), commune.now
        ask_to_wait(Act(session, an, now), task, commune.said("Chờ Sở"), "Sở Nội vụ", "")
        decline_wait(
            Act(session, head, now),
            ask_to_wait(Act(session, an, now), task, commune.said("Chờ tỉnh"), "UBND tỉnh", ""),
        )
        confirm_wait(
            Act(session, head, now),
            ask_to_wait(Act(session, an, now), task, commune.said("Chờ tỉnh"), "UBND tỉnh", ""),
        )
        still_waiting(Act(session, an, now), task)
        answer(Act(session, head, now), task, date(2026, 12, 22))
    with commune.reads() as session:
        assert verify(session, commune.store) == []


def test_a_request_still_pending_does_not_stop_the_reminders(commune: Commune) -> None:
    with commune.writes() as session:
        an, said = commune.actor(session, "an.vhxh"), commune.said("Chờ Sở Nội vụ")
        ask_to_wait(Act(session, an, commune.now), commune.task(session), said, "Sở Nội vụ", "")
        only(commune, session, commune.task(session))
        speak_to_all(Act(session, CLOCK, commune.now), commune.agency(session))
        assert session.exec(select(Notification).where(Notification.kind == "card")).one()


def test_after_a_late_answer_there_is_time_for_the_head_to_hear(commune: Commune) -> None:
    """It would have closed on 14/01/2027; the answer of 20/01 is to be acted on by Friday 22/01."""
    with commune.writes() as session:
        task = waiting(commune, session)
        answer(Act(session, commune.actor(session, "an.vhxh"), at("20/01/2027")), task, date(2027, 1, 22))
        only(commune, session, task)
        for hour in (at("22/01/2027"), at("25/01/2027"), at("25/01/2027", "10:00")):
            close_tasks(Act(session, CLOCK, hour), commune.agency(session))
            speak_to_all(Act(session, CLOCK, hour), commune.agency(session))
            session.flush()
            for row in session.exec(select(Notification).where(Notification.state == OutboxState.WAITING)):
                row.state, row.sent_at = OutboxState.SENT, hour
            escalate(Act(session, CLOCK, hour), commune.agency(session))
        head = session.exec(select(Notification).where(Notification.kind == "escalation")).one()
        assert head.person_id == commune.person(session, "binh.vhxh").id
        close_tasks(Act(session, CLOCK, at("29/01/2027")), commune.agency(session))
        assert task.state is State.OPEN
        close_tasks(Act(session, CLOCK, at("30/01/2027")), commune.agency(session))
        assert task.state is State.MISSED
