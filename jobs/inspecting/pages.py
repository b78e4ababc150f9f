"""The pages of a PDF one after the other, each open for a moment.

pypdfium2 keeps account of every page and text that is opened, lest one is forgotten; here they are closed in any
case.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]


class _Page(pypdfium2.PdfPage):  # type: ignore[misc]
    def __init__(self, raw: object, document: pypdfium2.PdfDocument) -> None:
        self.raw, self.pdf, self.formenv = raw, document, None


class _Text(pypdfium2.PdfTextPage):  # type: ignore[misc]
    def __init__(self, raw: object, page: _Page) -> None:
        self.raw, self.page = raw, page


@contextmanager
def opened_page(
    document: pypdfium2.PdfDocument, number: int
) -> Iterator[tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage] | None]:
    """A page, counted from 0, and its text; None where pdfium cannot open it. Neither outlives the block."""
    page = pdfium.FPDF_LoadPage(document, number)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    try:
        opened = _Page(page, document)
        yield (opened, _Text(text, opened)) if text else None
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        if page:
            pdfium.FPDF_ClosePage(page)
