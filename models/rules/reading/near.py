"""What stands near a phrase about time and decides whether it is a promise; words as `fold` leaves them."""

import re

from models.rules.reading.lexicon import patterns

NEAR = patterns("near")
FAR = 200
"""How far from a phrase words say how it is meant, in letters; so that long texts are read in time."""


def around(line: str, start: int, end: int) -> tuple[str, str]:
    """The words before and behind a place, as far as they matter."""
    return line[max(0, start - FAR) : start], line[end : end + FAR]


def is_bare_day(match: re.Match[str]) -> bool:
    """Whether a bare number is said as a day: of what stands before and behind it."""
    before, after = around(match.string, match.start(), match.end())
    after += " "
    if before.endswith(" xong ") and NEAR.will_send.match(after):
        return True
    if NEAR.sent_on.search(before):
        return re.match(
            r" (?:[,?]|nhe|em|chi|anh|minh|tôi) ", after
        ) is not None and not NEAR.reported.search(f"{before}{match[0]}{after}")
    if before.endswith(" , ") or before.strip(" ,") == "":
        return NEAR.opens_bare.match(after) is not None
    if before.endswith(" tu "):
        return re.match(r" (?:sang|xuong|qua|doi|len) ", after) is not None
    if NEAR.opens_bare.match(after) and not NEAR.no_day_before.search(before):
        return True
    return NEAR.leads_to_bare.search(before) is not None and NEAR.after_bare.match(after) is not None


def span(line: str, place: int) -> re.Match[str] | None:
    """A length of time from now that begins at a place: "2 tiếng nữa", "sau 30 phút"; "sau 8 giờ" is an hour."""
    if match := NEAR.after.match(line, place):
        return match
    match = NEAR.span.match(line, place)
    if match is None or (match["n"] == "nua" and match["unit"] is None):
        return None
    before, after = around(line, place, match.end())
    alone = before.strip(" ,") == after.strip(" ,") == "" and match["unit"] != "gio"
    hour = match["unit"] == "gio" and match["n"] != "nua" and int(match["n"]) < 24
    return match if alone or (NEAR.sure_span if hour else NEAR.asked_span).search(before) else None
