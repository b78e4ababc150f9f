"""What a head may decide about a task of somebody else's: talk, give it away, a later day, or the day stands."""

from collections.abc import Callable
from datetime import date, datetime

from jobs.messages.facts import Choice, Do, Rows
from models.rules.due_day import due_of
from models.rules.lifecycle import Change, State
from models.rules.permissions import DOERS, Standing
from models.rules.zone import day_of
from models.tables import Task


def decisions(
    task: Task, standing: frozenset[Standing], can: Callable[[Change], bool], now: datetime, owned: bool
) -> Rows:
    """Empty for who does the task themselves. To have talked, and to let the day stand, only where there is
    something to talk about: late, promised, or short of evidence; nobody to talk to, or to take it from, where
    it is not `owned`."""
    if standing & DOERS or not can(Change.EXTEND):
        return ()
    key = (task.id or 0,)
    if not owned:
        return ((Choice(Do.LATER_DAY, key),),)
    if not _needs_a_head(task, day_of(now)):
        return ((Choice(Do.GIVE_AWAY, key), Choice(Do.LATER_DAY, key)),)
    days = [Choice(Do.LATER_DAY, key)]
    if task.promised_on is not None:
        days.append(Choice(Do.KEEP_DAY, key))
    return ((Choice(Do.TALKED, key), Choice(Do.GIVE_AWAY, key)), tuple(days))


def _needs_a_head(task: Task, today: date) -> bool:
    late = due_of(task).on < today
    return late or task.promised_on is not None or task.state is State.CLAIMED
