"""Letters without their marks."""

import re
import unicodedata


def bare(text: str) -> str:
    """`text` in lower case without any diacritic, đ as d; blanks and punctuation as they are."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each)).replace("đ", "d")


def plain_words(text: str) -> str:
    """The words of `text` without diacritics and punctuation, one blank between them."""
    return " ".join(re.sub(r"\W+", " ", bare(text)).split())
