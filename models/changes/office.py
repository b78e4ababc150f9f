"""An agency's working hours and ladders are set from the chat, and can be taken back."""

from collections.abc import Sequence

from models.actor import Act
from models.administering import check_may
from models.calendar import office_hours
from models.changes.adjusting import adjust
from models.changes.relaying import follow_hours, hold_within_hours
from models.refused import Reason, Refused
from models.rules.ladder import LadderStep, usual
from models.rules.office_hours import read_spans
from models.rules.permissions import Configuring
from models.tables import Adjustment, AdjustmentKind, Agency


def set_office_hours(act: Act, spelled: str) -> Adjustment:
    """Working hours as "07:30-11:30,13:30-17:00". What was planned for the old opening speaks at the new one.
    Raises Refused."""
    person = check_may(act, Configuring.SETTINGS)
    agency = act.session.get_one(Agency, person.agency_id)
    before = agency.office_hours
    if before == spelled:
        raise Refused(Reason.NO_CHANGE)
    moved = _set_hours(act, agency, spelled)
    return adjust(act, AdjustmentKind.HOURS, {"office_hours": before}, {"office_hours": spelled}, rungs=moved)


def set_ladder(act: Act, name: str, steps: Sequence[LadderStep]) -> Adjustment:
    """The steps up to the due day of all requirements of this kind that have none of their own; none: the usual
    ones. Tasks that are open keep theirs. Raises Refused."""
    person = check_may(act, Configuring.SETTINGS)
    agency = act.session.get_one(Agency, person.agency_id)
    before = dict(agency.ladders)
    others = {each: own for each, own in before.items() if each != name}
    after = others | ({name: list(steps)} if steps and tuple(steps) != usual(name) else {})
    if before == after:
        raise Refused(Reason.NO_CHANGE)
    agency.ladders = after
    act.session.add(agency)
    return adjust(act, AdjustmentKind.LADDERS, {"ladders": before}, {"ladders": after})


def take_back_office(act: Act, adjustment: Adjustment) -> None:
    """Hours or ladders as before. Raises Refused where they have been changed since."""
    agency = act.session.get_one(Agency, adjustment.agency_id)
    if any(getattr(agency, name) != value for name, value in adjustment.after.items()):
        raise Refused(Reason.DEPENDED_ON)
    if adjustment.kind is AdjustmentKind.HOURS:
        _set_hours(act, agency, adjustment.before["office_hours"])
    else:
        agency.ladders = adjustment.before["ladders"]
        act.session.add(agency)


def _set_hours(act: Act, agency: Agency, spelled: str) -> int:
    """Returns how many planned rungs moved. Raises Refused for hours that are none."""
    old = office_hours(agency)
    try:
        agency.office_hours = read_spans(spelled).spelled()
    except ValueError:
        raise Refused(Reason.NOT_VALID) from None
    act.session.add(agency)
    moved = follow_hours(act, agency, old)
    hold_within_hours(act, agency, old)
    return moved
