"""What all tables share: constraint names, enums stored by value, points stored exactly."""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, Enum, Integer, String, TypeDecorator
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Numbered(SQLModel):
    """What has a number of its own; None until it is written."""

    id: int | None = Field(default=None, primary_key=True)


class OfAgency(Numbered):
    """What belongs to an agency."""

    agency_id: int = Field(foreign_key="agency.id")


CENT = Decimal("0.01")


def stored_by_value(enum: type[StrEnum]) -> Any:
    """A column type that stores the enum's value and CHECKs it (SQLModel alone stores names, unchecked)."""
    return Enum(
        enum,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=40,
        name=enum.__name__.lower(),
    )


class Points(TypeDecorator[Decimal]):
    """Points of the index: decimal, two places, stored as whole hundredths so that no database rounds them."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value.quantize(CENT, ROUND_HALF_UP) * 100)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / 100


class Exact(TypeDecorator[Decimal]):
    """A number as it was typed, of any size: stored as text so that no database rounds it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)
