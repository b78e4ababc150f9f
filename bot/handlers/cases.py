"""Words about a bundle of citizen files: "da gui 1-5 tru 3", "2 da tra ket qua"."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from bot.handlers import asking
from bot.handlers.acting import act, read
from bot.handlers.sending import say_what_was_done
from bot.turn import Turn
from jobs.cases.telling import tell_given
from jobs.messages.case_facts import BUNDLES, CaseDeed
from jobs.messages.facts import Notice
from jobs.messages.morning import tasks_of
from models.actor import Act
from models.calendar import working_calendar
from models.cases import cases_of, may_take, owed_by
from models.changes.cases import give_case, is_said_sent, say_ended, say_sent, take_back_ended, take_back_sent
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.cases.said import BundleSaid, Deed, read_bundle
from models.rules.letters import bare
from models.rules.reading import Intent, Reading, read_numbered
from models.rules.reading.persons import is_named_in
from models.rules.zone import day_of
from models.tables import Agency, CitizenCase, How, Notification, Person, Task

_OTHERS = (Kind.DIGEST, Kind.TASK_LIST, Kind.LAST_CALL)
_OF_FILES = re.compile(r"\b(?:xin loi|ho so|dinh kem|tra ket qua)\b")
_SENT = re.compile(r"\b(?:gui|xin loi|dinh kem)\b")
# What is short of done is said of so few at once; of more by a button.
_MOST_ONE_BY_ONE = 3
_PASSES_ON = (Intent.REFUSE_NOT_MINE, Intent.HAND_OVER)
_PASSING = frozenset({"cua", "giao", "chuyen"})
_ASKING = frozenset({"xin", "nao", "xem", "sach"})
_SAYS_MORE = frozenset({"da", "chua", "roi", "xong", "gui", "vuong", "mai", "tra", "kem"})
_WAYS_BACK: dict[str, tuple[Callable[[Act, Task, CitizenCase], object], CaseDeed]] = {
    CaseDeed.SENT: (lambda act, task, case: take_back_sent(act, task), CaseDeed.UNSENT),
    CaseDeed.ENDED: (take_back_ended, CaseDeed.UNENDED),
}


def by_number(turn: Turn, words: str) -> bool:
    """Whether the words answer a bundle by its numbers; with a digest of the same day, "đã gửi 1, 2" may mean
    either and is asked back."""
    bundle = _meant(turn, words)
    if bundle is None:
        return _asks_for_them(turn, words)
    numbered = dict(tasks_of(turn.session, bundle))
    said = read_bundle(words, max(numbered, default=0))
    if said is not None and said.deed is Deed.UNSENT and not _said_sent(turn, numbered, said):
        said = None
    others = None if said is not None else _read_others(turn, numbered, words)
    if said is None and others is None:
        return _asks_for_them(turn, words)
    if _is_doubtful(turn, words):
        turn.notice(Notice.WHICH_NUMBERS)
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


def _asks_for_them(turn: Turn, words: str) -> bool:
    """Whether words ask for one's files: "hồ sơ nào phải xin lỗi", "cho em xem hồ sơ"."""
    tokens = set(bare(words).split())
    named, asked = {"ho", "so"} <= tokens, not _ASKING.isdisjoint(tokens)
    is_asked = named and asked and not turn.reply_to and _SAYS_MORE.isdisjoint(tokens)
    if not is_asked or any(each.isdecimal() for each in tokens):
        return False
    if not owed_by(turn.session, turn.me, turn.today):
        return False
    asking.my_files(turn)
    return True


def took_back(turn: Turn, words: str) -> bool:
    """Whether "rút lại" takes back what was said of several files: in the message replied to, or the last one."""
    row = turn.replied_to() if turn.reply_to else turn.latest()
    way = (
        _WAYS_BACK.get(row.facts.get("what", "")) if row is not None and row.kind == Kind.CASES_SAID else None
    )
    if row is None or way is None or row.person_id != turn.me.id:
        return False
    if read(turn, words, turn.spoken_at).intent is not Intent.CANCEL_UNDO:
        return False
    back, said_back = way
    tasks = [task for _, task in tasks_of(turn.session, row)]
    cases = cases_of(turn.session, tasks)
    done = _each(turn, tasks, lambda task: back(turn.act, task, cases[task.id or 0]))
    say_what_was_done(turn, said_back, done)
    return True


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
        return row if row is not None and row.kind in BUNDLES else None
    bundle = _latest(turn, BUNDLES)
    if bundle is None or _OF_FILES.search(bare(words)) or _SENT.search(bare(words)):
        return bundle
    return None if _latest(turn, _OTHERS) is not None else bundle


def _latest(turn: Turn, kinds: tuple[Kind, ...]) -> Notification | None:
    row = turn.latest(*kinds)
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
    passed = [task for task, reading in said if reading.intent in _PASSES_ON or _names_taker(turn, words)]
    if passed:
        return _passed_on(turn, passed, words)
    readings = {task.id: reading for task, reading in said}
    _each(turn, (task for task, _ in said), lambda task: act(turn, task, readings[task.id], words))
    return None


def _passed_on(turn: Turn, tasks: list[Task], words: str) -> None:
    """To the one colleague whom the words name; nobody named is asked by a button."""
    named = _takers_in(turn, words)
    if len(named) != 1:
        return turn.notice(Notice.WHOSE_FILES)
    given = _each(turn, tasks, lambda task: give_case(turn.act, task, named[0]))
    tell_given(turn.act, turn.session.get_one(Agency, turn.me.agency_id), given)
    return say_what_was_done(turn, CaseDeed.GIVEN, given, to=named[0].full_name)


def _names_taker(turn: Turn, words: str) -> bool:
    """ "hồ sơ 3 của chị Hoa", "3 giao cho chị An" """
    return not _PASSING.isdisjoint(bare(words).split()) and bool(_takers_in(turn, words))


def _takers_in(turn: Turn, words: str) -> list[Person]:
    return [each for each in may_take(turn.session, turn.me) if is_named_in(words, each.full_name)]


def _done(turn: Turn, tasks: list[Task], deed: Deed, words: str) -> None:
    if deed is Deed.RETURNED:
        return _ended(turn, tasks, day_of(turn.spoken_at))
    if deed is Deed.UNSENT:
        said = [task for task in tasks if is_said_sent(turn.session, task)]
        undone = _each(turn, said, lambda task: take_back_sent(turn.act, task))
        return say_what_was_done(turn, CaseDeed.UNSENT, undone)
    sent = _each(turn, tasks, lambda task: say_sent(turn.act, task, turn.said(How.REPLY, words)))
    return say_what_was_done(turn, CaseDeed.SENT, sent)


def _each(turn: Turn, tasks: Iterable[Task], do: Callable[[Task], object]) -> list[Task]:
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
