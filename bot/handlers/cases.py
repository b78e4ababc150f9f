"""Words about a bundle of citizen files: "da gui 1-5 tru 3", "2 da tra ket qua"."""

import re
from collections.abc import Callable
from datetime import date

from sqlmodel import col

from bot.handlers.acting import act
from bot.handlers.sending import say_what_was_done
from bot.turn import Turn
from jobs.messages.case_facts import CaseDeed
from jobs.messages.facts import Notice
from jobs.messages.morning import tasks_of
from models.calendar import working_calendar
from models.cases import cases_of
from models.changes.cases import is_said_sent, say_ended, say_sent, take_back_sent
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.cases.said import BundleSaid, Deed, read_bundle
from models.rules.letters import bare
from models.rules.reading import Reading, read_numbered
from models.rules.zone import day_of
from models.tables import How, Notification, Task

_BUNDLES = (Kind.CASES, Kind.CASES_LAST)
_OTHERS = (Kind.DIGEST, Kind.TASK_LIST, Kind.LAST_CALL)
_OF_FILES = re.compile(r"\b(?:xin loi|ho so|dinh kem|tra ket qua)\b")
_SENT = re.compile(r"\b(?:gui|xin loi|dinh kem)\b")
# What is short of done is said of so few at once; of more by a button.
_MOST_ONE_BY_ONE = 3


def by_number(turn: Turn, words: str) -> bool:
    """Whether the words answer a bundle by its numbers; with a digest of the same day, "đã gửi 1, 2" may mean
    either and is asked back."""
    bundle = _meant(turn, words)
    if bundle is None:
        return False
    numbered = dict(tasks_of(turn.session, bundle))
    said = read_bundle(words, max(numbered, default=0))
    if said is not None and said.deed is Deed.UNSENT and not _said_sent(turn, numbered, said):
        said = None
    others = None if said is not None else _read_others(turn, numbered, words)
    if said is None and others is None:
        return False
    if _is_doubtful(turn, words):
        turn.notice(Notice.WHICH_MESSAGE)
    elif said is None:
        _answer_others(turn, others or [], words)
    elif said.numbers - set(numbered):
        turn.notice(Notice.NO_SUCH_NUMBER)
    else:
        _done(turn, [numbered[each] for each in sorted(said.numbers)], said.deed, words)
    return True


def _said_sent(turn: Turn, numbered: dict[int, Task], said: BundleSaid) -> list[Task]:
    """Of these files those of which it was said that the apology was sent: of others "chưa gửi" is no news."""
    named = [numbered[each] for each in sorted(said.numbers) if each in numbered]
    return [task for task in named if is_said_sent(turn.session, task)]


def _read_others(turn: Turn, numbered: dict[int, Task], words: str) -> list[tuple[Task, Reading]] | None:
    """What is said of numbers in other words; None where nothing is."""
    calendar = working_calendar(turn.session, turn.me.agency_id)
    answers = read_numbered(words, turn.spoken_at, max(numbered, default=0), calendar)
    if answers is None or not answers.items or set(answers.unread) - set(numbered):
        return None
    return [(numbered[number], each) for number, each in sorted(answers.items.items()) if number in numbered]


def _meant(turn: Turn, words: str) -> Notification | None:
    """The bundle that is replied to; without a reply the latest of today, unless a list of other work came too and
    the words speak of no file."""
    if turn.reply_to:
        row = turn.replied_to()
        return row if row is not None and row.kind in _BUNDLES else None
    bundle = _latest(turn, _BUNDLES)
    if bundle is None or _OF_FILES.search(bare(words)) or _SENT.search(bare(words)):
        return bundle
    return None if _latest(turn, _OTHERS) is not None else bundle


def _latest(turn: Turn, kinds: tuple[Kind, ...]) -> Notification | None:
    row = turn.latest(col(Notification.kind).in_(kinds))
    return row if row is not None and day_of(row.created_at) == turn.today else None


def _is_doubtful(turn: Turn, words: str) -> bool:
    """Whether a list of other work came on the same day, and the words do not tell."""
    if turn.reply_to or _OF_FILES.search(bare(words)):
        return False
    return _latest(turn, _OTHERS) is not None


def _answer_others(turn: Turn, said: list[tuple[Task, Reading]], words: str) -> None:
    """As any answer is; of many at once by a button."""
    if len(said) > _MOST_ONE_BY_ONE:
        return turn.notice(Notice.PRESS_A_BUTTON)
    for task, reading in said:
        try:
            act(turn, task, reading, words)
        except Refused as refused:
            turn.refusal(refused)
    return None


def _done(turn: Turn, tasks: list[Task], deed: Deed, words: str) -> None:
    if deed is Deed.RETURNED:
        return _ended(turn, tasks, day_of(turn.spoken_at))
    if deed is Deed.UNSENT:
        said = [task for task in tasks if is_said_sent(turn.session, task)]
        undone = _each(turn, said, lambda task: take_back_sent(turn.act, task))
        return say_what_was_done(turn, CaseDeed.UNSENT, undone)
    sent = _each(turn, tasks, lambda task: say_sent(turn.act, task, turn.said(How.REPLY, words)))
    return say_what_was_done(turn, CaseDeed.SENT, sent)


def _each(turn: Turn, tasks: list[Task], do: Callable[[Task], None]) -> list[Task]:
    """Those of which it could be done; why not of others is said once a reason, that it was done before only where
    nothing was done now."""
    done: list[Task] = []
    whys: dict[Reason, Refused] = {}
    for task in tasks:
        try:
            do(task)
            done.append(task)
        except Refused as refused:
            whys.setdefault(refused.reason, refused)
    if done:
        whys.pop(Reason.ALREADY, None)
    for why in whys.values():
        turn.refusal(why)
    return done


def _ended(turn: Turn, tasks: list[Task], day: date) -> None:
    cases = cases_of(turn.session, tasks)
    ended = _each(turn, tasks, lambda task: say_ended(turn.act, task, cases[task.id or 0], day))
    late = sum(cases[task.id or 0].first_promised_on < day for task in ended)
    return say_what_was_done(turn, CaseDeed.ENDED, ended, day=day.isoformat(), late=late)
