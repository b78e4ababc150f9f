"""The next year is made of the newest: by the operator, or by an admin, who can take it back."""

from sqlmodel import Session

from models.actor import Act
from models.catalogue.difference import Difference
from models.catalogue.exporting import as_catalogue, calendar_of
from models.catalogue.loading import load
from models.catalogue.reading import Content
from models.catalogue.rolling import Rolled, roll
from models.changes.importing import import_content
from models.ledger import record
from models.rules.lifecycle import Change
from models.tables import Adjustment, Agency


def rolled(session: Session, agency: Agency, year: int) -> tuple[Rolled, Content]:
    """What rolling would make of all that is configured; nothing is. Raises CannotRoll."""
    days = calendar_of(session, agency)
    made = roll(as_catalogue(session, agency), days, year)
    return made, Content(made.catalogue, days, whole=True)


def roll_year(act: Act, agency: Agency, year: int) -> tuple[Rolled, list[Difference]]:
    """By the operator; a year that is there already changes nothing. Raises CannotRoll."""
    made, content = rolled(act.session, agency, year)
    found = load(act, content.catalogue, content.days or [], whole=True) if made.is_new else []
    if found:
        record(act, Change.ROLL_YEAR, agency, year=year, differences=len(found))
    return made, found


def accept_year(act: Act, agency: Agency, year: int) -> Adjustment:
    """By an admin, as it is proposed. Raises CannotRoll, and Refused."""
    _, content = rolled(act.session, agency, year)
    adjustment = import_content(act, content)
    record(act, Change.ROLL_YEAR, adjustment, year=year, adjustment=adjustment.id)
    return adjustment
