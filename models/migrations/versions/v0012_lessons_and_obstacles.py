"""What was lost has its lesson, in one sentence; an obstacle is cleared at a moment."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not by copying the tables, which would lose their CHECKs.
    with op.batch_alter_table("result", recreate="never") as batch:
        batch.add_column(sa.Column("lesson", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("statement", recreate="never") as batch:
        batch.add_column(sa.Column("cleared_at", sa.DateTime(), nullable=True))
