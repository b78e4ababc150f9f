"""A pack of evidence is made: remembered with what it numbers, and entered with the hash of its manifest."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from models.actor import Act
from models.administering import check_in
from models.changes.common import tell
from models.changes.looking import looked
from models.kinds import Kind
from models.ledger import digest, record
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import Agency, Edition, Looked, Pack, Person


def make_pack(
    act: Act,
    agency: Agency,
    year: int,
    edition: Edition,
    number: int,
    manifest_sha256: str,
    evidence_ids: Sequence[int],
) -> Pack:
    """Remembers a pack whose archive lies ready; its numbers go on from the one before. Raises Refused: NOT_YOURS,
    or GONE where another pack was made in the meantime."""
    check_in(act, agency.id or 0, Change.MAKE_PACK)
    before = packs_of(act.session, agency, year, edition)
    if number != len(before):
        raise Refused(Reason.GONE)
    pack = Pack(
        agency_id=agency.id or 0,
        year=year,
        edition=edition,
        number=number,
        made_at=act.now,
        manifest_sha256=manifest_sha256,
        first_number=1 + sum(len(each.evidence_ids) for each in before),
        evidence_ids=list(evidence_ids),
    )
    act.write(pack)
    record(
        act,
        Change.MAKE_PACK,
        agency,
        pack=pack.id,
        year=year,
        edition=edition,
        number=number,
        manifest_sha256=manifest_sha256,
        first_number=pack.first_number,
        numbered_sha256=digest(str(list(evidence_ids))),
    )
    if edition is Edition.INTERNAL:
        looked(act, agency, Looked.EXPORT)
    return pack


def packs_of(session: Session, agency: Agency, year: int, edition: Edition) -> list[Pack]:
    """Those that were made of a year, the first one first."""
    made = select(Pack).where(Pack.agency_id == agency.id, Pack.year == year, Pack.edition == edition)
    return list(session.exec(made.order_by(col(Pack.number))).all())


def tell_made(act: Act, person: Person, key: str, **facts: Any) -> None:
    """Answers an admin who asked for a pack: what was made, or why nothing was."""
    tell(act, person.agency_id, Kind.PACK_MADE, key, person=person, direct=True, **facts)
