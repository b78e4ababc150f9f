"""The verb `export`: the ledger, a receipt, what is to be done today on paper, the pack of a year's evidence."""

import argparse
import json
from typing import Any

from sqlmodel import Session

from bot.settings import Settings
from bot.texts import receipt as receipt_texts
from bot.texts import today as today_texts
from bot.verbs import CannotDo, WrongUsage, as_it_stands, say, the_agency, unit_called, write_new
from jobs import export as exports
from jobs.today import due_sheet
from models.clock import SystemClock
from models.database import reading

_PAGES = (".html", ".htm")


def export(settings: Settings, arguments: argparse.Namespace) -> int:
    """Prints one of the exports, or makes a file of it."""
    _check_usage(arguments)
    if arguments.what in FILES:
        return FILES[arguments.what](settings, arguments)
    with reading(as_it_stands(settings)) as session:
        EXPORTS[arguments.what](session, arguments)
    return 0


def _check_usage(arguments: argparse.Namespace) -> None:
    """Raises WrongUsage for an option of another export."""
    for options, theirs, sentence in _OPTIONS:
        if arguments.what not in theirs and any(getattr(arguments, each) for each in options):
            raise WrongUsage(sentence)


def _ledger(session: Session, arguments: argparse.Namespace) -> None:
    rows = exports.ledger(session)
    say(arguments, rows, "\n".join(map(_ledger_line, rows)))


def _ledger_line(row: dict[str, Any]) -> str:
    shown = {key: value for key, value in row.items() if key not in ("seq", "at", "change", "prev", "hash")}
    facts = json.dumps(shown, ensure_ascii=False)
    return f"{row['seq']} {row.get('at')} {row.get('change')} {facts} {row['hash'][:12]}"


def _receipt(session: Session, arguments: argparse.Namespace) -> None:
    if not arguments.number:
        raise WrongUsage("Cần số ghi nhận, ví dụ: nhacviec export receipt NV-2026-000123.")
    sheet = exports.receipt_sheet(session, arguments.number)
    if sheet is None:
        raise CannotDo(f"Không có số ghi nhận {arguments.number}: xem lại từng chữ số.")
    say(arguments, exports.receipt(session, arguments.number), receipt_texts.as_page(sheet))


def _today(session: Session, arguments: argparse.Namespace) -> None:
    """A table as wide as a printed page, or the page itself as a file; a file that is there is not overwritten."""
    agency = the_agency(session)
    unit = unit_called(session, agency, arguments.unit) if arguments.unit else None
    sheet = due_sheet(session, agency, SystemClock().now(), unit)
    if arguments.output is not None and arguments.output.suffix.lower() not in _PAGES:
        raise CannotDo(f"Trang in là tệp HTML: đặt tên {arguments.output.stem}.html.")
    if arguments.output is None:
        return say(arguments, today_texts.as_json(sheet), today_texts.as_table(sheet))
    write_new(arguments.output, today_texts.as_page(sheet).encode())
    said = {"file": str(arguments.output), "tasks": len(sheet.due) + len(sheet.soon)}
    return say(arguments, said, f"Đã ghi {said['tasks']} việc vào {said['file']}, khổ A4.")


def _pack(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot.packing.verbs import export_pack

    return export_pack(settings, arguments)


def _pack_template(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot.packing.verbs import export_template

    return export_template(settings, arguments)


EXPORTS = {"ledger": _ledger, "receipt": _receipt, "today": _today}
# What makes a file; loaded where it is called: no other verb needs what writes Word and Excel.
FILES = {"pack": _pack, "pack-template": _pack_template}
# Options, and the exports that they are of.
_OPTIONS = (
    (("unit",), ("today",), "--unit chỉ dùng với nhacviec export today."),
    (("output",), ("today", *FILES), "--output chỉ dùng với nhacviec export today, pack, pack-template."),
    (
        ("year", "edition", "template"),
        ("pack",),
        "--year, --edition và --template chỉ dùng với nhacviec export pack.",
    ),
    (("number",), ("receipt",), "Số ghi nhận chỉ dùng với nhacviec export receipt."),
)
