"""The one time zone of the domain (docs/design.md, Words): days are days in Vietnam, moments are aware."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def local(moment: datetime) -> datetime:
    """The same moment as a clock on a wall in Vietnam shows it."""
    return moment.astimezone(VIETNAM)


def day_of(moment: datetime) -> date:
    """The Vietnamese day in which a moment lies."""
    return local(moment).date()


def at(day: date, hour: time) -> datetime:
    """The moment at which a wall clock in Vietnam shows `hour` on `day`."""
    return datetime.combine(day, hour, VIETNAM)


def midnight_after(moment: datetime) -> datetime:
    """00:00 of the Vietnamese day that follows."""
    return at(day_of(moment) + timedelta(days=1), time())
