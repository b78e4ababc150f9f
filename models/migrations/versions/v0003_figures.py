"""Figures and ticks fill items as files do."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("evidence") as batch:
        batch.add_column(sa.Column("numerator", sa.String(), nullable=True))
        batch.add_column(sa.Column("denominator", sa.String(), nullable=True))
        batch.add_column(sa.Column("as_of_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("source", sa.String(), nullable=False, server_default=""))
