"""Whether the machine's clock is believed: wrong for one minute, it would close for good what is open.

Believed is what goes on from the last believed moment without a leap. After a leap, be it a wrong clock or the end
of an outage, passes wait until the clock stands within a day of that moment again, Telegram's own date agrees with
it, or an admin says that it is right. What comes in is taken and answered all the while.
"""

from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from jobs.listening import hear
from models.actor import CLOCK, Act
from models.administering import check_in
from models.changes.common import ask_for_edits, tell
from models.database import reading, writing
from models.installation import installed
from models.kinds import Kind
from models.ledger import record
from models.people import holding, reached
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.rules.zone import day_of
from models.tables import Agency, Installation, Notification, Role, SentMessage

# Telegram keeps what was sent for a day: its dates are no older, and an office that is shut at night is no leap.
_LEAP = timedelta(days=1)
# Of so many messages to admins the buttons may still stand.
_LATEST = 20


def is_right(engine: Engine, now: datetime) -> bool:
    """Whether the clock is believed; one that agrees again with the last believed moment is so at once."""
    with reading(engine) as session:
        installation = installed(session)
        is_believed, was_held = _is_believed(installation, now), installation.held_at is not None
    if is_believed and was_held:
        _believe_now(engine, now)
    return is_believed


def is_new(engine: Engine) -> bool:
    """Whether no moment at all was believed yet: a database just made."""
    with reading(engine) as session:
        return installed(session).clock_at is None


def vouch(engine: Engine, now: datetime, telegrams: datetime | None) -> None:
    """The date of an answer of Telegram's: where it agrees with the clock, that is believed."""
    if telegrams is not None and _agree(now, telegrams) and not is_right(engine, now):
        _believe_now(engine, now)


def compare(engine: Engine, now: datetime, telegrams: datetime | None) -> None:
    """The date of the newest message that came in: where it disagrees, it is what is believed, not the clock."""
    if telegrams is None or _agree(now, telegrams):
        vouch(engine, now, telegrams)
        return
    with writing(engine) as session:
        installation = installed(session)
        installation.clock_at = telegrams
        session.add(installation)


def hold(engine: Engine, now: datetime) -> bool:
    """A pass waits for the clock: the admins are told so, once. Returns whether this was the first that waits."""
    with reading(engine) as session:
        if installed(session).held_at is not None:
            return False
    with writing(engine) as session:
        installation = installed(session)
        installation.held_at = now
        session.add(installation)
        # Whichever of the two is right, that moment has come.
        act = Act(session, CLOCK, min(now, installation.clock_at or now))
        for agency in session.exec(select(Agency)).all():
            _tell_admins(act, agency, installation)
    return True


def trust(act: Act, agency: Agency) -> None:
    """An admin says that the clock is right. Raises Refused."""
    check_in(act, agency.id or 0, Change.TRUST_CLOCK)
    if installed(act.session).held_at is None:
        raise Refused(Reason.GONE)
    record(act, Change.TRUST_CLOCK, agency)
    _believe(act.session, act.now)


def _agree(now: datetime, other: datetime) -> bool:
    return abs(now - other) <= _LEAP


def _is_believed(installation: Installation, now: datetime) -> bool:
    return installation.clock_at is not None and _agree(now, installation.clock_at)


def _tell_admins(act: Act, agency: Agency, installation: Installation) -> None:
    agency_id, held_at, known_at = agency.id or 0, installation.held_at, installation.clock_at
    if held_at is None:
        return
    for admin in reached(act.session, holding(act.session, agency_id, Role.ADMIN), act.today):
        known = known_at.isoformat() if known_at else None
        key = f"{Kind.CLOCK_HELD}/{admin.code}/{held_at.isoformat()}"
        tell(
            act,
            agency_id,
            Kind.CLOCK_HELD,
            key,
            person=admin,
            direct=True,
            held=held_at.isoformat(),
            known=known,
        )


def _believe_now(engine: Engine, now: datetime) -> None:
    with writing(engine) as session:
        _believe(session, now)


def _believe(session: Session, now: datetime) -> None:
    """What a wrong clock has left behind is mended, and a gap in listening noted before anything is spoken."""
    installation = installed(session)
    _readopt(session, installation, now)
    if installation.ticked_at is not None and installation.ticked_at - now > _LEAP:
        installation.ticked_at = None
    if installation.heard_at is not None:
        installation.heard_at = min(installation.heard_at, now)
        hear(session, installation, now)
    installation.clock_at, installation.held_at = now, None
    session.add(installation)
    session.flush()
    _redraw(session, now)


def _readopt(session: Session, installation: Installation, now: datetime) -> None:
    """An agency that a wrong clock adopted, before any pass was made, or on a day to come, is adopted today."""
    held_at = installation.held_at
    has_leapt = installation.ticked_at is None and held_at is not None and not _agree(now, held_at)
    for agency in session.exec(select(Agency)).all():
        if has_leapt or agency.adopted_on > day_of(now):
            agency.adopted_on = day_of(now)
            session.add(agency)


def _redraw(session: Session, now: datetime) -> None:
    """What the admins were told loses its button."""
    told = (
        select(SentMessage, Notification)
        .join(Notification, col(Notification.id) == SentMessage.notification_id)
        .where(Notification.kind == Kind.CLOCK_HELD, col(Notification.edits).is_(None))
    )
    latest = list(session.exec(told.order_by(col(Notification.id).desc()).limit(_LATEST)))
    ask_for_edits(Act(session, CLOCK, now), latest)
