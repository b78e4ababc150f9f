"""Packs of evidence that were made: what was in each, under which number, so that a later one goes on from it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON
from sqlmodel import Field, UniqueConstraint

from models.tables.base import OfAgency, stored_by_value


class Edition(StrEnum):
    """For the council that appraises (no findings, no names of persons), or for the commune itself (everything)."""

    SUBMITTED = "nop"
    INTERNAL = "noi-bo"


class Pack(OfAgency, table=True):
    """One pack of a year. `number` 0 is the first, n the n-th supplement ("bổ sung lần n")."""

    __table_args__ = (UniqueConstraint("agency_id", "year", "edition", "number"),)

    year: int
    edition: Edition = Field(sa_type=stored_by_value(Edition))
    number: int
    made_at: datetime
    manifest_sha256: str
    # What it numbers: the id of each piece of evidence, from `first_number` on without a gap.
    first_number: int = 1
    evidence_ids: list[int] = Field(default_factory=list, sa_type=JSON)
