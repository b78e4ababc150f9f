"""What was read of a file and what was found of it, as messages: to who sent it, and beside other facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session

from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, FindingFacts, Message, Rows, TaskFacts, Variant
from jobs.messages.gather import finding_facts, reader_of, task_facts, task_in
from jobs.messages.offers import Offer, in_rows, with_each
from models.inspections import blocks, item_held_for
from models.kinds import Kind
from models.private import is_of_citizens
from models.rules.inspection.findings import Mender, Severity
from models.rules.lifecycle import Change
from models.rules.reading import Place
from models.tables import Evidence, Notification

_LIES_WITH = {Mender.CLERK: Place.CLERK, Mender.SIGNER: Place.LEADER}


@dataclass(frozen=True)
class DocumentFacts:
    """What a file says of itself; empty where it could not be read. `sections`: those that its item wants, each
    with its heading and its page."""

    type: str
    number: str
    dated: date | None
    subject: str
    pages: int
    signers: tuple[str, ...]
    signed_at: datetime | None
    revocation_unknown: bool = False
    sections: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Inspected:
    """A file as it was inspected; `is_misread`: its sender says that it was read wrongly; `is_blocked`: something
    blocks it, and it was sent all the same."""

    document: DocumentFacts
    findings: tuple[FindingFacts, ...]
    is_misread: bool = False
    is_blocked: bool = False


class Fate(StrEnum):
    """What became of a file that was held back."""

    HELD = "held"
    SENT = "sent"
    REPLACED = "replaced"
    DISCARDED = "discarded"


@dataclass(frozen=True, kw_only=True)
class FileHeld(Message):
    """To who sent a file: what holds it back, what else to look at, and what became of it since."""

    task: TaskFacts
    item: str
    file_name: str
    inspected: Inspected
    fate: Fate
    left_chat: bool = False


@dataclass(frozen=True, kw_only=True)
class AskWhyAnyway(Message):
    """Why a file is to be sent though something blocks it: a reply to write; `again`: what was written is none."""

    task: TaskFacts
    file_name: str
    again: bool = False


def inspected(session: Session, evidence: Evidence) -> Inspected | None:
    """None of a file that was not inspected."""
    if evidence.inspected_at is None:
        return None
    found = finding_facts(session, evidence)
    document = DocumentFacts(
        type=evidence.document_type,
        number=evidence.document_number,
        dated=evidence.document_on,
        subject=evidence.subject,
        pages=evidence.page_count,
        signers=tuple(evidence.signers),
        signed_at=evidence.last_signed_at,
        revocation_unknown=evidence.revocation_unknown,
        sections=tuple((each["heading"], each["page"]) for each in evidence.sections),
    )
    return Inspected(document, found, evidence.is_misread, blocks(session, evidence))


def left_chat(session: Session, evidence: Evidence) -> bool:
    """Whether a file tells of citizens and came by chat, from which its message is deleted."""
    return evidence.is_file and evidence.message_id is not None and is_of_citizens(session, evidence)


@composes(Kind.FILE_HELD)
def file_held(session: Session, row: Notification, now: datetime) -> FileHeld | None:
    evidence = session.get_one(Evidence, row.facts["evidence"])
    task = task_in(session, row)
    item, read = item_held_for(session, task, evidence), inspected(session, evidence)
    if read is None:
        return None
    fate = _fate(evidence)
    offer = Offer(session, reader_of(session, row), task, now)
    return FileHeld(
        choices=_mending(offer, evidence, read.findings) if fate is Fate.HELD else (),
        task=task_facts(session, task, now),
        item=item.title if item else "",
        file_name=evidence.file_name,
        inspected=read,
        fate=fate,
        left_chat=left_chat(session, evidence),
    )


@composes(Kind.ASK_WHY_ANYWAY)
def ask_why_anyway(session: Session, row: Notification, now: datetime) -> AskWhyAnyway:
    evidence = session.get_one(Evidence, row.facts["evidence"])
    return AskWhyAnyway(
        task=task_facts(session, task_in(session, row), now),
        file_name=evidence.file_name,
        again=row.facts.get("again", False),
    )


def _fate(evidence: Evidence) -> Fate:
    if evidence.item_id is not None:
        return Fate.SENT
    if evidence.withdrawn_at is None:
        return Fate.HELD
    return Fate.REPLACED if evidence.held_for else Fate.DISCARDED


def _mending(offer: Offer, evidence: Evidence, findings: Sequence[FindingFacts]) -> Rows:
    """To hand it to who can mend it, to send another version, or this one all the same; nothing once the task is
    no more theirs to do."""
    if not (offer.can(Change.ADD_EVIDENCE) or offer.can(Change.SETTLE)):
        return ()
    blocking = [each for each in findings if each.severity is Severity.BLOCKING]
    places = dict.fromkeys(_LIES_WITH[each.mender] for each in blocking if each.mender in _LIES_WITH)
    handing = with_each(offer.task, Do.HAND_TO_MEND, places) if offer.can(Change.SAY) else []
    about = (evidence.id or 0,)
    return (
        *in_rows(handing, 2),
        (Choice(Do.FILE, (offer.task.id or 0,), variant=Variant.MENDED),),
        (Choice(Do.MISREAD, about), Choice(Do.SEND_ANYWAY, about)),
        (Choice(Do.DISCARD_HELD, about),),
    )
