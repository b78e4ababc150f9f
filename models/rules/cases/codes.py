"""The code of a citizen file in a text: `V1V2V3.Z1Z2.Y1Y2.MX1X2-YYMMDD-XXXX` (Circular 01/2018/TT-VPCP article 19).

A code is known before it is looked for; however it was printed it is the same: blanks, ends of lines, the case of
letters and dashes that look alike make no difference.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# Hyphens, dashes and the minus sign, and what stands for them in the name of a file.
_DASHES = frozenset("-‐‑‒–—―−﹘﹣－⁃_")
_DOTS = frozenset(".․．")


def spelled(code: str) -> str:
    """A code as it is kept: one spelling, however a list has it."""
    whole = unicodedata.normalize("NFKC", code)
    return "".join("-" if each in _DASHES - {"_"} else each for each in whole).upper()


def office_of(code: str) -> str:
    """Which office received a file: what its code begins with (Circular 01/2018/TT-VPCP article 19); "" where
    it does not say."""
    office, dash, _ = code.partition("-")
    return office if dash else ""


class KnownCodes:
    """Codes, prepared to be looked for in many texts."""

    def __init__(self, codes: Iterable[str]) -> None:
        squeezed = {code: _squeeze(code).run for code in codes}
        self._known = {code: run for code, run in squeezed.items() if run}

    def in_text(self, text: str) -> frozenset[str]:
        """Those that stand in a text for themselves, not as a part of a longer one."""
        squeezed = _squeeze(text)
        return frozenset(code for code, run in self._known.items() if squeezed.holds(run))


@dataclass(frozen=True)
class _Squeezed:
    """A text without blanks, in one case, with one kind of dash; `breaks`: the places where a blank was."""

    run: str
    breaks: frozenset[int]

    def holds(self, code: str) -> bool:
        at = self.run.find(code)
        while at >= 0:
            if self._begins(at) and self._ends(at + len(code)):
                return True
            at = self.run.find(code, at + 1)
        return False

    def _begins(self, at: int) -> bool:
        """Behind a dash only where a word was before it: "thu-xin-loi-H41…"."""
        if at == 0 or at in self.breaks:
            return True
        before = self.run[at - 1]
        if before == "-":
            return at == 1 or at - 1 in self.breaks or not self.run[at - 2].isdigit()
        return not before.isalnum() and before != "."

    def _ends(self, at: int) -> bool:
        """Before a dash or a dot only where no figure follows it: the end of a sentence, "…-0012.pdf"."""
        if at >= len(self.run) or at in self.breaks:
            return True
        if self.run[at] in ".-":
            return at + 1 in self.breaks or not self.run[at + 1 : at + 2].isdigit()
        return not self.run[at].isalnum()


def _squeeze(text: str) -> _Squeezed:
    letters: list[str] = []
    breaks: set[int] = set()
    for each in unicodedata.normalize("NFC", text):
        if each.isspace():
            breaks.add(len(letters))
        elif unicodedata.category(each) != "Cf":
            letters.append(_plain(each))
    return _Squeezed("".join(letters), frozenset(breaks))


def _plain(letter: str) -> str:
    if letter in _DASHES:
        return "-"
    return "." if letter in _DOTS else letter.lower()[:1]
