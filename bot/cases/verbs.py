"""The verb `cases`: citizen files on this machine; what is owed, whose it is, letters, the rule of the clock."""

import argparse
import asyncio
from collections.abc import Callable
from typing import Any

from sqlmodel import Session, col, select

from bot.cases.letters import letters_of
from bot.letters.drafting import BadLetterTemplate, own_template
from bot.letters.template import BUILT_IN
from bot.letters.writing import write_letters
from bot.settings import Settings
from bot.storing import key_of, store_of
from bot.texts import alerts
from bot.texts.case_imports import figure_words, handlers_words, owed_words, rule_words, settled_words
from bot.texts.letters import taken_words, written_words
from bot.verbs import CannotDo, WrongUsage, person_called, ready, say, the_agency, unit_called, write_new
from jobs.cases.figures import figure_of
from jobs.cases.letters import tell_taken
from jobs.inspecting.worker import Inspector
from jobs.letters.taking import take_signed
from models.actor import OPERATOR, Act, acting
from models.cases import cases_of, clock_of, handler_key, is_owed, to_settle
from models.changes.cases import map_handler, set_rule
from models.changes.citizens import keep_citizens
from models.changes.settling import settle_out
from models.clock import SystemClock
from models.database import reading, writing
from models.refused import Refused
from models.rules.cases.clock import ClockRule
from models.rules.zone import day_of
from models.tables import CaseHandler, Person, Task


def cases(settings: Settings, arguments: argparse.Namespace) -> int:
    try:
        return _VERBS[arguments.what](settings, arguments)
    except Refused as refused:
        raise CannotDo(alerts.refused(refused)) from None


def _list(settings: Settings, arguments: argparse.Namespace) -> int:
    """What is owed an apology, nearest limit first; never anything of the citizen."""
    with reading(ready(settings)) as session:
        tasks = _owed(session, arguments.who)
        cases = cases_of(session, tasks)
        found = [
            {
                "code": task.period,
                "procedure": cases[task.id or 0].procedure,
                "promised_on": cases[task.id or 0].promised_on.isoformat(),
                "limit_on": task.due_on.isoformat(),
                "state": task.state.value,
                "officer": _code_of(session, task),
            }
            for task in tasks
            if task.id in cases
        ]
    say(arguments, found, owed_words(found))
    return 0


def _owed(session: Session, who: str | None) -> list[Task]:
    agency = the_agency(session)
    found = select(Task).where(is_owed(agency.id or 0))
    if who is not None:
        person = person_called(session, agency, who)
        if person is None:
            raise CannotDo(f"Không có cán bộ {who}: xem mã cán bộ trong /quanly.")
        found = found.where(Task.responsible_id == person.id)
    return list(session.exec(found.order_by(col(Task.due_on), col(Task.period))).all())


def _code_of(session: Session, task: Task) -> str | None:
    person = session.get(Person, task.responsible_id) if task.responsible_id else None
    return person.code if person else None


def _figure(settings: Settings, arguments: argparse.Namespace) -> int:
    today = day_of(SystemClock().now())
    year = int(arguments.who) if arguments.who else today.year
    with reading(ready(settings)) as session:
        found = figure_of(session, the_agency(session), year, today)
    value = {"year": year, "needed": found.needed, "in_time": found.in_time, "late": found.late}
    say(arguments, value | {"none_yet": found.none_yet, "unread": found.unread}, figure_words(found))
    return 0


def _handlers(settings: Settings, arguments: argparse.Namespace) -> int:
    with reading(ready(settings)) as session:
        rows = session.exec(
            select(CaseHandler)
            .where(CaseHandler.agency_id == the_agency(session).id)
            .order_by(CaseHandler.name)
        ).all()
        found = [{"name": row.name, "to": _mapped_to(session, row)} for row in rows]
    say(arguments, found, handlers_words(found))
    return 0


def _mapped_to(session: Session, row: CaseHandler) -> str | None:
    from models.tables import Unit

    if row.person_id:
        return session.get_one(Person, row.person_id).code
    return session.get_one(Unit, row.unit_id).code if row.unit_id else None


def _map(settings: Settings, arguments: argparse.Namespace) -> int:
    """`cases map "NAME" CODE`: a person's code, or a unit's."""
    if not arguments.who or not arguments.to:
        raise WrongUsage(
            'Cần tên trong danh sách và mã, ví dụ: nhacviec cases map "Nguyễn Văn Bình" binh.kt.'
        )
    with writing(ready(settings)) as session:
        agency = the_agency(session)
        folded = handler_key(arguments.who)
        handler = session.exec(
            select(CaseHandler).where(CaseHandler.agency_id == agency.id, CaseHandler.folded == folded)
        ).first()
        if handler is None:
            raise CannotDo(f"Danh sách chưa có tên “{arguments.who}”: xem bằng nhacviec cases handlers.")
        to = person_called(session, agency, arguments.to) or unit_called(session, agency, arguments.to)
        given = map_handler(Act(session, OPERATOR, SystemClock().now()), handler, to)
        said = {"name": handler.name, "to": to.code, "moved": given}
    say(arguments, said, f"“{said['name']}” là {said['to']}; {given} hồ sơ đang mở đã chuyển theo.")
    return 0


