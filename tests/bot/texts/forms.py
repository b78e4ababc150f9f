"""Samples of forms: every step of every kind, its last screen, and how it ends."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.texts.forms.registry import TEXTS
from jobs.forms.absence import AboutAbsence
from jobs.forms.calendar import CalendarImpact, DuePeriod
from jobs.forms.checks import AboutChecks, ChecksReview
from jobs.forms.choices import NOBODY
from jobs.forms.handing import Moving
from jobs.forms.importing import ImportReview
from jobs.forms.items import ItemsImpact, Listed
from jobs.forms.kinds import KINDS
from jobs.forms.later import AboutLater
from jobs.forms.move import MoveReview
from jobs.forms.office import HoursImpact, LadderImpact
from jobs.forms.people import About, Namesake
from jobs.forms.requirement import RequirementImpact
from jobs.forms.rolling import RollReview
from jobs.forms.waiting import AboutWait
from jobs.messages import facts, forms
from jobs.messages.absence import PICK
from jobs.messages.attachments import MadeFile
from jobs.messages.facts import Choice, Do, Named
from jobs.messages.forms import Answered, Month
from jobs.messages.pack import PackMade, PackNotMade
from models.catalogue.rolling import Asked, ToConfirm
from models.rules.inspection.checks import Checks
from models.rules.working_days import CalendarDay, DayStatus
from models.tables import Edition, Role
from tests.bot.texts.cards import ID, Maker, Sample
from tests.bot.texts.inspecting import MANY_CHECKS
from tests.bot.texts.words import Words

_NEAREST = (("2026-12", date(2026, 12, 16)), ("2027-01", date(2027, 1, 18)))
_ABOUT = (About(True), About(False))
_MOVING = (Moving("Lê Văn Dũng", 12, 9), Moving("", 1, 0))
_PEOPLE = (Named("Nguyễn Thị An", "chị"), Named("Lê Văn <Dũng>", "anh"), Named("Trần Thị Bình"))
_DUE = DuePeriod("Báo cáo tình hình hồ sơ giải quyết TTHC", "2026-12", date(2026, 12, 16))
_DAYS = tuple(
    CalendarDay(date(2026, 12, 14) + timedelta(days=n), False, "Nghỉ bù <b>", "Thông báo 9441/TB-BNV", status)
    for n, status in enumerate((*DayStatus, *(DayStatus.DECIDED,) * 8))
)
_OFF = tuple((row.day, row) for row in _DAYS)
_SHIFTED = (replace(_DUE, period="2027-01", on=date(2027, 1, 19), was=date(2027, 1, 18)),)
_CALENDAR = (
    None,
    CalendarImpact(((date(2026, 12, 19), None), (date(2026, 12, 21), None)), (), 0, (), 0),
    CalendarImpact(_OFF[:1], (_DUE,), 2, _SHIFTED, 1),
    CalendarImpact(_OFF, (_DUE,) * 9, 40, _SHIFTED * 3, 30),
)
_ITEMS = (
    Listed("Ảnh chụp <màn hình> & mã báo cáo", "screenshot", True),
    Listed("Mục kinh phí", "tick", False, "Phòng Kinh tế", 5),
)
_LADDER = LadderImpact(("cutoff", "T-1", "T0"), ("cutoff", "T-3", "T-1", "T0"), 3, 0)
# What stands beside a question.
ABOUT: dict[str, Any] = {
    "items": _ITEMS * 6,
    "item_what": _ITEMS[:1],
    "item_checks": AboutChecks(_ITEMS[:1], "kế hoạch <đào tạo> | bồi dưỡng; kinh phí " * 20),
    "calendar_days": _DAYS[:8],
    "roll": RollReview(
        2027,
        True,
        3,
        tuple(Asked(each, "7.5-x", "Báo cáo <b>", date(2027, 12, 25)) for each in ToConfirm) * 4,
    ),
}
# What the last screen of a kind may have to say; the others have nothing.
REVIEWS: dict[str, tuple[Any, ...]] = {
    "requirement": (
        None,
        RequirementImpact((), 0, 0, 0),
        RequirementImpact(_NEAREST, 12, 3, 0),
        RequirementImpact(_NEAREST, 12, 3, 2),
    ),
    "waive": (3,),
    "import": (
        None,
        ImportReview(("~ yêu cầu “Báo cáo TTHC”, tên: A → <b>B</b>",), 1),
        ImportReview(("+ yêu cầu “Báo cáo TTHC”",) * 40, 90),
    ),
    "roll": (
        None,
        RollReview(2027, True, 0, ()),
        RollReview(2027, True, 12, ()),
    ),
    "move": (
        None,
        MoveReview(3, _PEOPLE[:2], ("2026-12-16",), "2026-12-15T10:00", 2, True, False),
        MoveReview(1, _PEOPLE * 3, ("2026-12-16", "2026-12-17T10:00"), "2026-12-22", 0, False, True),
    ),
    "invite": (
        Namesake("Nguyễn Thị An", "Phòng VH–XH", "an.vhxh", False),
        Namesake("Nguyễn Thị An", "", "an.vhxh", True),
    ),
    "invite_again": (None, *_ABOUT),
    "unlink": (None, *_ABOUT),
    "forget": (None, *_ABOUT),
    "deactivate": (None, *_MOVING, Moving("", 0, 0, alone=(Role.HEAD, Role.REVIEWER))),
    "reactivate": (None, Moving("", 0, 0), Moving("", 0, 0, joined=False)),
    "transfer": (None, *_MOVING, Moving("Lê Văn Dũng", 0, 0)),
    "reassign": (None, Moving("Lê Văn Dũng", 1, 2), Moving("Lê Văn Dũng", 1, 0)),
    "item": (None, ItemsImpact(2, _ITEMS), ItemsImpact(0, _ITEMS * 9)),
    "item_remove": (None, ItemsImpact(2, _ITEMS[:1])),
    "item_checks": (
        None,
        ChecksReview(0, "Kế hoạch <đào tạo> & bồi dưỡng", Checks()),
        ChecksReview(2, "Kế hoạch đào tạo, bồi dưỡng cán bộ, công chức " * 3, MANY_CHECKS),
    ),
    "calendar_day": _CALENDAR,
    "calendar_remove": _CALENDAR,
    "hours": (
        None,
        HoursImpact("07:30-11:30,13:30-17:00", "07:00-11:30,13:30-17:00", 42),
        HoursImpact("07:30-11:30", "07:30-09:00,09:30-11:30,13:30-17:00,17:30-18:00", 0),
    ),
    "ladders": (
        None,
        _LADDER,
        replace(
            _LADDER,
            running=7,
            title="Báo cáo",
            period="2027-01",
            due_on=date(2027, 1, 18),
            days=(date(2027, 1, 15), date(2027, 1, 18)),
        ),
    ),
}
SAVED: dict[str, dict[str, Any]] = {
    "requirement": {"title": "Báo cáo TTHC", "new": True},
    "order": {"to": "Nguyễn Thị An", "tasks": 1},
    "waive": {"tasks": 3},
    "import": {"total": 10},
    "roll": {"year": 2027},
    "move": {"tasks": 3},
    "item": {"title": "Báo cáo TTHC", "how": "added"},
    "item_remove": {"title": "Báo cáo TTHC", "how": "removed"},
    "item_checks": {"title": "Báo cáo TTHC"},
    "calendar_day": {"days": [f"2026-12-{day}" for day in range(10, 20)], "relays": True},
    "calendar_remove": {"days": ["2026-12-24"], "relays": False},
    "retire": {"title": "Báo cáo"},
    "reassign": {"title": "Báo cáo TTHC", "name": "Lê Văn Dũng"},
    "person": {"name": 'Nguyễn <b>Văn</b> & "An"'},
    "transfer": {"name": "Nguyễn Thị An", "to": "Lê Văn Dũng"},
}
_OUT = (Choice(Do.FORM_BACK, (ID,)), Choice(Do.FORM_CANCEL, (ID,)))
_GRID = ((Choice(Do.FORM, (ID, "due", date(2026, 12, 20))), Choice(Do.FORM_PAGE, (ID, 0))),)


def _said(words: Words, name: str) -> tuple[Answered, ...]:
    """Every answer that the form names, by a choice, a day, words."""
    texts = TEXTS[name]
    return tuple(
        Answered(step, next(iter(texts.values.get(step, {})), "2026-12-16"), words.title if n % 2 else "")
        for n, step in enumerate(texts.names)
    )


def _absences(words: Words) -> Iterator[Sample]:
    """Each question of an absence, with what stands on its buttons."""
    today, first, last = date(2026, 12, 14), date(2026, 12, 15), date(2026, 12, 18)
    told = AboutAbsence(words.colleague, today)
    begun, spanned = replace(told, from_on=first), replace(told, from_on=first, to_on=last)
    was = (first, last)
    for name, step, about, values, says in (
        ("absence", "from_on", told, (today, first, last, PICK), "Báo vắng"),
        ("absence", "to_on", begun, (first, last), "Báo vắng từ thứ Ba, 15/12/2026"),
        ("absence", "deputy", spanned, (ID, NOBODY), "Báo vắng"),
        ("absence", "deputy", replace(spanned, to_on=first, covers=words.named), (NOBODY,), "Báo vắng"),
        ("redate", "from_on", replace(told, was=was), (first, PICK), "Sửa ngày vắng"),
        ("redate", "to_on", replace(begun, was=was), (last,), "Sửa ngày vắng"),
    ):
        named = words.other if step == "deputy" else ""
        choices = tuple((Choice(Do.FORM, (ID, step, str(value)), name=named),) for value in values)
        made = forms.Screen(
            reader=words.named, choices=(*choices, _OUT), form=name, step=step, said=(), about=about
        )
        yield Sample(f"{name}, {step}, {about.covers}", made, says)


def _later(words: Words) -> Iterator[Sample]:
    """Each question of being reminded later."""
    any_day = AboutLater(words.task(), promises=False, day=None)
    for step, about in (
        ("day", any_day),
        ("hour", replace(any_day, day=date(2026, 12, 15))),
        ("day", replace(any_day, promises=True)),
    ):
        made = forms.Screen(
            reader=words.named, choices=(_OUT,), form="later", step=step, said=(), about=about
        )
        yield Sample(f"later, {step}, {about.promises}", made, "Giờ khác, ngày khác")


def _about(words: Words, name: str) -> Any:
    if name in ("absence", "redate"):
        was = (date(2026, 12, 15), date(2026, 12, 18)) if name == "redate" else None
        return AboutAbsence(words.colleague, date(2026, 12, 14), was=was)
    if name in ("wait", "wait_reason", "answer_day"):
        return AboutWait(words.task(), words.agency, words.colleague, date(2026, 12, 25))
    return ABOUT.get(name)


def _screens(words: Words) -> Iterator[Sample]:
    yield from _absences(words)
    yield from _later(words)
    why = forms.Screen(
        reader=words.named, choices=(_OUT,), form="settle_one", step="reason", said=(), about=words.task()
    )
    yield Sample("settle_one", why, "🚫 Không áp dụng – ")
    for name, texts in TEXTS.items():
        if name in ("absence", "redate", "later", "settle_one"):
            continue
        for step in texts.questions:
            options = [Choice(Do.FORM, (ID, step, value)) for value in texts.values.get(step, {})]
            made = forms.Screen(
                reader=words.named,
                choices=(*((each,) for each in options), *_GRID, _OUT),
                form=name,
                step=step,
                said=_said(words, name),
                takes_words=True,
                takes_file=True,
                fault="no_day",
                words=words.title,
                about=_about(words, name),
                month=Month(date(2026, 12, 1), frozenset({date(2026, 12, 6), date(2026, 12, 20)})),
            )
            yield Sample(f"{name}, {step}", made, texts.title)
        yield from _last(words, name)


def _last(words: Words, name: str) -> Iterator[Sample]:
    texts, kind = TEXTS[name], KINDS[name]
    if kind.save is None:
        return
    saves = [(Choice(Do.FORM, (ID, "save", value)),) for value in texts.saves]
    edits = [Choice(Do.FORM_EDIT, (ID, step)) for step in texts.names]
    for review in REVIEWS.get(name, (None,)):
        for stale in (False, True):
            made = forms.Screen(
                reader=words.named,
                choices=(*saves, (Choice(Do.FORM_AGAIN, (ID,)),), tuple(edits[:2]), _OUT),
                form=name,
                step="save",
                said=_said(words, name),
                review=review,
                stale=stale,
            )
            yield Sample(f"{name}, last, {stale}", made, texts.title)


def _over(words: Words) -> Iterator[Sample]:
    choices = ((Choice(Do.TAKE_BACK, (ID,)),), (Choice(Do.FORM_START, ("manage",)),))
    for name, texts in TEXTS.items():
        hows = ["below", "cancelled", "replaced", *(["saved"] if KINDS[name].save else [])]
        for how in hows:
            made = forms.FormOver(
                reader=words.named,
                choices=choices,
                form=name,
                how=how,
                said=_said(words, name) if how == "saved" else (),
                saved=SAVED.get(name, {}),
                taken_back=False,
            )
            yield Sample(f"{name}, {how}", made, texts.title)


def _faults(words: Words) -> Iterator[Sample]:
    said = f"danh-muc.xlsx, trang tính “Yêu cầu” ô D7: {words.title}: sửa mã."
    for count, total in ((1, 1), (60, 80)):
        made = forms.ImportFaults(reader=words.named, faults=(said,) * count, total=total)
        yield Sample(f"{total} faults", made, f"Tệp có {total} lỗi")


def _file(words: Words) -> Iterator[Sample]:
    made = forms.CatalogueFile(reader=words.named, made=MadeFile("danh-muc.xlsx", b""))
    yield Sample("file", made, "Danh mục hiện nay")


def _pack(words: Words) -> Iterator[Sample]:
    for number, unfit in ((0, ()), (2, tuple(range(1, 40)))):
        made = PackMade(
            reader=words.named,
            year=2026,
            edition=Edition.INTERNAL if number else Edition.SUBMITTED,
            path=f"data/packs/{words.title}.zip",
            number=number,
            documents=44,
            files=40,
            lacking=97 if number else 0,
            unreviewed=4 * number,
            unfit=unfit,
        )
        yield Sample(f"pack {number}", made, "Đã lập hồ sơ minh chứng năm 2026")


def _no_pack(words: Words) -> Iterator[Sample]:
    for why in ("nothing_new", "nothing_there", "template", "exists", "refused", "disk", "failed"):
        made = PackNotMade(reader=words.named, year=2026, why=why)
        yield Sample(f"no pack, {why}", made, "Chưa lập hồ sơ minh chứng năm 2026")


FORMS: dict[type[facts.Message], Maker] = {
    forms.Screen: _screens,
    forms.FormOver: _over,
    forms.ImportFaults: _faults,
    forms.CatalogueFile: _file,
    PackMade: _pack,
    PackNotMade: _no_pack,
}
