"""The verb `simulate`: what it prints, what it refuses, and that it leaves everything as it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.verbs import NO_DATA
from tests.bot.test_cli import REPORT, Command, change, loaded, logging_as_it_was, nhacviec, office

__all__ = ["loaded", "logging_as_it_was", "nhacviec", "office"]

APRIL = ("simulate", "--from", "2026-04-16", "--to", "2026-04-17")


def test_a_row_is_nine_values(office: Command) -> None:
    """The April report is due on Thursday 16/4: T0 and the last call that day, T+1 and the head on Friday."""
    office("invite", "Nguyễn Thị An", "--role", "officer", "--unit", "VHXH")
    office("assign", REPORT, "an.vhxh")
    rows = [row for row in office(*APRIL, "--json").json if row["requirement"] == REPORT]
    same = {
        "officer": "an.vhxh",
        "unit": "VHXH",
        "requirement": REPORT,
        "criterion": "7.5",
        "period": "2026-04",
        "due_on": "2026-04-16",
    }
    assert rows == [
        {"at": "2026-04-16T07:30:00+07:00", **same, "rung": "T0", "kind": "card"},
        {"at": "2026-04-16T14:00:00+07:00", **same, "rung": "T0", "kind": "last_call"},
        {"at": "2026-04-17T07:30:00+07:00", **same, "rung": "T+1", "kind": "overdue"},
        {"at": "2026-04-17T10:00:00+07:00", **same, "rung": "T+1", "kind": "escalation_head"},
    ]
    assert list(rows[0]) == [
        "at",
        "officer",
        "unit",
        "requirement",
        "criterion",
        "period",
        "due_on",
        "rung",
        "kind",
    ]


def test_in_sentences_every_row_is_a_line_and_the_last_says_what_this_is(office: Command) -> None:
    *lines, last = office(*APRIL).out.splitlines()
    assert (
        f"14:00 thứ Năm, 16/04/2026: nhắc lần cuối T0 – {REPORT} kỳ 2026-04, hạn 16/04/2026 – "
        "VHXH, chưa có người phụ trách"
    ) in lines
    assert last == (
        f"Từ thứ Năm, 16/04/2026 đến thứ Sáu, 17/04/2026: {len(lines)} lượt, nếu không ai trả lời. "
        "Đây là tính trước, không ghi và không gửi gì."
    )


def test_days_may_be_written_as_people_write_them(office: Command) -> None:
    assert office("simulate", "--from", "16/4/2026", "--to", "17.04.2026") == office(*APRIL)


def test_a_weekend_brings_nothing(office: Command) -> None:
    weekend = ("simulate", "--from", "2026-04-18", "--to", "2026-04-19")
    assert office(*weekend, "--json").json == []
    assert "không có lượt nào" in office(*weekend).out


def test_it_writes_nothing(office: Command, tmp_path: Path) -> None:
    def everything() -> list[str]:
        """Rows, not bytes: when SQLite moves its journal into the file is its own affair."""
        with closing(sqlite3.connect(tmp_path / "data" / "nhacviec.db")) as database:
            return list(database.iterdump())

    office("invite", "Nguyễn Thị An", "--role", "officer", "--unit", "VHXH")
    before = everything()
    ledger = office("export", "ledger", "--json").json
    assert office("simulate", "--from", "2026-01-01", "--to", "2026-12-31", "--json").json
    assert everything() == before
    assert office("export", "ledger", "--json").json == ledger


def test_without_a_database_it_makes_none(nhacviec: Command, tmp_path: Path) -> None:
    assert nhacviec(*APRIL).refusal == NO_DATA
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_another_version_is_not_upgraded(office: Command, tmp_path: Path) -> None:
    change(tmp_path, "UPDATE alembic_version SET version_num = '0000'")
    assert office(*APRIL).refusal == (
        "Cơ sở dữ liệu chưa đúng phiên bản này: chạy nhacviec init để nâng cấp trước."
    )


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("2026-02-30", "2026-12-31", "--from phải là ngày trong các năm 2000–2100, ví dụ --from 31/01/2026."),
        ("2026-01-01", "cuối năm", "--to phải là ngày trong các năm 2000–2100, ví dụ --to 31/01/2026."),
        ("2026-12-31", "2026-01-01", "--from phải là ngày trước hoặc bằng --to."),
        ("0001-01-01", "2026-01-01", "--from phải là ngày trong các năm 2000–2100, ví dụ --from 31/01/2026."),
        ("2026-01-01", "9999-12-31", "--to phải là ngày trong các năm 2000–2100, ví dụ --to 31/01/2026."),
    ],
)
def test_days_that_are_none_are_wrong_usage(office: Command, first: str, last: str, says: str) -> None:
    said = office("simulate", "--from", first, "--to", last)
    assert (said.code, said.out, said.err.strip()) == (2, "", says)
