"""The trial run (chạy thử): for the first ten working days nobody above the officer is told of anything."""

from datetime import datetime

from sqlmodel import Session

from models.actor import OPERATOR, Actor
from models.hearing import is_trial
from models.ledger import record
from models.people import roles
from models.refused import Reason, Refused
from models.tables import Agency, Role


def end_trial(session: Session, actor: Actor, now: datetime, agency: Agency) -> None:
    """The admin ends the trial run: from now on those above are told. Raises Refused."""
    person = actor.person
    is_admin = person is not None and person.agency_id == agency.id and Role.ADMIN in roles(session, person)
    if actor is not OPERATOR and not is_admin:
        raise Refused(Reason.NOT_YOURS)
    if not is_trial(session, agency, now):
        raise Refused(Reason.GONE)
    agency.trial_ended_at = now
    session.add(agency)
    record(session, agency, "end_trial", actor, now)