def _rule(settings: Settings, arguments: argparse.Namespace) -> int:
    """Shows the rule; changes what is given."""
    given = (arguments.before, arguments.lead, arguments.extensions, arguments.source)
    with writing(ready(settings)) as session:
        agency = the_agency(session)
        clock = clock_of(session, agency.id or 0)
        if any(each is not None for each in given):
            rule = ClockRule(
                *(
                    own if each is None else each
                    for each, own in zip(given[:3], (clock.before, clock.lead, clock.extensions), strict=True)
                )
            )
            act = Act(session, OPERATOR, SystemClock().now())
            clock = set_rule(
                act, agency, rule, arguments.source or "", "decided" if arguments.source else clock.status
            )
        value = {
            "before": clock.before,
            "lead": clock.lead,
            "extensions": clock.extensions,
            "source": clock.source,
            "status": clock.status,
        }
    say(arguments, value, rule_words(value))
    return 0


def _names(settings: Settings, arguments: argparse.Namespace) -> int:
    """`cases names on|off [--days N]`"""
    if arguments.who not in ("on", "off"):
        raise WrongUsage("Cần on hoặc off, ví dụ: nhacviec cases names on --days 90.")
    on = arguments.who == "on"
    with writing(ready(settings)) as session:
        agency = the_agency(session)
        days = arguments.days or clock_of(session, agency.id or 0).keep_days
        keep_citizens(Act(session, OPERATOR, SystemClock().now(), key_of(settings)), agency, on, days)
    kept = f"Từ nay giữ tên và địa chỉ người dân (đã mã hóa), xóa sau {days} ngày kể từ khi hồ sơ xong."
    dropped = (
        "Từ nay không giữ tên, địa chỉ người dân; phần đã giữ đã xóa. Bản thảo thư đã soạn thì còn tên, tự xóa "
        f"{days} ngày sau khi hồ sơ xong."
    )
    say(arguments, {"keeps": on, "days": days}, kept if on else dropped)
    return 0


def _settle(settings: Settings, arguments: argparse.Namespace) -> int:
    """`cases settle ADMIN --reason WORDS`: files that were late before the agency used the program need nothing
    more; recorded in the name of this admin, who can take it back in the chat."""
    if not arguments.who or not arguments.reason:
        raise WrongUsage(
            'Cần mã quản trị và lý do, ví dụ: nhacviec cases settle minh.vp --reason "Đã xin lỗi bằng giấy".'
        )
    with writing(ready(settings)) as session:
        agency = the_agency(session)
        person = person_called(session, agency, arguments.who)
        if person is None:
            raise CannotDo(f"Không có cán bộ {arguments.who}: xem mã cán bộ trong /quanly.")
        tasks = to_settle(session, agency.id or 0)
        if tasks:
            settle_out(Act(session, acting(person), SystemClock().now()), tasks, arguments.reason)
        count = len(tasks)
    say(arguments, {"settled": count}, settled_words(count))
    return 0


def _draft(settings: Settings, arguments: argparse.Namespace) -> int:
    """Drafts letters for all that is owed, or for one person's."""
    store, now = store_of(settings), SystemClock().now()
    with writing(ready(settings)) as session:
        agency = the_agency(session)
        act = Act(session, OPERATOR, now, key_of(settings))
        days = str(arguments.days) if arguments.days else ""
        facts = letters_of(
            act, agency, _owed(session, arguments.who), arguments.reason or "", days, key_of(settings)
        )
    try:
        done = write_letters(settings.letters_dir, facts, own_template(store), as_pdf=True)
    except BadLetterTemplate as bad:
        raise CannotDo(str(bad)) from None
    value = {"new": [str(each) for each in done.new], "kept": list(done.kept), "pdfs": len(done.pdfs)}
    say(
        arguments,
        value,
        written_words(len(done.new), done.kept, len(done.same), len(done.pdfs), done.folders),
    )
    return 0


def _signed(settings: Settings, arguments: argparse.Namespace) -> int:
    """Takes in what lies in the folder of signed letters now."""
    engine, now = ready(settings), SystemClock().now()

    async def take() -> list[Any]:
        inspector = Inspector(settings.trust_roots_dir)
        try:
            return list(await take_signed(engine, store_of(settings), inspector, settings.letters_dir, now))
        finally:
            await inspector.close()

    taken = asyncio.run(take())
    with writing(engine) as session:
        tell_taken(Act(session, OPERATOR, now), taken)
    value = [{"file": each.path.name, "fate": each.fate.value, "code": each.code} for each in taken]
    say(arguments, value, taken_words(taken))
    return 0


def _template(settings: Settings, arguments: argparse.Namespace) -> int:
    """Writes the built-in letter, to be changed; put beside the evidence as `mau-xin-loi.docx` it replaces it."""
    if arguments.output is None:
        raise WrongUsage("Cần tên tệp, ví dụ: nhacviec cases template --output mau-xin-loi.docx.")
    write_new(arguments.output, BUILT_IN.read_bytes())
    place = store_of(settings).folder.parent / BUILT_IN.name
    say(
        arguments,
        {"file": str(arguments.output)},
        f"Đã ghi mẫu thư vào {arguments.output}; sửa xong thì để ở {place}.",
    )
    return 0


_VERBS: dict[str, Callable[[Settings, argparse.Namespace], int]] = {
    "list": _list,
    "figure": _figure,
    "handlers": _handlers,
    "map": _map,
    "rule": _rule,
    "names": _names,
    "draft": _draft,
    "settle": _settle,
    "signed": _signed,
    "template": _template,
}
WHAT = tuple(_VERBS)
