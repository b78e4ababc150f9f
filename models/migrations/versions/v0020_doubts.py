"""How often in a row Telegram's answer to a message did not come: bounded, unlike repeats after crashes."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not by copying the table, which would lose its CHECKs.
    with op.batch_alter_table("notification", recreate="never") as batch:
        batch.add_column(sa.Column("doubts", sa.Integer(), nullable=False, server_default="0"))
