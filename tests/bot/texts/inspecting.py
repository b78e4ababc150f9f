"""Samples of files that were inspected: every finding, held back, sent all the same, replaced."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from jobs.messages import facts, inspecting
from jobs.messages.facts import Choice, Do, FindingFacts, Variant
from jobs.messages.inspecting import DocumentFacts, Fate, Inspected
from models.rules.inspection.checks import Checks
from models.rules.inspection.findings import Rule, Severity, mender_of
from models.rules.inspection.weights import DEFAULTS
from models.rules.lifecycle import State
from models.rules.reading import Place
from tests.bot.texts.cards import ID, Maker, Sample
from tests.bot.texts.words import EVE, Words

_PHRASES = (
    "kế hoạch <đào tạo> & bồi dưỡng cán bộ, công chức | đào tạo",
    "kinh phí",
    "sửa đổi, bổ sung",
    "khác",
)
# All that an item may be checked for.
MANY_CHECKS = Checks(
    signed="both",
    types=("KH", "QĐ", "BC", "CV"),
    title=_PHRASES,
    sections=_PHRASES,
    amounts=_PHRASES,
    words=_PHRASES,
    issuers=_PHRASES,
    signers=_PHRASES,
    year=-1,
    max_pages=20,
    severity={Rule.DOC004: Severity.BLOCKING, Rule.SIG006: "off"},
)


def _facts_of(words: Words) -> dict[Rule, list[dict[str, Any]]]:
    """What each rule may have to say, every way."""
    signed = {
        "signatures": [
            {"name": words.named.full_name, "signed_on": "2026-12-20"},
            {"name": words.unit, "signed_on": "2026-12-20"},
            {"name": words.title, "signed_on": "2026-12-20"},
        ]
    }
    late = signed | {"limit_on": "2026-12-16", "days": 4, "working_days": 3}
    wanted = [[words.title, "khác"], ["sửa đổi, bổ sung"], ["thủ tục hành chính"], ["quy phạm pháp luật"]]
    section: dict[str, Any] = {
        "looked_for": ["kinh phí", "nguồn kinh phí", words.title],
        "pages": 7,
        "page": 7,
        "heading": words.title,
        "mentioned_on": None,
    }
    content = {"issued": True}, {"issued": False}, {"issued": None}
    return {
        Rule.SIG001: [{"looks_signed": True}, {"looks_signed": False}, {"named_signed": True}],
        Rule.SIG002: [signed],
        Rule.SIG003: [signed | {"looks_signed": each} for each in (True, False)],
        Rule.SIG004: [
            signed | {"named_only": named, "has_anchors": anchors}
            for named, anchors in ((True, True), (False, True), (False, False))
        ],
        Rule.SIG005: [
            *(late | {"limit": each} for each in ("issue_by", "due_on")),
            late | {"limit": "due_on", "accepted_until": "2027-03-31"},
        ],
        Rule.SIG006: [late | {"dated": "2026-12-16", "within": 1}],
        Rule.SIG007: [signed],
        Rule.SIG008: [signed],
        Rule.SIG009: [signed | each for each in content],
        Rule.SIG010: [signed, signed | {"posts": ["Chủ tịch", words.title, words.unit, "Kế toán trưởng"]}],
        Rule.SIG011: [{"count": 2}],
        Rule.DOC001: [{"symbol": "KH-UBND"}, {"symbol": ""}],
        Rule.DOC002: [{"day_blank": True, "month_year": "05/2026"}, {"day_blank": False, "month_year": ""}],
        Rule.DOC003: [
            {"type": "BC", "name": "BÁO CÁO", "wanted": [{"type": "KH", "name": "Kế hoạch"}]} | each
            for each in content
        ],
        Rule.DOC004: [
            {"type_name": "BÁO CÁO", "subject": subject, "wanted": wanted, "missing": wanted} | each
            for subject in (words.title, "")
            for each in content
        ],
        Rule.DOC005: [
            section | {"wanted": kind, "fault": fault} | content[1]
            for kind, fault in (
                ("section", "missing"),
                ("section", "empty"),
                ("amount", "missing"),
                ("amount", "no_amount"),
                ("words", "missing"),
                ("code", "missing"),
            )
        ],
        Rule.DOC006: [
            *(
                {"dated": "2026-12-18", "by": "2026-12-16", "limit": each, "days_late": 2}
                for each in ("issue_by", "due_on")
            ),
            {"dated": "2026-12-18", "by": "2026-12-16", "limit": "due_on", "accepted_until": "2027-03-31"},
            {"dated": "2025-09-18", "by": "2025-10-01", "limit": "issue_from", "days_early": 13},
        ],
        Rule.DOC007: [{"named": 2025, "wanted": 2026, "subject": words.title} | each for each in content],
        Rule.DOC008: [{"body": words.unit, "above": "", "wanted": [words.title]}],
        Rule.DOC009: [{"mark": "MẬT"}],
        Rule.PDF001: [{}, {"kind": "attachment"}, {"kind": "screenshot"}, {"media_type": "image/heic"}],
        Rule.PDF004: [{"letters": each} for each in ("none", "ocr", "unreadable")],
    }


def findings(words: Words) -> list[FindingFacts]:
    """Every finding, every way."""
    told = _facts_of(words)
    return [
        FindingFacts(rule, DEFAULTS[rule], each, mender_of(rule))
        for rule in Rule
        if rule is not Rule.DUP001
        for each in told.get(rule, [{}])
    ]


def _document(words: Words) -> DocumentFacts:
    return DocumentFacts(
        type="KH",
        number="25/KH-UBND",
        dated=date(2026, 1, 12),
        subject=words.title,
        pages=9,
        signers=(words.named.full_name, words.unit, words.title, words.unit),
        signed_at=EVE,
        sections=((words.title, 7),),
    )


def inspections(words: Words) -> Iterator[Inspected]:
    """As a file may have been read: a few findings each, all of them in the end."""
    every, document = findings(words), _document(words)
    blank = DocumentFacts(type="", number="", dated=None, subject="", pages=3, signers=(), signed_at=None)
    yield Inspected(document, ())
    yield Inspected(blank, ())
    yield Inspected(replace(blank, pages=0), tuple(every[:1]))
    for start in range(0, len(every), 3):
        yield Inspected(document, tuple(every[start : start + 3]), is_misread=start % 2 == 0)


def _held(words: Words) -> Iterator[Sample]:
    about = (ID,)
    rows = (
        tuple(Choice(Do.HAND_TO_MEND, (ID, place)) for place in (Place.CLERK, Place.LEADER)),
        (Choice(Do.FILE, (ID,), variant=Variant.MENDED),),
        (Choice(Do.MISREAD, about), Choice(Do.SEND_ANYWAY, about)),
        (Choice(Do.DISCARD_HELD, about),),
    )
    for number, read in enumerate(inspections(words)):
        held = inspecting.FileHeld(
            reader=words.named,
            choices=rows,
            task=words.task(state=State.OPEN),
            item=words.item,
            file_name=words.file,
            inspected=read,
            fate=Fate.HELD,
        )
        if any(each.severity is Severity.BLOCKING for each in read.findings):
            yield Sample(f"held {number}", held, "Đã soát tệp")
            yield Sample(f"held {number}, of citizens", replace(held, left_chat=True), "Đã soát tệp")
        yield Sample(f"sent {number}", replace(held, fate=Fate.SENT, choices=()), "Đã gửi thẩm tra")
    for state in (State.SUBMITTED, State.ACCEPTED, State.MISSED, State.TO_SETTLE):
        yield Sample(f"held {state}", replace(held, task=words.task(state=state)), "Đã soát tệp")
    yield Sample("discarded", replace(held, fate=Fate.DISCARDED, choices=()), "Đã bỏ tệp gửi nhầm")
    yield Sample("replaced", replace(held, fate=Fate.REPLACED, choices=()), "Đã có bản mới")


def _why(words: Words) -> Iterator[Sample]:
    asked = inspecting.AskWhyAnyway(reader=words.named, task=words.task(), file_name=words.file)
    yield Sample("asked", asked, "Vì sao vẫn gửi")
    yield Sample("asked again", replace(asked, again=True), "Tin vừa rồi chưa phải lý do")


INSPECTING: dict[type[facts.Message], Maker] = {
    inspecting.FileHeld: _held,
    inspecting.AskWhyAnyway: _why,
}
