"""Who else hears of what is said of a task or decided about it, whoever says so and from wherever."""

from models.actor import Act
from models.changes.common import tell_of
from models.kinds import Kind
from models.people import reached
from models.tables import LedgerEntry, Person, Statement, Task


def tell_above(
    act: Act,
    task: Task,
    statement: Statement,
    people: list[Person],
    direct: bool = False,
    besides: Person | None = None,
) -> list[Person]:
    """These people, or who stands in for them, hear of what was said, but for who says it and who hears of it
    anyway (`besides`). Returns who is told. Raises Refused where nobody with a name says it."""
    know = {act.me.id, besides.id if besides else None}
    told = [each for each in reached(act.session, people, act.today) if each.id not in know]
    for person in told:
        key = f"from_officer/{statement.id}/{person.code}"
        tell_of(act, task, Kind.FROM_OFFICER, key, person, direct=direct, statement=statement.id)
    return told


def tell_decision(act: Act, task: Task, officer: Person, to: Person, entry: LedgerEntry) -> None:
    """The officer whose it was, or who said that it was not theirs, hears whose it is by decision of a person,
    unless it is their own. `entry`: where that is recorded."""
    by = act.person
    if by is not None and by.id != officer.id:
        key = f"reassigned/{task.id}/{entry.seq}"
        tell_of(act, task, Kind.REASSIGNED, key, officer, task=task.id, by=by.id, to=to.id)
