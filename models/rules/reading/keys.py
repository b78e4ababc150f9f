"""Slips of the keyboard: a word left as it was struck, by Telex ("roif") or VNI ("ro62i"), as the word meant.

A token is decoded only where it is no Vietnamese syllable itself and becomes one: onset, rhyme and tone of the
spelling rules decide, not a list of words. A digit at the end may be a number ("mục3") and counts as a key only
in a text that shows VNI elsewhere, inside a word.
"""

import re
import unicodedata
from functools import lru_cache

from models.rules.letters import bare
from models.rules.reading.lexicon import entries, word_set

# The longest syllable with a key for each of its marks.
_LONGEST = 12
_STOPPED = ("p", "t", "c", "ch")
# The letter that takes the tone: the last vowel with a mark, else the second of those before a consonant,
# else the first.
_TONED = re.compile("[ăâêôơư](?=[^ăâêôơư]*$)|(?<=^.)[aeiouy](?=[^ăâêôơư]+$)")
# Rhymes that the spelling rules let follow no such onset.
_MISFIT = re.compile(r"(?:k|gh|ngh)\|[^eêiy]|(?:c|ng)\|[eêiy]|(?:gi|qu)\|(?:u|i.)|q\|(?!uô[ci]$)")
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_TONES_OF_A_STOP = ("\u0301", "\u0323")
_TONE_OF = dict(zip("sfrxj12345", _TONES * 2, strict=True))
_ROOF, _HOOKS = "6\u0302", "w78\u0306\u031b"
_VOWELS = set("aeiouy")
_MARKS = dict(zip("âêôăơưđ", "666www9", strict=True))
_WORD = re.compile(r"(?<![\w/@&-])[^\W\d_][^\W_]*(?![\w@&]|[/-]\w)")
_VNI_INSIDE = re.compile(r"\d(?=[^\W\d_])")


def decoded(text: str) -> str:
    """`text` (any Unicode form) composed, with every slip replaced by its word in lower case; all else stays."""
    composed = unicodedata.normalize("NFC", text)
    vni = any(_VNI_INSIDE.search(word) and _meant(word, True) for word in _WORD.findall(composed))
    return _WORD.sub(lambda match: _meant(match[0], vni) or match[0], composed)


@lru_cache(maxsize=20_000)
def _meant(word: str, vni: bool) -> str | None:
    """The syllable that the keys of a word make, or None where it makes none, is one as it stands, or is an
    abbreviation: of capitals throughout."""
    token = word.casefold()
    if not 2 <= len(word) <= _LONGEST or (word.isupper() and len(word) < 5):
        return None
    if token in _KEPT or bare(token) in _BARE or (not vni and any(map(str.isdigit, token))):
        return None
    letters, marks, tone = _struck(token)
    syllable, rhyme = _SYLLABLES.get((letters, marks), ("", ""))
    if not syllable or (rhyme.endswith(_STOPPED) and tone not in _TONES_OF_A_STOP):
        return None
    toned = _TONED.search(rhyme)
    place = len(syllable) - len(rhyme) + (toned.end() if toned else 1)
    return unicodedata.normalize("NFC", syllable[:place] + tone + syllable[place:])


def _struck(token: str) -> tuple[str, str, str]:
    """The letters without marks, the marks that they have or that keys give them, in order ("6", "w", "9": roof,
    hook, bar), and the mark of tone; a key that gives nothing is a letter."""
    letters, marks, tone, is_struck = "", set[str](), "", False
    for each in unicodedata.normalize("NFD", token.replace("đ", "d9")):
        voiced = not _VOWELS.isdisjoint(letters)
        if each in _TONES:
            tone = tone if is_struck else each
        elif each in _TONE_OF and voiced and not is_struck:
            tone, is_struck = _TONE_OF[each], True
        elif each in _HOOKS:
            letters += "" if voiced else "u"
            marks.add("w")
        elif voiced and "6" not in marks and (each in _ROOF or (each in "aeo" and each in letters)):
            marks.add("6")
        elif (each == "9" and letters.startswith("d")) or each == letters == "d":
            marks.add("9")
        else:
            letters += each
    return letters, "".join(sorted(marks)), tone


_SPELLED = [
    (onset + rhyme, rhyme)
    for onset in ("", *sorted(word_set("onsets")))
    for rhyme in sorted(word_set("rhymes"))
    if not _MISFIT.match(f"{onset}|{rhyme}")
]
_SYLLABLES = {
    (bare(each), "".join(sorted({_MARKS[mark] for mark in each if mark in _MARKS}))): (each, rhyme)
    for each, rhyme in _SPELLED
}
_BARE = {bare(syllable) for syllable, _ in _SPELLED}
_KEPT = word_set("no slips").union(*(typed.split() for _, typed in entries("words.txt", "spellings")))
