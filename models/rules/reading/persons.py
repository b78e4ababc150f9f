"""Whom words name: who gets work, or holds it ("giao chị Lan", "để anh Hùng làm", "1 giao chị An, 2 giao Dũng")."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.rules.letters import bare
from models.rules.reading.documents import flat
from models.rules.reading.lexicon import bare_word_set, listed, patterns, word_set

_RE = patterns("persons")
_GIFT = patterns("giving")
_SHAPES = [pattern for name, pattern in listed("giving") if name == "shape"]
_OWN = ("em", "e", "con", "chau")
_BEGINS = re.compile(r"(?:^|(?<=[\s,.:]))(?=[^\W\d_])")
_TOKEN = re.compile(r"\s*([^\W\d_]+)")
_INSTITUTIONS = bare_word_set("institutions")
_MARKED, _NO_NAMES = word_set("no names"), bare_word_set("no names")
_LONGEST = 3
_TITLES = r"(?:anh|chi|em|co|chu|bac|ong|ba|dong chi|d/c)"
_OF_ME = re.compile(r"(?<!\w)(?:em|e|toi|minh|chau)(?!\w)")
_Found = tuple[int, int, str]
"""How much speaks for a name, how early it stands, and the name."""


def person_named(text: str) -> str | None:
    """The name of the person to whom work goes or with whom it lies, as typed, with the form of address; None where
    the words name nobody. Who is only spoken to is not named."""
    typed = unicodedata.normalize("NFC", text)
    letters = flat(typed)
    found = [*_titled(typed, letters), *_called(typed, letters)]
    return max(found)[2] if found else None


def _titled(typed: str, letters: str) -> Iterator[_Found]:
    """ "Chị Lan", "đ/c Hùng"; without a capital only in words without marks."""
    is_plain = typed.casefold() == letters
    for match in _RE.titled.finditer(letters):
        end = _end_of_name(typed, letters, match.end())
        word = _TOKEN.match(letters, end)
        if end == match.end() and is_plain and match["title"] not in _OWN and word:
            end = word.end() if word[1] not in _NO_NAMES and len(word[1]) > 1 else end
        gives, does = _RE.gives.search(letters[: match.start()]), _RE.does.match(letters, end)
        is_spoken_to = (_RE.called if gives else _RE.spoken_to).match(letters, end)
        if end > match.end() and not is_spoken_to:
            yield 1 + 4 * bool(gives) + 2 * bool(does), -match.start(), typed[match.start() : end]


def _called(typed: str, letters: str) -> Iterator[_Found]:
    """A name alone: "giao Thảo", "Tuấn Anh sẽ nộp thay"."""
    is_plain = typed.casefold() == letters
    for match in _RE.leads_to.finditer(letters):
        end = _end_of_name(typed, letters, match.end())
        if end > match.end() and not _RE.called.match(letters, end):
            yield 3, -match.start(), typed[match.end() : end].strip()
    for match in _BEGINS.finditer(letters):
        start, end = match.start(), _end_of_name(typed, letters, match.start())
        first = typed[start:end].casefold().split()
        if first and _RE.takes.match(letters, end) and first[0] not in (_NO_NAMES if is_plain else _MARKED):
            yield 2, -start, typed[start:end].strip()


def _end_of_name(typed: str, letters: str, start: int) -> int:
    """Where a name that begins here ends, as its capitals tell."""
    end = start
    for _ in range(_LONGEST):
        token = _TOKEN.match(typed, end)
        is_given = token and token[1][0].isupper() and (len(token[1]) == 1 or not token[1].isupper())
        if token is None or not is_given or letters[slice(*token.span(1))] in _INSTITUTIONS:
            break
        end = token.end()
    return end


@dataclass(frozen=True)
class Gift:
    """Which numbers of a list go to whom; `numbers` None: all of them, or the only one that is spoken of. `name`:
    as typed, in small letters without diacritics and forms of address; "" for who writes ("3 tôi làm")."""

    numbers: tuple[int, ...] | None
    name: str
    says_all: bool = False


def read_gifts(words: str) -> list[Gift] | None:
    """What is given to whom; None where any part of the words says something else."""
    parts = [part.strip(" ,.") for part in _GIFT.parts.split(bare(words)) if part and part.strip(" ,.")]
    gifts = [_gift(part, goes_on=n > 0) for n, part in enumerate(parts)]
    found = [gift for gift in gifts if gift is not None]
    return found if found and len(found) == len(gifts) else None


def gifts_by_number(words: str) -> tuple[list[Gift], str]:
    """What is given by number, also by who writes to themself, and what else is said beside it, as typed: of
    "6 xong, 7 giao chị An, 8 tôi làm" the last two, and "6 xong"; of "1 giao chị An, mai nộp" what is given, and
    "mai nộp". No gifts where nothing is given so."""
    text = unicodedata.normalize("NFC", words)
    spelled = flat(text)
    gifts, others, start = list[Gift](), list[str](), 0
    for cut in (*_GIFT.numbered_parts.finditer(spelled), None):
        end = cut.start() if cut else len(text)
        gift, length = _numbered_gift(spelled[start:end].strip(" ,."), goes_on=bool(gifts))
        gifts += [gift] if gift is not None else []
        if rest := text[start:end].strip(" ,.")[length:].strip(" ,."):
            others.append(rest)
        start = cut.end() if cut else end
    return gifts, ", ".join(others) if gifts else words


def _numbered_gift(part: str, goes_on: bool) -> tuple[Gift | None, int]:
    """What a part gives by number, and how much of it says so: what stands behind a comma may say more."""
    if own := _GIFT.own.fullmatch(part):
        return Gift(_listed(own["numbers"]), ""), len(part)
    for end in (len(part), part.find(",")):
        gift = _gift(part[:end].strip(), goes_on) if end > 0 else None
        if gift is not None and gift.numbers is not None:
            return gift, end
    return None, 0


def given_at_end(words: str) -> tuple[str, str]:
    """What is to be done, and the name of whom it is given to at its end, or before its day, as `Gift` has it (""
    for nobody): "yêu cầu báo cáo trước 18/12, giao chị An", "rà soát nhà ở, giao chị An, hạn 18/12"."""
    text = unicodedata.normalize("NFC", words)
    found = _GIFT.at_the_end.search(flat(text)) or _GIFT.with_a_day.search(flat(text))
    if found is None:
        return words, ""
    day = text[found.start("tail") :] if "tail" in found.groupdict() else ""
    return text[: found.start()] + day, _GIFT.honorifics.sub("", found["who"].strip())


def called(name: str, people: list[str]) -> list[int]:
    """The places, among full names, of those whom a name means: by the given name, which stands last, where that
    fits; else by any words of the name."""
    wanted = name.split()
    spelled = [bare(each).split() for each in people]
    by_given = [n for n, each in enumerate(spelled) if each[-len(wanted) :] == wanted]
    return by_given or [n for n, each in enumerate(spelled) if set(wanted) <= set(each)]


def _gift(part: str, goes_on: bool) -> Gift | None:
    for shape in (*_SHAPES, _GIFT.goes_on) if goes_on else _SHAPES:
        if match := shape.fullmatch(part):
            found = match.groupdict()
            name = _GIFT.honorifics.sub("", found["who"].strip())
            numbers = _listed(found["numbers"]) if found.get("numbers") else None
            return Gift(numbers, name, says_all=bool(found.get("all"))) if name else None
    return None


def _listed(numbers: str) -> tuple[int, ...]:
    """ "1-3" and "1 den 3" are three, "1, 3" two."""
    out: list[int] = []
    for first, last in re.findall(r"(\d{1,2})(?:\s*(?:-|den)\s*(\d{1,2}))?", numbers):
        out += range(int(first), int(last or first) + 1)
    return tuple(dict.fromkeys(out))


def told_of(words: str, people: Sequence[str]) -> tuple[int, str] | None:
    """Which one of these full names a sentence is about ("chị An nghỉ ốm từ mai"), by its place, and the sentence
    without the name; None where it is about nobody of them, about several, or about who writes."""
    text = unicodedata.normalize("NFC", words)
    spelled = flat(text)
    said, found = set(spelled.split()), []
    for n, full in enumerate(people):
        given = bare(full).split()[-1]
        by_name, by_given = re.escape(bare(full)), re.escape(given)
        called = rf"(?<!\w)(?:{_TITLES} (?:{by_name}|{by_given})|{by_name})(?!\w)(?! (?:oi|a|nhe)(?!\w))"
        if given in said and (match := re.search(called, spelled)):
            found.append((n, f"{text[: match.start()]} {text[match.end() :]}".strip()))
    if len(found) != 1 or _OF_ME.search(bare(found[0][1])):
        return None
    return found[0]


def is_named_in(words: str, full_name: str) -> bool:
    """Whether words name a person, by the given name at least: "chuyển chị Lan làm" names Trần Thị Lan."""
    said = re.findall(r"\w+", bare(words))
    return bare(full_name).split()[-1] in said
