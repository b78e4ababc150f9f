"""When the nightly backup is due, and which backups stay."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from heapq import nlargest

from models.rules.zone import at, day_of


def last_turn(now: datetime, hour: time) -> datetime:
    """The latest moment until now at which a backup was due, by a wall clock in Vietnam."""
    today = at(day_of(now), hour)
    return today if today <= now else at(day_of(now) - timedelta(days=1), hour)


def is_owed(now: datetime, hour: time, made: Collection[datetime]) -> bool:
    """Whether none was made since it was last due; one dated to come was made by a wrong clock."""
    return not any(last_turn(now, hour) <= each <= now for each in made)


def to_keep(made: Collection[datetime], days: int, months: int) -> frozenset[datetime]:
    """All of the newest day; the newest of each of the last `days` days and `months` months that have any."""
    by_day: dict[date, datetime] = {}
    by_month: dict[date, datetime] = {}
    for each in sorted(made):
        by_day[day_of(each)] = by_month[day_of(each).replace(day=1)] = each
    newest = max(by_day, default=None)
    kept = {each for each in made if day_of(each) == newest}
    kept |= {by_day[day] for day in nlargest(days, by_day)}
    kept |= {by_month[month] for month in nlargest(months, by_month)}
    return frozenset(kept)
