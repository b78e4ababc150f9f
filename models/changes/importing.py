"""A whole catalogue and calendar are loaded by an admin, and taken back as one."""

from typing import Any

from sqlmodel import Session, col, select

from models.actor import Act
from models.administering import check_may
from models.catalogue.document import Catalogue, DayEntry
from models.catalogue.exporting import as_catalogue, calendar_of
from models.catalogue.loading import load
from models.catalogue.reading import Content
from models.changes.adjusting import adjust
from models.changes.assigning import name_responsible
from models.changes.configuring import opened_otherwise, tasks_of, withdraw_tasks
from models.changes.desks import desks_kept
from models.changes.duty_telling import duties, tell_of_duties
from models.people import person_of
from models.refused import Reason, Refused
from models.rules.permissions import Configuring
from models.tables import Adjustment, AdjustmentKind, Agency, Requirement


def import_content(act: Act, content: Content) -> Adjustment:
    """Loads what a file says into the agency of who acts; open tasks keep their days. Whose duties change by it,
    and their heads, are told. Raises Refused."""
    person = check_may(act, Configuring.IMPORT)
    agency = act.session.get_one(Agency, person.agency_id)
    if content.catalogue.agency.code != agency.code:
        raise Refused(Reason.OTHER_AGENCY)
    before, had = spelled_now(act.session, agency), duties(act.session, agency.id or 0)
    with desks_kept(act, person.agency_id) as kept:
        found = load(act, content.catalogue, content.days or [], whole=content.whole)
    if not found:
        raise Refused(Reason.NO_CHANGE)
    agency.is_example = False
    act.session.add(agency)
    after = spelled_now(act.session, agency)
    made = adjust(act, AdjustmentKind.IMPORT, before | {"kept": kept}, after, differences=len(found))
    tell_of_duties(act, made, had)
    return made


def take_back_import(act: Act, adjustment: Adjustment) -> None:
    """Everything is configured as before; what the file added is retired, its tasks waived; who came by it
    stays, and so does what an only officer had. Raises Refused where
    anything was configured since, or something came of a task that it opened, and for whoever may not import."""
    check_may(act, Configuring.IMPORT)
    agency = act.session.get_one(Agency, adjustment.agency_id)
    if spelled_now(act.session, agency) != adjustment.after:
        raise Refused(Reason.DEPENDED_ON)
    catalogue = Catalogue.model_validate_json(adjustment.before["json"], strict=False)
    days = [DayEntry.model_validate_json(day) for day in adjustment.before["days"]]
    added = _added(act.session, agency, adjustment)
    had = duties(act.session, agency.id or 0)
    tasks = [task for requirement in added for task in tasks_of(act.session, requirement)]
    tasks += opened_otherwise(act.session, adjustment, catalogue.requirements)
    withdraw_tasks(act, tasks, "thu hồi việc đã giao")
    for requirement in added:
        requirement.retired_at = act.now
        act.session.add(requirement)
    kept = [act.session.get_one(Requirement, each) for each in adjustment.before.get("kept", ())]
    officers = [person_of(act.session, each.responsible_id) for each in kept]
    with desks_kept(act, adjustment.agency_id):
        load(act, catalogue, days, whole=True)
    for requirement, officer in zip(kept, officers, strict=True):
        if requirement.responsible_id is None:
            name_responsible(act, requirement, officer, requirement.left_to_head)
    tell_of_duties(act, adjustment, had, back=True)


def spelled_now(session: Session, agency: Agency) -> dict[str, Any]:
    """The catalogue and calendar as they stand, as an adjustment keeps them."""
    catalogue = as_catalogue(session, agency)
    return {
        "requirements": [each.code for each in catalogue.requirements],
        "json": catalogue.model_dump_json(exclude_defaults=True),
        "days": [day.model_dump_json() for day in calendar_of(session, agency)],
    }


def _added(session: Session, agency: Agency, adjustment: Adjustment) -> list[Requirement]:
    """The requirements that the import added."""
    living = select(Requirement).where(
        Requirement.agency_id == agency.id,
        col(Requirement.retired_at).is_(None),
        col(Requirement.code).not_in(adjustment.before["requirements"]),
    )
    return list(session.exec(living.order_by(col(Requirement.id))).all())
