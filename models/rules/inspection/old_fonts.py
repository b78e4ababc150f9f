"""Text that was typed for an old Vietnamese font, before Unicode: TCVN3 (".VnTime", also "ABC") and VNI.

Such a font draws Vietnamese letters at the codes of Western ones, so that what is read is Western: "KÕ ho¹ch" is
"Kế hoạch" in TCVN3 (by TCVN 5712:1993, VN3), "Keá hoaïch" is the same in VNI, where a mark follows its vowel.
"""

import re
import unicodedata

_TCVN3_LETTERS = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂÊÔƠƯĐ"
_TCVN3_CODES = (
    "b8b5b6b7b9a8bebbbcbdc6a9cac7c8c9cbaed0cccecfd1aad5d2d3d4d6ddd7d8dcdee3dfe1e2e4abe8e5e6e7e9acedeaebeceef3eff1f2f4"
    "adf8f5f6f7f9fdfafbfcfea1a2a3a4a5a6a7"
)
_TCVN3 = dict(zip(bytes.fromhex(_TCVN3_CODES), _TCVN3_LETTERS, strict=True))
# What pdfium makes of the code of "ư", a soft hyphen to everybody else.
_SOFT_HYPHENS = "\u00ad\u0002\ufffe"
_HYPHEN_IN_A_WORD = re.compile(r"(?<=\w)-(?=[^\W\d_A-Z])")

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    "ù": _ACUTE,
    "ø": _GRAVE,
    "û": _HOOK,
    "õ": _TILDE,
    "ï": _DOT,
    "â": _CIRCUMFLEX,
    "á": _CIRCUMFLEX + _ACUTE,
    "à": _CIRCUMFLEX + _GRAVE,
    "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE,
    "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE,
    "é": _BREVE + _ACUTE,
    "è": _BREVE + _GRAVE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = re.compile("(?P<vowel>[aeiouyôö])(?P<mark>[ùøûõïâáàåãäêéèúüë])|[ñôöæóòî]", re.IGNORECASE)


def from_tcvn3(text: str) -> str:
    """The text as the font showed it; a font of capitals (".VnTimeH") showed these letters as capitals."""
    for each in _SOFT_HYPHENS:
        text = text.replace(each, "\u00ad")
    codes = _HYPHEN_IN_A_WORD.sub("\u00ad", text)
    return codes.translate(_TCVN3)


def from_vni(text: str) -> str:
    """The text as the font showed it."""
    return _VNI.sub(_vni, text)


def _vni(found: re.Match[str]) -> str:
    if found["mark"] is None:
        return _vni_letter(found[0])
    return unicodedata.normalize("NFC", _vni_letter(found["vowel"]) + _VNI_MARKS[found["mark"].lower()])


def _vni_letter(letter: str) -> str:
    shown = _VNI_LETTERS.get(letter.lower(), letter.lower())
    return shown if letter.islower() else shown.upper()
