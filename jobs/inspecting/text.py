"""The text of a PDF, page by page: pdfium's first, `pdftotext` where words fall apart all the same, OCR at last."""

import re
import subprocess
import unicodedata
from dataclasses import dataclass, replace

import pypdfium2  # type: ignore[import-untyped]

from jobs.inspecting import programs
from jobs.inspecting.glyphs import glyphs_of
from jobs.inspecting.limits import Budget, Limits
from jobs.inspecting.pages import opened_page
from jobs.inspecting.pictures import is_blank, is_covered, picture_of
from models.rules.inspection.letters import is_fallen_apart, letters_of, recognised
from models.rules.inspection.lines import page_lines
from models.rules.inspection.reading import Letters, Stopped
from models.rules.inspection.stamps import says_signed, without_boxes

# Fewer letters on a page that a picture covers are a stamp or a signature box on a scan.
_FEW_LETTERS = 200
# The rows of a head in two columns become twice as many lines; more than that is no order of reading.
_ROWS_OF_HEAD, _FALLS_TO_PIECES = 4, 1.5
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True)
class PageText:
    """One page: its text and how it was had. Blank: nothing is drawn on it, or nothing can be.

    is_torn: words of it have fallen apart. is_boxed: it holds the words of a signature box, be it all that there is
    on a scan.
    """

    text: str
    letters: Letters
    is_torn: bool = False
    is_blank: bool = False
    is_boxed: bool = False

    @property
    def is_unread(self) -> bool:
        return self.letters in (Letters.NONE, Letters.UNREADABLE) and not self.is_blank

    @property
    def is_doubtful(self) -> bool:
        return self.letters is Letters.UNREADABLE or self.is_torn


@dataclass(frozen=True)
class TextRead:
    """The pages that were read, NFC and lines kept; a page that nothing reads is empty."""

    pages: tuple[str, ...]
    letters: Letters
    stopped: Stopped | None = None
    is_damaged: bool = False
    is_boxed: bool = False


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
        if any(page.is_doubtful for page in self._pages):
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
            any(page.is_boxed for page in self._pages),
        )

    def _read_natively(self) -> None:
        left = self._limits.characters
        for number in range(len(self._document)):
            self.stopped = self._limit(number, left)
            if self.stopped:
                return
            page = self._page(number)
            self._pages.append(page if len(page.text) <= left else replace(page, text=page.text[:left]))
            left -= len(page.text)
        self.stopped = Stopped.SIZE if left < 0 else None

    def _limit(self, number: int, left: int) -> Stopped | None:
        if number >= self._limits.pages:
            return Stopped.PAGES
        if left <= 0:
            return Stopped.SIZE
        return None if self._budget.left else Stopped.TIME

    def _page(self, number: int) -> PageText:
        with opened_page(self._document, number) as opened:
            if opened is not None:
                return _read_page(*opened, is_first=number == 0)
        self._is_damaged = True
        return PageText("", Letters.NONE, is_blank=True)

    def _read_again(self) -> None:
        again = programs.pdftotext(self._data, len(self._pages), self._budget)
        for number, page in enumerate(map(_recognised, again)):
            is_better = not page.is_doubtful and page.letters is not Letters.NONE
            if self._pages[number].is_doubtful and is_better:
                self._pages[number] = page

    def _look_at_pictures(self) -> None:
        """The first two pages and the last: where a document says what it is, and who signed it."""
        for number in sorted({0, 1, len(self._pages) - 1} & set(range(len(self._pages)))):
            if self._pages[number].is_unread:
                seen = _cleaned(programs.ocr(picture_of(self._document[number]), self._budget))
                if seen.strip():
                    is_boxed = self._pages[number].is_boxed or says_signed(seen)
                    self._pages[number] = PageText(seen, Letters.OCR, is_boxed=is_boxed)


def _read_page(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, *, is_first: bool) -> PageText:
    written = text.get_text_range()
    is_torn: bool | None = is_fallen_apart(written)
    if is_first or is_torn:
        written, is_torn = _in_lines(page, text, written), None
    if len(without_boxes(written)) < _FEW_LETTERS and is_covered(page):
        return PageText("", Letters.NONE, is_boxed=says_signed(written))
    read = _recognised(written, is_torn)
    if read.letters is Letters.NONE:
        return replace(read, is_blank=is_blank(page))
    return replace(read, is_boxed=True) if says_signed(read.text) else read


def _in_lines(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, written: str) -> str:
    """The text in lines as they are seen; as pdfium has it where it stands upright or aslant and lines break up."""
    lines = page_lines(glyphs_of(text), page.get_height())
    return (
        written if len(lines) > _FALLS_TO_PIECES * (written.count("\n") + _ROWS_OF_HEAD) else "\n".join(lines)
    )


def _recognised(written: str, is_torn: bool | None = None) -> PageText:
    """is_torn: whether words of what is written have fallen apart, where that is known."""
    lines = written.rstrip().replace("\r\n", "\n").split("\n")
    tidy = "\n".join(line.rstrip(" \t") for line in lines)
    as_meant, letters = recognised(tidy)
    text = _cleaned(as_meant)
    if is_torn is None or text != tidy:
        is_torn = is_fallen_apart(text)
    return PageText(text, letters, is_torn)


def _cleaned(text: str) -> str:
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))
