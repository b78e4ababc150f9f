"""What a year gives as its work stands, for who reads it line by line: points, passed or not, and what is
unknown."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from bot.texts.words import PASSED, area_words, cut, points, worth_words
from models.forecast import Forecast, Outlook, Total
from models.rules.scoring import Why

_WHY = {
    Why.COUNCIL: "hội đồng chấm",
    Why.NOT_FOLLOWED: "chưa có yêu cầu minh chứng nào",
    Why.LATE: "có việc xong sau hạn, hội đồng xét",
    Why.NO_FIGURE: "chưa có số liệu được duyệt",
    Why.SEVERAL_UNITS: "số liệu của nhiều đơn vị, không cộng chung",
    Why.SOURCES: "số liệu từ các nguồn khác nhau, không dùng chung",
    Why.NOTHING_TO_COUNT: "không phát sinh gì để tính, cách chấm chưa nói được mấy điểm (“empty”)",
    Why.NO_MAXIMUM: "chưa rõ điểm tối đa",
    Why.PARTS: "có phần chưa rõ điểm",
}


def forecast_words(found: Forecast, year: int, today: date) -> str:
    """The year, then each area with its criteria, parts below what they are parts of."""
    lines = [f"Dự báo năm {year}, theo việc đã được duyệt đến {today:%d/%m/%Y}: {_total(found.whole)}."]
    for area in found.areas:
        own = [each for each in found.criteria.values() if each.area == area.code]
        lines.append(f"{area_words(area.code, area.name)}: {_total(area)}")
        lines += _tree(own, "", "  ")
    return "\n".join(lines)


def _tree(outlooks: list[Outlook], whole: str, margin: str) -> Iterator[str]:
    for each in outlooks:
        if each.part_of == whole:
            yield f"{margin}{each.code} {cut(each.short, 80)}: {_outlook(each)}"
            yield from _tree(outlooks, each.code, margin + "  ")


def _total(total: Total) -> str:
    """12,5 điểm, có thể đạt 40/66,5; chưa rõ 3 tiêu chí: 1.1, 1.2, 1.3"""
    judged = [PASSED[total.passed]] if total.is_judged else []
    if total.is_scored:
        unknown = f"; chưa rõ hết {len(total.unknown)} tiêu chí: {', '.join(total.unknown)}"
        most = f", có thể đạt {points(total.possible)}/{points(total.maximum)}"
        judged.append(f"{points(total.earned)} điểm{most}{unknown if total.unknown else ''}")
    return "; ".join(judged) or "không chấm"


def _outlook(outlook: Outlook) -> str:
    if outlook.is_out:
        return "không áp dụng, không tính vào tổng"
    why = f" ({_why(outlook)})" if outlook.why else ""
    if outlook.kind == "information":
        return worth_words(outlook.kind, None)
    if outlook.kind == "pass":
        return f"{PASSED[outlook.passed]}{why}"
    if outlook.earned is None:
        return f"chưa rõ điểm, tối đa {points(outlook.maximum)}{why}"
    if outlook.final is not None:
        return f"{_of(outlook.earned, outlook.maximum)} điểm"
    return f"{points(outlook.earned)} điểm, có thể đạt {_of(outlook.possible, outlook.maximum)}{why}"


def _of(value: Decimal | None, maximum: Decimal | None) -> str:
    return f"{points(value)}/{points(maximum)}"


def _why(outlook: Outlook) -> str:
    named = f": {', '.join(cut(each, 60) for each in outlook.sources)}" if outlook.sources else ""
    return f"{_WHY[outlook.why]}{named}" if outlook.why else ""
