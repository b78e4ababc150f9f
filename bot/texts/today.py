"""The day's tasks on paper: a plain table, an A4 page, or data."""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from textwrap import wrap
from typing import Any

from bot.texts.paper import page
from bot.texts.periods import period_in_a_cell
from bot.texts.words import NAME, cut, hour_and_day, long_day, short_day
from jobs.today import SOON_DAYS, DueSheet, DueTask
from models.people import Because
from models.rules.due_day import spelled_hour
from models.rules.lifecycle import State
from models.rules.zone import day_of

# As wide as a page of A4 in a fixed type.
WIDTH = 100
_COLUMNS = {"STT": 3, "Việc": 28, "Kỳ": 12, "Hạn": 11, "Còn/quá": 14, "Phụ trách": 18, "Ký nhận": 8}
_DUE = "Đến hạn hôm nay và quá hạn"
_SOON = f"Sắp đến hạn, trong {SOON_DAYS} ngày làm việc tới"
_NOTES = (
    "“Còn/quá” tính theo ngày làm việc. Ký nhận là đã đọc; việc nào đã xong, nhờ báo người quản trị để ghi "
    "vào hệ thống."
)
_TO_SIGN = "_" * _COLUMNS["Ký nhận"]
_NONE = "Không có việc nào."
_WHY_NOT = {
    Because.UNASSIGNED: "chưa phân công",
    Because.NOT_MINE: "đang hỏi lại người phụ trách",
    Because.ABSENT: "đang vắng, chưa có người thay",
    Because.NO_CHAT: "chưa có Telegram, nhờ báo trực tiếp",
    Because.BLOCKED: "tin nhắn không đến được máy, nhờ báo trực tiếp",
    Because.DEACTIVATED: "không còn phụ trách",
}
_INSTEAD = {
    Because.UNASSIGNED: ": báo {told}",
    Because.NOT_MINE: ": báo {told}",
    Because.ABSENT: "",
    Because.NO_CHAT: "; {told} nhận tin thay",
    Because.BLOCKED: "; {told} nhận tin thay",
    Because.DEACTIVATED: ": báo {told}",
}
_STYLE = """
@page { size: A4 portrait; margin: 15mm 12mm; }
body { font: 11pt/1.35 "Times New Roman", "Liberation Serif", serif; color: #000; margin: 0 auto; }
body { max-width: 186mm; }
h1 { font-size: 15pt; text-align: center; margin: 4mm 0 1mm; }
p { margin: 1mm 0; } p.day { text-align: center; }
h2 { font-size: 12pt; margin: 6mm 0 1mm; break-after: avoid; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 1mm 0 4mm; }
thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { border: 0.3mm solid #000; padding: 1.2mm 1.5mm; vertical-align: top; text-align: left; }
td { overflow-wrap: anywhere; height: 9mm; } th.unit { font-weight: bold; background: #eee; break-after: avoid; }
p.notes { font-size: 9.5pt; font-style: italic; }
@media screen { body { padding: 10mm; } }
"""
# The columns of the page, in hundredths of its width.
_SHARES = (6, 25, 13, 12, 14, 17, 13)


def as_table(sheet: DueSheet) -> str:
    """Plain text, no line wider than a page."""
    rows = [*_heading(sheet), ""]
    number = 0
    for name, lines in ((_DUE, sheet.due), (_SOON, sheet.soon)):
        rows += [name.upper(), _row(_COLUMNS), "-" * WIDTH]
        for unit, theirs in _by_unit(lines):
            rows.append(cut(unit, WIDTH))
            for line in theirs:
                number += 1
                rows.append(_row((*_cells(number, line)[:-1], _TO_SIGN)))
                rows += wrap(_whom_to_tell(line), WIDTH, initial_indent="    → ", subsequent_indent="      ")
        rows += [] if lines else [_NONE]
        rows.append("")
    return "\n".join([*rows, *wrap(_NOTES, WIDTH)])


