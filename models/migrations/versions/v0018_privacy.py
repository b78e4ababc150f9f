"""How long things are kept; who was erased; requests about one's own data; incidents, and that nothing goes on."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not by copying the tables, which would lose their CHECKs.
    for table, *columns in (
        ("installation", sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True)),
        ("agency", sa.Column("limits", sa.JSON(), nullable=False, server_default="{}")),
        ("person", sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True)),
        ("evidence", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True)),
    ):
        with op.batch_alter_table(table, recreate="never") as batch:
            for column in columns:
                batch.add_column(column)
    # This one is copied: its CHECK is what changes.
    with op.batch_alter_table("personal_access", recreate="always") as batch:
        batch.alter_column("what", existing_type=sa.String(40), type_=_looked(), existing_nullable=False)
    op.create_table(
        "data_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("words_sha256", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_data_request_agency_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_data_request_person_id")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_data_request_answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
    )
    op.create_index(op.f("ix_data_request_person_id"), "data_request", ["person_id"])
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("notify_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("reason_sha256", sa.String(), nullable=False),
        sa.Column("told_hours", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_incident_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )


def _looked() -> sa.Enum:
    return sa.Enum(
        "letter",
        "evidence",
        "names",
        "export",
        name="looked",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
