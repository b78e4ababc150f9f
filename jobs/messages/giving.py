"""Tasks that nobody has yet, before who may give them to somebody: the way to give several, and to whom."""

from datetime import datetime

from sqlmodel import Session

from jobs.messages.facts import Choice, Do, Named, Rows
from jobs.messages.gather import named
from jobs.messages.morning_facts import StandIn
from jobs.messages.offers import assignable
from models.people import Because, why_not
from models.rules.zone import day_of
from models.tables import Task

# Opens the choice of tasks that nobody has yet, and of who gets them.
TO_GIVE: Rows = ((Choice(Do.FORM_START, ("give",)),),)
_EXAMPLES = 2


def nobodys(why: dict[int, StandIn]) -> list[int]:
    """The numbers of what nobody has yet."""
    return [number for number, each in why.items() if each.because is Because.UNASSIGNED]


def giving(why: dict[int, StandIn]) -> Rows:
    """Where several tasks have nobody yet, the way to give them at once."""
    return TO_GIVE if len(nobodys(why)) > 1 else ()


def takers(
    session: Session, linked: list[tuple[int, Task]], why: dict[int, StandIn], now: datetime
) -> tuple[Named, ...]:
    """Some to whom the first of these may be given, to be named in an example: who is here and can be reached."""
    wanted = set(nobodys(why))
    first = next((task for number, task in linked if number in wanted), None)
    able = assignable(session, first, None) if first else []
    here = [each for each in able if why_not(session, each, day_of(now)) is None]
    return tuple(named(each) for each in here[:_EXAMPLES])
