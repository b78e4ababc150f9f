"""What is written by who holds a document on its way: it went on, it was signed, it was issued under a number, it
cannot go on."""

import re
from collections.abc import Collection

from sqlmodel import col

from bot.handlers import undoing
from bot.handlers.saying import say_back
from bot.turn import Turn
from jobs.messages.gather import by_due_day
from jobs.messages.named import fitting
from jobs.messages.questions import Ask
from models.changes.placing import pass_on, renumber
from models.changes.saying import stuck
from models.holders import holds, lying_at
from models.issues import Issue, issue_of
from models.kinds import Kind
from models.people import is_clerk
from models.rules.letters import bare
from models.rules.lifecycle import ACTIVE, Change
from models.rules.permissions import DOERS, Standing, may
from models.rules.reading import Intent, Place, Reading
from models.rules.reading.naming import (
    Naming,
    corrects,
    is_only_a_number,
    naming,
    numbers_in,
    withdraws,
)
from models.rules.reading.values import DONE
from models.standing import standings
from models.tables import How, Task

_UNDER_WAY = re.compile(r"\b(?:dang|sap|nhay)\b")
_SIGNED = re.compile(r"^(?!.*\b(?:chua|khong|ko)\b).*(?:\b(?:da|vua|moi) ky\b|\bky\b.*\b(?:roi|xong)\b)")
_NOT_YET = frozenset({Intent.NOT_DONE, Intent.POSTPONE})
_MOST_NAMED = 4


def heard(turn: Turn, task: Task, reading: Reading, words: str) -> bool:
    """Whether the words say that a document which is not the writer's own task has gone on, or why it has not.
    Raises Refused."""
    held = standings(turn.session, turn.act.actor, task, turn.today)
    if held & DOERS:
        return False
    if Standing.CLERK in held and reading.document is not None and task.place is Place.ISSUED:
        _renumber(turn, task, reading)
        return True
    step = _step(held, task, reading, words)
    if step is not None:
        document = reading.document
        pass_on(turn.act, task, step, *((document.number, document.date) if document else ()))
        _say_gone_on(turn, task)
        return True
    if (
        reading.intent in _NOT_YET
        and "?" not in words
        and not may(held, Change.SAY)
        and holds(turn.session, turn.me, task, turn.today)
    ):
        say_back(turn, stuck(turn.act, task, turn.said(How.REPLY, words)))
        return True
    return False


def _step(held: frozenset[Standing], task: Task, reading: Reading, words: str) -> Change | None:
    """A clerk issues what has not been issued; a leader signs, and a head forwards, what lies with them."""
    if task.state not in ACTIVE:
        return None
    if Standing.CLERK in held and _is_out(held, task, reading):
        return Change.ISSUE
    if Standing.LEADER in held and task.place is Place.LEADER and _is_signed(reading, words):
        return Change.SIGN
    if Standing.UNIT_HEAD in held and task.place is Place.UNIT_HEAD and reading.place is Place.LEADER:
        return Change.FORWARD
    return None


def _is_out(held: frozenset[Standing], task: Task, reading: Reading) -> bool:
    """Whether it is said to be issued; "xong" says so of what lies with the clerk, or is none of their own work."""
    if reading.place is Place.ISSUED:
        return True
    return reading.intent in DONE and (task.place is Place.CLERK or not may(held, Change.CLAIM))


def _is_signed(reading: Reading, words: str) -> bool:
    """Whether a leader says so; not of what they are just signing ("đang ký", which also reads "đăng ký"). Of one
    of several only what was said of it counts, and of what was asked back only the answer."""
    if reading.reason == "chosen":
        return reading.intent in DONE
    said = bare(words if reading.piece is None else reading.piece)
    if _UNDER_WAY.search(said):
        return False
    return reading.intent in DONE or reading.place is Place.CLERK or _SIGNED.search(said) is not None


def took_back(turn: Turn, reading: Reading, words: str) -> bool:
    """Whether a clerk says of what was issued, by its number and no other, that it was not, or is taken back.
    Raises Refused."""
    if not withdraws(words) or not is_clerk(turn.session, turn.me, turn.today):
        return False
    said = numbers_in(words, [each.number for each in reading.documents])
    meant = _under_numbers(turn, said)
    if len(meant) != 1 or len(said) != 1:
        return False
    undoing.take_back_last(turn, meant[0])
    return True


def _under_numbers(turn: Turn, numbers: Collection[str]) -> list[Task]:
    """What was issued under one of these numbers, whatever its symbol."""
    out = lying_at(turn.session, turn.me.agency_id, Place.ISSUED)
    issues = ((issue_of(turn.session, task), task) for task in out)
    return [task for issue, task in issues if issue and issue.number.partition("/")[0] in numbers]


