"""Whether the machine's clock is believed: wrong for one minute, it would close for good what is open.

Believed is what goes on from the last believed moment without a leap. After a leap, be it a wrong clock or the end
of an outage, and where Telegram's own date is another by an hour, passes wait until the clock stands within an hour
of that moment again, Telegram's date agrees with it, or an admin says that it is right. What comes in is taken and
answered all the while.
"""

from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, select

from jobs.listening import hear
from jobs.steadiness import LEAP
from models.actor import CLOCK, Act
from models.changes.timekeeping import (
    adopt_today,
    forget_days_to_come,
    hold_clock,
    show_that_it_agrees,
    trust_clock,
)
from models.database import turns_of
from models.installation import installed
from models.tables import Agency, Installation

# Telegram keeps what was sent for a day: its dates are no older, and an office that is shut at night is no leap.
_LEAP = timedelta(days=1)


def is_right(engine: Engine, now: datetime) -> bool:
    """Whether the clock is believed; one that agrees again with the last believed moment is so at once."""
    with turns_of(engine).reading() as session:
        installation = installed(session)
        is_believed, was_held = _is_believed(installation, now), installation.held_at is not None
    if is_believed and was_held:
        _believe_now(engine, now)
    return is_believed


def is_new(engine: Engine) -> bool:
    """Whether no moment at all was believed yet: a database just made."""
    with turns_of(engine).reading() as session:
        return installed(session).clock_at is None


def is_held(engine: Engine) -> bool:
    """Whether passes wait for the clock."""
    with turns_of(engine).reading() as session:
        return installed(session).held_at is not None


def vouch(engine: Engine, now: datetime, telegrams: datetime | None) -> None:
    """The date of an answer of Telegram's: where it agrees with the clock, that is believed."""
    if telegrams is not None and abs(now - telegrams) < LEAP and not is_right(engine, now):
        _believe_now(engine, now)


def doubt(engine: Engine, now: datetime, telegrams: datetime) -> bool:
    """The date of an answer of Telegram's: where it is another, passes wait. Returns whether they begin to."""
    if abs(now - telegrams) < LEAP:
        return False
    _believe_telegram(engine, telegrams)
    return hold(engine, now)


def compare(engine: Engine, now: datetime, telegrams: datetime | None) -> None:
    """The date of the newest message that came in: where it disagrees, it is what is believed, not the clock."""
    if telegrams is None or _agree(now, telegrams):
        vouch(engine, now, telegrams)
    else:
        _believe_telegram(engine, telegrams)


def _believe_telegram(engine: Engine, telegrams: datetime) -> None:
    with turns_of(engine).writing() as session:
        installation = installed(session)
        installation.clock_at = telegrams
        session.add(installation)


def hold(engine: Engine, now: datetime) -> bool:
    """A pass waits for the clock: the admins are told so, once. Returns whether this was the first that waits."""
    if is_held(engine):
        return False
    with turns_of(engine).writing() as session:
        installation = installed(session)
        installation.held_at = now
        session.add(installation)
        # Whichever of the two is right, that moment has come.
        act = Act(session, CLOCK, min(now, installation.clock_at or now))
        for agency in session.exec(select(Agency)).all():
            hold_clock(act, agency, now, installation.clock_at)
    return True


def trust(act: Act, agency: Agency) -> None:
    """An admin says that the clock is right. Raises Refused."""
    trust_clock(act, agency)
    _believe(act.session, act.now)


def _agree(now: datetime, other: datetime) -> bool:
    return abs(now - other) <= _LEAP


def _is_believed(installation: Installation, now: datetime) -> bool:
    """Once it was doubted, more closely: wrong by hours, it is within a day all the same."""
    if installation.clock_at is None:
        return False
    if installation.held_at is not None:
        return abs(now - installation.clock_at) < LEAP
    return _agree(now, installation.clock_at)


def _believe_now(engine: Engine, now: datetime) -> None:
    with turns_of(engine).writing() as session:
        _believe(session, now)


def _believe(session: Session, now: datetime) -> None:
    """What a wrong clock has left behind is mended, and a gap in listening noted before anything is spoken."""
    act, installation = Act(session, CLOCK, now), installed(session)
    _readopt(act, installation)
    if installation.ticked_at is not None and installation.ticked_at - now > _LEAP:
        installation.ticked_at = None
    if installation.heard_at is not None:
        installation.heard_at = min(installation.heard_at, now)
        hear(session, installation, now)
    installation.clock_at, installation.held_at = now, None
    session.add(installation)
    session.flush()
    forget_days_to_come(act)
    show_that_it_agrees(act)


def _readopt(act: Act, installation: Installation) -> None:
    """An agency that a wrong clock adopted, before any pass was made, or on a day to come, is adopted today."""
    held_at = installation.held_at
    has_leapt = installation.ticked_at is None and held_at is not None and not _agree(act.now, held_at)
    for agency in act.session.exec(select(Agency)).all():
        if has_leapt or agency.adopted_on > act.today:
            adopt_today(act, agency)
