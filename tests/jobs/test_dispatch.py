"""The outbox goes out (docs/design.md, Delivery), seen from the channel: only the courier is written by hand."""

import asyncio
import math
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from jobs.courier import Later, Never, Outcome, Sent, Unknown
from jobs.dispatch import LEASE_SECONDS, Dispatcher
from jobs.messages.compose import compose
from jobs.messages.facts import Message, TaskFacts
from jobs.messages.morning_facts import Card
from jobs.outcomes import MOST_DOUBTS
from jobs.pace import BURST, Pace
from jobs.tick import tick
from models.actor import CLOCK, Act, acting
from models.alarms import Alarm
from models.changes.common import tell
from models.changes.confirming import Said, claim
from models.clock import SetClock
from models.database import AT_ONCE_MS, connect, reading, writing
from models.kinds import Kind
from models.people import Because
from models.rules.lifecycle import State
from models.tables import Failure, How, Notification, OutboxState, Person, SentMessage, Task
from tests.bench.databases import NOW, with_messages
from tests.jobs.outbox import (
    ADOPTED,
    AN,
    BINH,
    BLOCKED,
    DUNG,
    MESSAGE_IDS,
    MINH,
    MORNING,
    Attempt,
    Channel,
    Killed,
    Meanwhile,
    Outbox,
    installed,
)

__all__ = ["installed"]


@pytest.fixture
def outbox(installed: Path, tmp_path: Path) -> Iterator[Outbox]:
    shutil.copy(installed, tmp_path / "nhacviec.db")
    engine = connect(f"sqlite:///{tmp_path / 'nhacviec.db'}")
    yield Outbox(engine)
    engine.dispose()


def ended(row: Notification) -> tuple[OutboxState, Failure | None, str]:
    return row.state, row.failure, row.reason


async def test_what_the_channel_accepted_is_sent_once_and_its_message_known(outbox: Outbox) -> None:
    outbox.put(AN, "chào")
    assert (await outbox.run(Sent(77))).words == ["chào"]
    assert (await outbox.run()).attempts == []
    row = outbox.row("chào")
    assert (row.state, row.sent_at, row.repeats) == (OutboxState.SENT, MORNING, 0)
    with reading(outbox.engine) as session:
        sent = session.exec(select(SentMessage).where(SentMessage.notification_id == row.id)).one()
    assert (sent.chat_id, sent.message_id) == (AN, 77)


async def test_what_is_for_later_waits_that_long_and_is_no_repeat(outbox: Outbox) -> None:
    outbox.put(AN, "chào")
    assert (await outbox.run(Later(30, "retry after"))).words == ["chào"]
    outbox.pass_seconds(29)
    assert (await outbox.run()).attempts == []
    outbox.pass_seconds(1)
    [attempt] = (await outbox.run()).attempts
    assert not attempt.repeated
    assert (outbox.row("chào").state, outbox.row("chào").repeats) == (OutboxState.SENT, 0)


@pytest.mark.parametrize(
    ("outcome", "is_kept"),
    [
        (Later(30, "retry after"), True),
        (Unknown("timed out"), True),
        (Sent(77), False),
        (BLOCKED, False),
    ],
)
async def test_a_one_time_code_stays_only_until_its_message_is_out(
    outbox: Outbox, outcome: Outcome, is_kept: bool
) -> None:
    outbox.put(AN, "mã", secret="7K3M92QD")
    await outbox.run(outcome)
    assert ("secret" in outbox.row("mã").facts) is is_kept
    assert outbox.row("mã").facts["about"] == "mã"


async def test_a_wait_asked_for_in_one_chat_holds_its_other_messages_and_nobody_elses(outbox: Outbox) -> None:
    dispatcher = outbox.dispatcher(channel := Channel(Later(40, "retry after")))
    outbox.put(AN, "một", direct=True)
    await dispatcher.run()
    outbox.put(AN, "hai", direct=True)
    outbox.put(DUNG, "ba", direct=True)
    await dispatcher.run()
    assert channel.words == ["một", "ba"]
    outbox.pass_seconds(40)
    await dispatcher.run()
    assert sorted(channel.words) == ["ba", "hai", "một", "một"]


