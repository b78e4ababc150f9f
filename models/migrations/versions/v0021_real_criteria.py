"""What real tables of criteria say: choices, counts, thresholds, a second limit, parts, sets without points."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What is there was loaded to be used.
    _columns("agency", sa.Column("is_example", sa.Boolean(), nullable=False, server_default=sa.false()))
    _columns("criteria_set", _text("scoring", "points"), _json("passes"))
    _columns("area", _json("passes"))
    _columns("criterion", _text("part_of"), _json("passes"))
    _columns(
        "requirement",
        _text("issue_from"),
        _number("issue_year", 0),
        _text("accepted_until"),
        _json("choose"),
    )
    for table in ("checklist_item", "task_item"):
        _columns(
            table, _number("count", 1), _text("one_of"), sa.Column("at_least", sa.Integer(), nullable=True)
        )
    _columns(
        "task",
        sa.Column("issue_from", sa.Date(), nullable=True),
        sa.Column("accepted_until", sa.Date(), nullable=True),
        _json("choose"),
    )
    _may_be_unknown("criteria_set", "scored_max", "survey_max")
    _may_be_unknown("area", "max")
    _may_be_unknown("criterion", "max")
    _drop_empty_steps()


def _columns(table: str, *columns: sa.Column[object]) -> None:
    # Not by copying the table, which would lose its CHECKs.
    with op.batch_alter_table(table, recreate="never") as batch:
        for column in columns:
            batch.add_column(column)


def _may_be_unknown(table: str, *columns: str) -> None:
    with op.batch_alter_table(table) as batch:
        for column in columns:
            batch.alter_column(column, existing_type=sa.Integer(), nullable=True)


def _text(name: str, default: str = "") -> sa.Column[object]:
    return sa.Column(name, sa.String(), nullable=False, server_default=default)


def _number(name: str, default: int) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default=str(default))


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), nullable=False, server_default="{}")


def _drop_empty_steps() -> None:
    """What says nothing is left out of a formula."""
    table = sa.table("criterion", sa.column("id", sa.Integer), sa.column("formula", sa.String))
    connection = op.get_bind()
    for id_, formula in connection.execute(sa.select(table)).all():
        kept = {name: value for name, value in json.loads(formula).items() if value != []}
        connection.execute(table.update().where(table.c.id == id_).values(formula=json.dumps(kept)))
