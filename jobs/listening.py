"""When Telegram was last heard: a gap longer than it keeps updates is an event (docs/design.md, Rules)."""

from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, select

from jobs.speaking import note_outage
from models.actor import CLOCK, Act
from models.database import turns_of
from models.installation import installed
from models.tables import Agency, Installation

KEPT_FOR = timedelta(hours=24)


def note_contact(
    engine: Engine, now: datetime, bot_username: str | None = None, within_process: bool = False
) -> None:
    """Telegram answered now; a gap of more than 24 hours before is noted for every agency.

    `within_process`: a clock moved by hand made the gap, while the program was listening all along.
    """
    with turns_of(engine).writing() as session:
        installation = installed(session)
        hear(session, installation, now, within_process)
        installation.bot_username = bot_username or installation.bot_username
        session.add(installation)


def hear(session: Session, installation: Installation, now: datetime, within_process: bool = False) -> None:
    """The same, within a transaction."""
    since = installation.heard_at
    if since is not None and now - since > KEPT_FOR and not within_process:
        for agency in session.exec(select(Agency)).all():
            note_outage(Act(session, CLOCK, now), agency, since)
    installation.heard_at = max(since or now, now)
