"""What is told of signed letters that lay in the folder: a name of a file may be a citizen's, and is never said."""

from collections.abc import Sequence

from jobs.cases.telling import alarm
from jobs.letters.values import Fate, Taken
from models.actor import Act
from models.cases import case_requirement, cases_of, keepers
from models.changes.common import tell, tell_of
from models.kinds import Kind
from models.people import addressee
from models.tables import Agency, Task


def tell_taken(act: Act, taken: Sequence[Taken]) -> None:
    """A letter that findings hold back is told to its officer, a second one of a file to the head as well."""
    for each in taken:
        task = act.session.get(Task, each.task_id) if each.task_id else None
        if task is None:
            continue
        if each.fate is Fate.HELD:
            _tell_held(act, task, each)
        if each.fate is Fate.SECOND:
            alarm(act, cases_of(act.session, [task])[task.id or 0], task, "letter")


def _tell_held(act: Act, task: Task, taken: Taken) -> None:
    to = addressee(act.session, task, act.today)
    if to is not None:
        key = f"held/{taken.evidence_id}/{to.person.code}"
        tell_of(act, task, Kind.FILE_HELD, key, to.person, task=task.id, evidence=taken.evidence_id)


def tell_left(act: Act, agency: Agency, count: int) -> None:
    """So many files were not taken, and lie where they lay: told once a day to who keeps the list."""
    requirement = case_requirement(act.session, agency.id or 0)
    for person in keepers(act.session, requirement, act.today) if requirement else []:
        key = f"{Kind.CASE_LETTERS_LEFT}/{person.code}/{act.today}"
        tell(act, agency.id or 0, Kind.CASE_LETTERS_LEFT, key, person=person, count=count)
