"""A message that failed says what was refused: the chat, the message itself, or that it could not be made."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    failure = sa.Enum(
        "chat", "message", "error", name="failure", native_enum=False, create_constraint=True, length=40
    )
    with op.batch_alter_table("notification") as batch:
        batch.add_column(sa.Column("failure", failure, nullable=True))
