"""The verb `import files`: a list of citizen files, previewed the first time its headings are met."""

import argparse
import sys
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.cases.lists import Offered, bring_in, read_offered
from bot.settings import Settings
from bot.storing import key_of
from bot.texts import alerts
from bot.texts.case_imports import imported_words, preview
from bot.texts.case_lists import list_fault
from bot.verbs import CannotDo, WrongUsage, moment_of, ready, say, the_agency
from models.actor import OPERATOR
from models.changes.case_lists import Imported
from models.clock import SystemClock
from models.database import reading
from models.refused import Reason, Refused
from models.rules.cases.columns import folded
from models.rules.cases.listed import CannotRead, Field
from models.rules.zone import local

_PROGRESS_FROM = 5_000
_NEW_CODES = " Nếu đúng là của xã, chạy lại với --new-codes."


def import_files(settings: Settings, arguments: argparse.Namespace) -> int:
    """Whole or not at all. With `--preview`, or without a yes to a new kind of list, nothing is imported."""
    engine, now, columns = ready(settings), SystemClock().now(), _columns(arguments.column)
    as_of = moment_of("--as-of", arguments.as_of) if arguments.as_of else None
    data = arguments.file.read_bytes()
    with reading(engine) as session:
        agency_id = the_agency(session).id or 0
        offered = _read(session, arguments, data, columns)
    if arguments.preview or not offered.is_known:
        print(preview(offered.read), file=sys.stderr if arguments.json else sys.stdout)
    if arguments.preview:
        return 0
    if not (offered.is_known or arguments.yes or _agrees()):
        raise CannotDo('Chưa nhập gì: xem lại các cột, chỉ rõ bằng --column "Tên cột=code" nếu hiểu sai.')
    try:
        key, is_ours = key_of(settings), arguments.new_codes
        done = bring_in(
            engine, lambda _: OPERATOR, agency_id, offered, now, key, as_of, columns, is_ours=is_ours
        )
    except Refused as refused:
        hint = _NEW_CODES if refused.reason is Reason.OTHER_OFFICE else ""
        raise CannotDo(alerts.refused(refused) + hint) from None
    say(arguments, _as_json(done, offered), imported_words(done, offered.read))
    return 0


def _read(session: Any, arguments: argparse.Namespace, data: bytes, columns: dict[str, str]) -> Offered:
    try:
        offered = read_offered(
            session, the_agency(session), data, arguments.file.name, columns, _told if _is_watched() else None
        )
    except CannotRead as fault:
        raise CannotDo(list_fault(fault)) from None
    if arguments.partial:
        return replace(offered, read=replace(offered.read, is_full=False))
    return offered


def _is_watched() -> bool:
    return sys.stderr.isatty()


def _told(rows: int) -> None:
    if rows % _PROGRESS_FROM == 0:
        print(f"Đã đọc {rows} dòng…", file=sys.stderr, flush=True)


def _agrees() -> bool:
    """Asked where somebody sits there; a script that imports has read the preview that it prints."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    return input("Nhập danh sách này? [c/K] ").strip().lower() in ("c", "co", "có", "y")


def _columns(given: list[str] | None) -> dict[str, str]:
    """Of `--column "Hạn trả dân=promised"` the folded headings, and what they are. Raises WrongUsage."""
    found = {}
    for each in given or ():
        heading, _, field = each.rpartition("=")
        if not heading or field not in {one.value for one in Field}:
            known = ", ".join(one.value for one in Field)
            raise WrongUsage(f'--column cần dạng "Tên cột=loại", loại là một trong: {known}.')
        found[folded(heading)] = field
    return found


def _as_json(done: Imported, offered: Offered) -> dict[str, Any]:
    row = done.row
    return {
        "is_new": done.is_new,
        "rows": row.rows,
        "new": row.new if done.is_new else 0,
        "changed": row.changed if done.is_new else 0,
        "unchanged": done.unchanged if done.is_new else row.rows,
        "missing": row.missing if done.is_new else 0,
        "left_out": [{"row": each.row, "fault": each.fault.value} for each in offered.read.left_out],
        "opened": len(done.opened),
        "to_settle": len(done.to_settle),
        "rewritten": list(done.rewritten),
        "handlers": list(done.new_handlers),
        "as_of": _spelled(row.as_of),
        "is_full": row.is_full,
        "sha256": row.sha256,
    }


def _spelled(moment: datetime) -> str:
    return local(moment).isoformat()
