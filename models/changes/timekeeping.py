"""A machine's clock that is not believed, and what it left behind (docs/design.md, Rooms: Clock)."""

from datetime import datetime

from sqlmodel import and_, col, or_, select, update

from models.actor import Act
from models.administering import check_in
from models.changes.common import ask_for_edits, tell
from models.installation import installed
from models.kinds import Kind
from models.ledger import record
from models.people import holding, reached
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import Agency, Notification, OutboxState, Person, Role, SentMessage

# Of so many messages to admins the buttons may still stand.
_LATEST = 20


def hold_clock(act: Act, agency: Agency, held_at: datetime, known_at: datetime | None) -> None:
    """No pass is made from `held_at` on, by a clock that does not agree with `known_at`; its admins are told."""
    known = known_at.isoformat() if known_at else None
    record(act, Change.HOLD_CLOCK, agency, held_at=held_at, known_at=known_at or "")
    for admin in reached(act.session, holding(act.session, agency.id or 0, Role.ADMIN), act.today):
        key = f"{Kind.CLOCK_HELD}/{admin.code}/{held_at.isoformat()}"
        tell(
            act,
            agency.id or 0,
            Kind.CLOCK_HELD,
            key,
            person=admin,
            direct=True,
            held=held_at.isoformat(),
            known=known,
        )


def trust_clock(act: Act, agency: Agency) -> None:
    """An admin says that the clock is right. Raises Refused, also where it is not doubted."""
    check_in(act, agency.id or 0, Change.TRUST_CLOCK)
    if installed(act.session).held_at is None:
        raise Refused(Reason.GONE)
    record(act, Change.TRUST_CLOCK, agency)


def adopt_today(act: Act, agency: Agency) -> None:
    """The day of adoption that a wrong clock wrote was no such day."""
    agency.adopted_on = act.today
    act.session.add(agency)
    record(act, Change.ADOPT, agency, adopted_on=agency.adopted_on)


def forget_days_to_come(act: Act) -> None:
    """What a clock that ran ahead wrote of messages, and of who was heard, is of now: else an answer would wait,
    and somebody count as told or heard of, until that day has come."""
    row = Notification
    is_dated_ahead = or_(col(row.created_at) > act.now, col(row.attempts) > 0)
    waits = and_(col(row.state) == OutboxState.WAITING, col(row.not_before) > act.now, is_dated_ahead)
    for mended in (
        update(row).where(waits).values(not_before=act.now),
        update(row).where(col(row.created_at) > act.now).values(created_at=act.now),
        update(row).where(col(row.sent_at) > act.now).values(sent_at=act.now),
        update(Person).where(col(Person.heard_at) > act.now).values(heard_at=act.now),
    ):
        act.session.execute(mended)


def show_that_it_agrees(act: Act) -> None:
    """What the admins were told loses its button."""
    told = (
        select(SentMessage, Notification)
        .join(Notification, col(Notification.id) == SentMessage.notification_id)
        .where(Notification.kind == Kind.CLOCK_HELD, col(Notification.edits).is_(None))
    )
    ask_for_edits(act, list(act.session.exec(told.order_by(col(Notification.id).desc()).limit(_LATEST))))
