"""The trial run (chạy thử): for the first ten working days nobody above the officer is told of anything."""

from models.actor import Act
from models.administering import check_in
from models.hearing import is_trial
from models.ledger import record
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import Agency


def end_trial(act: Act, agency: Agency) -> None:
    """The admin ends the trial run: from now on those above are told. Raises Refused."""
    check_in(act, agency.id or 0, Change.END_TRIAL)
    if not is_trial(act.session, agency, act.now):
        raise Refused(Reason.GONE)
    agency.trial_ended_at = act.now
    act.session.add(agency)
    record(act, Change.END_TRIAL, agency)
