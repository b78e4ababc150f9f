"""A clock that leaps is not believed at once: the moment that is, and since when passes wait. A message whose words
were edited is told from one that was only touched. What somebody passes on may be a note."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_KINDS = (
    "seen",
    "not_done",
    "place",
    "obstacle",
    "snooze",
    "promise",
    "not_mine",
    "hand_over",
    "decline",
)


def upgrade() -> None:
    # Not by copying the table, which would lose its CHECKs.
    with op.batch_alter_table("installation", recreate="never") as batch:
        batch.add_column(sa.Column("clock_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE installation SET clock_at = ticked_at")
    with op.batch_alter_table("inbox_update", recreate="never") as batch:
        batch.add_column(sa.Column("message_id", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("words_sha256", sa.String(), nullable=False, server_default=""))
    op.create_index("ix_inbox_update_chat_id_message_id", "inbox_update", ["chat_id", "message_id"])
    with op.batch_alter_table("review", recreate="never") as batch:
        batch.add_column(sa.Column("late_minutes", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("statement") as batch:
        batch.alter_column("kind", existing_type=_kind(*_KINDS), type_=_kind(*_KINDS, "note"))


def _kind(*names: str) -> sa.Enum:
    return sa.Enum(*names, name="statementkind", native_enum=False, create_constraint=True, length=40)
