"""Which task words without a number mean: docs/reading.md gives the order."""

from collections.abc import Collection

from sqlmodel import col, func, select

from bot.turn import Turn
from jobs.messages.bringing import of_others
from jobs.messages.morning import tasks_of
from jobs.messages.named import names_another, of_document, spoken_of
from jobs.messages.ones_own import own_tasks
from jobs.messages.questions import Ask
from models.changes.saying import last_said
from models.kept import kept
from models.kinds import Kind
from models.rules.cadence import cadence_of
from models.rules.lifecycle import ACTIVE, CLOSED
from models.rules.reading import Context, Place, Reading
from models.rules.reading.naming import named_cadence, names_a_report, without_reasons
from models.rules.reading.values import DONE
from models.rules.zone import day_of
from models.tables import Notification, NotificationTask, Task

# What shows tasks under numbers: a number in words means the one of the latest.
NUMBERED = (
    Kind.DIGEST,
    Kind.OUTAGE,
    Kind.TASK_LIST,
    Kind.LAST_CALL,
    Kind.LEADER_WEEK,
    Kind.CLERK_LIST,
    Kind.UNIT_LIST,
    Kind.DUE_CALENDAR,
    Kind.ESCALATION,
    Kind.HAND_BACK,
    Kind.WORK_MOVED,
    Kind.REVIEW_LIST,
)
# So many of them are looked through for one that has every number that was said.
_LOOKS_BACK = 5


def candidates(turn: Turn, reading: Reading, words: str) -> tuple[list[Task], bool]:
    """The task replied to; of several in that message those not closed, and no others. Without a reply the tasks
    that the words name; else the one talked about last; else those spoken of and unanswered since; else all active
    ones of the person, and those of others that they bring word of. A period, how often a report comes ("báo cáo
    năm"), or a document that is named narrows the choice. And whether it has to be asked even of one: the words
    name what none of them is.
    """
    replied = list(replied_tasks(turn).values())
    if len(replied) == 1:
        return replied, False
    tasks = _alive(replied) if replied else _to_choose_from(turn, reading)
    as_often = _coming_as_often(tasks, reading, words)
    tasks = as_often or tasks
    named = [task for task in tasks if task.period == reading.period]
    by_words = spoken_of(turn.session, named or tasks, words)
    if by_words:
        return by_words, False
    if not named and reading.document is not None:
        named = of_document(turn.session, tasks, reading.document.number)
    # A report that comes as often as none of these is not guessed to be one of them.
    if replied or as_often == []:
        return named or tasks, False
    if _is_about_another(turn, tasks, reading, words, bool(named)):
        return tasks, True
    return named or _likeliest(turn, tasks, as_often), False


def _to_choose_from(turn: Turn, reading: Reading) -> list[Task]:
    """What words without a reply may be about: one's own; where one has none, or it was issued, also what one
    brings word of for others."""
    own = _own(turn)
    if own and reading.place is not Place.ISSUED:
        return own
    others = [task for task in of_others(turn.session, turn.me, turn.now) if task not in own]
    return [task for task in own + others if task.place is not Place.ISSUED] or own + others


def _coming_as_often(tasks: list[Task], reading: Reading, words: str) -> list[Task] | None:
    """Those of these tasks that come as often as the words say; None where they do not say it."""
    cadence = named_cadence(words) if reading.period is None else None
    return None if cadence is None else [task for task in tasks if cadence_of(task.period) is cadence]


def _likeliest(turn: Turn, tasks: list[Task], as_often: list[Task] | None) -> list[Task]:
    """Where words name nothing: the one talked about last, those spoken of and unanswered since, all of them."""
    own = [task for task in _own(turn) if not as_often or task in as_often]
    return _talked_about_last(turn, own) or _unanswered(turn, own) or tasks


def _is_about_another(
    turn: Turn, tasks: list[Task], reading: Reading, words: str, is_of_period: bool
) -> bool:
    """Whether words name a period, or a duty of the agency by its title, that is of none of these tasks: nothing is
    recorded of what was not spoken of."""
    if reading.period is not None and not is_of_period and names_a_report(words):
        return True
    about = words if reading.intent in DONE else without_reasons(words)
    return names_another(turn.session, turn.me.agency_id, tasks, about)


