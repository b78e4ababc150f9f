"""One scheduling pass: tasks open and close, rungs are spoken into the outbox. Idempotent at any moment."""

from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session, select

from jobs.absences import hand_back_to_all
from jobs.acknowledging import list_unacknowledged
from jobs.clerk import tell_clerks
from jobs.covering import tell_gaps
from jobs.escalating import escalate
from jobs.leading import tell_leaders, tell_trial_ends
from jobs.opening import close_tasks, open_tasks, tell_triage
from jobs.reviewing import remind_reviewers
from jobs.speaking import speak_to_all
from models.actor import CLOCK, Act
from models.database import reading, writing
from models.installation import installed
from models.rules.zone import day_of
from models.tables import Agency


def tick(engine: Engine, now: datetime) -> None:
    """Everything that has come due by `now`, an agency a transaction."""
    with reading(engine) as session:
        new_day = _is_new_day(session, now)
        agencies = list(session.exec(select(Agency.id)))
    for agency_id in agencies:
        with writing(engine) as session:
            act, agency = Act(session, CLOCK, now), session.get_one(Agency, agency_id)
            if new_day:
                open_tasks(act, agency)
                close_tasks(act, agency)
            hand_back_to_all(act, agency)
            tell_triage(act, agency)
            tell_trial_ends(act, agency)
            tell_gaps(act, agency)
            list_unacknowledged(act, agency)
            tell_leaders(act, agency)
            escalate(act, agency)
            tell_clerks(act, agency)
            speak_to_all(act, agency)
            remind_reviewers(act, agency)
    with writing(engine) as session:
        installation = installed(session)
        installation.ticked_at = max(installation.ticked_at or now, now)
        session.add(installation)


def _is_new_day(session: Session, now: datetime) -> bool:
    """Opening and closing go by days: once after midnight is enough."""
    ticked_at = installed(session).ticked_at
    return ticked_at is None or day_of(ticked_at) != day_of(now)