def as_page(sheet: DueSheet) -> str:
    """A page of its own that asks nothing of the net, laid out for A4; what people typed is escaped."""
    heading, *below = _heading(sheet)
    body = [f'<p class="day">{escape(line)}</p>' for line in below]
    number = 1
    for name, lines in ((_DUE, sheet.due), (_SOON, sheet.soon)):
        body += [f"<h2>{escape(name)}</h2>", *_table(lines, number)]
        number += len(lines)
    body.append(f'<p class="notes">{escape(_NOTES)}</p>')
    return page(heading, body, _STYLE)


def as_json(sheet: DueSheet) -> list[dict[str, Any]]:
    """One row a line of the sheet, in its order; people, units and requirements by their codes."""
    return [
        {
            "section": section,
            "unit": line.unit_code,
            "officer": line.officer_code,
            "requirement": line.requirement,
            "period": line.task.period,
            "task": line.name,
            "tell": line.told_code,
            "because": line.because,
            "due_on": line.day.isoformat(),
            **({"due_hour": spelled_hour(line.hour)} if line.hour else {}),
            "left": line.left,
            "late": line.late,
            "state": line.task.state.value,
        }
        for section, lines in (("due", sheet.due), ("soon", sheet.soon))
        for line in lines
    ]


def _heading(sheet: DueSheet) -> list[str]:
    where = f"{sheet.agency} – {sheet.unit}" if sheet.unit else sheet.agency
    return [
        f"Việc cần làm {long_day(day_of(sheet.now))}",
        cut(where, WIDTH),
        f"In từ Nhắc Việc lúc {hour_and_day(sheet.now)}",
    ]


def _by_unit(lines: tuple[DueTask, ...]) -> Iterator[tuple[str, Iterator[DueTask]]]:
    return groupby(lines, key=lambda line: line.task.unit)


def _table(lines: tuple[DueTask, ...], number: int) -> list[str]:
    if not lines:
        return [f"<p>{_NONE}</p>"]
    widths = "".join(f'<col style="width: {share}%">' for share in _SHARES)
    head = "".join(f"<th>{escape(name)}</th>" for name in _COLUMNS)
    rows = [f"<table><colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead><tbody>"]
    for unit, theirs in _by_unit(lines):
        rows.append(f'<tr><th class="unit" colspan="{len(_COLUMNS)}">{escape(unit)}</th></tr>')
        for line in theirs:
            *cells, whose, signed = _cells(number, line)
            whose = "; ".join(filter(None, (whose, _whom_to_tell(line))))
            row = "".join(f"<td>{escape(cut(cell, WIDTH))}</td>" for cell in (*cells, whose, signed))
            rows.append(f"<tr>{row}</tr>")
            number += 1
    return [*rows, "</tbody></table>"]


def _cells(number: int, line: DueTask) -> tuple[str, ...]:
    """As the columns are; the last one stays free for a signature."""
    task = line.task
    return (
        str(number),
        task.short,
        period_in_a_cell(task.period),
        f"{line.day:%d/%m} {line.hour:%H:%M}" if line.hour else f"{line.day:%d/%m/%Y}",
        _how_long(line),
        _whose(line),
        "",
    )


def _row(cells: tuple[str, ...] | dict[str, int]) -> str:
    return " ".join(
        f"{cut(cell, width):<{width}}" for cell, width in zip(cells, _COLUMNS.values(), strict=True)
    ).rstrip()


def _how_long(line: DueTask) -> str:
    if line.task.state is State.CLAIMED:
        return "chờ minh chứng"
    if line.task.accepted_until is not None:
        return f"nhận đến {short_day(line.task.accepted_until)}"
    if line.left or line.late:
        return f"còn {line.left} ngày" if line.left else f"quá {line.late} ngày"
    return "đã qua hạn" if line.is_past else "hôm nay"


def _whose(line: DueTask) -> str:
    if line.because is Because.ABSENT and line.told is not None:
        return f"{line.told.full_name} (thay)"
    return line.task.officer.full_name if line.task.officer else "chưa có người"


def _whom_to_tell(line: DueTask) -> str:
    """Where Telegram does not tell the officer: why, who was told instead, and whom to tell by word of mouth."""
    if line.because is None or (line.because is Because.ABSENT and line.told is not None):
        return ""
    told = cut(line.told.full_name, NAME) if line.told else ""
    return _WHY_NOT[line.because] + (_INSTEAD[line.because].format(told=told) if told else "")
