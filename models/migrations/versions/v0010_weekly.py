"""A requirement may come up every week."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_CADENCES = ("monthly", "quarterly", "half_yearly", "yearly", "per_case")


def upgrade() -> None:
    with op.batch_alter_table("requirement") as batch:
        batch.alter_column(
            "cadence",
            existing_type=_cadence("once", *_CADENCES),
            type_=_cadence("once", "weekly", *_CADENCES),
        )


def _cadence(*names: str) -> sa.Enum:
    return sa.Enum(*names, name="cadence", native_enum=False, create_constraint=True, length=40)
