"""An alarm to the admins: what is wrong with the installation itself, told at once and once a day."""

from datetime import datetime

from sqlmodel import select

from models.actor import Act
from models.alarms import Alarm
from models.changes.common import tell
from models.kinds import Kind
from models.people import holding, reached
from models.tables import Agency, Role


def raise_alarm(
    act: Act,
    alarm: Alarm,
    about: str = "",
    *,
    since: datetime | None = None,
    reason: str = "",
    count: int = 0,
    is_over: bool = False,
) -> None:
    """Tells the admins of every agency, or who stands in, at any hour; of one alarm `about` one thing once a day.

    `since`: when it began: what begins again on the same day is told again. `reason`: a word of the program's own,
    for the sentence to choose by; `is_over`: that what was since `since` is over, each time.
    """
    for agency in act.session.exec(select(Agency)).all():
        for admin in reached(act.session, holding(act.session, agency.id or 0, Role.ADMIN), act.today):
            parts = [
                Kind.ALARM,
                alarm,
                about,
                admin.code,
                str(act.today),
                *([str(since)] if since else []),
                *(["over"] if is_over else []),
            ]
            tell(
                act,
                agency.id or 0,
                Kind.ALARM,
                "/".join(parts),
                person=admin,
                direct=True,
                alarm=alarm,
                about=about,
                since=since.isoformat() if since else None,
                reason=reason,
                count=count,
                is_over=is_over,
            )
