"""The inbox is worked off by chat, and says why an update failed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("inbox_update") as batch:
        batch.add_column(sa.Column("chat_id", sa.BigInteger(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("reason", sa.String(), nullable=False, server_default=""))
