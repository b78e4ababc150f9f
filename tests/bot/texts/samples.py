"""Samples of every kind of message, with everything it may have to say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any

from jobs.messages import answers, connections, coverage, facts, files, joining, lists, morning_facts, zalo
from jobs.messages import details as details_facts
from jobs.messages.above_facts import LeaderWeek
from jobs.messages.facts import Choice, Do, Notice, Rows, TaskFacts
from jobs.messages.morning_facts import Outage, StandIn
from jobs.messages.reviewing import Accepted, ReviewFacts
from models.people import Because
from models.refused import Reason
from models.rules.figures import Figure
from models.rules.lifecycle import State
from models.rules.reading import Place
from models.rules.zone import day_of
from models.tables import ItemKind, Role, Verdict
from models.waits import Wait
from tests.bot.texts.above import ABOVE, told_above
from tests.bot.texts.absence import ABSENCE
from tests.bot.texts.alarms import ALARMS
from tests.bot.texts.auditing import AUDITING
from tests.bot.texts.cards import EVERY_BUTTON, ID, Maker, Sample, cards, items, real_checklists
from tests.bot.texts.cases import CASES
from tests.bot.texts.connections import CONNECTIONS
from tests.bot.texts.coverage import COVERAGE
from tests.bot.texts.details import details
from tests.bot.texts.forms import FORMS
from tests.bot.texts.inspecting import INSPECTING, inspections
from tests.bot.texts.moving import MOVING
from tests.bot.texts.pieces import PIECES, in_digest
from tests.bot.texts.privacy import PRIVACY
from tests.bot.texts.replies import REPLIES
from tests.bot.texts.reviewing import REVIEWING
from tests.bot.texts.staff import STAFF
from tests.bot.texts.timekeeping import TIMEKEEPING
from tests.bot.texts.waiting import WAITING
from tests.bot.texts.words import EVE, Words, moment


def _mixed(words: Words, count: int, now: datetime) -> tuple[tuple[int, TaskFacts], ...]:
    """Tasks of every standing, numbered."""
    claimed = {"state": State.CLAIMED, "claim": words.claim()}
    submitted = {"state": State.SUBMITTED, "claim": words.claim(with_file=True)}
    changes: list[dict[str, Any]] = [
        {"due_on": day_of(now)},
        {"due_on": day_of(now) + timedelta(days=1)},
        {"due_on": date(2026, 12, 31)},
        {"due_on": date(2026, 12, 1)},
        claimed,
        submitted,
        *({"state": state} for state in (State.ACCEPTED, State.WAIVED, State.MISSED, State.RETURNED)),
        {"due_on": date(2027, 1, 4)},
        {"due_on": date(2026, 12, 12), "cutoff_on": None},
        {"state": State.WAITING, "waiting": Wait(words.agency, words.reason, date(2026, 1, 16)), "late": 0},
    ]
    return tuple(
        (number, words.task(now, **changes[(number - 1) % len(changes)])) for number in range(1, count + 1)
    )


def _numbers(tasks: tuple[tuple[int, TaskFacts], ...]) -> Rows:
    each = [Choice(Do.CARD, (task.id,), number) for number, task in tasks]
    return tuple(tuple(each[start : start + 4]) for start in range(0, len(each), 4))


def _digest(words: Words, now: datetime, count: int, **changes: Any) -> morning_facts.Digest:
    tasks = _mixed(words, count, now)
    return morning_facts.Digest(
        reader=words.named, choices=_numbers(tasks), now=now, said_on=day_of(now), tasks=tasks, **changes
    )


def _digests(words: Words) -> Iterator[Sample]:
    for count in range(1, 13):
        for now in (EVE, moment(14, 12), moment(22, 8)):
            yield Sample(f"{count} tasks on {now:%d/%m}", _digest(words, now, count), f"Có {count}")
    for because in Because:
        why = {1: StandIn(because, None if because is Because.UNASSIGNED else words.colleague)}
        yield Sample(f"{because}", _digest(words, EVE, 2, stand_ins=why), "Có 2")
    lying = _mixed(words, 3, EVE)
    lying += tuple(
        (number, words.task(EVE, place=place, place_since=date(2026, 12, 14)))
        for number, place in ((4, Place.UNIT_HEAD), (5, Place.LEADER))
    )
    rows = (*_numbers(lying), (Choice(Do.FORWARDED, (ID,), 4),))
    held = replace(_digest(words, EVE, 3), tasks=lying, choices=rows, held=frozenset({4, 5}))
    yield Sample("documents that lie with the reader", held, "Có 5")
    yield Sample("more than a screen", _digest(words, EVE, 12, more=18), "Có 30")
    late = moment(28, 12)
    for count in (1, 2, 12):
        overdue = tuple((number, words.task(late)) for number in range(1, count + 1))
        still = replace(_digest(words, late, count, still=True), tasks=overdue, choices=_numbers(overdue))
        yield Sample(f"{count} still overdue", still, "Hôm nay không có")
    answered = ((1, words.task(late, state=State.CLAIMED, claim=words.claim())),)
    yield Sample("answered since", replace(still, tasks=answered), "Hôm nay không có")
    soon = replace(_digest(words, EVE, 2), by_the_hour=True)
    yield Sample("before an hour", soon, "Sắp đến giờ hạn: 2 việc")
    yield Sample("asked for", replace(soon, by_the_hour=False, asked_for=True), "Nhắc lại theo hẹn: 2 việc")
    verdict = ReviewFacts(words.colleague, Verdict.ACCEPTED, "", EVE, 0, False)
    accepted = words.task(EVE, state=State.ACCEPTED, claim=words.claim(with_file=True))
    good = Accepted(reader=words.named, task=accepted, review=verdict, next=None)
    for count, news in ((0, 2), (2, 2), (12, 14)):
        yield Sample(f"with news, {count}", _digest(words, EVE, count, taken_in=(good,) * news), "☀️ Chào")
    handed = words.task(EVE, state=State.SUBMITTED, claim=words.claim(with_file=True))
    rows = (*_numbers(_mixed(words, 1, EVE)), (Choice(Do.REVIEW, (ID,), 2),))
    reviewing = replace(
        _digest(words, EVE, 1),
        tasks=(*_mixed(words, 1, EVE), (2, handed)),
        choices=rows,
        reviews=frozenset({2}),
    )
    yield Sample("with what waits for a verdict", reviewing, "Có 2")
    stuck = words.task(
        EVE, obstacle=facts.Obstacle(words.named, date(2026, 12, 14), words.reason, "0912 345 678")
    )
    yield Sample("something in the way", replace(soon, by_the_hour=False, tasks=((1, stuck),)), "Có 1")
    settling = {"to_settle": 14}
    yield Sample("quiet, some to settle", _digest(words, EVE, 0, **settling), "Hôm nay không có")
    yield Sample("quiet, but for files", _digest(words, EVE, 0, owed=3), "Có 3 hồ sơ")
    nearest = words.task(moment(7, 12))
    anchored = {"anchor": "123456-0123abcd"}
    yield Sample("quiet", _digest(words, moment(7, 12), 0, nearest=nearest, **anchored), "không có việc")
    yield Sample("nothing at all", _digest(words, moment(7, 12), 0), "chưa có việc")
    gap = Outage(moment(10, 12, hour=16, minute=5), moment(15, 12, hour=7, minute=12))
    for count in (1, 4, 12):
        yield Sample(f"outage, {count}", _digest(words, EVE, count, outage=gap), "Hệ thống gián đoạn")
    yield Sample("outage, nothing", _digest(words, EVE, 0, outage=gap), "Hệ thống gián đoạn")
    for count in (0, 1, 12):
        lost = replace(gap, is_restored=True)
        yield Sample(f"restored, {count}", _digest(words, EVE, count, outage=lost), "khôi phục từ bản sao")


def _task_lists(words: Words) -> Iterator[Sample]:
    for count, more in ((0, 0), (1, 0), (12, 0), (12, 25)):
        tasks = _mixed(words, count, EVE)
        listed = answers.TaskList(
            reader=words.named, choices=_numbers(tasks), now=EVE, tasks=tasks, total=count + more
        )
        yield Sample(f"{count} and {more}", listed, "iệc")
        found = replace(listed, searched=words.short)
        yield Sample(f"{count} and {more} found", found, "Tìm" if count else "Không thấy")
    rows = ((Choice(Do.TRIAGE),),)
    listed = answers.TaskList(reader=words.named, choices=rows, now=EVE, tasks=(), to_settle=14)
    yield Sample("only what was due before adoption", listed, "14 việc")
    to_bundle = ((Choice(Do.CASES),),)
    owing = replace(listed, choices=to_bundle, to_settle=0, owed=5)
    yield Sample("only files that are owed an apology", owing, "5 hồ sơ")
    yield Sample("only files to review", replace(listed, choices=(), to_settle=0, reviews=3), "3 minh chứng")
    owed = facts.PieceFacts(words.item, words.unit, date(2026, 12, 14), 0, given=False)
    piece = replace(listed, to_settle=0, tasks=_mixed(words, 1, EVE), total=1, pieces={1: owed})
    yield Sample("a piece", piece, "Việc của")


def _triages(words: Words) -> Iterator[Sample]:
    settled = (State.OPEN, State.CLAIMED, State.SUBMITTED, State.WAIVED, State.ACCEPTED, State.MISSED)
    waiting = [words.task(state=State.TO_SETTLE, due_on=date(2026, 3, 16)) for _ in range(6)]
    done = [words.task(state=state, claim=words.claim()) for state in settled]
    no_stake = [words.task(state=State.TO_SETTLE, worth=None)]
    for name, tasks, left, page, pages in (
        ("one page", waiting, 6, 0, 1),
        ("half settled", waiting + done, 6, 0, 1),
        ("second page", no_stake + done, 1, 1, 2),
        ("all settled", done, 0, 0, 1),
    ):
        numbered = tuple(enumerate(tasks, start=1))
        choices = (
            *_numbers(numbered),
            (Choice(Do.PAGE, (ID, page), page=facts.Page(page + 1, pages)),),
            (Choice(Do.HAND_OVER, (ID, ID), name=words.unit),),
        )
        triage = answers.Triage(
            reader=words.named,
            choices=choices,
            agency=words.agency,
            adopted_on=date(2026, 11, 23),
            tasks=numbered,
            left=left,
            total=len(tasks),
        )
        yield Sample(name, triage, f"{len(tasks)} việc có hạn trước ngày")


def _ask_files(words: Words) -> Iterator[Sample]:
    for kind in ItemKind:
        task = words.task(items=(words.wanted(kind),))
        asked = files.AskFile(reader=words.named, task=task)
        yield Sample(f"{kind}", asked, "gửi minh chứng")
        issued = replace(asked, by_clerk=True, document="120/KH-UBND", document_on=date(2026, 12, 15))
        yield Sample(f"{kind}, issued", issued, "đã phát hành")
        of_citizens = replace(asked, task=replace(task, personal=True))
        yield Sample(f"{kind}, of citizens", of_citizens, "Tệp của")


def _files_received(words: Words) -> Iterator[Sample]:
    full, part = items(words, 2, 2), items(words, 12, 1)
    for name, task in {
        "submitted": words.task(state=State.SUBMITTED, claim=words.claim(True), items=full),
        "items missing": words.task(state=State.CLAIMED, claim=words.claim(True), items=part),
        "late": words.task(
            moment(18, 12),
            state=State.SUBMITTED,
            claim=words.claim(True, moment(18, 12)),
            items=full,
        ),
        "settled": words.task(
            state=State.SUBMITTED, claim=words.claim(True), items=full, due_on=date(2026, 3, 16)
        ),
        "after closing": words.task(state=State.MISSED, claim=words.claim(True), items=full),
        "to settle": words.task(state=State.TO_SETTLE, items=part),
    }.items():
        for others in ((), (words.title, words.title)):
            received = files.FileReceived(
                reader=words.named,
                choices=EVERY_BUTTON,
                task=task,
                item=words.item,
                file_name=words.file,
                receipt="NV-2026-000123",
                sent_at=moment(18, 12) if name == "late" else EVE,
                also_serves=others,
                before_adoption="settle" in name,
            )
            yield Sample(f"{name}, {len(others)} others", received, "Đã nhận minh chứng")
            yield Sample(f"{name}, {len(others)}, of citizens", replace(received, left_chat=True), "Đã nhận")
            yield Sample(f"{name}, {len(others)}, file late", replace(received, late_file=True), "Đã nhận")
            for number, read in enumerate(inspections(words) if "settle" not in name else ()):
                yield Sample(
                    f"{name}, {len(others)}, read {number}", replace(received, inspected=read), "Đã nhận"
                )
            withdrawn = replace(received, withdrawn=True, choices=(), before_adoption=False)
            yield Sample(f"{name}, {len(others)} others, withdrawn", withdrawn, "Đã rút lại minh chứng")


def _entered(words: Words) -> Iterator[Sample]:
    """A figure with and without its source and day; a tick."""
    received = next(_files_received(words)).message
    assert isinstance(received, files.FileReceived)
    billions = Figure(Decimal("69748146192"), Decimal("109890297877"), date(2026, 11, 30), words.unit)
    for name, figure in {
        "plain": Figure(Decimal(672), Decimal(5505)),
        "billions": billions,
        "tick": None,
    }.items():
        yield Sample(name, replace(received, file_name="", figure=figure), "Đã nhận minh chứng")
    low = replace(received, file_name="", figure=billions, reaches=False, at_least=Decimal("63.5"))
    yield Sample("below its threshold", low, "Đã nhận minh chứng")
    for name, of_task in real_checklists(words).items():
        task = words.task(state=State.CLAIMED, claim=words.claim(True), **of_task)
        yield Sample(name, replace(received, task=task), "Đã nhận minh chứng")
    accepted = replace(words.claim(True, moment(18, 12)), late_by=2, late_accepted=True)
    task = words.task(moment(18, 12), state=State.SUBMITTED, claim=accepted)
    yield Sample("late, and accepted", replace(received, task=task), "Đã nhận minh chứng")


def _ask_figures(words: Words) -> Iterator[Sample]:
    for again, says in ((False, "trả lời"), (True, "chưa đọc được")):
        asked = files.AskFigure(reader=words.named, task=words.task(), item=words.item, again=again)
        yield Sample(f"again {again}", asked, says)
        which = replace(asked, item="", choices=((Choice(Do.FIGURE, (ID, ID), name=words.item),),))
        yield Sample(f"which, again {again}", which, "Số liệu của mục nào")


def _which_items(words: Words) -> Iterator[Sample]:
    rows = tuple(
        (Choice(Do.FOR_ITEM, (ID, ID), name=words.item, variant=filled),)
        for filled in (None, facts.Variant.FILLED)
    )
    asked = files.AskWhichItem(
        reader=words.named,
        choices=(*rows, (Choice(Do.DISCARD, (ID,)),)),
        task=words.task(),
        file_name=words.file,
    )
    yield Sample("two items", asked, "Đã nhận và giữ tệp")


def _which_tasks(words: Words) -> Iterator[Sample]:
    for kept, count in ((1, 0), (1, 1), (4, 3), (10, 8)):
        candidates = tuple(task for _, task in _mixed(words, count, EVE))
        rows = tuple(
            (Choice(Do.PLACE, (ID, task.id), number),) for number, task in enumerate(candidates, start=1)
        )
        asked = files.AskWhichTask(
            reader=words.named,
            choices=(*rows, (Choice(Do.APART, (ID,)),), (Choice(Do.DISCARD, (ID,)),)),
            file_names=tuple(words.file for _ in range(kept)),
            candidates=candidates,
            orders=kept > 1,
        )
        yield Sample(f"{kept} files, {count} tasks", asked, f"Đã nhận và giữ {kept} tệp")


def _files_refused(words: Words) -> Iterator[Sample]:
    for problem in files.FileProblem:
        says = "chưa tính" if problem is files.FileProblem.NOT_ACCEPTED else "Tệp"
        for task in (None, words.task()):
            refused = files.FileRefused(
                reader=words.named,
                problem=problem,
                file_name=words.file,
                size=26_314_572,
                sent_at=EVE,
                task=task,
            )
            yield Sample(f"{problem}, {task is not None}", refused, says)


def _questions(words: Words) -> Iterator[Sample]:
    for cutoff_on in (None, date(2026, 12, 14)):
        choices = ((Choice(Do.DONE_EARLY, (ID,)), Choice(Do.DISMISS)),)
        task = words.task(moment(7, 12), cutoff_on=cutoff_on)
        asked = answers.BeforeCutoff(reader=words.named, choices=choices, task=task)
        yield Sample(f"before {cutoff_on}", asked, "báo xong")


def _dates_asked(words: Words) -> Iterator[Sample]:
    days = (date(2026, 11, 26), date(2026, 11, 30), date(2026, 12, 7))
    choices = tuple((Choice(Do.SET_DATE, (ID, day)),) for day in days)
    task = words.task(moment(23, 11), state=State.TO_SETTLE, due_on=date(2026, 3, 16))
    yield Sample("a new day", answers.AskDate(reader=words.named, choices=choices, task=task), "hạn mới")


def _about_me(words: Words) -> Iterator[Sample]:
    for name, joined_at, deputy in (("full", EVE, words.other), ("bare", None, None)):
        about = answers.AboutMe(
            morning=time(8, 15),
            reader=words.named,
            code=words.code,
            unit=words.unit if deputy else "",
            position=words.position if deputy else "",
            roles=frozenset(Role) if deputy else frozenset(),
            joined_at=joined_at,
            deputy=deputy,
            confirmations=1234,
            files=567,
            open_tasks=8,
            phone="0912345678" if deputy else "",
        )
        yield Sample(name, about, "Về ")


def _joining(words: Words) -> Iterator[Sample]:
    for position in ("", words.position):
        question = joining.JoinQuestion(
            choices=((Choice(Do.JOIN, ("7K3M92QD",)), Choice(Do.NOT_ME, ("7K3M92QD",))),),
            agency=words.agency,
            full_name=words.reader,
            position=position,
            unit=position and words.unit,
        )
        yield Sample(f"position “{position[:9]}”", question, "Xin chào! Đây là Nhắc Việc")


def _welcomes(words: Words) -> Iterator[Sample]:
    for nearest in (None, words.task(moment(23, 11))):
        for admins in ((), (words.other,), (words.other, words.reader, words.other)):
            for head in (None, words.colleague):
                welcome = joining.Welcome(
                    reader=words.named, morning=time(7, 30), nearest=nearest, admins=admins, head=head
                )
                yield Sample(f"{nearest is not None}, {len(admins)} admins, {head}", welcome, "Cảm ơn")
    for role in Role:
        welcome = joining.Welcome(
            reader=words.named, morning=time(7, 30), nearest=None, admins=(), roles=frozenset({role})
        )
        yield Sample(f"{role}, no task yet", welcome, "Cảm ơn")


def _addresses(words: Words) -> Iterator[Sample]:
    forms = [Choice(Do.ADDRESS, (index,), name=form) for index, form in enumerate(("anh", "chị", "đồng chí"))]
    asked = joining.AskAddress(
        reader=words.named, choices=(tuple(forms[:2]), tuple(forms[2:])), full_name=words.reader
    )
    yield Sample("three forms", asked, "nên xưng hô")


def _invites(words: Words) -> Iterator[Sample]:
    says = {"joined": "", "not_me": "Mã mời", "unlinked": "Đã gỡ", "reopened": "Mã mời"}
    for event, shown in says.items():
        for unit in ("", words.unit):
            about = joining.AboutInvite(
                reader=words.colleague,
                choices=((Choice(Do.UNLINK, (ID,)),),),
                event=event,
                full_name=words.reader,
                unit=unit,
            )
            yield Sample(f"{event} “{unit[:5]}”", about, shown or "👋")


_NOTICES = {
    Notice.STRANGER: "kênh nhắc việc nội bộ",
    Notice.INVITE_DEAD: "Mã mời này không còn dùng được",
    Notice.INVITE_UNKNOWN: "Không thấy mã mời",
    Notice.TOO_MANY_CODES: "thử quá nhiều mã",
    Notice.ALREADY_JOINED: "",
    Notice.CHAT_TAKEN: "Tài khoản Telegram này",
    Notice.JOINED_YOU: "Đã xác nhận",
    Notice.NOT_YOU: "mã mời này không phải",
    Notice.MOVED_AWAY: "Nhắc Việc đã chuyển",
    Notice.UNLINKED: "đã gỡ tài khoản",
    Notice.HELP: "Nhắc Việc làm được gì",
    Notice.TEXT_TOO_LONG: "dài quá",
    Notice.NOT_READABLE: "chưa nghe, chưa xem",
    Notice.PASSED_ON: "tin chuyển tiếp",
    Notice.LETTER: "văn bản giao việc",
    Notice.UNKNOWN_COMMAND: "không có lệnh này",
    Notice.RECORDED: "Đã ghi",
    Notice.PRESS_A_BUTTON: "Chưa ghi nhận gì",
    Notice.NOT_YOUR_ABSENCE: "Chưa ghi nhận gì",
    Notice.UNDERSTOOD_BELOW: "Đã rõ",
    Notice.HEARD_ALL: "Vâng ạ",
    Notice.NO_TASK_MEANT: "không có việc nào",
    Notice.WHICH_MESSAGE: "chưa rõ tin này",
    Notice.WHICH_NUMBERS: "Chưa rõ các số này",
    Notice.WHOSE_FILES: "Chưa rõ hồ sơ này",
    Notice.TASKS_CLOSED: "đã đóng",
    Notice.NO_SUCH_NUMBER: "không khớp",
    Notice.NOTHING_TO_GIVE: "Chưa rõ giao việc nào",
    Notice.WHO_GETS_IT: "Chưa rõ giao cho ai",
    Notice.NOT_UNDERSTOOD: "chưa hiểu tin này",
    Notice.FAULT_PICTURE: "không tính là minh chứng",
    Notice.STAYS_OPEN: "việc vẫn đang mở",
    Notice.NOT_RETURNED: "không trả lại",
    Notice.FILES_APART: "Hỏi từng tệp",
    Notice.FILE_DISCARDED: "gửi nhầm",
    Notice.FILE_PLACED: "Đã xếp tệp vào",
    Notice.ASKED_BELOW: "Đã nhận thêm tệp",
    Notice.NOT_A_HEAD: "Lệnh này",
    Notice.NOT_ABOVE: "Lệnh này",
    Notice.NOTHING_LACKS: "Danh mục không thiếu gì",
    Notice.NOT_AN_ADMIN: "dành cho người quản trị",
    Notice.ADDRESS_SET: "cách xưng hô",
    Notice.DATE_SET: "Đã đặt hạn",
    Notice.FAILED: "trục trặc",
    Notice.FILE_DELAYED: "hệ thống chưa tải",
    Notice.CROWDED: "quá nhiều tin",
    Notice.PAUSED: "đang tạm dừng",
    Notice.NOT_DELETED: "không xóa được tin này",
    Notice.FILE_GONE: "không mở được tệp này",
    Notice.FETCHING: "Đang tải và kiểm tra tệp",
    Notice.NOT_ACCEPTED: "chưa duyệt",
    Notice.NOT_SENT: "chưa gửi gì",
}


def _notices(words: Words) -> Iterator[Sample]:
    """A new notice without a place in the table above fails here."""
    recorded = "Đã ghi lúc 7 giờ 30. Số ghi nhận NV-2026-000123."
    for notice in Notice:
        about = recorded if notice is Notice.RECORDED else f"{words.title} tháng 12/2026"
        for reader in (words.named, None):
            told = facts.Told(reader=reader, notice=notice, about=about, day=date(2026, 12, 16))
            yield Sample(f"{notice}, {reader and 'known'}", told, _NOTICES[notice])
    for role in Role:
        told = facts.Told(reader=words.named, notice=Notice.HELP, roles=frozenset({role}))
        yield Sample(f"help to {role}", told, "Nhắc Việc làm được gì")


def _refusals(words: Words) -> Iterator[Sample]:
    for reason in Reason:
        for state in (None, *State):
            for since in (None, EVE):
                refused = joining.Refusal(reader=words.named, refused=reason, state=state, since=since)
                yield Sample(f"{reason}, {state}, {since is not None}", refused, "")


# How the copy of each list begins.
_COPIED: dict[type[facts.Message], tuple[Maker, str]] = {
    LeaderWeek: (ABOVE[LeaderWeek], "CCHC "),
    morning_facts.Digest: (lambda words: chain(_digests(words), in_digest(words)), "Việc cần để ý"),
    answers.Triage: (_triages, "Việc có hạn trước ngày"),
    lists.UnitList: (ABSENCE[lists.UnitList], "Việc đang mở"),
    coverage.Coverage: (COVERAGE[coverage.Coverage], "Yêu cầu minh chứng"),
    connections.Connections: (CONNECTIONS[connections.Connections], "Kết nối Nhắc Việc"),
}


def _copies(words: Words) -> Iterator[Sample]:
    """Of every sample of every list that can be copied."""
    for make, says in _COPIED.values():
        for sample in make(words):
            yield Sample(f"copy of {sample.name}", zalo.ZaloCopy(of=sample.message), says)


SAMPLES: dict[type[facts.Message], Maker] = {
    morning_facts.Card: lambda words: chain(cards(words), told_above(words)),
    details_facts.Details: details,
    morning_facts.Digest: lambda words: chain(_digests(words), in_digest(words)),
    answers.TaskList: _task_lists,
    answers.Triage: _triages,
    files.AskFile: _ask_files,
    files.FileReceived: lambda words: chain(_files_received(words), _entered(words)),
    files.AskFigure: _ask_figures,
    files.AskWhichItem: _which_items,
    files.AskWhichTask: _which_tasks,
    files.FileRefused: _files_refused,
    answers.BeforeCutoff: _questions,
    answers.AskDate: _dates_asked,
    answers.AboutMe: _about_me,
    joining.JoinQuestion: _joining,
    joining.Welcome: _welcomes,
    joining.AskAddress: _addresses,
    joining.AboutInvite: _invites,
    facts.Told: _notices,
    joining.Refusal: _refusals,
    **ABOVE,
    **ABSENCE,
    **AUDITING,
    **COVERAGE,
    **FORMS,
    **STAFF,
    **REPLIES,
    **INSPECTING,
    **REVIEWING,
    **TIMEKEEPING,
    **ALARMS,
    **PRIVACY,
    **CASES,
    **WAITING,
    **PIECES,
    **CONNECTIONS,
    zalo.ZaloCopy: _copies,
    **MOVING,
}
