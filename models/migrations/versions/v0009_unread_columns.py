"""Columns that nothing read go: the ledger says when an invite, an absence was made and by whom one was used."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_UNREAD = {"form": ("begun_at",), "invite": ("created_at", "spent_chat_id"), "absence": ("created_at",)}


def upgrade() -> None:
    for table, columns in _UNREAD.items():
        # Not by copying the table, which would lose its CHECKs.
        with op.batch_alter_table(table, recreate="never") as batch:
            for column in columns:
                batch.drop_column(column)
