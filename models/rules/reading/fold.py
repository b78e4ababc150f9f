"""Brings what was typed to one form: lower case, no tone marks, one spelling a word, clauses marked."""

import re
import unicodedata

from models.rules.letters import bare
from models.rules.reading.keys import decoded
from models.rules.reading.lexicon import entries, patterns, word_set
from models.rules.reading.numerals import in_digits

BREAK = ","
_STOPS = set(",.;:!…()–—")
_REPEATED = re.compile(r"(?!i{2,3}$)([^\W\d_])\1+")
_CLAUSE_WORDS = {"nhung", "song", "tuy"}


def _one_of(section: str) -> str:
    return "|".join(sorted(word_set(section))).replace("_", " ")


_THINGS, _SEVERAL = map(_one_of, ("things", "several"))
_RE = patterns("fold", {"THINGS": f"{_THINGS}|{bare(_THINGS)}", "SEVERAL": bare(_SEVERAL)})
_MARKED = re.compile(r"[à-ỹđ]")
_WELL_MARKED = 5
_UNLIKE_THEIR_LETTERS = dict(entries("words.txt", "unlike their letters"))


def fold(text: str) -> str:
    """`text` as one line of words that can be compared, whatever it was typed with.

    Lower case, without tone marks, letters typed twice once, teencode and dialect respelled, particles and
    emoticons dropped, emoji kept as words, every clause closed by ",", a question mark as "?". The few words
    that would become another word without their marks keep them (`đã`, `chờ`, `mốt`), also where they were
    typed without. Composed and decomposed input give the same line.
    """
    return " ".join(fold_tokens(decoded(text).casefold()))


def fold_tokens(lowered: str) -> list[str]:
    """The words of `fold`, for text that is lower case and composed (NFC) already."""
    marked = len(_MARKED.findall(lowered)) >= _WELL_MARKED
    words = [_known(token, marked) for token in _RE.token.findall(_spaced(in_digits(lowered)))]
    flat = [(word, fixed) for spelled, fixed in words for word in spelled.split()]
    # "A" typed without marks may be "anh" and stays.
    told = [(word, fixed) for word, fixed in flat if word not in _PARTICLES or (word == "a" and not fixed)]
    return _with_set_phrases(_with_digits(_tell_apart(_with_breaks(told))))


def _spaced(lowered: str) -> str:
    """Numbers apart from the unit that is glued to them; "2 trên 5", "2 trong số 5" as 2/5; "mục mô" as "mục nào",
    "nhung viec" as "những việc"."""
    lowered = _RE.of_a_number.sub(r"\1/\2", lowered)
    lowered = _RE.in_order.sub("lần lượt", lowered)
    lowered = _RE.minutes.sub(r"\1 phút", _RE.hours.sub(r"\1h\2", lowered))
    lowered = _RE.which.sub(r"\1 nào", _RE.several.sub("những", lowered))
    return _RE.glued.sub(r"\1 ", lowered)


def _known(token: str, marked: bool) -> tuple[str, bool]:
    """The word a token stands for, and whether that is settled; "sang" is no "sáng" in a text with its marks."""
    if marked and token == "sang":
        return token, True
    squeezed = _REPEATED.sub(r"\1", token)
    if settled := _RESPELLED.get(squeezed) or _UNLIKE_THEIR_LETTERS.get(squeezed):
        return settled, True
    folded = _REPEATED.sub(r"\1", bare(squeezed))
    return folded, folded != squeezed


def spell(word: str) -> str:
    """A word written with its marks, in the form that `fold` leaves it in."""
    words = word.split()
    return " ".join(_UNLIKE_THEIR_LETTERS.get(each, _REPEATED.sub(r"\1", bare(each))) for each in words)


_RESPELLED = {
    _REPEATED.sub(r"\1", variant): spell(word)
    for word, variants in entries("words.txt", "spellings")
    for variant in variants.split()
}


def spell_phrase(phrase: str) -> str:
    """Several words written with their marks, in the form that `fold` leaves them in."""
    return " ".join(_with_set_phrases(spell(phrase).split()))


_ALIKE: dict[str, list[tuple[str, ...]]] = {}
for _word, _row in entries("words.txt", "alike"):
    _ALIKE.setdefault(_word, []).append(tuple(each.strip() for each in _row.split("|")))
_SET_PHRASES = [
    (f" {spell(phrase)} ", f" {spell(meant)} ") for phrase, meant in entries("words.txt", "belong together")
]
_UNITS = set(map(spell, word_set("units of time")))
_NUMBERS = {spell(names.split()[0]): digit for names, digit in entries("words.txt", "digits")} | {
    "muoi": "10"
}
_AFTER_SAU = word_set("after hours")
_PARTICLES = set(map(spell, word_set("particles")))


def _with_breaks(words: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Every mark that ends a clause as ",", never two in a row, one at either end."""
    out = [(BREAK, True)]
    for word, fixed in [*words, (BREAK, True)]:
        if _is_noise(word):
            continue
        ends = word in _STOPS
        if (ends or word in _CLAUSE_WORDS) and out[-1][0] != BREAK:
            out.append((BREAK, True))
        if not ends:
            out.append((word, fixed))
    return out


def _is_noise(word: str) -> bool:
    """Marks that neither close a clause nor speak: quotes, brackets, slashes."""
    if len(word) > 1 or word == "?" or word in _STOPS:
        return False
    category = unicodedata.category(word)
    return category[0] in "PSZMC" and category != "So"


def _tell_apart(words: list[tuple[str, bool]]) -> list[str]:
    """Words typed without marks, as their neighbours show they are meant."""
    plain = [word for word, _ in words]
    for n, (word, fixed) in enumerate(words):
        if not fixed and word in _ALIKE:
            before, after = plain[n - 1] if n else BREAK, plain[n + 1] if n + 1 < len(plain) else BREAK
            fitting = (row for row in _ALIKE[word] if _stands(before, row[1]) and _stands(after, row[2]))
            plain[n] = next((spell(meant) for meant, _, _ in fitting), word)
    return [part for word in plain for part in word.split()]


def _stands(neighbour: str, allowed: str) -> bool:
    if allowed == "*":
        return True
    edge = neighbour in (BREAK, "?")
    return edge if not allowed else neighbour != "dạ" and bare(neighbour) in allowed.split()


def _with_digits(words: list[str]) -> list[str]:
    """Number words before a unit of time as digits."""
    out = list(words)
    for n, word in enumerate(words):
        unit, after = [*words[n + 1 : n + 3], "", ""][:2]
        is_other = after[:1].isdigit() or words[n - 1] == "thu" or (word == "sau" and after in _AFTER_SAU)
        if unit in _UNITS and not is_other:
            out[n] = _NUMBERS.get(word, word)
    return out


def _with_set_phrases(words: list[str]) -> list[str]:
    line = f" {' '.join(words)} "
    for phrase, meant in _SET_PHRASES:
        line = line.replace(phrase, meant)
    return line.split()