async def test_the_same_wait_asked_for_in_two_chats_is_everybodys_and_nothing_is_claimed_meanwhile(
    outbox: Outbox,
) -> None:
    """Claimed rows that wait longer than a lease would be sent by a second dispatcher as well."""
    wait = Later(2 * LEASE_SECONDS, "retry after")
    dispatcher = outbox.dispatcher(channel := Channel(wait, wait))
    for chat_id in (AN, DUNG):
        outbox.put(chat_id, f"cho {chat_id}", direct=True)
    await dispatcher.run()
    outbox.put(BINH, "sau", direct=True)
    running = asyncio.create_task(dispatcher.run())
    await asyncio.sleep(0)
    assert outbox.row("sau").state is OutboxState.WAITING
    outbox.pass_seconds(2 * LEASE_SECONDS)
    await asyncio.gather(running, dispatcher.run())
    assert sorted(channel.words) == ["cho 1", "cho 1", "cho 2", "cho 2", "sau"]


async def test_what_can_never_be_delivered_is_tried_once_and_keeps_its_reason(outbox: Outbox) -> None:
    outbox.put(AN, "chào")
    await outbox.run(Never("Bad Request: can't parse entities", Failure.MESSAGE))
    outbox.pass_seconds(86_400)
    assert (await outbox.run()).attempts == []
    row = outbox.row("chào")
    assert (row.state, row.failure) == (OutboxState.FAILED, Failure.MESSAGE)
    assert row.reason == "Bad Request: can't parse entities"
    assert outbox.person(AN).blocked_at is None


async def test_what_perhaps_arrived_goes_again_as_a_repeat_after_longer_and_longer_pauses(
    outbox: Outbox,
) -> None:
    outbox.put(AN, "chào")
    for pause in (2, 8, 32):
        await outbox.run(Unknown("timed out"))
        outbox.pass_seconds(pause - 1)
        assert (await outbox.run()).attempts == []
        outbox.pass_seconds(1)
    [attempt] = (await outbox.run()).attempts
    assert attempt.repeated
    assert (outbox.row("chào").state, outbox.row("chào").repeats) == (OutboxState.SENT, 3)


async def test_what_is_always_answered_too_late_is_said_nine_times_set_aside_and_the_admin_told(
    outbox: Outbox,
) -> None:
    outbox.put(AN, "chào")
    said = 0
    # An hour a time, through a night in which it waits.
    for _ in range(30):
        channel = LateFor(AN)
        await outbox.dispatcher(channel).run()
        said += channel.words_for(AN).count("chào")
        outbox.pass_seconds(3600)
    assert said == 1 + MOST_DOUBTS
    assert ended(outbox.row("chào")) == (OutboxState.FAILED, Failure.ERROR, "answered too late")
    with reading(outbox.engine) as session:
        alarms = session.exec(select(Notification).where(Notification.kind == Kind.ALARM)).all()
    assert [(row.facts["alarm"], row.facts["count"], row.state) for row in alarms] == [
        (Alarm.LATE_ANSWERS, 3, OutboxState.SENT)
    ]


async def test_crashes_however_many_set_nothing_aside(outbox: Outbox) -> None:
    outbox.put(AN, "chào")
    for _ in range(MOST_DOUBTS + 2):
        with pytest.raises(Killed):
            await outbox.run(Killed())
        outbox.monotonic += LEASE_SECONDS + 1
    await outbox.run(Unknown("timed out"))
    row = outbox.row("chào")
    assert (row.state, row.doubts, row.repeats) == (OutboxState.WAITING, 1, MOST_DOUBTS + 3)
    outbox.pass_seconds(2)
    assert (await outbox.run()).words == ["chào"]


