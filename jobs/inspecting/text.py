"""The text of a PDF, page by page: pdfium's first, `pdftotext` where words fall apart all the same, OCR at last."""

import re
import subprocess
import unicodedata
from dataclasses import dataclass, replace

import pypdfium2  # type: ignore[import-untyped]

from jobs.inspecting import programs
from jobs.inspecting.glyphs import glyphs_of
from jobs.inspecting.limits import Budget, Limits
from jobs.inspecting.pictures import has_seal, is_blank, is_covered, picture_of
from models.rules.inspection.letters import is_fallen_apart, letters_of, recognised
from models.rules.inspection.lines import page_lines
from models.rules.inspection.reading import Letters, Stopped
from models.rules.inspection.stamps import says_signed, without_boxes

# Fewer letters on a page that a picture covers are a stamp or a signature box on a scan.
_FEW_LETTERS = 200
# The place of the signature (Decree 30/2020, annex I): at the end of the document, before its annexes.
_SIGNING = re.compile("Nơi nhận", re.IGNORECASE)
_SIGNING_PAGES = 3
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True)
class PageText:
    """One page: its text and how it was had. Blank: nothing is drawn on it, or nothing can be."""

    text: str
    letters: Letters
    is_blank: bool = False

    @property
    def is_unread(self) -> bool:
        return self.letters in (Letters.NONE, Letters.UNREADABLE) and not self.is_blank


@dataclass(frozen=True)
class TextRead:
    """The pages that were read, NFC and lines kept; a page that nothing reads is empty."""

    pages: tuple[str, ...]
    letters: Letters
    stopped: Stopped | None = None
    is_damaged: bool = False
    looks_signed: bool = False


def read_text(data: bytes, document: pypdfium2.PdfDocument, limits: Limits, budget: Budget) -> TextRead:
    """Reads until a limit stops it; what was read until then stands."""
    reading = _Reading(data, document, limits, budget)
    try:
        reading.read()
    except subprocess.TimeoutExpired:
        reading.stopped = Stopped.TIME
    return reading.result()


class _Reading:
    def __init__(self, data: bytes, document: pypdfium2.PdfDocument, limits: Limits, budget: Budget) -> None:
        self._data = data
        self._document = document
        self._limits = limits
        self._budget = budget
        self._pages: list[PageText] = []
        self._is_damaged = False
        self.stopped: Stopped | None = None

    def read(self) -> None:
        self._read_natively()
        if any(is_fallen_apart(page.text) for page in self._pages):
            self._read_again()
        if programs.can_ocr():
            self._look_at_pictures()

    def result(self) -> TextRead:
        pages = tuple("" if page.letters is Letters.UNREADABLE else page.text for page in self._pages)
        return TextRead(
            pages,
            letters_of([page.letters for page in self._pages if not page.is_blank]),
            self.stopped,
            self._is_damaged,
            any(map(says_signed, pages)) or self._is_stamped(),
        )

    def _read_natively(self) -> None:
        left = self._limits.characters
        for number in range(len(self._document)):
            self.stopped = self._limit(number, left)
            if self.stopped:
                return
            page = self._page(number)
            self._pages.append(replace(page, text=page.text[:left]))
            left -= len(page.text)
        self.stopped = Stopped.SIZE if left < 0 else None

    def _limit(self, number: int, left: int) -> Stopped | None:
        if number >= self._limits.pages:
            return Stopped.PAGES
        if left <= 0:
            return Stopped.SIZE
        return None if self._budget.left else Stopped.TIME

    def _page(self, number: int) -> PageText:
        try:
            page = self._document[number]
        except pypdfium2.PdfiumError:
            self._is_damaged = True
            return PageText("", Letters.NONE, is_blank=True)
        try:
            return _read_page(page, is_first=number == 0)
        finally:
            page.close()

    def _read_again(self) -> None:
        again = programs.pdftotext(self._data, len(self._pages), self._budget)
        for number, text in enumerate(again):
            if is_fallen_apart(self._pages[number].text) and not is_fallen_apart(text):
                self._pages[number] = _recognised(text)

    def _look_at_pictures(self) -> None:
        """The first two pages and the last: where a document says what it is, and who signed it."""
        for number in sorted({0, 1, len(self._pages) - 1} & set(range(len(self._pages)))):
            if self._pages[number].is_unread:
                seen = _cleaned(programs.ocr(picture_of(self._document[number]), self._budget))
                if seen.strip():
                    self._pages[number] = PageText(seen, Letters.OCR)

    def _is_stamped(self) -> bool:
        """Where the signature stands there is a picture of the size of a seal."""
        last = len(self._pages) - 1
        places = {number for number, page in enumerate(self._pages) if _SIGNING.search(page.text)} | {last}
        return any(self._has_seal(number) for number in sorted(places)[-_SIGNING_PAGES:])

    def _has_seal(self, number: int) -> bool:
        try:
            return has_seal(self._document[number])
        except pypdfium2.PdfiumError:
            self._is_damaged = True
            return False


def _read_page(page: pypdfium2.PdfPage, is_first: bool) -> PageText:
    text = page.get_textpage()
    try:
        written = _in_lines(page, text) if is_first else text.get_text_range()
        if is_fallen_apart(written) and not is_first:
            written = _in_lines(page, text)
    finally:
        text.close()
    if len(without_boxes(written)) < _FEW_LETTERS and is_covered(page):
        return PageText("", Letters.NONE)
    read = _recognised(written)
    return replace(read, is_blank=read.letters is Letters.NONE and is_blank(page))


def _in_lines(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> str:
    return "\n".join(page_lines(glyphs_of(text), page.get_height()))


def _recognised(written: str) -> PageText:
    text, letters = recognised(written.replace("\r\n", "\n"))
    return PageText(_cleaned(text), letters)


def _cleaned(text: str) -> str:
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))
