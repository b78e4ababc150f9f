"""Work given in words, by a head or an admin: "1 giao chị An, 2 giao anh Dũng", "giao hết cho chị An"."""

from bot.turn import Turn
from jobs.messages.facts import Notice
from jobs.messages.morning import tasks_of
from models.actor import acting
from models.administering import may_do
from models.changes.handing import give_several
from models.kinds import Kind
from models.people import holding, responsible
from models.rules.lifecycle import ALLOWED, Change, State
from models.rules.permissions import Configuring, may
from models.rules.reading.persons import Gift, called, read_gifts
from models.standing import standings
from models.tables import Person, Role, Task

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


def gave(turn: Turn, words: str) -> bool:
    """Whether words give tasks of the message replied to, or of the latest list, to people. Of words that name
    nobody, several people or another number nothing is given. Raises Refused."""
    gifts = read_gifts(words)
    if gifts is None or not may_do(turn.session, turn.me, Configuring.REASSIGN, turn.today):
        return False
    listed = _listed(turn, by_number=any(gift.numbers is not None for gift in gifts))
    if not listed:
        turn.notice(Notice.NOTHING_TO_GIVE)
        return True
    given = [(_meant(turn, gift, listed), gift.name) for gift in gifts]
    people = [_who(turn, name, tasks) for tasks, name in given]
    if any(not tasks for tasks, _ in given):
        turn.notice(Notice.NOTHING_TO_GIVE if len(given) == 1 else Notice.NO_SUCH_NUMBER)
    elif None in people:
        turn.notice(Notice.WHO_GETS_IT)
    else:
        _give(turn, [(tasks, to) for (tasks, _), to in zip(given, people, strict=True) if to is not None])
    return True


def _give(turn: Turn, given: list[tuple[list[Task], Person]]) -> None:
    """All in one answer, undone person by person. Raises Refused."""
    by_person: dict[int, tuple[list[Task], Person]] = {}
    for tasks, to in given:
        by_person.setdefault(to.id or 0, ([], to))[0].extend(tasks)
    made = [give_several(turn.act, tasks, to).id for tasks, to in by_person.values()]
    told = [task for tasks, _ in by_person.values() for task in tasks]
    turn.answer(Kind.GIVEN, tasks=told, by=turn.me.id, adjustments=made)


def _listed(turn: Turn, by_number: bool) -> dict[int, Task]:
    """By number the tasks that this person may give away: of the message replied to, else of the latest list; where
    no number was said, also of the card that was opened last."""
    kinds = _LISTS if by_number else (*_LISTS, Kind.CARD)
    row = turn.replied_to() if turn.reply_to else turn.latest(*kinds)
    found = tasks_of(turn.session, row) if row is not None else []
    if row is not None and not found and row.facts.get("task") is not None:
        found = [(1, turn.task(row.facts["task"]))]
    return {number: task for number, task in found if _may_give(turn, task)}


def _may_give(turn: Turn, task: Task) -> bool:
    held = standings(turn.session, acting(turn.me), task, turn.today)
    return task.state in ALLOWED[Change.ASSIGN] - {State.TO_SETTLE} and may(held, Change.ASSIGN)


def _meant(turn: Turn, gift: Gift, listed: dict[int, Task]) -> list[Task]:
    """Under the numbers that were said; else what nobody has, or the only one that is spoken of."""
    if gift.numbers is not None:
        return [listed[n] for n in gift.numbers] if set(gift.numbers) <= listed.keys() else []
    if len(listed) == 1:
        return list(listed.values())
    nobodys = [task for task in listed.values() if responsible(turn.session, task) is None]
    return nobodys if gift.says_all or len(nobodys) == 1 else []


def _who(turn: Turn, name: str, tasks: list[Task]) -> Person | None:
    """The one of this name among the officers and heads of the tasks' units; None for nobody, or several."""
    units = {task.unit_id for task in tasks}
    people = {
        each.id: each
        for role in (Role.OFFICER, Role.HEAD)
        for unit_id in sorted(units)
        for each in holding(turn.session, turn.me.agency_id, role, unit_id)
    }
    able = list(people.values())
    found = called(name, [each.full_name for each in able])
    return able[found[0]] if len(found) == 1 else None
