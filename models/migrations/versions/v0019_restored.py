"""When this copy was restored, and from a backup of which moment."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not by copying the table, which would lose its CHECKs.
    with op.batch_alter_table("installation", recreate="never") as batch:
        batch.add_column(sa.Column("restored_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("restored_from", sa.DateTime(timezone=True), nullable=True))
