"""Citizen files: lists as they were imported, who handles which, whose task it is, and who opened what."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not by copying the tables, which would lose their CHECKs.
    with op.batch_alter_table("task", recreate="never") as batch:
        batch.add_column(sa.Column("is_case", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.create_index("ix_task_is_case_state_due_on", ["is_case", "state", "due_on"])
    with op.batch_alter_table("requirement", recreate="never") as batch:
        batch.add_column(sa.Column("personal", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("evidence", recreate="never") as batch:
        batch.add_column(sa.Column("is_sealed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "case_clock",
        *_of_agency("case_clock"),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("extensions", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("states", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("known_headings", sa.JSON(), nullable=False),
        sa.Column("keeps_citizens", sa.Boolean(), nullable=False),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.UniqueConstraint("agency_id", name=op.f("uq_case_clock_agency_id")),
    )
    op.create_table(
        "case_list",
        *_of_agency("case_list"),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kind", _enum("listkind", "xlsx", "csv", "html"), nullable=False),
        sa.Column("is_full", sa.Boolean(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_list_person_id")),
    )
    op.create_index(op.f("ix_case_list_agency_id_as_of"), "case_list", ["agency_id", "as_of"])
    op.create_table(
        "case_handler",
        *_of_agency("case_handler"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_handler_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_case_handler_unit_id")),
        sa.UniqueConstraint("agency_id", "folded", name=op.f("uq_case_handler_agency_id_folded")),
    )
    _create_cases()
    op.create_table(
        "personal_access",
        *_of_agency("personal_access"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("what", _enum("looked", "letter", "evidence", "names"), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["citizen_case.id"], name=op.f("fk_personal_access_case_id")),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_personal_access_evidence_id")
        ),
    )
    op.create_index(op.f("ix_personal_access_agency_id_at"), "personal_access", ["agency_id", "at"])


def _create_cases() -> None:
    op.create_table(
        "citizen_case",
        *_of_agency("citizen_case"),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("standing", _enum("standing", "running", "paused", "ended", "none"), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("first_promised_on", sa.Date(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("handler_id", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("missing_since", sa.Date(), nullable=True),
        sa.Column("said_ended_on", sa.Date(), nullable=True),
        sa.Column("told_id", sa.Integer(), nullable=True),
        sa.Column("head_told_on", sa.Date(), nullable=True),
        sa.Column("alarmed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["handler_id"], ["case_handler.id"], name=op.f("fk_citizen_case_handler_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_citizen_case_task_id")),
        sa.ForeignKeyConstraint(["list_id"], ["case_list.id"], name=op.f("fk_citizen_case_list_id")),
        sa.ForeignKeyConstraint(["told_id"], ["notification.id"], name=op.f("fk_citizen_case_told_id")),
        sa.UniqueConstraint("agency_id", "code", name=op.f("uq_citizen_case_agency_id_code")),
        sa.UniqueConstraint("task_id", name=op.f("uq_citizen_case_task_id")),
    )
    op.create_index(
        op.f("ix_citizen_case_agency_id_promised_on"), "citizen_case", ["agency_id", "promised_on"]
    )
    op.create_index(op.f("ix_citizen_case_handler_id"), "citizen_case", ["handler_id"])
    op.create_index(op.f("ix_citizen_case_list_id"), "citizen_case", ["list_id"])
    op.create_table(
        "case_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["case_list.id"], name=op.f("fk_case_change_list_id")),
        sa.ForeignKeyConstraint(["case_id"], ["citizen_case.id"], name=op.f("fk_case_change_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_change")),
    )
    op.create_index(op.f("ix_case_change_list_id"), "case_change", ["list_id"])
    op.create_index(op.f("ix_case_change_case_id"), "case_change", ["case_id"])
    op.create_table(
        "case_citizen",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["citizen_case.id"], name=op.f("fk_case_citizen_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_citizen")),
    )


def _of_agency(table: str) -> list[sa.schema.SchemaItem]:
    """What every table of an agency's rows has."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f(f"fk_{table}_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
