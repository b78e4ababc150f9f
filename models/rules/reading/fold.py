"""Brings what was typed to one form: lower case, no tone marks, one spelling a word, clauses marked."""

import re
import unicodedata

from models.rules.letters import bare
from models.rules.reading.keys import decoded
from models.rules.reading.lexicon import entries, patterns, word_set
from models.rules.reading.numerals import in_digits

BREAK = ","
_STOPS = {*",.;:!…()–—", "-"}
_TOKEN = re.compile(
    r"<\w+>"
    r"|\d+(?:[/.:-]\d+)+"
    r"|\d+%"
    r"|\d{1,2}h\d{0,2}(?!\w)"
    r"|[^\W\d_]+\d*"
    r"|\d+"
    r"|\?"
    r"|\s-\s"
    r"|\S"
)
_REPEATED = re.compile(r"(?!i{2,3}$)([^\W\d_])\1+")
_CLAUSE_WORDS = {"nhung", "song", "tuy"}
_MODIFIERS = {"\ufe0f", "\u200d", *map(chr, range(0x1F3FB, 0x1F400))}


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
    words = [_known(token, marked) for token in _TOKEN.findall(_spaced(in_digits(lowered)))]
    flat = [(word, fixed) for spelled, fixed in words for word in spelled.split()]
    # "A" typed without marks may be "anh" and stays.
    told = [(word, fixed) for word, fixed in flat if word not in _PARTICLES or (word == "a" and not fixed)]
    told_apart = _tell_apart(_with_breaks(told))
    return _with_set_phrases(_with_digits(told_apart))


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
    if squeezed in _RESPELLED:
        return _RESPELLED[squeezed], True
    if squeezed in _UNLIKE_THEIR_LETTERS:
        return _UNLIKE_THEIR_LETTERS[squeezed], True
    folded = _REPEATED.sub(r"\1", bare(squeezed))
    return folded, folded != squeezed


def spell(word: str) -> str:
    """A word written with its marks, in the form that `fold` leaves it in."""
    return " ".join(
        _UNLIKE_THEIR_LETTERS.get(each, _REPEATED.sub(r"\1", bare(each))) for each in word.split()
    )


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
    out: list[tuple[str, bool]] = [(BREAK, True)]
    for word, fixed in words:
        if _is_noise(word):
            continue
        if word.strip() in _STOPS:
            word = BREAK
        if word in _CLAUSE_WORDS or word == BREAK:
            _break(out)
        if word != BREAK:
            out.append((word, fixed))
    _break(out)
    return out


def _break(words: list[tuple[str, bool]]) -> None:
    if words[-1][0] != BREAK:
        words.append((BREAK, True))


def _is_noise(word: str) -> bool:
    """Marks that neither close a clause nor speak: quotes, brackets, slashes."""
    if word in _MODIFIERS or word == "-":
        return True
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
    following = zip([*words[1:], ""], [*words[2:], "", ""], strict=False)
    return [
        _NUMBERS[word]
        if word in _NUMBERS
        and unit in _UNITS
        and not after[:1].isdigit()
        and words[max(0, n - 1)] != "thu"
        and not (word == "sau" and after in _AFTER_SAU)
        else word
        for n, (word, (unit, after)) in enumerate(zip(words, following, strict=False))
    ]


def _with_set_phrases(words: list[str]) -> list[str]:
    line = f" {' '.join(words)} "
    for phrase, meant in _SET_PHRASES:
        line = line.replace(phrase, meant)
    return line.split()
