"""A copy was put back in the place of what was lost: what came after it is not known here (docs/design.md,
Backup)."""

from datetime import datetime

from sqlmodel import select

from models.actor import Act
from models.installation import installed
from models.ledger import record
from models.rules.lifecycle import Change
from models.tables import Agency


def note_restore(act: Act, made_at: datetime, closed: dict[int, int], receipts: dict[str, str]) -> None:
    """This copy goes on from a backup made at `made_at`; `closed`: by agency how many messages that waited then are
    not sent any more, for they may have been; `receipts`: by the code of an agency the highest that is known
    to have been given, be it lost."""
    installation = installed(act.session)
    installation.restored_at, installation.restored_from = act.now, made_at
    act.session.add(installation)
    for agency in act.session.exec(select(Agency).order_by(Agency.code)).all():
        facts = {"closed": closed.get(agency.id or 0, 0), "last_receipt": receipts.get(agency.code)}
        record(act, Change.RESTORE, agency, made_at=made_at, **facts)
