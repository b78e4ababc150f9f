"""A step of the tick that fails is noted on a row; what a tick looks for is found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "step_fault",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_step_fault_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_fault")),
        sa.UniqueConstraint("agency_id", "step", "about", name=op.f("uq_step_fault_agency_id_step_about")),
    )
    _index_what_is_looked_for()


def _index_what_is_looked_for() -> None:
    op.drop_index("ix_task_agency_id_state", "task")
    op.create_index("ix_task_agency_id_state_closes_on", "task", ["agency_id", "state", "closes_on"])
    op.create_index("ix_task_place", "task", ["place"])
    op.create_index("ix_rung_notification_id", "rung", ["notification_id"])
    op.drop_index("ix_notification_person_id", "notification")
    op.create_index("ix_notification_person_id_created_at", "notification", ["person_id", "created_at"])