def context(turn: Turn) -> Context:
    """What words follow: a list of several tasks, a message about one, or nothing."""
    row = turn.replied_to() if turn.reply_to else turn.latest()
    if row is None:
        return Context.FREE
    return Context.LIST if row.kind in NUMBERED and len(numbered_tasks(turn)) > 1 else Context.CARD


def ask_which(turn: Turn, meant: list[Task], words: str) -> None:
    """Under the numbers of the digest where it has them all: a number means the same in both messages."""
    numbered = [(number, task.id) for number, task in numbered_tasks(turn).items() if task in meant]
    if len(numbered) < len(meant):
        numbered = list(enumerate((task.id for task in meant), start=1))
    turn.answer(
        Kind.QUESTION,
        ask=Ask.WHICH_TASK,
        words=words,
        said_at=turn.spoken_at.isoformat(),
        offered=numbered,
    )


def replied_tasks(turn: Turn) -> dict[int, Task]:
    """The tasks that the message replied to speaks of, by its own numbers; none where there is no such one."""
    row = turn.replied_to()
    if row is None:
        return {}
    if row.facts.get("task") is not None:
        return {1: turn.task(row.facts["task"])}
    if "offered" in row.facts:
        return {number: turn.task(each) for number, each in row.facts["offered"]}
    return dict(tasks_of(turn.session, row))


def numbered_tasks(turn: Turn) -> dict[int, Task]:
    """The tasks by the numbers of the message replied to, without one by those of the latest numbered one."""
    if turn.reply_to:
        return replied_tasks(turn)
    key = ("numbered", turn.me.id)
    return dict(kept(turn.session, (Notification, NotificationTask), key, lambda: _read_numbered(turn)))


def numbered_with(turn: Turn, numbers: Collection[int]) -> dict[int, Task]:
    """The same; where that lacks one of these numbers, those of the latest message of its day that has them all."""
    newest = numbered_tasks(turn)
    if turn.reply_to or set(numbers) <= newest.keys():
        return newest
    rows = turn.some_latest(_LOOKS_BACK, *NUMBERED)
    same_day = (row for row in rows if day_of(row.created_at) == day_of(rows[0].created_at))
    earlier = (dict(tasks_of(turn.session, row)) for row in same_day)
    return next((each for each in earlier if set(numbers) <= each.keys()), newest)


def _read_numbered(turn: Turn) -> dict[int, Task]:
    row = turn.latest(*NUMBERED)
    return dict(tasks_of(turn.session, row)) if row is not None else {}


def _alive(tasks: list[Task]) -> list[Task]:
    alive = [task for task in tasks if task.state not in CLOSED]
    return [task for task in alive if task.state in ACTIVE] or alive


def _own(turn: Turn) -> list[Task]:
    return [task for task in own_tasks(turn.session, turn.me, turn.today) if task.state in ACTIVE]


def _talked_about_last(turn: Turn, own: list[Task]) -> list[Task]:
    """The task that the last answer to this person was about, as long as it is theirs to do."""
    row = turn.asked_lately()
    if row is None:
        return []
    about = (
        {row.facts["task"]}
        if row.facts.get("task") is not None
        else {task.id for _, task in tasks_of(turn.session, row)}
    )
    return [task for task in own if {task.id} == about]


def _unanswered(turn: Turn, own: list[Task]) -> list[Task]:
    """Those of these tasks of which the person was told, and has said nothing since."""
    ids = [task.id for task in own]
    told = turn.session.exec(
        select(NotificationTask.task_id, func.max(Notification.created_at))
        .join(Notification, col(Notification.id) == NotificationTask.notification_id)
        .where(
            col(NotificationTask.task_id).in_(ids),
            Notification.person_id == turn.me.id,
            col(Notification.direct).is_(False),
        )
        .group_by(col(NotificationTask.task_id))
    ).all()
    said = last_said(turn.session, turn.me, ids)
    open_ = {task_id for task_id, moment in told if task_id not in said or said[task_id] < moment}
    return [task for task in own if task.id in open_]
