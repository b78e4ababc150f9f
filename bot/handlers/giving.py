"""Work given in words, by a head or an admin: "1 giao chị An, 2 giao anh Dũng", "giao hết cho chị An"."""

from collections.abc import Iterable

from bot.turn import Turn
from jobs.messages.facts import Notice
from jobs.messages.morning import tasks_of
from models.actor import acting
from models.administering import everywhere, may_do
from models.changes.handing import give_several
from models.kinds import Kind
from models.people import responsible
from models.refused import Refused
from models.rules.lifecycle import ALLOWED, Change, State
from models.rules.permissions import Configuring, may
from models.rules.reading.persons import Gift, called, read_gifts
from models.staff import members, takers
from models.standing import standings
from models.tables import Notification, Person, Task

# The lists in which what is to be given stands under a number.
_LISTS = (
    Kind.DIGEST,
    Kind.OUTAGE,
    Kind.TASK_LIST,
    Kind.UNIT_LIST,
    Kind.LAST_CALL,
    Kind.ESCALATION,
    Kind.LEADER_WEEK,
    Kind.WORK_MOVED,
)
# So many lists are looked through for one with work that nobody has.
_LOOKS_BACK = 5


def gave(turn: Turn, words: str) -> bool:
    """Whether words give tasks of the message replied to, or of the latest list, to people. Of words that name
    nobody, several people or another number nothing is given. Raises Refused."""
    gifts = read_gifts(words)
    return gifts is not None and _gave(turn, gifts)


def gave_beside(turn: Turn, gifts: list[Gift]) -> list[Task] | None:
    """Gives what is given by number beside other things; returns the tasks that were given last, None where nothing
    is to be given so. What is refused is said, and keeps nothing else from being read."""
    last = _meant(turn, gifts[-1], _listed(turn, gifts))
    try:
        return last if _gave(turn, gifts) else None
    except Refused as refused:
        turn.refusal(refused)
        return []


def _gave(turn: Turn, gifts: list[Gift]) -> bool:
    if not may_do(turn.session, turn.me, Configuring.REASSIGN, turn.today):
        return False
    listed = _listed(turn, gifts)
    given = [(_meant(turn, gift, listed), gift.name) for gift in gifts]
    if not _may_take(turn, [task for tasks, name in given if not name for task in tasks]):
        return False
    if not listed:
        turn.notice(Notice.NOTHING_TO_GIVE)
        return True
    people = [_who(turn, name, tasks) if name else turn.me for tasks, name in given]
    if any(not tasks for tasks, _ in given):
        turn.notice(Notice.NOTHING_TO_GIVE if len(given) == 1 else Notice.NO_SUCH_NUMBER)
    elif None in people:
        nobodys = (name for (_, name), to in zip(given, people, strict=True) if to is None)
        turn.notice(Notice.WHO_GETS_IT, about=", ".join(dict.fromkeys(nobodys)))
    else:
        _give(turn, [(tasks, to) for (tasks, _), to in zip(given, people, strict=True) if to is not None])
    return True


def _may_take(turn: Turn, tasks: list[Task]) -> bool:
    """Whether nobody has these: "3 tôi làm" of a task that somebody has says what is done about it."""
    return len(_nobodys(turn, tasks)) == len(tasks)


def _give(turn: Turn, given: list[tuple[list[Task], Person]]) -> None:
    """All in one answer, undone person by person. Raises Refused."""
    by_person: dict[int, tuple[list[Task], Person]] = {}
    for tasks, to in given:
        by_person.setdefault(to.id or 0, ([], to))[0].extend(tasks)
    made = [give_several(turn.act, tasks, to).id for tasks, to in by_person.values()]
    told = [task for tasks, _ in by_person.values() for task in tasks]
    turn.answer(Kind.GIVEN, tasks=told, by=turn.me.id, adjustments=made)


def _listed(turn: Turn, gifts: list[Gift]) -> dict[int, Task]:
    """By number the tasks that this person may give away, of the message that is meant."""
    row = turn.replied_to() if turn.reply_to else _meant_list(turn, gifts)
    return {number: task for number, task in _tasks_in(turn, row) if _may_give(turn, task)} if row else {}


def _meant_list(turn: Turn, gifts: list[Gift]) -> Notification | None:
    """Without a reply: the latest list; for "all" the latest of which something is nobody's; where neither that nor
    a number was said, also the card that was opened last."""
    latest = turn.latest(*_LISTS)
    if any(gift.numbers is not None for gift in gifts):
        return latest
    if not any(gift.says_all for gift in gifts):
        return turn.latest(*_LISTS, Kind.CARD)
    lists = turn.some_latest(_LOOKS_BACK, *_LISTS)
    return next((row for row in lists if _nobodys(turn, [task for _, task in _tasks_in(turn, row)])), latest)


def _tasks_in(turn: Turn, row: Notification) -> list[tuple[int, Task]]:
    found = tasks_of(turn.session, row)
    return found or ([(1, turn.task(row.facts["task"]))] if row.facts.get("task") is not None else [])


def _nobodys(turn: Turn, tasks: Iterable[Task]) -> list[Task]:
    return [task for task in tasks if responsible(turn.session, task) is None]


def _may_give(turn: Turn, task: Task) -> bool:
    held = standings(turn.session, acting(turn.me), task, turn.today)
    return task.state in ALLOWED[Change.ASSIGN] - {State.TO_SETTLE} and may(held, Change.ASSIGN)


def _meant(turn: Turn, gift: Gift, listed: dict[int, Task]) -> list[Task]:
    """Under the numbers that were said; else what nobody has, or the only one that is spoken of."""
    if gift.numbers is not None:
        return [listed[n] for n in gift.numbers] if set(gift.numbers) <= listed.keys() else []
    if len(listed) == 1:
        return list(listed.values())
    nobodys = _nobodys(turn, listed.values())
    return nobodys if gift.says_all or len(nobodys) == 1 else []


def _who(turn: Turn, name: str, tasks: list[Task]) -> Person | None:
    """The one of this name among the officers and heads of the tasks' units; else among all there; else, for who
    acts everywhere, in the agency. None for nobody, or several."""
    units, agency_id = {task.unit_id for task in tasks}, turn.me.agency_id
    here = [each for unit_id in sorted(units) for each in takers(turn.session, agency_id, unit_id)]
    groups = [here, members(turn.session, agency_id, units)]
    if everywhere(turn.session, turn.me):
        groups.append(members(turn.session, agency_id))
    for able in groups:
        people = list({each.id: each for each in able}.values())
        if found := called(name, [each.full_name for each in people]):
            return people[found[0]] if len(found) == 1 else None
    return None
