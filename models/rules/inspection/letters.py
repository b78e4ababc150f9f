"""Whether letters are Vietnamese, and what they were before an old font or a careless program changed them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from models.rules.inspection.old_fonts import from_tcvn3, from_vni
from models.rules.inspection.reading import Letters

# A syllable without its marks, whatever stands for it in a dictionary: an onset, then vowels that may end it,
# or such as may stand before a last consonant.
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|n(?:gh?|h)?|ph?|qu|r|s|th?|tr|v|x)?"
    r"(?:(?:[aeiouy]|a[iouy]|e[ou]|i[aeu]|ieu|o[aeio]|oa[ioy]|oeo|u[aeiouy]|ua[uy]|uoi|uou|uy[aeu]|y[ae]|yeu)"
    r"|(?:[aeiouy]|[iy]e|o[aeo]|u[aeoy]|uye)(?:ch?|m|n[gh]?|p|t))"
)
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_BETWEEN_WORDS = re.compile(r"[\s\-–—/&,.;:…()\[\]{}\"'“”‘’«»*•+=_|<>?!%~@#\\]+")
_LIST_MARK = re.compile(r"\w[).]")
_VOWELS = re.compile("[aeiouy]")
_WITHOUT_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")) | {ord("đ"): "d"}
# So many characters tell what a page is written in.
_BEGINNING = 1200
# Fewer words than this say nothing of a page.
_FEW_WORDS = 8
# Shares of words. Below the first a text says nothing; at the second it is sound; a font must add the third.
_NOTHING, _SOUND, _BETTER = 0.25, 0.75, 0.2
_FALLEN_APART = 0.2
_ENOUGH_TORN = 3
# Shares of characters: such as no Vietnamese text holds; such as no other and no old font holds.
_STRANGE, _MODERN = 0.1, 0.04
_MODERN_LETTERS = re.compile("[\u1ea0-\u1ef9]")
_ALONE = re.compile(r"(?<!\S)[^\W\d_](?!\S)")


def recognised(text: str) -> tuple[str, Letters]:
    """The text of a page or a file as a person reads it, in NFC, and how it was had.

    OLD_FONT: it was written with a font of TCVN3 or VNI and is converted. UNREADABLE: it says nothing, as where a
    font does not tell its letters; the text is then as it was. NONE: there are no letters.
    """
    text = unicodedata.normalize("NFC", text)
    if not text.strip():
        return text, Letters.NONE
    if _is_modern(text):
        return text, Letters.TEXT
    as_it_is = soundness(text)
    if as_it_is < _SOUND:
        converted = max((convert(text) for convert in (from_tcvn3, from_vni)), key=soundness)
        if soundness(converted) >= max(as_it_is + _BETTER, 2 * _NOTHING):
            return converted, Letters.OLD_FONT
    is_garbage = _is_strange(text) or (as_it_is < _NOTHING and len(_words(text)) >= _FEW_WORDS)
    return text, Letters.UNREADABLE if is_garbage else Letters.TEXT


def letters_of(pages: Sequence[Letters]) -> Letters:
    """How a file's text was had, from its pages' letters.

    One page that was seen in a picture is said of the whole; so is a first page that says nothing, as the head of
    the document stands there.
    """
    if not pages:
        return Letters.NONE
    if Letters.OCR in pages:
        return Letters.OCR
    if pages[0] in (Letters.NONE, Letters.UNREADABLE):
        return pages[0]
    return Counter(pages).most_common(1)[0][0]


def soundness(text: str) -> float:
    """The share of words that could be Vietnamese; 1 where there are none."""
    words = _words(text)
    return sum(map(_is_syllable, words)) / len(words) if words else 1.0


def is_fallen_apart(text: str) -> bool:
    """Whether words have lost their marked vowels to elsewhere on the line: "S : 119 ố"."""
    if len(_ALONE.findall(text)) < _ENOUGH_TORN:
        return False
    words = [word for word in text.split() if any(map(str.isalpha, word)) and not _LIST_MARK.fullmatch(word)]
    torn = sum(map(_is_torn, words))
    return torn >= _ENOUGH_TORN and torn >= _FALLEN_APART * len(words)


def _words(text: str) -> list[str]:
    """Of the beginning, without numbers and abbreviations, which follow no rule."""
    return [
        word
        for word in _BETWEEN_WORDS.split(unicodedata.normalize("NFC", text[:_BEGINNING]))
        if word and not any(each.isdigit() for each in word) and not _is_abbreviation(word)
    ]


def _is_abbreviation(word: str) -> bool:
    if not word.isupper():
        return False
    return not _VOWELS.search(_bare(word)) or (word.isascii() and not _is_syllable(word))


def _is_syllable(word: str) -> bool:
    tones = _TONE.findall(unicodedata.normalize("NFD", word))
    return len(tones) <= 1 and _SYLLABLE.fullmatch(_bare(word)) is not None


def _bare(word: str) -> str:
    """Lower case, without the marks that Vietnamese knows; any other keeps a word from being Vietnamese."""
    return unicodedata.normalize("NFD", word.lower()).translate(_WITHOUT_MARKS)


def _is_torn(word: str) -> bool:
    """A marked vowel alone, or letters without any vowel that are no abbreviation."""
    letters = "".join(each for each in unicodedata.normalize("NFC", word) if each.isalpha())
    bare = _bare(letters)
    if _VOWELS.search(bare):
        return len(letters) == 1 and letters.lower() != bare
    return len(letters) == 1 or not letters.isupper()


def _is_modern(text: str) -> bool:
    beginning = text[:_BEGINNING]
    return len(_MODERN_LETTERS.findall(beginning)) > _MODERN * len(beginning)


def _is_strange(text: str) -> bool:
    printed = [each for each in text if not each.isspace()]
    return sum(map(_is_foreign, printed)) > _STRANGE * len(printed)


def _is_foreign(character: str) -> bool:
    """No letter of a Latin script, no digit, no sign: a private or unassigned code, a control, another script."""
    kind = unicodedata.category(character)
    if kind[0] == "L":
        return "LATIN" not in unicodedata.name(character, "")
    return kind in ("Cc", "Co", "Cn", "Cs") or character == "\N{REPLACEMENT CHARACTER}"
