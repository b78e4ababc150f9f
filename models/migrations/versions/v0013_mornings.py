"""A person chooses the hour of their morning."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not by copying the table, which would lose its CHECKs.
    with op.batch_alter_table("person", recreate="never") as batch:
        batch.add_column(sa.Column("morning_at", sa.Time(), nullable=True))
