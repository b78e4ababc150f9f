"""What an officer says of a task short of done, by button or in words: recorded and said back."""

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from bot.buttons import button
from bot.handlers import undoing
from bot.texts import alerts
from bot.texts.labels import LABELS
from bot.turn import Turn
from jobs.messages.facts import Do, Notice
from jobs.messages.moments import moments_for_snooze
from jobs.messages.offers import candidates
from jobs.messages.questions import Ask
from jobs.messages.replies import shift_facts
from models.changes import saying
from models.changes.common import check
from models.changes.confirming import Said
from models.changes.placing import pass_back, pass_on
from models.kinds import Kind
from models.obstacles import obstacle_of, own_words
from models.people import responsible
from models.refused import Reason, Refused
from models.rules.letters import bare
from models.rules.lifecycle import Change, allows
from models.rules.permissions import may
from models.rules.reading import Intent, Place, Reading
from models.rules.reading.answers import asks_to_be_reminded, stays
from models.rules.reading.lying import came_back
from models.rules.reading.persons import is_named_in
from models.rules.zone import VIETNAM, day_of
from models.standing import standings
from models.tables import How, Person, Statement, StatementKind, Task

_PASSES = re.compile(r"(?<!\w)(?:chuyen|giao|ban giao|nho|day|dua)(?!\w)")


def say_back(turn: Turn, statement: Statement, **facts: Any) -> None:
    """What was understood, and recorded; with files beside the task it shows what becomes of them."""
    shows = [turn.task(statement.task_id)] if "beside" in facts else None
    turn.answer(Kind.HEARD, tasks=shows, statement=statement.id, task=statement.task_id, **facts)


def asked_obstacle(turn: Turn) -> Task | None:
    """The task of which this message says what is in the way: as a reply, or because that was asked last and is not
    known yet; None where we did not ask."""
    row = turn.replied_to() if turn.reply_to else turn.asked_lately()
    if row is None or row.kind != Kind.HEARD:
        return None
    statement = turn.session.get(Statement, row.facts["statement"])
    if statement is None or statement.kind is not StatementKind.OBSTACLE:
        return None
    if not turn.reply_to and own_words(statement):
        return None
    task = turn.session.get_one(Task, statement.task_id)
    return task if obstacle_of(turn.session, task) is not None else None


def is_not_mine(turn: Turn, task: Task, said: Said, **facts: Any) -> None:
    """The head decides whose it is. Raises Refused."""
    statement, head = saying.not_mine(turn.act, task, said)
    say_back(turn, statement, head=head.id if head else None, **facts)


def short_of_done(turn: Turn, task: Task, reading: Reading, said: Said, **facts: Any) -> None:
    """What words say that is not done, said back: whose it is not, by when, where it lies, what is in the way. Of a
    day that cannot be recorded it stays that it is not done. Raises Refused."""
    if reading.intent is Intent.REFUSE_NOT_MINE:
        return is_not_mine(turn, task, said, **facts)
    if reading.intent is Intent.POSTPONE and reading.date is not None and reading.other_date is None:
        with suppress(Refused):
            return put_off(turn, task, said, reading.date, **facts)
    return say_back(turn, _not_done(turn, task, reading, said), **facts)


def postpone(turn: Turn, task: Task, reading: Reading, said: Said) -> None:
    """A vague or twofold day is asked back. Raises Refused."""
    if reading.date is None or reading.other_date is not None:
        return turn.answer(Kind.QUESTION, ask=Ask.WHEN, words=said.words, task=task.id)
    return put_off(turn, task, said, reading.date)


def asked_for_a_day(turn: Turn, task: Task, reading: Reading) -> bool:
    """Whether words put off what the writer may not put off, but set another day for: that day is asked for."""
    held = standings(turn.session, turn.act.actor, task, turn.today)
    decides = not may(held, Change.SNOOZE) and allows(task.state, Change.EXTEND) and may(held, Change.EXTEND)
    if reading.intent is not Intent.POSTPONE or not decides:
        return False
    day = day_of(reading.date) if isinstance(reading.date, datetime) else reading.date
    said_on = day.isoformat() if day is not None and reading.other_date is None else None
    turn.answer(Kind.LATER_DAY, task=task.id, said_on=said_on)
    return True


def put_off(turn: Turn, task: Task, said: Said, when: date | datetime, **facts: Any) -> None:
    """What becomes of it is said back, also where it is another moment than was named. A reminder that cannot be
    held so long is no promise: it is asked when it will be done. Raises Refused."""
    if asks_to_be_reminded(said.words) and not saying.is_a_snooze(turn.act, task, when):
        named_at = saying.moment_meant(turn.act, when).isoformat()
        return turn.answer(Kind.QUESTION, ask=Ask.WHEN, words=said.words, task=task.id, named_at=named_at)
    statement = saying.put_off(turn.act, task, said, when)
    facts |= shift_facts(statement, saying.moment_meant(turn.act, when))
    return say_back(turn, statement, **facts)


def not_done(turn: Turn, task: Task, reading: Reading, said: Said) -> None:
    """Where it lies, or what is in the way, if that was said. Raises Refused."""
    say_back(turn, _not_done(turn, task, reading, said))


def _not_done(turn: Turn, task: Task, reading: Reading, said: Said) -> Statement:
    place = reading.place if reading.place is not None and _goes_on(task, reading.place, said.words) else None
    if place is not None and (place is not task.place or not reading.obstacle):
        placed = saying.say(turn.act, task, said, StatementKind.PLACE, place)
        if not reading.obstacle:
            return placed
    if reading.obstacle:
        return saying.stuck(turn.act, task, said)
    return saying.say(turn.act, task, said, StatementKind.NOT_DONE)


