"""Lists of citizen files and letters as messages: what came in, what is missing, what was drafted."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from jobs.messages.case_facts import ListFacts, list_facts
from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, Message, Rows
from models.cases import newest_list
from models.kinds import Kind
from models.rules.zone import day_of
from models.tables import CaseList, Notification


@dataclass(frozen=True, kw_only=True)
class CaseListWanted(Message):
    """To who keeps the list, every working morning until it has come; moot once it has."""

    list: ListFacts


@dataclass(frozen=True, kw_only=True)
class CaseListBlind(Message):
    """To the head: nobody can say any more which file is about to be late."""

    list: ListFacts
    newer: bool


@dataclass(frozen=True, kw_only=True)
class CaseListTaken(Message):
    """What came of a list. `is_new` False: it was imported before; `deleted`: whether its message was taken out of
    the chat, None where it came another way."""

    list: ListFacts
    is_new: bool
    rows: int
    new: int
    changed: int
    missing: int
    left_out: int
    opened: int
    rewritten: tuple[str, ...] = ()
    handlers: tuple[str, ...] = ()
    deleted: bool | None = None


@dataclass(frozen=True, kw_only=True)
class CaseDrafts(Message):
    """Letters were drafted, `count` of them into `folder`; `kept`: so many there were edited, and stay; `fault`:
    why none was."""

    count: int
    kept: int
    folder: str
    pdf: bool
    signed_folder: str
    fault: str = ""


@composes(Kind.CASE_LIST_WANTED)
def wanted(session: Session, row: Notification, now: datetime) -> CaseListWanted | None:
    found = list_facts(session, row.agency_id, now)
    if found is None or (day_of(found.as_of) >= day_of(row.created_at) and row.sent_at is None):
        return None
    return CaseListWanted(list=found)


@composes(Kind.CASE_LIST_BLIND)
def blind(session: Session, row: Notification, now: datetime) -> CaseListBlind | None:
    then = session.get_one(CaseList, row.facts["list"])
    newest = newest_list(session, row.agency_id)
    is_newer = newest is not None and newest.id != then.id
    if is_newer and row.sent_at is None:
        return None
    found = list_facts(session, row.agency_id, row.created_at, then)
    assert found is not None
    return CaseListBlind(loud=not is_newer, list=found, newer=is_newer)


@composes(Kind.CASE_LIST_TAKEN)
def taken(session: Session, row: Notification, now: datetime) -> CaseListTaken:
    of = session.get_one(CaseList, row.facts["list"])
    found = list_facts(session, row.agency_id, now, of)
    assert found is not None
    map_them: Rows = ((Choice(Do.FORM_START, ("case_handler",)),),) if row.facts.get("handlers") else ()
    return CaseListTaken(
        choices=map_them,
        list=found,
        is_new=row.facts["is_new"],
        rows=of.rows,
        new=of.new,
        changed=of.changed,
        missing=of.missing,
        left_out=of.left_out,
        opened=row.facts.get("opened", 0),
        rewritten=tuple(row.facts.get("rewritten", ())),
        handlers=tuple(row.facts.get("handlers", ())),
        deleted=row.facts.get("deleted"),
    )


@dataclass(frozen=True, kw_only=True)
class CaseListRefused(Message):
    """A list that cannot be used: why, and what the sentence names; `saved_at`: when the file in the watched folder
    was, None of one that came to the chat; `deleted` as of `CaseListTaken`. Its name may be a citizen's."""

    why: str
    named: tuple[str, ...]
    saved_at: datetime | None = None
    deleted: bool | None = None


@dataclass(frozen=True, kw_only=True)
class CaseLettersLeft(Message):
    """So many files in the folder of signed letters were not taken."""

    count: int


@composes(Kind.CASE_LIST_REFUSED)
def refused(session: Session, row: Notification, now: datetime) -> CaseListRefused:
    facts = row.facts
    return CaseListRefused(
        why=facts["why"],
        named=tuple(facts.get("named", ())),
        saved_at=datetime.fromisoformat(facts["saved_at"]) if "saved_at" in facts else None,
        deleted=facts.get("deleted"),
    )


@composes(Kind.CASE_LETTERS_LEFT)
def letters_left(session: Session, row: Notification, now: datetime) -> CaseLettersLeft:
    return CaseLettersLeft(count=row.facts["count"])


@composes(Kind.CASE_DRAFTS)
def drafts(session: Session, row: Notification, now: datetime) -> CaseDrafts:
    return CaseDrafts(
        count=row.facts.get("count", 0),
        kept=row.facts.get("kept", 0),
        folder=row.facts.get("folder", ""),
        pdf=row.facts.get("pdf", False),
        signed_folder=row.facts.get("signed_folder", ""),
        fault=row.facts.get("fault", ""),
    )
