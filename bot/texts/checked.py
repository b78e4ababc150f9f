"""A file that was inspected on the command line: the sentences of the chat, without markup; the same as JSON."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from bot.texts.findings import in_full, in_sentences, in_short, of_severity
from bot.texts.inspecting import NOT_CHECKED, document_read
from bot.texts.text import lines, paragraphs, plain
from bot.texts.words import cut
from jobs.checked import Checked, Verdict, verdict_of
from jobs.messages.facts import FindingFacts
from jobs.messages.inspecting import DocumentFacts, Inspected
from models.measures import Wish
from models.rules.inspection.findings import Severity

_VERDICTS = {Verdict.PASS: "đạt", Verdict.WARN: "nên xem lại", Verdict.FAIL: "chưa đạt"}
_MARKS = {Verdict.PASS: "✔", Verdict.WARN: "⚠", Verdict.FAIL: "✘"}
_ITEM, _HEADING = 100, 80


def shown(name: str, checked: Checked) -> str:
    """One file: how it stands, for which item, what was read, what was found."""
    verdict, wish = checked.verdict, checked.wish
    return paragraphs(
        lines(
            f"{_MARKS[verdict]} {cut(name, len(name))}: {_VERDICTS[verdict]}",
            f"Kiểm tra theo mục {wish.number}: {cut(wish.title, _ITEM)}",
        ),
        what_was_found(checked.inspected),
    )


def what_was_found(inspected: Inspected) -> str:
    """What was read, everything that was found, and what was not checked; empty where there is nothing to say."""
    blocking = of_severity(inspected.findings, Severity.BLOCKING)
    warnings = of_severity(inspected.findings, Severity.WARNING)
    document = document_read(inspected.document)
    return paragraphs(
        lines(plain(document), *_sections(inspected.document)) if document else None,
        _listed(f"⛔ {len(blocking)} điểm phải xử lý rồi mới nộp được", blocking, 1),
        _listed(f"⚠️ {len(warnings)} điểm nên xem lại", warnings, len(blocking) + 1),
        lines(
            *(f"ℹ️ {plain(in_short(each))}" for each in of_severity(inspected.findings, Severity.INFO)),
            NOT_CHECKED if inspected.document.revocation_unknown else None,
        ),
    )


def unread(name: str, why: str) -> str:
    """One file of a folder that could not be opened."""
    return f"✘ {cut(name, len(name))}: không đọc được ({why})"


def summed_up(verdicts: Iterable[Verdict], unread: int) -> str:
    """240 tệp: 200 đạt, 30 nên xem lại, 10 chưa đạt"""
    counts = Counter(verdicts)
    counted = ", ".join(f"{counts[each]} {word}" for each, word in _VERDICTS.items())
    others = f", {unread} không đọc được" if unread else ""
    return f"{counts.total() + unread} tệp: {counted}{others}"


def stopped(told: int, of: int) -> str:
    return f"Đã dừng: mới xem {told}/{of} tệp. Chạy lại lệnh này để xem hết."


def no_item_takes_files(requirement: str) -> str:
    return f"Yêu cầu {requirement} không có mục nào nhận tệp: xem nhacviec catalogue show."


def no_such_item(requirement: str, number: int, taking: Sequence[Wish]) -> str:
    listed = "; ".join(f"{each.number} {cut(each.title, _ITEM)}" for each in taking)
    return f"Yêu cầu {requirement} không có mục {number} nhận tệp. Các mục (chọn bằng --item): {listed}."


def as_json(checked: Checked) -> dict[str, Any]:
    """The same as values; moments are in UTC."""
    return {
        **found_as_json(checked.inspected),
        "signatures": [each.model_dump(mode="json") for each in checked.read.signatures],
        "document": _document_as_json(checked),
        "item": _item_as_json(checked.wish),
    }


def found_as_json(inspected: Inspected) -> dict[str, Any]:
    return {
        "verdict": verdict_of(inspected.findings).value,
        "findings": [
            {
                "rule": each.rule.value,
                "severity": each.severity.value,
                "message": plain(in_sentences(each)),
            }
            for each in inspected.findings
        ],
    }


def _document_as_json(checked: Checked) -> dict[str, Any]:
    """What was not found is null."""
    document = checked.read.document
    return {
        "type": document.type or None,
        "number": document.number or None,
        "date": document.dated.isoformat() if document.dated else None,
        "subject": document.subject or None,
        "body": document.body or None,
        "secrecy": document.secrecy.value if document.secrecy else None,
        "pages": checked.read.page_count,
        "sections": [
            {"heading": heading, "page": page} for heading, page in checked.inspected.document.sections
        ],
    }


def _item_as_json(wish: Wish) -> dict[str, Any]:
    return {"number": wish.number, "title": wish.title}


def _sections(document: DocumentFacts) -> list[str]:
    return [f"Đã thấy mục “{cut(heading, _HEADING)}” ở trang {page}." for heading, page in document.sections]


def _listed(heading: str, found: Sequence[FindingFacts], first: int) -> str | None:
    if not found:
        return None
    return lines(heading, *map(plain, in_full(found, first)))
