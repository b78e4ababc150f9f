"""When the short replies of the corpus are written, and how a text is typed without its marks."""

import unicodedata

from tests.reader.corpus import corpus

OWN = [reply for reply in corpus() if reply.author == "own"]
SAMPLE = [reply for reply in corpus() if reply.author == "sample"]
NOW = OWN[0].now
"""Wednesday, 2 December 2026, nine in the morning."""


def stripped(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(each for each in apart if not unicodedata.combining(each))
