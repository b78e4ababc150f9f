"""A catalogue file that an admin sends: read before anything is written, in a thread, since it may take a while."""

from dataclasses import dataclass

from sqlalchemy import Engine

from models.administering import everywhere
from models.catalogue.exporting import as_catalogue, calendar_of
from models.catalogue.faults import CatalogueFaults, Fault
from models.catalogue.reading import Content, read_content
from models.catalogue.workbook.grid import is_workbook
from models.catalogue.workbook.reading import is_catalogue
from models.database import reading
from models.people import in_chat
from models.tables import Agency

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Offered:
    """What a catalogue file says, or all that is wrong with it."""

    content: Content | None
    faults: tuple[Fault, ...] = ()


def read_offered(engine: Engine, chat_id: int, data: bytes, name: str) -> Offered | None:
    """The catalogue in a file that came to a chat; None where it is none, or its sender no admin.

    Sheets that a workbook leaves out stay as the agency has them now.
    """
    if not is_workbook(data) and not name.lower().endswith(_SUFFIXES):
        return None
    with reading(engine) as session:
        person = in_chat(session, chat_id)
        if person is None or not everywhere(session, person):
            return None
        agency = session.get_one(Agency, person.agency_id)
        current = as_catalogue(session, agency), calendar_of(session, agency)
    if is_workbook(data) and not is_catalogue(data):
        return None
    try:
        year = max(each.year for each in current[0].sets)
        return Offered(read_content(data, name, current, year))
    except CatalogueFaults as found:
        return Offered(None, found.faults)
