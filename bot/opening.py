"""The verb `evidence open`: a file that tells of citizens, for who may see it; who opens it is recorded."""

import argparse
import re
from pathlib import Path, PurePosixPath

from sqlmodel import Session, col, select

from bot.recording import item_numbered, person_and_task, person_named
from bot.settings import Settings
from bot.storing import store_of
from bot.texts import opening as texts
from bot.verbs import CannotDo, ready, say, the_agency
from jobs.calling import name_of
from models.actor import Act, acting, told_for
from models.changes.looking import looked
from models.checklist import beside, in_force
from models.clock import SystemClock
from models.database import writing
from models.private import is_personal, plain_name
from models.rules.permissions import Seeing, may
from models.rules.zone import day_of
from models.sealing import Altered, WrongKey
from models.standing import standings
from models.store import EvidenceStore, write_private
from models.tables import Evidence, Looked, Person, Task, TaskItem

# The beginning of a SHA-256, as messages give it.
_HASH = re.compile(r"[0-9a-f]{8,64}", re.IGNORECASE)


def open_evidence(settings: Settings, arguments: argparse.Namespace) -> int:
    """Writes the newest file of a task, or of one item, where its owner alone may read it; that it is opened is
    recorded before it is written, where the file tells of citizens."""
    now, store = SystemClock().now(), store_of(settings)
    with writing(ready(settings)) as session:
        person, task, evidence = _named(session, arguments)
        if not may(standings(session, acting(person), task, day_of(now)), Seeing.FILES):
            raise CannotDo(texts.may_not(person.full_name))
        target = arguments.output or Path(_name(evidence))
        if target.exists():
            raise CannotDo(texts.is_there(target))
        data = _read(store, evidence)
        act = Act(session, told_for(person), now)
        if is_personal(session, task):
            looked(act, the_agency(session), Looked.EVIDENCE, evidence=evidence)
        said = {"task": name_of(session, task), "person": person.code, "sha256": evidence.sha256}
    write_private(target, data)
    say(arguments, said | {"file": str(target)}, texts.opened(target, person.full_name))
    return 0


def _named(session: Session, arguments: argparse.Namespace) -> tuple[Person, Task, Evidence]:
    """Who opens which file of which task: by the beginning of its SHA-256, or as the newest of a task. Raises
    CannotDo."""
    if not _HASH.fullmatch(arguments.task):
        person, task = person_and_task(session, arguments)
        return person, task, _newest(session, task, item_numbered(session, task, arguments.item))
    person = person_named(session, arguments)
    hashed = select(Evidence).where(
        Evidence.agency_id == person.agency_id,
        col(Evidence.sha256).startswith(arguments.task.lower()),
        col(Evidence.task_id).is_not(None),
    )
    evidence = session.exec(hashed.order_by(col(Evidence.id).desc())).first()
    if evidence is None:
        raise CannotDo(texts.NO_SUCH_FILE)
    return person, session.get_one(Task, evidence.task_id), evidence


def _newest(session: Session, task: Task, item: TaskItem | None) -> Evidence:
    """Raises CannotDo where there is none."""
    files = [each for each in (*beside(session, task), *in_force(session, task)) if each.is_file]
    if item is not None:
        files = [each for each in files if each.item_id == item.id]
    if not files:
        raise CannotDo(texts.NO_FILE)
    return files[-1]


def _read(store: EvidenceStore, evidence: Evidence) -> bytes:
    """Raises CannotDo where it does not open."""
    try:
        return store.read(evidence.sha256)
    except FileNotFoundError:
        raise CannotDo(texts.GONE) from None
    except WrongKey:
        raise CannotDo(texts.wrong_key(store.key.path)) from None
    except Altered:
        raise CannotDo(texts.ALTERED) from None


def _name(evidence: Evidence) -> str:
    """Under which it is written here, where nothing is said."""
    ending = PurePosixPath(evidence.file_name).suffix
    return plain_name(evidence.sha256, f"tep{ending}")
