"""The verb `simulate`: what a span of days would bring if nobody answered."""

import argparse
from datetime import date
from typing import Any

from bot.days import NoDay, read_day
from bot.settings import Settings
from bot.texts.words import listed_moment, long_day
from bot.verbs import WrongUsage, as_it_stands, say, the_agency
from jobs.simulate import Row, Telling
from jobs.simulate import simulate as project
from models.catalogue.values import YEARS
from models.database import reading

_WHAT = {
    Telling.CARD: "nhắc",
    Telling.OVERDUE: "nhắc quá hạn",
    Telling.LAST_CALL: "nhắc lần cuối",
    Telling.ESCALATION_HEAD: "báo trưởng đơn vị",
    Telling.ESCALATION_LEADER: "báo lãnh đạo",
}


def simulate(settings: Settings, arguments: argparse.Namespace) -> int:
    """Prints one row a rung; reads the database as it stands and writes nothing."""
    first, last = _day("--from", arguments.first), _day("--to", arguments.last)
    if first > last:
        raise WrongUsage("--from phải là ngày trước hoặc bằng --to.")
    with reading(as_it_stands(settings)) as session:
        rows = project(session, the_agency(session), first, last)
    words = "\n".join([*map(_line, rows), _summary(len(rows), first, last)])
    say(arguments, [_shown(row) for row in rows], words)
    return 0


def _day(option: str, given: str) -> date:
    try:
        return read_day(given)
    except NoDay:
        years = f"trong các năm {YEARS[0]}–{YEARS[-1]}"
        raise WrongUsage(f"{option} phải là ngày {years}, ví dụ {option} 31/01/2026.") from None


def _shown(row: Row) -> dict[str, Any]:
    return {
        "at": row.spoken.at.isoformat(),
        "officer": row.officer,
        "unit": row.unit,
        "requirement": row.requirement,
        "criterion": row.criterion,
        "period": row.period,
        "due_on": row.due_on.isoformat(),
        "rung": row.spoken.rung,
        "kind": row.spoken.kind,
    }


def _line(row: Row) -> str:
    whose = f"{row.officer} ({row.unit})" if row.officer else f"{row.unit}, chưa có người phụ trách"
    return (
        f"{listed_moment(row.spoken.at)}: {_WHAT[row.spoken.kind]} {row.spoken.rung} – "
        f"{row.requirement} kỳ {row.period}, hạn {row.due_on:%d/%m/%Y} – {whose}"
    )


def _summary(rows: int, first: date, last: date) -> str:
    found = f"{rows} lượt" if rows else "không có lượt nào"
    return (
        f"Từ {long_day(first)} đến {long_day(last)}: {found}, nếu không ai trả lời. "
        "Đây là tính trước, không ghi và không gửi gì."
    )
