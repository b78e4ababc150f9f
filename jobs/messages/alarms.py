"""An alarm, as facts."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from jobs.messages.composers import composes
from jobs.messages.facts import Message
from models.alarms import Alarm
from models.kinds import Kind
from models.tables import Notification


@dataclass(frozen=True, kw_only=True)
class AlarmRaised(Message):
    """To an admin: what is wrong, with what (`about`), since when, why (a word of the program's own), how often."""

    alarm: Alarm
    about: str = ""
    since: datetime | None = None
    reason: str = ""
    count: int = 0
    is_over: bool = False


@composes(Kind.ALARM)
def alarm_raised(session: Session, row: Notification, now: datetime) -> AlarmRaised:
    facts = row.facts
    return AlarmRaised(
        loud=not facts["is_over"],
        alarm=Alarm(facts["alarm"]),
        about=facts["about"],
        since=datetime.fromisoformat(facts["since"]) if facts["since"] else None,
        reason=facts["reason"],
        count=facts["count"],
        is_over=facts["is_over"],
    )
