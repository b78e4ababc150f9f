"""One signed letter as evidence of its case's task."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from jobs.letters.values import Fate, Taken
from models.actor import Act, told_for
from models.changes.confirming import Said
from models.changes.evidence import add_evidence
from models.changes.filing import ReceivedFile, refuse_file
from models.checklist import in_force, items_of
from models.inspections import findings_of, held
from models.people import heads_of, responsible
from models.private import is_personal
from models.refused import Refused
from models.rules.cases.codes import KnownCodes
from models.rules.inspection.reading import FileRead
from models.rules.lifecycle import State
from models.sealing import KeyFile
from models.tables import Evidence, How, ItemKind, Person, Task, TaskItem

# A letter names its file on its first pages, whatever is attached to it.
_PAGES = 10


def codes_of(session: Session, path: Path, read: FileRead | None) -> frozenset[str]:
    """The codes of cases that the letter's text names, else those in the name of its file."""
    known = KnownCodes(session.exec(select(Task.period).where(col(Task.is_case).is_(True)).distinct()))
    said = known.in_text("\n".join(read.pages[:_PAGES])) if read else frozenset()
    return said or known.in_text(path.stem)


def record_letter(
    session: Session, now: datetime, path: Path, code: str, file: ReceivedFile, key: KeyFile
) -> Taken:
    """Adds the letter to the task of this case, in the name of who answers for it: the machine writes down what
    they did. Where that may not be, nothing is written but that a secret was refused."""
    tasks = session.exec(select(Task).where(col(Task.is_case).is_(True), Task.period == code)).all()
    if len(tasks) != 1:
        return Taken(path, Fate.SEVERAL_CODES, code)
    task = tasks[0]
    person = _answers_for(session, task)
    if person is None:
        return Taken(path, Fate.NOBODY, code, task.id)
    act = Act(session, told_for(person), now, key)
    file = replace(file, is_sealed=is_personal(session, task))
    if file.read is not None and file.read.document.secrecy is not None:
        refuse_file(act, file.sha256, file.size)
        return Taken(path, Fate.SECRET, code, task.id)
    return _there(session, path, task, file.sha256) or _add(act, path, task, file)


def _answers_for(session: Session, task: Task) -> Person | None:
    """Its officer; where it has none, the head of its unit."""
    return responsible(session, task) or next(iter(heads_of(session, task)), None)


def _there(session: Session, path: Path, task: Task, sha256: str) -> Taken | None:
    """What was recorded before of this very file, as when the program was killed before it moved it."""
    for files, fate in ((in_force(session, task), Fate.ALREADY), (held(session, task), Fate.HELD)):
        found = next((each for each in files if each.sha256 == sha256), None)
        if found is not None:
            return Taken(path, fate, task.period, task.id, found.id, _rules(session, found))
    return None


def _add(act: Act, path: Path, task: Task, file: ReceivedFile) -> Taken:
    item = next((each for each in items_of(act.session, task) if each.kind is ItemKind.SIGNED_DOCUMENT), None)
    if task.state is not State.RETURNED and _has_letter(in_force(act.session, task), item):
        return Taken(path, Fate.SECOND, task.period, task.id)
    try:
        added = add_evidence(act, task, file, Said(How.ADMIN, act.now), item=item)
    except Refused as refused:
        return Taken(path, Fate.REFUSED, task.period, task.id, why=refused.reason)
    fate = Fate.HELD if added.is_held else Fate.TAKEN
    rules = _rules(act.session, added.evidence)
    return Taken(path, fate, task.period, task.id, added.evidence.id, rules)


def _has_letter(files: Iterable[Evidence], item: TaskItem | None) -> bool:
    return item is not None and any(each.item_id == item.id for each in files)


def _rules(session: Session, evidence: Evidence) -> tuple[str, ...]:
    return tuple(each.rule for each in findings_of(session, evidence))
