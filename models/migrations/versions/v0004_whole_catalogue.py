"""The whole catalogue: evidence lines, days by which a document is dated, pieces owed by cooperating units."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_LADDERS = ("deadline", "evidence", "escalation", "evidence_head", "review", "waiting")


def upgrade() -> None:
    with op.batch_alter_table("requirement") as batch:
        batch.add_column(sa.Column("line", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("issue_by", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("added_on", sa.Date(), nullable=True))
    with op.batch_alter_table("checklist_item") as batch:
        batch.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("before", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_checklist_item_unit_id"), "unit", ["unit_id"], ["id"])
    with op.batch_alter_table("task") as batch:
        batch.add_column(sa.Column("issue_by", sa.Date(), nullable=True))
    with op.batch_alter_table("task_item") as batch:
        batch.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch.create_foreign_key(op.f("fk_task_item_unit_id"), "unit", ["unit_id"], ["id"])
    with op.batch_alter_table("rung") as batch:
        batch.add_column(sa.Column("item_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_rung_item_id"), "task_item", ["item_id"], ["id"])
        batch.alter_column("ladder", existing_type=_ladder(*_LADDERS), type_=_ladder(*_LADDERS, "piece"))


def _ladder(*names: str) -> sa.Enum:
    return sa.Enum(*names, name="ladder", native_enum=False, create_constraint=True, length=40)
