"""The type and subject (trích yếu) of a document, from the lines of its head (Decree 30/2020 art. 8, annex I)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.rules.inspection.bodies import begins_a_body
from models.rules.inspection.kinds import type_named
from models.rules.inspection.phrases import plain

_LONGEST, _LINES = 500, 8
"""A subject has no more letters and lines."""
_TYPE_WORDS = 4
_ABOUT = re.compile(r"\W*v\s?[/.il1|]{1,2}\s?v\b\W{0,3}")
_ABOUT_IN_WORDS = re.compile(r"\W*ve viec(?!\w)")
_ENDS = re.compile(
    r"[\W_]*(?:can cu|kinh gui|dieu \d|(?:[ivx]{1,4}|\d{1,2}|[a-d])\s?[.)/](?:\s|$)|phan (?:[ivx1]+|thu)\W"
    r"|chuong [ivx1]+\W|kem theo|ban hanh kem|chu tich (?:uy ban|ubnd)"
    r"|(?:uy ban|hoi dong) nhan dan(?: \w+){2,4}\W*$"
    r"|giam doc\W*$|tm\.|noi nhan|so\s?:|(?:(?:toi |tuyet )?mat|hoa toc|(?:thuong )?khan)\W*$)"
)
_OPENS_THE_TEXT = re.compile(
    r"(?:thuc hien|trien khai|nham|de |theo|trong|sau khi|ngay|tai|hom nay|tren co so|tra loi|phuc dap|xet|nam \d"
    r"|hoi|voi|vua qua|thoi gian qua|duoc su|qua |tiep tuc"
    r"|(?:uy ban nhan dan|ubnd|hoi dong nhan dan|trung tam|phong) .{0,60}(?:tran trong|ban hanh|bao cao|xay dung))"
)
_GOES_ON = re.compile(r"(?:,|\b(?:xa|phuong|tinh|huyen|cua|va|theo))\s*$")
_FULL_LINE = 60


@dataclass(frozen=True)
class Title:
    """The type's abbreviation, the subject, and the line at which they begin; without type words, a letter?"""

    type: str = ""
    subject: str = ""
    at: int = 0
    is_letter: bool = False


def read_title(lines: Sequence[str], *, number_at: int = 0) -> Title:
    """The type in capitals on a line of its own or at the beginning of one, and the subject below it; a letter
    has "V/v …"; a form, neither: its title stands in capitals below the number, in line `number_at`."""
    for n, line in enumerate(lines):
        found = type_at_the_beginning(line)
        if found:
            kind, rest = found
            return Title(kind, _subject((rest, *lines[n + 1 :])), n)
    for n, line in enumerate(lines):
        if _ABOUT.match(plain(line)):
            return Title("", _subject(lines[n:]), n, is_letter=True)
    ends = next((n for n, line in enumerate(lines) if _ENDS.match(plain(line))), len(lines))
    return Title("", _title_in_capitals(lines[number_at:ends]), ends)


def type_at_the_beginning(line: str) -> tuple[str, str] | None:
    """The type that the line begins with, in capitals, and what follows on the line."""
    stripped = re.sub(r"^[\W_]+", "", line)
    if kind := type_named(stripped) if _is_upper(stripped) else "":
        return kind, ""
    words = stripped.split()
    for count in range(min(_TYPE_WORDS, len(words)), 1, -1):
        first = " ".join(words[:count])
        if _is_upper(first) and (kind := type_named(first, exactly=True)):
            return kind, stripped.split(maxsplit=count)[count] if len(words) > count else ""
    return None


def _title_in_capitals(lines: Sequence[str]) -> str:
    """The last block of lines in capitals: what a form is called."""
    block: list[str] = []
    for line in reversed(lines):
        if len(line.split()) > 1 and _is_upper(line) and not begins_a_body(line):
            block.insert(0, line)
        elif block:
            break
    return _in_one_line(block)


def _subject(lines: Sequence[str]) -> str:
    return _in_one_line(list(_lines_of_subject(lines)))


def _lines_of_subject(lines: Sequence[str]) -> Iterator[str]:
    before = ""
    count = 0
    for line in lines:
        if not re.search(r"\w", line):
            if before:
                return
            continue
        if _ENDS.match(plain(line)) or type_at_the_beginning(line) or (before and _is_text(line, before)):
            return
        count += 1
        if count > _LINES:
            return
        before = line
        yield line
        if line.rstrip().endswith(("./.", ".", ":")):
            return


def _is_text(line: str, before: str) -> bool:
    """Whether the text begins here, not another line of the subject."""
    stripped = re.sub(r"^[\W_]+", "", line)
    if not stripped[:1].isupper() or _is_upper(stripped):
        return False
    if len(stripped) >= _FULL_LINE and not _GOES_ON.search(plain(before)):
        return True
    return _OPENS_THE_TEXT.match(plain(stripped)) is not None


def _in_one_line(lines: Sequence[str]) -> str:
    joined = " ".join(" ".join(lines).split())
    about = _ABOUT.match(plain(joined)) or _ABOUT_IN_WORDS.match(plain(joined))
    if about:
        joined = f"Về việc {joined[about.end() :].lstrip()}"
    return joined.strip(" *_#|–-").removesuffix("./.").rstrip(".")[:_LONGEST]


def _is_upper(text: str) -> bool:
    """Whether its letters are capitals; one in ten may be misread."""
    cased = [each for each in text if each.isalpha()]
    return bool(cased) and sum(each.isupper() for each in cased) >= 0.9 * len(cased)
