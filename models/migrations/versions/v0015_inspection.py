"""A file is read: what its head says, what was found of it, which item it is held back from; items say what for."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "file_reading",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_file_reading")),
    )
    # Not by copying the tables, which would lose their CHECKs.
    with op.batch_alter_table("evidence", recreate="never") as batch:
        batch.add_column(sa.Column("inspected_at", sa.DateTime(), nullable=True))
        batch.add_column(sa.Column("document_type", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("document_number", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("document_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("subject", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("page_count", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("last_signed_at", sa.DateTime(), nullable=True))
        batch.add_column(sa.Column("signers", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(
            sa.Column("revocation_unknown", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.add_column(sa.Column("sections", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("held_for", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("is_misread", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("finding", recreate="never") as batch:
        batch.add_column(sa.Column("facts", sa.JSON(), nullable=False, server_default="{}"))
    for table in ("checklist_item", "task_item"):
        with op.batch_alter_table(table, recreate="never") as batch:
            batch.add_column(sa.Column("checks", sa.JSON(), nullable=False, server_default="{}"))