class LateFor(Channel):
    """Takes everything, and never says so in time to one chat."""

    def __init__(self, chat_id: int) -> None:
        super().__init__()
        self._chat_id = chat_id

    async def take(self, attempt: Attempt) -> Outcome:
        outcome = await super().take(attempt)
        return Unknown("timed out") if attempt.chat_id == self._chat_id else outcome

    def words_for(self, chat_id: int) -> list[str]:
        return [each.words for each in self.attempts if each.chat_id == chat_id]


async def test_one_chat_in_doubt_holds_nobody_up_and_two_hold_all_but_one_try_a_pause(outbox: Outbox) -> None:
    late = Unknown("timed out")
    dispatcher = outbox.dispatcher(channel := Channel(late, late))
    outbox.put(AN, "một", direct=True)
    await dispatcher.run()
    outbox.put(DUNG, "hai", direct=True)
    await dispatcher.run()
    assert channel.words == ["một", "hai"]
    for chat_id in (BINH, MINH):
        outbox.put(chat_id, f"cho {chat_id}", direct=True)
    await dispatcher.run()
    assert channel.words == ["một", "hai"]
    outbox.pass_seconds(2)
    await dispatcher.run()
    assert sorted(channel.words) == ["cho 3", "cho 4", "hai", "hai", "một", "một"]


