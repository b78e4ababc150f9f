"""A list of citizen files on its way in: read, previewed, imported."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Engine
from sqlmodel import Session

from models.actor import Act, Actor
from models.cases import case_requirement, clock_of
from models.catalogue.workbook.grid import is_workbook
from models.changes.case_lists import Imported, import_list, remember_headings
from models.database import reading, writing
from models.people import in_chat
from models.rules.cases.listed import CannotRead, CaseListRead, Field, ListFault, Standing
from models.sealing import KeyFile
from models.tables import Agency


@dataclass(frozen=True)
class Offered:
    """A list as read; `is_known`: a person has seen how lists with these headings are read."""

    read: CaseListRead
    sha256: str
    headings: str
    is_known: bool


def read_offered(
    session: Session,
    agency: Agency,
    data: bytes,
    name: str,
    columns: dict[str, str] | None = None,
    told: Callable[[int], None] | None = None,
    may_name: bool = True,
) -> Offered:
    """Reads a list as this agency remembers its headings and states; nothing is written. `columns`: what is said of
    headings now, folded; `may_name`: names are read where the agency keeps them. Raises CannotRead."""
    # Loaded where a list is read: the running bot seldom needs what opens workbooks and pages.
    from jobs.caselists.reading import headings_digest, read_list

    clock = clock_of(session, agency.id or 0)
    remembered = {heading: Field(field) for heading, field in (clock.columns | (columns or {})).items()}
    states = {words: Standing(standing) for words, standing in clock.states.items()}
    keeps = clock.keeps_citizens and may_name
    read = read_list(data, name, remembered=remembered, states=states, keeps_citizens=keeps, told=told)
    headings = headings_digest(read)
    return Offered(read, sha256(data).hexdigest(), headings, headings in clock.known_headings)


def read_for(engine: Engine, agency_id: int, data: bytes, name: str) -> Offered:
    """The same in a transaction of its own. Raises CannotRead, Unavailable."""
    with reading(engine) as session:
        return read_offered(session, session.get_one(Agency, agency_id), data, name)


def bring_in(
    engine: Engine,
    who: Callable[[Session], Actor],
    agency_id: int,
    offered: Offered,
    now: datetime,
    key: KeyFile,
    as_of: datetime | None = None,
    columns: dict[str, str] | None = None,
    after: Callable[[Act, Imported], None] | None = None,
    is_ours: bool = False,
) -> Imported:
    """Imports a list in one transaction; its headings are known from then on. `after`: what else belongs to it;
    `is_ours`: as of `import_list`. Raises Refused, Unavailable."""
    with writing(engine) as session:
        act = Act(session, who(session), now, key)
        agency = session.get_one(Agency, agency_id)
        done = import_list(act, agency, offered.read, offered.sha256, as_of, is_ours=is_ours)
        remember_headings(act, agency, offered.headings, columns)
        if after is not None:
            after(act, done)
        session.flush()
        return done


@dataclass(frozen=True)
class CaseListSent:
    """A list of citizen files that somebody sent to the chat; `fault`: why it cannot be used."""

    offered: Offered | None
    fault: CannotRead | None = None


_SUFFIXES = (".xls", ".xlsx", ".csv", ".htm", ".html")
# What only a list of citizen files can have wrong with it.
_A_LIST_ALL_THE_SAME = (
    ListFault.TWO_COLUMNS,
    ListFault.TWO_SHEETS,
    ListFault.FORMULAS,
    ListFault.NO_ROWS,
    ListFault.TOO_MANY_ROWS,
)


# What a list of who brings them is taken for, where it is sent by itself and cannot be looked into.
_A_LIST_OF_ITS_KEEPER = (ListFault.OLD_EXCEL, ListFault.PASSWORD, ListFault.BOMB, ListFault.ENCODING)


def read_sent(
    engine: Engine, chat_id: int, data: bytes, name: str, is_reply: bool = False
) -> CaseListSent | None:
    """The list of citizen files in a file that came to a chat; None where it is none, or the agency follows none.
    `is_reply`: it answers a message, as evidence does. Raises Unavailable."""
    if not (is_workbook(data) or name.lower().endswith(_SUFFIXES)):
        return None
    with reading(engine) as session:
        person = in_chat(session, chat_id)
        requirement = case_requirement(session, person.agency_id) if person else None
        if person is None or requirement is None:
            return None
        try:
            agency = session.get_one(Agency, person.agency_id)
            return CaseListSent(read_offered(session, agency, data, name, may_name=False))
        except CannotRead as fault:
            is_closed = fault.fault in _A_LIST_OF_ITS_KEEPER and not is_reply
            is_keepers = is_closed and person.unit_id == requirement.unit_id
            is_list = is_keepers or fault.names_citizens or fault.fault in _A_LIST_ALL_THE_SAME
            return CaseListSent(None, fault) if is_list else None
