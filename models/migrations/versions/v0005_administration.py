"""What admins do from the chat: forms, adjustments with their acknowledgements, hours, ladders, phone numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("agency") as batch:
        batch.add_column(sa.Column("ladders", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("person") as batch:
        batch.add_column(sa.Column("phone", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("requirement") as batch:
        batch.add_column(sa.Column("due_hour", sa.Time(), nullable=True))
        batch.add_column(sa.Column("ladder", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("task") as batch:
        batch.add_column(sa.Column("due_hour", sa.Time(), nullable=True))
    _create_adjustment()
    _create_form()
    _create_acknowledgement()


def _create_adjustment() -> None:
    op.create_table(
        "adjustment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("words_sha256", sa.String(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=True),
        sa.Column("letter_sha256", sa.String(), nullable=False),
        sa.Column("letter_type", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by_id", sa.Integer(), nullable=True),
        *_foreign_keys("adjustment", agency_id="agency", person_id="person", requirement_id="requirement"),
        *_foreign_keys("adjustment", taken_back_by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment")),
    )
    op.create_index(op.f("ix_adjustment_requirement_id"), "adjustment", ["requirement_id"], unique=False)


def _create_form() -> None:
    op.create_table(
        "form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("screen_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        *_foreign_keys("form", agency_id="agency", person_id="person", screen_id="notification"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form")),
    )
    op.create_index(op.f("ix_form_person_id"), "form", ["person_id"], unique=False)


def _create_acknowledgement() -> None:
    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("adjustment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("notification_id", sa.Integer(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True),
        *_foreign_keys(
            "acknowledgement", adjustment_id="adjustment", person_id="person", notification_id="notification"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgement")),
        sa.UniqueConstraint(
            "adjustment_id", "person_id", name=op.f("uq_acknowledgement_adjustment_id_person_id")
        ),
    )


def _kind() -> sa.Enum:
    return sa.Enum(
        "move",
        "requirement",
        "retire",
        "order",
        "reassign",
        "waive",
        "person",
        "transfer",
        "calendar",
        "hours",
        "ladders",
        "import",
        name="adjustmentkind",
        native_enum=False,
        create_constraint=True,
        length=40,
    )


def _foreign_keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """Each of these columns names the id of a table."""
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in columns.items()
    ]