def _goes_on(task: Task, place: Place, words: str) -> bool:
    """Whether a document lies there by these words; it is further back than before only where they say that it came
    back."""
    steps = list(Place)
    return task.place is None or steps.index(place) >= steps.index(task.place) or came_back(words)


@button(Do.LATER)
def ask_when(turn: Turn, task: Task) -> None:
    """An hour to be reminded at, as long as that may be asked for; then a day to promise. Raises Refused."""
    check(turn.act, task, Change.SNOOZE)
    asks_again = saying.snoozes(turn.session, task) >= saying.MOST_SNOOZES
    if asks_again and moments_for_snooze(turn.session, task, turn.now):
        raise Refused(Reason.TOO_OFTEN, state=task.state)
    turn.answer(Kind.QUESTION, ask=Ask.WHEN, task=task.id)


@button(Do.COLLEAGUE)
def ask_colleague(turn: Turn, task: Task) -> None:
    check(turn.act, task, Change.HAND_OVER)
    turn.answer(Kind.QUESTION, ask=Ask.COLLEAGUE, task=task.id)


def names_a_colleague(turn: Turn, task: Task, words: str) -> bool:
    """Whether words pass a task on to somebody who may have it."""
    able = candidates(turn.session, task, turn.me.id) if _PASSES.search(bare(words)) else []
    return any(is_named_in(words, each.full_name) for each in able)


def offer_hand_over(turn: Turn, task: Task, said: Said) -> None:
    """To the colleague whom the words name; nothing passes before a press. Raises Refused."""
    check(turn.act, task, Change.HAND_OVER)
    turn.answer(Kind.QUESTION, ask=Ask.COLLEAGUE, task=task.id, words=said.words, names=said.words)


@button(Do.SNOOZE, says=alerts.RECORDED)
def later_chosen(turn: Turn, task: Task, seconds: int) -> None:
    until = datetime.fromtimestamp(seconds, VIETNAM)
    say_back(turn, saying.snooze(turn.act, task, _pressed(turn, Do.LATER), until))
    _close_question(turn)


@button(Do.PROMISE, says=alerts.RECORDED)
def day_chosen(turn: Turn, task: Task, day: date) -> None:
    say_back(turn, saying.promise(turn.act, task, _pressed(turn, Do.LATER), day))
    _close_question(turn)


@button(Do.PUT_AT, says=alerts.RECORDED)
def place_chosen(turn: Turn, task: Task, place: Place) -> None:
    said = turn.said(How.BUTTON, place)
    say_back(turn, saying.say(turn.act, task, said, StatementKind.PLACE, place))


@button(Do.NOT_MINE, says=alerts.RECORDED)
def not_mine_pressed(turn: Turn, task: Task) -> None:
    is_not_mine(turn, task, _pressed(turn, Do.NOT_MINE))


@button(Do.KEEP_OFFICER, says=alerts.OFFICER_KEPT)
def keep_officer(turn: Turn, task: Task) -> None:
    """The head decides that it stays theirs. Raises Refused."""
    saying.still_theirs(turn.act, task)


def kept_officer(turn: Turn, task: Task, words: str) -> bool:
    """Whether who decides about a disputed task says that it stays whose it was: "giữ nguyên", "vẫn để chị An làm".
    Raises Refused."""
    officer = responsible(turn.session, task)
    if task.disputed_at is None or officer is None or officer.id == turn.me.id:
        return False
    if not stays(words, officer.full_name):
        return False
    saying.still_theirs(turn.act, task)
    turn.answer(Kind.CARD, tasks=[task])
    return True


@button(Do.HAND_TO, says=alerts.RECORDED)
def hand_to(turn: Turn, task: Task, person: Person) -> None:
    """To a colleague, at once. Raises Refused."""
    say_back(turn, saying.hand_over(turn.act, task, _pressed(turn, Do.COLLEAGUE), person))
    _close_question(turn)


@button(Do.DECLINE_TASK, says=alerts.TASK_DECLINED)
def decline_task(turn: Turn, task: Task) -> None:
    """The colleague refuses; it goes back, after two refusals to the head."""
    saying.decline(turn.act, task, _pressed(turn, Do.DECLINE_TASK))


@button(Do.UNSAY, says=alerts.TAKEN_BACK_WORD)
def unsay(turn: Turn, statement: Statement) -> None:
    """Takes one's own word back; the message under which it stood says so."""
    saying.take_back_statement(turn.act, statement)
    undoing.say_taken_back(turn, statement)


def _close_question(turn: Turn) -> None:
    turn.rewrite(Kind.TOLD, notice=Notice.UNDERSTOOD_BELOW)


def _pressed(turn: Turn, do: Do) -> Said:
    return turn.said(How.BUTTON, LABELS[do])


@button(Do.FORWARDED, says=alerts.FORWARDED)
def forwarded(turn: Turn, task: Task) -> None:
    pass_on(turn.act, task, Change.FORWARD)


@button(Do.SIGNED, says=alerts.SIGNED)
def signed(turn: Turn, task: Task) -> None:
    pass_on(turn.act, task, Change.SIGN)


@button(Do.ISSUED, says=alerts.ISSUED)
def issued(turn: Turn, task: Task) -> None:
    pass_on(turn.act, task, Change.ISSUE)


@button(Do.PASS_BACK, says=alerts.PASSED_BACK)
def passed_back(turn: Turn, task: Task) -> None:
    """Said by mistake that the document went on. Raises Refused."""
    pass_back(turn.act, task)
