"""The trial run (chạy thử): for the first ten working days nobody above the officer is told of anything."""

from models.actor import OPERATOR, Act
from models.hearing import is_trial
from models.ledger import record
from models.people import roles
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import Agency, Role


def end_trial(act: Act, agency: Agency) -> None:
    """The admin ends the trial run: from now on those above are told. Raises Refused."""
    person = act.person
    is_admin = (
        person is not None and person.agency_id == agency.id and Role.ADMIN in roles(act.session, person)
    )
    if act.actor is not OPERATOR and not is_admin:
        raise Refused(Reason.NOT_YOURS)
    if not is_trial(act.session, agency, act.now):
        raise Refused(Reason.GONE)
    agency.trial_ended_at = act.now
    act.session.add(agency)
    record(act, Change.END_TRIAL, agency)
