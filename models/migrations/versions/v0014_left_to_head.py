"""Work that was left for the head to assign is nobody's, also where the unit has one officer only."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not by copying the tables, which would lose their CHECKs.
    for table in ("requirement", "task"):
        with op.batch_alter_table(table, recreate="never") as batch:
            batch.add_column(
                sa.Column("left_to_head", sa.Boolean(), nullable=False, server_default=sa.false())
            )
