"""Placeholders in a template of Word, `{{ma_ho_so}}`: found wherever Word put them, filled with plain words."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Written
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")
_BRACES = re.compile(r"\{\{|\}\}")


def opened(template: bytes) -> Written | None:
    """A document of Word; None where the bytes are none."""
    try:
        return Document(BytesIO(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError):
        return None


def paragraphs(document: Written) -> Iterator[Paragraph]:
    """Of the body, of tables and boxes in it, of headers and footers."""
    for part in (document.element.body, *_margins(document)):
        yield from (Paragraph(each, document._body) for each in part.iter(qn("w:p")))


def _margins(document: Written) -> Iterator[Any]:
    for section in document.sections:
        for name in ("header", "footer"):
            for kind in (name, f"first_page_{name}", f"even_page_{name}"):
                part = getattr(section, kind)
                if not part.is_linked_to_previous:
                    yield part._element


def placeholders(document: Written) -> set[str]:
    """All that stand in it; braces that belong to none are named with what stands around them."""
    found: set[str] = set()
    for paragraph in paragraphs(document):
        words = _words(paragraph)
        found.update(_PLACEHOLDER.findall(words))
        rest = _PLACEHOLDER.sub("", words)
        found.update(rest[max(0, each.start() - 12) : each.end() + 12] for each in _BRACES.finditer(rest))
    return found


def fill(paragraph: Paragraph, words: Mapping[str, str]) -> None:
    """Puts words for placeholders, in the type of where each begins; what stands in the words is not looked at
    again. A line that is left empty goes."""
    texts = _texts(paragraph)
    said = "".join(each.text or "" for each in texts)
    known = [each for each in _PLACEHOLDER.finditer(said) if each[0] in words]
    if not known:
        return
    for each in reversed(known):
        _replace(texts, each.start(), each.end(), words[each[0]])
    for text in texts:
        _break_lines(text)
    if not _words(paragraph).strip() and _may_go(paragraph):
        paragraph._p.getparent().remove(paragraph._p)


def _texts(paragraph: Paragraph) -> list[Any]:
    """The pieces of a paragraph's text: Word parts a placeholder into several as soon as somebody types in it."""
    own = paragraph._p
    return [each for each in own.iter(qn("w:t")) if next(each.iterancestors(qn("w:p"))) is own]


def _words(paragraph: Paragraph) -> str:
    return "".join(each.text or "" for each in _texts(paragraph))


def _replace(texts: list[Any], start: int, end: int, words: str) -> None:
    """Into the piece in which the place from `start` to `end` begins; the others lose their part of it."""
    at = 0
    for text in texts:
        own = text.text or ""
        first, last = max(start - at, 0), min(end - at, len(own))
        if first < last:
            put = words if start >= at else ""
            text.text = own[:first] + put + own[last:]
            text.set(qn("xml:space"), "preserve")
        at += len(own)


def _break_lines(text: Any) -> None:
    """A line break in the words is one on the page."""
    first, *others = (text.text or "").split("\n")
    text.text = first
    for words in others:
        following = deepcopy(text)
        following.text = words
        text.addnext(following)
        following.addprevious(OxmlElement("w:br"))
        text = following


def _may_go(paragraph: Paragraph) -> bool:
    """A cell needs a paragraph as its last."""
    above, below = paragraph._p.getparent(), paragraph._p.getnext()
    if above.tag == qn("w:body"):
        return True
    return above.tag == qn("w:tc") and below is not None and below.tag == qn("w:p")


def packed(document: bytes) -> bytes:
    """The same file with one moment for all its parts: the same words give the same bytes."""
    out = BytesIO()
    with ZipFile(BytesIO(document)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(ZipInfo(name), given.read(name), ZIP_DEFLATED)
    return out.getvalue()