async def test_what_hangs_at_a_stop_is_broken_off_and_goes_again_as_a_repeat(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangs(attempt: Attempt) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("jobs.dispatch._ENDS_SECONDS", 0.05)
    outbox.put(AN, "một")
    outbox.put(AN, "hai")
    dispatcher = outbox.dispatcher(channel := Meanwhile(hangs))
    running = asyncio.create_task(dispatcher.run())
    while not channel.attempts:
        await asyncio.sleep(0)
    await asyncio.wait_for(asyncio.gather(dispatcher.stop(), running), 60)
    assert [outbox.row(words).repeats for words in ("một", "hai")] == [1, 0]
    outbox.pass_seconds(2)
    again = {each.words: each.repeated for each in (await outbox.run()).attempts}
    assert again == {"một": True, "hai": False}


async def test_a_stop_does_not_wait_for_a_locked_database(
    outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobs.dispatch._ENDS_SECONDS", 0.05)
    monkeypatch.setattr("jobs.dispatch._SETTLED_SECONDS", 0.05)
    outbox.put(AN, "chào")
    impatient = connect(f"sqlite:///{tmp_path / 'nhacviec.db'}", AT_ONCE_MS)
    lock = sqlite3.connect(tmp_path / "nhacviec.db", isolation_level=None)

    async def locks(attempt: Attempt) -> None:
        lock.execute("BEGIN IMMEDIATE")

    dispatcher = outbox.dispatcher(Meanwhile(locks), impatient)
    running = asyncio.create_task(dispatcher.run())
    await asyncio.wait_for(dispatcher.stop(), 60)
    running.cancel()
    lock.close()
    impatient.dispose()
    assert outbox.row("chào").state in (OutboxState.CLAIMED, OutboxState.WAITING)


async def test_an_edit_that_perhaps_arrived_goes_again_and_is_no_repeat(outbox: Outbox) -> None:
    outbox.put(AN, "chào")
    await outbox.run(Sent(77))
    outbox.change_words("chào", "đã ghi")
    await outbox.run(Unknown("timed out"))
    outbox.pass_seconds(2)
    [attempt] = (await outbox.run()).attempts
    assert (attempt.edits, attempt.words, attempt.repeated) == (77, "đã ghi", False)
    assert outbox.row("edit/1/77").repeats == 0


async def test_a_chat_gets_its_messages_in_the_order_in_which_they_were_asked_for(outbox: Outbox) -> None:
    for number in range(12):
        outbox.put((AN, DUNG)[number % 2], f"{number:02}")
    attempts = (await outbox.run()).attempts
    for chat in (AN, DUNG):
        words = [each.words for each in attempts if each.chat_id == chat]
        assert words == sorted(words)
    assert len(attempts) == 12


async def test_answers_go_before_edits_and_edits_before_what_the_program_starts(outbox: Outbox) -> None:
    for message_id, words in ((70, "tin cũ"), (71, "tin mới")):
        outbox.put(AN, words)
        await outbox.run(Sent(message_id))
    outbox.put(AN, "nhắc việc")
    outbox.change_words("tin cũ", "tin cũ đã sửa")
    outbox.change_words("tin mới", "tin mới đã sửa")
    outbox.put(AN, "trả lời", direct=True)
    said = ["trả lời", "tin mới đã sửa", "tin cũ đã sửa", "nhắc việc"]
    assert (await outbox.run()).words == said


async def test_one_slow_chat_holds_up_nobody_else(outbox: Outbox) -> None:
    the_others_were_served = asyncio.Event()

    async def happens(attempt: Attempt) -> None:
        if attempt.chat_id == AN:
            await the_others_were_served.wait()
        elif attempt.words == "hai":
            the_others_were_served.set()

    for words in ("một", "hai"):
        outbox.put(DUNG, words)
    outbox.put(AN, "chậm")
    await asyncio.wait_for(outbox.dispatcher(Meanwhile(happens)).run(), 60)
    assert outbox.row("chậm").state is OutboxState.SENT


async def test_an_answer_asked_for_while_another_chat_is_slow_goes_at_once(outbox: Outbox) -> None:
    slow, answered = asyncio.Event(), asyncio.Event()

    async def happens(attempt: Attempt) -> None:
        if attempt.chat_id == AN:
            slow.set()
            await answered.wait()
        else:
            answered.set()

    dispatcher = outbox.dispatcher(Meanwhile(happens))
    outbox.put(AN, "chậm")
    running = asyncio.create_task(dispatcher.run())
    await slow.wait()
    outbox.put(DUNG, "trả lời", direct=True)
    await asyncio.wait_for(asyncio.gather(running, dispatcher.run()), 60)
    assert outbox.row("trả lời").state is OutboxState.SENT


async def test_stopping_waits_for_what_is_under_way_and_begins_nothing_more(outbox: Outbox) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def happens(attempt: Attempt) -> None:
        begun.set()
        await may_end.wait()

    channel = Meanwhile(happens)
    dispatcher = outbox.dispatcher(channel)
    for words in ("một", "hai"):
        outbox.put(AN, words)
    running = asyncio.create_task(dispatcher.run())
    await begun.wait()
    stopping = asyncio.create_task(dispatcher.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    may_end.set()
    await asyncio.gather(running, stopping)
    assert channel.words == ["một"]
    assert (outbox.row("một").state, outbox.row("hai").state) == (OutboxState.SENT, OutboxState.WAITING)


async def test_several_edits_collapse_into_the_last(outbox: Outbox) -> None:
    outbox.put(AN, "chào")
    await outbox.run(Sent(77))
    for words in ("đã ghi", "đã rút lại", "đã ghi lần nữa"):
        outbox.change_words("chào", words)
    [edit] = (await outbox.run()).attempts
    assert (edit.edits, edit.words) == (77, "đã ghi lần nữa")


async def test_an_edit_overtaken_while_it_is_sent_goes_out_again(outbox: Outbox) -> None:
    async def happens(attempt: Attempt) -> None:
        if attempt.words == "đã ghi":
            outbox.change_words("chào", "đã rút lại")

    outbox.put(AN, "chào")
    await outbox.run(Sent(77))
    outbox.change_words("chào", "đã ghi")
    channel = Meanwhile(happens)
    await outbox.dispatcher(channel).run()
    assert channel.words == ["đã ghi", "đã rút lại"]
    assert (await outbox.run()).attempts == []


async def test_two_dispatchers_on_one_database_send_each_row_once(outbox: Outbox, tmp_path: Path) -> None:
    for number in range(40):
        outbox.put((AN, DUNG, BINH, MINH)[number % 4], f"tin {number}")
    other_engine = connect(f"sqlite:///{tmp_path / 'nhacviec.db'}")
    here, there = Channel(), Channel()
    other = outbox.dispatcher(there, other_engine)
    await asyncio.gather(outbox.dispatcher(here).run(), asyncio.to_thread(lambda: asyncio.run(other.run())))
    other_engine.dispose()
    assert sorted(here.words + there.words) == sorted(f"tin {number}" for number in range(40))


async def test_a_row_that_cannot_be_composed_does_not_stop_the_others(outbox: Outbox) -> None:
    outbox.put(AN, "hỏng", kind="no such kind")
    outbox.put(AN, "chào")
    assert (await outbox.run()).words == ["chào"]
    assert ended(outbox.row("hỏng")) == (OutboxState.FAILED, Failure.ERROR, "ValueError")


async def test_a_row_that_cannot_be_worded_does_not_stop_the_others(outbox: Outbox) -> None:
    outbox.put(AN, "hỏng")
    outbox.put(AN, "chào")
    assert (await outbox.run(KeyError("reader"))).words == ["hỏng", "chào"]
    assert ended(outbox.row("hỏng")) == (OutboxState.FAILED, Failure.ERROR, "KeyError")
    assert outbox.row("chào").state is OutboxState.SENT


@pytest.mark.parametrize(
    ("deputy", "away", "told"),
    [(True, (), DUNG), (False, (), BINH), (False, (BINH,), MINH)],
    ids=["deputy", "head", "admin"],
)
async def test_what_a_blocked_officer_was_to_hear_goes_to_who_stands_in_with_the_reason(
    deputy: bool, away: tuple[int, ...], told: int, outbox: Outbox
) -> None:
    outbox.change_person(AN, deputy_id=outbox.person(DUNG).id if deputy else None)
    for chat in away:
        outbox.change_person(chat, deactivated_at=ADOPTED)
    for moment in (ADOPTED, MORNING):
        tick(outbox.engine, moment)
    spoken_to = AnBlocked()
    await outbox.dispatcher(spoken_to).run()
    cards = [
        each for each in spoken_to.attempts if isinstance(each.message, Card) and each.message.instead_of
    ]
    reports = [each for each in cards if each.message.task.period == "2026-12"]  # type: ignore[attr-defined]
    assert {each.chat_id for each in cards} == {told}
    [report] = reports
    assert isinstance(report.message, Card)
    assert report.message.because is Because.BLOCKED
    assert report.message.instead_of is not None
    assert report.message.instead_of.full_name == "Nguyễn Thị An"
    assert outbox.person(AN).blocked_at == MORNING


class AnBlocked(Channel):
    async def take(self, attempt: Attempt) -> Outcome:
        self.attempts.append(attempt)
        return BLOCKED if attempt.chat_id == AN else Sent(next(MESSAGE_IDS))


async def test_what_was_said_and_cannot_be_settled_is_not_said_again(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the program in what goes with a sent message, however often it is looked at."""

    def fault(*_: Any) -> None:
        raise KeyError("lỗi của chương trình")

    outbox.put(AN, "mã", secret="7K3M92QD")
    with monkeypatch.context() as patched:
        patched.setattr("jobs.outcomes._remember", fault)
        assert (await outbox.run(Sent(77))).words == ["mã"]
        outbox.pass_seconds(3 * LEASE_SECONDS)
        assert (await outbox.run()).attempts == []
    row = outbox.row("mã")
    assert (row.state, row.sent_at, "secret" in row.facts) == (OutboxState.SENT, MORNING, False)


async def test_a_claim_of_a_dead_process_is_free_after_its_lease_and_then_a_repeat(outbox: Outbox) -> None:
    outbox.put(AN, "chào")
    with pytest.raises(Killed):
        await outbox.run(Killed())
    outbox.monotonic += LEASE_SECONDS - 1
    assert (await outbox.run()).attempts == []
    outbox.monotonic += 2
    [attempt] = (await outbox.run()).attempts
    assert attempt.repeated
    assert (outbox.row("chào").state, outbox.row("chào").repeats) == (OutboxState.SENT, 1)


async def test_moving_the_domain_clock_frees_no_claim(outbox: Outbox) -> None:
    outbox.put(AN, "chào")
    with pytest.raises(Killed):
        await outbox.run(Killed())
    outbox.clock.move_to(MORNING + timedelta(days=30))
    assert (await outbox.run()).attempts == []


async def test_a_reboot_frees_every_claim(outbox: Outbox) -> None:
    outbox.put(AN, "chào")
    with pytest.raises(Killed):
        await outbox.run(Killed())
    outbox.monotonic = 5.0
    [attempt] = (await outbox.run()).attempts
    assert attempt.repeated


async def test_a_person_without_a_chat_is_not_written_to(outbox: Outbox) -> None:
    outbox.put(AN, "chào")
    outbox.change_person(AN, chat_id=None)
    assert (await outbox.run()).attempts == []
    assert ended(outbox.row("chào")) == (OutboxState.FAILED, Failure.CHAT, "no chat")


async def test_nobody_waits_for_the_edits_of_anothers_chat(outbox: Outbox) -> None:
    """320 of them due, at one a second: a reminder to somebody else goes at once."""
    with writing(outbox.engine) as session:
        an = session.exec(select(Person).where(Person.chat_id == AN)).one()
        for number in range(320):
            words = f"sửa {number}"
            tell(
                Act(session, CLOCK, MORNING),
                an.agency_id,
                Kind.TOLD,
                words,
                person=an,
                direct=True,
                about=words,
                notice="recorded",
            )
    outbox.put(DUNG, "nhắc việc")
    channel = Channel()
    dispatcher = outbox.dispatcher(channel, pace=Pace(math.inf, 1, lambda: outbox.monotonic))
    running = asyncio.create_task(dispatcher.run())
    while "nhắc việc" not in channel.words:
        await asyncio.sleep(0)
    assert len(channel.words) <= 1 + BURST
    await asyncio.gather(running, dispatcher.stop())


async def test_a_batch_of_cards_costs_few_statements_and_none_is_made_while_the_database_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = connect(f"sqlite:///{with_messages(tmp_path / 'cards.db', 100, chats=100)}")
    statements: list[str] = []
    made_while_writing: list[bool] = []

    def made(session: Session, *rest: Any) -> Message | None:
        options = session.connection().get_execution_options()
        made_while_writing.append(not options.get("reads_only", False))
        return compose(session, *rest)

    monkeypatch.setattr("jobs.outbox.compose", made)
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    channel = Channel()
    sent = await Dispatcher(engine, SetClock(NOW), channel, Pace(1e9, 1e9)).run()
    engine.dispose()
    assert sent == len(made_while_writing) == 100
    assert not any(made_while_writing)
    assert all(isinstance(each.message, Card) for each in channel.attempts)
    assert len(statements) <= 2 * sent


async def test_what_changed_between_the_wording_and_the_sending_is_shown_by_an_edit(outbox: Outbox) -> None:
    for moment in (ADOPTED, MORNING):
        tick(outbox.engine, moment)

    def of(attempt: Attempt) -> TaskFacts:
        said = attempt.message
        return said.task if isinstance(said, Card) else said.tasks[0][1]  # type: ignore[attr-defined, no-any-return]

    async def happens(attempt: Attempt) -> None:
        if attempt.chat_id == AN and not attempt.edits:
            with writing(outbox.engine) as session:
                an = session.exec(select(Person).where(Person.chat_id == AN)).one()
                task = session.get_one(Task, of(attempt).id)
                claim(Act(session, acting(an), MORNING), task, Said(How.BUTTON, MORNING))

    channel = Meanwhile(happens)
    await outbox.dispatcher(channel).run()
    shown = [of(each).state for each in channel.attempts if each.chat_id == AN]
    assert shown == [State.OPEN, State.CLAIMED]
