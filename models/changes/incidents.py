"""An incident: data may have been seen, changed or lost. The program is frozen until it ends, and the authority is
to be told in time (Law 91/2025/QH15 art. 23, NĐ 356/2025/NĐ-CP art. 29; second hand, so the hours are a limit that
an admin sets)."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.actor import Act
from models.administering import check_in
from models.alarms import Alarm
from models.changes.alarming import raise_alarm
from models.installation import installed
from models.ledger import digest, record
from models.refused import Reason, Refused
from models.retention import Limit, limit_of
from models.rules.lifecycle import Change
from models.tables import Agency, Incident

# How the keys of messages begin that tell of the pause itself: they go out while nothing else does.
PAUSED = "paused/"
_INCIDENTS = (
    select(Incident).where(Incident.agency_id == bindparam("agency")).order_by(col(Incident.id).desc())
)
# So many hours before the notice is due the admins hear again.
_HOURS_LEFT = (24, 6)


def start_incident(act: Act, agency: Agency, since: datetime, reason: str) -> Incident:
    """From now on nothing is accepted, and nothing sent but to admins. `since`: from when on things may have been
    seen. Raises Refused: NOT_YOURS, NO_CHANGE where one is going on, NOT_VALID for what is yet to come."""
    check_in(act, agency.id or 0, Change.START_INCIDENT)
    if going_on(act.session, agency) is not None:
        raise Refused(Reason.NO_CHANGE)
    if since > act.now:
        raise Refused(Reason.NOT_VALID)
    incident = Incident(
        agency_id=agency.id or 0,
        since_at=since,
        started_at=act.now,
        notify_by=act.now + timedelta(hours=limit_of(agency, Limit.NOTICE_HOURS)),
        reason=reason,
        reason_sha256=digest(reason),
    )
    act.write(incident)
    _freeze(act, act.now)
    record(
        act,
        Change.START_INCIDENT,
        agency,
        incident=incident.id,
        since=since,
        notify_by=incident.notify_by,
        reason_sha256=incident.reason_sha256,
    )
    raise_alarm(act, Alarm.INCIDENT, since=incident.started_at)
    raise_alarm(act, Alarm.INCIDENT_NOTICE, since=incident.notify_by)
    return incident


def end_incident(act: Act, agency: Agency) -> Incident:
    """What was held goes on, in its order; nobody is accused of what they could not say meanwhile. Raises Refused:
    NOT_YOURS, GONE where none is going on."""
    check_in(act, agency.id or 0, Change.END_INCIDENT)
    incident = going_on(act.session, agency)
    if incident is None:
        raise Refused(Reason.GONE)
    incident.ended_at = act.now
    act.write(incident)
    _freeze(act, None)
    for paused in act.session.exec(select(Agency)):
        paused.away_until = act.now
        act.session.add(paused)
    record(act, Change.END_INCIDENT, agency, incident=incident.id)
    raise_alarm(act, Alarm.INCIDENT, since=incident.started_at, is_over=True)
    return incident


def remind_of_notice(act: Act, agency: Agency) -> None:
    """As the hours until the authority is to be told run out, whether the program goes on again or not."""
    incident = newest(act.session, agency)
    if incident is None or (incident.ended_at is not None and act.now >= incident.notify_by):
        return
    left = [hours for hours in _HOURS_LEFT if act.now >= incident.notify_by - timedelta(hours=hours)]
    if not left or (incident.told_hours is not None and incident.told_hours <= left[-1]):
        return
    incident.told_hours = left[-1]
    act.write(incident)
    raise_alarm(act, Alarm.INCIDENT_NOTICE, str(left[-1]), since=incident.notify_by)


def going_on(session: Session, agency: Agency) -> Incident | None:
    """The incident that has not ended."""
    last = newest(session, agency)
    return last if last is not None and last.ended_at is None else None


def newest(session: Session, agency: Agency) -> Incident | None:
    """The last incident, over or not."""
    return session.exec(_INCIDENTS, params={"agency": agency.id}).first()


def _freeze(act: Act, since: datetime | None) -> None:
    installation = installed(act.session)
    installation.frozen_at = since
    act.write(installation)