def gave_number(turn: Turn, reading: Reading, words: str) -> bool:
    """Whether a clerk only says under which number something went out today, or puts that right. In doubt it is
    asked which. Raises Refused."""
    if reading.document is None or not is_clerk(turn.session, turn.me, turn.today):
        return False
    right = corrects(words) and not withdraws(words)
    if not right and not is_only_a_number(words):
        return False
    said = naming("", [reading.document.number], turn.today)
    meant = fitting(turn.session, _numbered(turn, reading, words, right), said)
    if len(meant) == 1 and issue_of(turn.session, meant[0]) is not None:
        _renumber(turn, meant[0], reading)
        return True
    if len(meant) > 1:
        ask_documents(turn, meant, words)
    return len(meant) > 1


def _numbered(turn: Turn, reading: Reading, words: str, right: bool) -> list[Task]:
    """What a bare number may be for. To put right: what was issued under another number in the words, else what was
    said last, and what has that number already. Else of what this clerk issued today what has no number yet; else
    the last, and what still lies on the desk."""
    replied = turn.replied_task()
    if replied is not None:
        return [replied] if issue_of(turn.session, replied) is not None else []
    own = _issued_today(turn)
    last = [task for _, task in own[-1:]]
    if right:
        return _to_put_right(turn, reading, words) or last
    if not own:
        return last
    lacking = [task for issue, task in own if not issue.number]
    return lacking or [*last, *lying_at(turn.session, turn.me.agency_id, Place.CLERK)]


def _to_put_right(turn: Turn, reading: Reading, words: str) -> list[Task]:
    """What has a number in the words that is not the right one; where there is none, what has the right one, and
    what was said last."""
    assert reading.document is not None
    new = reading.document.number.partition("/")[0]
    said = numbers_in(words, [each.number for each in reading.documents])
    wrong = _under_numbers(turn, said - {new})
    taken = [] if wrong else _under_numbers(turn, {new})
    last = [task for _, task in _issued_today(turn)[-1:]] if taken else []
    return wrong or list({task.id: task for task in [*last, *taken]}.values())


def _issued_today(turn: Turn) -> list[tuple[Issue, Task]]:
    """What this clerk issued today, the latest last."""
    out = lying_at(turn.session, turn.me.agency_id, Place.ISSUED)
    found = [(issue_of(turn.session, task), task) for task in out if task.place_since == turn.today]
    own = [(issue, task) for issue, task in found if issue is not None and issue.by_id == turn.me.id]
    return sorted(own, key=lambda each: each[0].seq)


def _renumber(turn: Turn, task: Task, reading: Reading) -> None:
    """A number without its symbol keeps that of the one before. Raises Refused."""
    document, issue = reading.document, issue_of(turn.session, task)
    assert document is not None
    before = issue.number.partition("/") if issue is not None else ("", "", "")
    number = document.number if "/" in document.number else document.number + "".join(before[1:])
    renumber(turn.act, task, number, document.date)
    _say_gone_on(turn, task)


def _say_gone_on(turn: Turn, task: Task) -> None:
    turn.answer(Kind.CARD, tasks=[task], said_issued=True)


def which(turn: Turn, meant: list[Task], reading: Reading, words: str) -> tuple[list[Task], bool]:
    """Of what a clerk's words may mean: what they name, or the only one on the desk where they name none. Where
    they name another one, all that is on its way, with that one where it is open: then it is asked, even where
    only one is left to choose (True)."""
    if reading.intent not in DONE | _NOT_YET or not is_clerk(turn.session, turn.me, turn.today):
        return meant, False
    others = [task for task in meant if not standings(turn.session, turn.act.actor, task, turn.today) & DOERS]
    if meant and not others:
        return meant, False
    # Why something has not gone on may be said in any words.
    about = words if reading.intent in DONE else ""
    said = naming(about, [each.number for each in reading.documents], turn.today)
    if said.is_empty:
        return (_only_on_desk(meant) if others == meant else meant), False
    return _named_or_all(turn, meant, said)


def _only_on_desk(meant: list[Task]) -> list[Task]:
    """The one that lies with the clerk; all of them where that is not one."""
    desk = [task for task in meant if task.place is Place.CLERK]
    return desk if len(desk) == 1 else meant


def _named_or_all(turn: Turn, meant: list[Task], said: Naming) -> tuple[list[Task], bool]:
    fit = fitting(turn.session, meant, said)
    if fit:
        return fit, False
    named = _open_ones(turn, meant, said) if said.subject or said.period else []
    return [*named, *meant], bool(named or meant)


def _open_ones(turn: Turn, besides: list[Task], said: Naming) -> list[Task]:
    """The active tasks of the agency that words name, a few at most."""
    active = by_due_day(turn.session, Task.agency_id == turn.me.agency_id, col(Task.state).in_(ACTIVE))
    return fitting(turn.session, [task for task in active if task not in besides], said)[:_MOST_NAMED]


def ask_documents(turn: Turn, meant: list[Task], words: str) -> None:
    """Which of these documents is meant."""
    turn.answer(
        Kind.QUESTION,
        ask=Ask.WHICH_TASK,
        words=words,
        said_at=turn.spoken_at.isoformat(),
        offered=list(enumerate((task.id for task in meant), start=1)),
        of_documents=True,
    )
