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

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh ph q qu r s t th tr v x"
_RHYMES = (
    "a ai ao au ay am an ang anh ap at ac ach ăm ăn ăng ăp ăt ăc âu ây âm ân âng âp ât âc "
    "e eo em en eng ep et ec ê êu êm ên ênh êp êt êch i iu im in inh ip it ich ia iêu iêm iên iêng iêp iêt iêc "
    "o oi om on ong op ot oc oa oai oao oay oam oan oang oanh oat oac oach oăm oăn oăng oăt oăc oe oeo oen oet "
    "ô ôi ôm ôn ông ôp ôt ôc ơ ơi ơm ơn ơp ơt u ui um un ung up ut uc ua uôi uôm uôn uông uôt uôc uê uêch uênh "
    "uơ uy uya uyên uyêt uynh uych uyt uyu uân uâng uât uây ư ưi ưu ưng ưt ưc ưa ươi ươu ươm ươn ương ươp ươt "
    "ươc y yêu yêm yên yêng yêt"
)
# The longest syllable with a key for each of its marks.
_LONGEST = 12
_STOPPED = ("p", "t", "c", "ch")
_FRONT = "eêiy"
_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_MARK_OF = {key: mark for mark, key in _TONES.items()}
_DOUBLED = {"a": "â", "e": "ê", "o": "ô"}
_HORNED = {"a": "ă", "o": "ơ", "u": "ư"}
_VOWELS = set("aăâeêioôơuưy")
_VNI = dict(zip("1234578", "sfrxjww", strict=True))
_WORD = re.compile(r"(?<![\w/@&-])[^\W\d_][^\W_]*(?![\w@&]|[/-]\w)")
_VNI_INSIDE = re.compile(r"\d(?=[^\W\d_])")


def decoded(text: str) -> str:
    """`text` (any Unicode form) composed, with every slip replaced by its word in lower case; all else stays."""
    composed = unicodedata.normalize("NFC", text)
    vni = any(
        len(word) <= _LONGEST and _VNI_INSIDE.search(word) and _meant(word.casefold(), True)
        for word in _WORD.findall(composed)
    )
    return _WORD.sub(lambda match: _replaced(match[0], vni), composed)


def _replaced(word: str, vni: bool) -> str:
    """The word meant; capitals throughout are an abbreviation."""
    if not 2 <= len(word) <= _LONGEST or (word.isupper() and len(word) < 5):
        return word
    return _meant(word.casefold(), vni) or word


@lru_cache(maxsize=20_000)
def _meant(token: str, vni: bool) -> str | None:
    """The syllable that the keys of a token make, or None where it is a word as it stands or makes none."""
    if token in _KEPT or not any(each in "sfrxjwdaeo123456789" for each in token[1:]):
        return None
    letters, tone = _apart(token)
    if letters in _BARE or bare(letters) in _BARE:
        return None
    if any(each.isdigit() for each in token):
        return _composed(*_struck(_as_telex(letters), tone)) if vni else None
    return _composed(*_struck(letters, tone))


def _apart(token: str) -> tuple[str, str]:
    """The letters without the mark of tone, and the key of that tone ("" for none)."""
    parted = unicodedata.normalize("NFD", token)
    tone = "".join(_TONES.get(each, "") for each in parted)[-1:]
    return unicodedata.normalize("NFC", "".join(each for each in parted if each not in _TONES)), tone


def _as_telex(letters: str) -> str:
    """The keys of VNI as those of Telex: 6 doubles the last vowel that takes a roof, 9 the "d" that begins."""
    out = ""
    for each in letters:
        if each == "9" and out.startswith("d"):
            out = "đ" + out[1:]
        elif each == "6":
            out += next((letter for letter in reversed(out) if letter in _DOUBLED), each)
        else:
            out += _VNI.get(each, each)
    return out


def _struck(letters: str, tone: str) -> tuple[str, str]:
    """The letters and the tone that Telex makes of the keys."""
    out: list[str] = []
    struck = ""
    for each in letters:
        voiced = any(letter in _VOWELS for letter in out)
        if each in "sfrxj" and voiced and not struck:
            tone = struck = each
        elif each == "w":
            _horn(out)
        elif each in _DOUBLED and each in out:
            out[_last(out, each)] = _DOUBLED[each]
        elif each == "d" and out == ["d"]:
            out[0] = "đ"
        else:
            out.append(each)
    return "".join(out), tone


def _horn(out: list[str]) -> None:
    """The hook of "w": on both vowels of "uo", on the first of "ua", else on the last vowel that takes one."""
    last = max(_last(out, vowel) for vowel in _HORNED)
    if last < 0:
        out.append("ư" if not any(each in _VOWELS for each in out) else "w")
        return
    if last and out[last - 1] in "uư" and out[: last - 1] != ["q"]:
        out[last - 1] = "ư"
        if out[last] == "a":
            return
    out[last] = _HORNED[out[last]]


def _last(letters: list[str], letter: str) -> int:
    return max((n for n, each in enumerate(letters) if each == letter), default=-1)


def _composed(letters: str, tone: str) -> str | None:
    """The syllable with its mark of tone where the spelling has it; None where there is no such syllable."""
    rhyme = _SYLLABLES.get(letters)
    if rhyme is None or (rhyme.endswith(_STOPPED) and tone not in ("s", "j")):
        return None
    if not tone:
        return letters
    place = len(letters) - len(rhyme) + _place_of_tone(rhyme)
    return unicodedata.normalize("NFC", letters[: place + 1] + _MARK_OF[tone] + letters[place + 1 :])


def _place_of_tone(rhyme: str) -> int:
    """On the last vowel with a mark of its own, else on the second of those before a consonant, else the first."""
    marked = [n for n, each in enumerate(rhyme) if each in "ăâêôơư"]
    if marked:
        return marked[-1]
    vowels = sum(each in _VOWELS for each in rhyme)
    return 1 if vowels > 2 or (vowels == 2 and len(rhyme) > 2) else 0


def _fits(onset: str, rhyme: str) -> bool:
    """Whether the spelling rules let a rhyme follow an onset."""
    if onset in ("k", "gh", "ngh"):
        return rhyme[0] in _FRONT
    if onset in ("c", "ng"):
        return rhyme[0] not in _FRONT
    if onset in ("gi", "qu"):
        return rhyme[0] not in "iu" or rhyme == "i"
    return onset != "q" or rhyme in ("uôc", "uôi")


_SYLLABLES = {
    onset + rhyme: rhyme
    for onset in ["", *_ONSETS.split()]
    for rhyme in _RHYMES.split()
    if not onset or _fits(onset, rhyme)
}
_BARE = {bare(syllable) for syllable in _SYLLABLES}
_KEPT = word_set("no slips").union(*(typed.split() for _, typed in entries("words.txt", "spellings")))
