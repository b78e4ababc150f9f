"""What was configured and can be taken back: kept with its reason, named in the ledger."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.actor import Act
from models.changes.filing import ReceivedFile
from models.ledger import digest, record
from models.private import words_kept_of
from models.rules.lifecycle import Change
from models.tables import Adjustment, AdjustmentKind, Requirement


@dataclass(frozen=True)
class Basis:
    """Why: words, and the number, day and file of the letter that orders it (each may be empty)."""

    words: str = ""
    document_number: str = ""
    document_on: date | None = None
    letter: ReceivedFile | None = None

    @property
    def is_given(self) -> bool:
        return bool(self.words.strip() or self.document_number.strip() or self.letter)


def adjust(
    act: Act,
    kind: AdjustmentKind,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    requirement: Requirement | None = None,
    basis: Basis | None = None,
    **facts: Any,
) -> Adjustment:
    """Keeps what somebody changed, and records it: ids and hashes only in the ledger, the words beside it.

    Raises Refused where nobody did.
    """
    adjustment = keep_adjustment(act, kind, before, after, basis, requirement.id if requirement else None)
    said: dict[str, Any] = {"adjustment": adjustment.id, "words_sha256": adjustment.words_sha256}
    if adjustment.letter_sha256:
        said["letter_sha256"] = adjustment.letter_sha256
    if requirement is not None:
        said["requirement"] = requirement.code
    adjustment.seq = record(act, Change(f"adjust_{kind}"), adjustment, **said, **facts).seq
    act.session.add(adjustment)
    return adjustment


def keep_adjustment(
    act: Act,
    kind: AdjustmentKind,
    before: dict[str, Any],
    after: dict[str, Any],
    basis: Basis | None,
    requirement_id: int | None,
) -> Adjustment:
    """The row alone, which is not in the ledger yet. Raises Refused where nobody changed anything."""
    basis = basis or Basis()
    words = basis.words.strip()
    if words and requirement_id:
        words = words_kept_of(act.session, requirement_id, words)
    adjustment = Adjustment(
        agency_id=act.me.agency_id,
        person_id=act.me.id,
        kind=kind,
        requirement_id=requirement_id,
        before=before,
        after=after,
        words=words,
        words_sha256=digest(words),
        document_number=basis.document_number.strip(),
        document_on=basis.document_on,
        letter_sha256=basis.letter.sha256 if basis.letter else "",
        letter_type=basis.letter.media_type if basis.letter else "",
        made_at=act.now,
    )
    act.write(adjustment)
    return adjustment


def latest(session: Session, agency_id: int, most: int) -> list[Adjustment]:
    """The newest adjustments that stand, newest first."""
    standing = select(Adjustment).where(
        Adjustment.agency_id == agency_id, col(Adjustment.taken_back_at).is_(None)
    )
    return list(session.exec(standing.order_by(col(Adjustment.id).desc()).limit(most)).all())
