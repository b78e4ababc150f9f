"""A copy was put back in the place of what was lost: what came after it is not known here (docs/design.md,
Backup)."""

from datetime import datetime

from sqlmodel import select

from models.actor import Act
from models.installation import installed
from models.ledger import record
from models.rules.lifecycle import Change
from models.tables import Agency


def note_restore(act: Act, made_at: datetime, closed: dict[int, int]) -> None:
    """This copy goes on from a backup made at `made_at`; `closed`: by agency how many messages that waited then are
    not sent any more, for they may have been."""
    installation = installed(act.session)
    installation.restored_at, installation.restored_from = act.now, made_at
    act.session.add(installation)
    for agency in act.session.exec(select(Agency).order_by(Agency.code)).all():
        record(act, Change.RESTORE, agency, made_at=made_at, closed=closed.get(agency.id or 0, 0))
