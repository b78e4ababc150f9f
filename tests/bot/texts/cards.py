"""What a sample is, and samples of one task: its card and its details, in every state they can be in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jobs.messages import details as details_facts
from jobs.messages import facts, morning_facts
from jobs.messages.details import Reasoned
from jobs.messages.facts import Choice, Do, FindingFacts, ItemFacts, Rows, Variant
from models.people import Because
from models.rules.cadence import Cadence
from models.rules.figures import Figure
from models.rules.inspection.findings import Rule, Severity, mender_of
from models.rules.lifecycle import State
from models.rules.reading import Place
from models.tables import DecisionKind, ItemKind, Ladder, Verdict
from models.waits import Wait
from tests.bot.texts.words import EVE, Words, moment


@dataclass(frozen=True)
class Sample:
    """`says` stands in the first 40 characters: more a lock screen does not show."""

    name: str
    message: facts.Message
    says: str


Maker = Callable[[Words], Iterator[Sample]]

ID = 999_999_999
EVERY_BUTTON: Rows = (
    (Choice(Do.DONE, (ID,)), Choice(Do.FILE, (ID,))),
    (Choice(Do.UNDO, (ID,)), Choice(Do.DETAILS, (ID,))),
    (Choice(Do.OTHER_DAY, (ID,)),),
    (Choice(Do.WITHDRAW, (ID,)), Choice(Do.DETAILS, (ID,))),
    (Choice(Do.FILE, (ID,), variant=Variant.MORE),),
    (Choice(Do.DONE, (ID,)), Choice(Do.FIGURE, (ID,))),
    (Choice(Do.TICK, (ID, ID), name="đã đính kèm tệp xin lỗi trên hệ thống tỉnh"),),
    (Choice(Do.NOT_MINE, (ID,)),),
    (Choice(Do.COLLEAGUE, (ID,)),),
    (Choice(Do.WAIT, (ID,)),),
)
_SETTLING: Rows = (
    (Choice(Do.FILE, (ID,), variant=Variant.SETTLE),),
    (Choice(Do.ASK_DATE, (ID,)), Choice(Do.NOT_APPLICABLE, (ID,))),
)
_DAYS_LEFT = {1: (15, 12), 2: (14, 12), 7: (7, 12), 16: (24, 11), 30: (3, 11)}
_DAYS_LATE = {1: (17, 12), 2: (18, 12), 5: (23, 12), 20: (14, 1)}


def _assigning(words: Words) -> Rows:
    return (
        (Choice(Do.ASSIGN, (ID, ID), name=words.reader),),
        (Choice(Do.ASSIGN, (ID, ID), name=words.other),),
        (Choice(Do.TAKE, (ID,)),),
        *EVERY_BUTTON,
    )


def real_checklists(words: Words) -> dict[str, dict[str, Any]]:
    """Choices of items and of groups, open and settled; so many files; a figure and its threshold."""
    one, given = words.wanted(), replace(words.wanted(), filled=True)
    below = replace(
        words.wanted(ItemKind.FIGURE),
        filled=True,
        figure=Figure(Decimal(45), Decimal(100), date(2026, 11, 30), words.unit),
        at_least=Decimal(50),
        reaches=False,
    )
    groups = [replace(one, one_of=f"hop/{option}") for option in "aaabbbccc"]
    many = [replace(one, one_of="van-ban") for _ in range(9)]
    return {
        "one of nine": {"items": tuple(many)},
        "one of nine is there": {"items": (replace(given, one_of="van-ban"), *many[1:])},
        "two of nine": {"items": tuple(many), "choose": {"van-ban": 2}},
        "one of three groups": {"items": tuple(groups)},
        "an optional choice": {"items": (one, *(replace(each, required=False) for each in many))},
        "two of three files": {"items": (replace(one, count=3, there=2),)},
        "below the threshold": {"items": (below, replace(below, figure=None, filled=False, reaches=None))},
    }


def _card(words: Words, now: datetime = EVE, **changes: Any) -> morning_facts.Card:
    task = changes.pop("task", None) or words.task(now, **changes.pop("of_task", {}))
    return morning_facts.Card(reader=words.named, choices=EVERY_BUTTON, task=task, now=now, **changes)


def cards(words: Words) -> Iterator[Sample]:
    for left, (day, month) in _DAYS_LEFT.items():
        now = moment(day, month)
        says = "Ngày mai đến hạn" if left == 1 else f"Còn {left} ngày làm việc"
        yield Sample(f"{left} working days left", _card(words, now, anchor="123456-0123abcd"), says)
    yield Sample("due today", _card(words, moment(16, 12), loud=True), "Hôm nay đến hạn")
    one_held = words.task(items=held_back(words))
    yield Sample("a file is held back", _card(words, EVE, task=one_held), "Ngày mai đến hạn")
    for late, (day, month) in _DAYS_LATE.items():
        now = moment(day, month, 2027 if month == 1 else 2026)
        yield Sample(f"{late} working days late", _card(words, now), f"Quá hạn {late} ngày làm việc")
    still = words.task(moment(18, 12), accepted_until=date(2027, 3, 31))
    yield Sample("late, and accepted", _card(words, moment(18, 12), task=still), "trong hạn chấp nhận")
    dated = words.task(issue_from=date(2025, 10, 1), issue_by=date(2025, 12, 31))
    yield Sample("dated from and to", _card(words, EVE, task=dated), "Ngày mai đến hạn")
    yield Sample("dated from", _card(words, EVE, task=replace(dated, issue_by=None)), "Ngày mai đến hạn")
    for name, of_task in real_checklists(words).items():
        yield Sample(name, _card(words, EVE, of_task=of_task), "Ngày mai đến hạn")
    weekend = words.task(moment(20, 12), due_on=date(2026, 12, 19), cutoff_on=None)
    yield Sample("due on a Saturday, now Sunday", _card(words, moment(20, 12), task=weekend), "Đã qua hạn")
    before_monday = words.task(moment(18, 12), due_on=date(2026, 12, 21), cutoff_on=None)
    yield Sample("due on Monday", _card(words, moment(18, 12), task=before_monday), "Còn 1 ngày làm việc")
    yield from _cards_by_state(words)
    yield from _cards_by_reader(words)
    yield from _cards_by_task(words)


def _cards_by_state(words: Words) -> Iterator[Sample]:
    claimed = words.task(
        state=State.CLAIMED, claim=words.claim(), asks_evidence_at=moment(16, 12), items=items(words, 2)
    )
    asked_all = replace(claimed, asks_evidence_at=None)
    submitted = words.task(state=State.SUBMITTED, claim=words.claim(with_file=True), items=items(words, 1, 1))
    states = {
        State.ACCEPTED: "Đạt yêu cầu",
        State.WAIVED: "Không áp dụng",
        State.MISSED: "Đã đóng",
        State.RETURNED: "Ngày mai đến hạn",
    }
    yield Sample("claimed", _card(words, task=claimed), "Đã báo xong")
    numbered = replace(words.claim(), document="25/BC-UBND", document_on=date(2026, 11, 20))
    named = replace(claimed, claim=numbered)
    yield Sample("claimed with a document", _card(words, task=named), "Đã báo xong")
    yield Sample("claimed, all asked", _card(words, task=asked_all), "Đã báo xong")
    told_late = {"said_at": moment(18, 12), "done_on": date(2026, 12, 15), "told_on": date(2026, 12, 17)}
    in_time = replace(claimed, claim=replace(words.claim(), **told_late))
    yield Sample("claimed late, done in time", _card(words, moment(18, 12), task=in_time), "Đã báo xong")
    after = replace(claimed, claim=replace(words.claim(said_at=moment(18, 12)), late_by=2))
    yield Sample("done late", _card(words, moment(18, 12), task=after), "Đã báo xong")
    asking = _card(words, task=claimed, ladder=Ladder.EVIDENCE)
    yield Sample("asks for evidence", asking, "Còn chờ minh chứng")
    yield Sample("submitted", _card(words, task=submitted), "Đã nộp minh chứng")
    for state, says in states.items():
        yield Sample(f"{state}", _card(words, of_task={"state": state}), says)
    for ladder in (Ladder.WAITING, Ladder.DEADLINE):
        for document in (words.reason, ""):
            wait = Wait(words.agency, document, date(2026, 1, 16))
            of_task = {"state": State.WAITING, "waiting": wait, "late": 0}
            yield Sample(
                f"waits, {ladder}, {bool(document)}", _card(words, of_task=of_task, ladder=ladder), "Chờ"
            )
    mending = {"state": State.RETURNED, "due_on": date(2026, 12, 14), "fix_by": date(2026, 12, 17), "late": 0}
    yield Sample("to mend", _card(words, of_task=mending), "Cần bổ sung")
    to_settle = replace(_card(words, of_task={"state": State.TO_SETTLE}), choices=_SETTLING)
    yield Sample("to settle", to_settle, "Có hạn trước ngày dùng Nhắc Việc")


def _cards_by_reader(words: Words) -> Iterator[Sample]:
    helped = _card(words, own=False, unreached=Because.NO_CHAT)
    helping = (
        (
            Choice(Do.DONE, (ID,), variant=Variant.FOR_OTHER),
            Choice(Do.FILE, (ID,), variant=Variant.FOR_OTHER),
        ),
    )
    yield Sample("to who may act for the officer", replace(helped, choices=helping), "Ngày mai đến hạn")
    for because in Because:
        officer = None if because is Because.UNASSIGNED else words.colleague
        card = _card(words, because=because, instead_of=officer, own=False)
        yield Sample(f"because {because}", replace(card, choices=_assigning(words)), "Ngày mai đến hạn")
    for setter in ("assigned_by", "declined_by", "dated_by"):
        yield Sample(setter, _card(words, **{setter: words.colleague}), "Ngày mai đến hạn")
    for officer in (None, words.colleague):
        onlooker = _card(words, own=False, of_task={"officer": officer})
        yield Sample(f"onlooker, {officer}", onlooker, "Ngày mai đến hạn")
        yield Sample("wrote what is not theirs", replace(onlooker, unheard=True), "Ngày mai đến hạn")


def _cards_by_task(words: Words) -> Iterator[Sample]:
    dated = _card(words, of_task={"issue_by": date(2026, 12, 11)})
    yield Sample("to be dated earlier", dated, "Ngày mai đến hạn")
    for cadence, period in (
        (Cadence.WEEKLY, "2026-W51"),
        (Cadence.QUARTERLY, "2026-Q4"),
        (Cadence.HALF_YEARLY, "2026-H1"),
        (Cadence.YEARLY, "2026"),
        (Cadence.ONCE, "2026-12-16"),
        (Cadence.PER_CASE, "H40.09-261216-0001"),
    ):
        task = words.task(period=period)
        yield Sample(f"{cadence}", _card(words, task=task), "Ngày mai đến hạn")
    for place in Place:
        lying = {"place": place, "place_since": date(2026, 12, 14)}
        onward = replace(_card(words, of_task=lying), choices=((Choice(Do.FORWARDED, (ID,)),), *EVERY_BUTTON))
        yield Sample(f"document at {place}", onward, "Ngày mai đến hạn")
        yield Sample(f"onlooker, {place}", _card(words, of_task=lying, own=False), "Ngày mai đến hạn")
    yield Sample("no criterion", _card(words, of_task={"worth": None}), "Ngày mai đến hạn")
    unknown = {"worth": replace(words.worth(at_stake=None), loss=None), "cutoff_on": None, "system": ""}
    yield Sample("stake unknown, no loss", _card(words, of_task=unknown), "Ngày mai đến hạn")
    for kind in ItemKind:
        yield Sample(
            f"wants {kind}", _card(words, of_task={"items": (words.wanted(kind),)}), "Ngày mai đến hạn"
        )
    for count in (0, 2, 5, 12):
        yield Sample(
            f"{count} items", _card(words, of_task={"items": items(words, count)}), "Ngày mai đến hạn"
        )


def items(words: Words, count: int, filled: int = 0) -> tuple[ItemFacts, ...]:
    return tuple(
        replace(
            words.wanted(required=number % 3 != 2),
            title=f"{number + 1}. {words.item}",
            filled=number < filled,
        )
        for number in range(count)
    )


def held_back(words: Words) -> tuple[ItemFacts, ...]:
    """An item for which a file was sent that has no signature yet, and no number."""
    found = tuple(
        FindingFacts(rule, Severity.BLOCKING, facts, mender_of(rule))
        for rule, facts in ((Rule.SIG001, {}), (Rule.DOC001, {"symbol": "BC-UBND"}))
    )
    return (replace(words.wanted(ItemKind.SIGNED_DOCUMENT), held=found),)


def details(words: Words) -> Iterator[Sample]:
    for name, task in {
        "monthly report": words.task(),
        "no criterion": words.task(worth=None, officer=None, system=""),
        "twelve items": words.task(items=items(words, 12, 4)),
        "a file is held back": words.task(items=held_back(words)),
        "waits": words.task(state=State.WAITING, waiting=Wait(words.agency, "", date(2026, 1, 16)), late=0),
    }.items():
        for partners in ((), (words.unit, words.unit)):
            made = details_facts.Details(
                reader=words.named,
                choices=EVERY_BUTTON,
                task=task,
                partners=partners,
                reason=words.reason if partners else "",
                decided=_decided(words)[:3] if partners else _decided(words)[3:],
            )
            says = "Báo cáo" if _short(words) else "Thực"
            yield Sample(f"{name}, {len(partners)} partners", made, says)
            returned = replace(made, returned_by=words.colleague, returned_for=words.cause)
            yield Sample(f"{name}, {len(partners)} partners, returned", returned, says)


def _decided(words: Words) -> tuple[Reasoned, ...]:
    """One of each kind, and one whose words were blanked: six, of which a message shows three."""
    kinds = (*DecisionKind, Verdict.RETURNED)
    told = (Reasoned(kind, EVE, words.colleague, words.reason) for kind in kinds)
    return (*told, Reasoned(DecisionKind.EXTEND, EVE, words.colleague, None))


def _short(words: Words) -> bool:
    return len(words.title) < 60
