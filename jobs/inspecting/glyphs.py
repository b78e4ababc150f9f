"""The glyphs of a page and its images, by pdfium."""

import ctypes
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from models.rules.inspection.lines import Glyph


def glyphs_of(text: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    """Every character that the page draws, in the order of the file; spaces that pdfium adds are left out."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if not code or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not pdfium.FPDFText_GetCharOrigin(text, index, x, y):
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            continue
        yield Glyph(chr(code), x.value, y.value, box.right, box.top - box.bottom)
