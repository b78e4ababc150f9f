"""The pictures on a page: one that covers it is a scan, one of the size of a seal may be taken for a signature."""

from collections.abc import Iterator, Sequence

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from jobs.inspecting.programs import OCR_DPI
from models.rules.inspection.stamps import is_signed_here

_POINTS_AN_INCH = 72
_LONGEST = 4_500
_COVERS = 0.6
_PICTURES = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
# Points; a round seal of a state agency is 32 to 42 mm across, a signature with it somewhat larger.
_SEAL, _NEARLY_SQUARE = (60, 240), (0.5, 2.0)
_SIGNING_PAGES = 3
# A picture in the upper part of a page is an emblem or a code.
_HEAD_FROM = 0.75


def is_blank(page: pypdfium2.PdfPage) -> bool:
    """Whether nothing at all is drawn on it."""
    return int(pdfium.FPDFPage_CountObjects(page)) < 1


def is_covered(page: pypdfium2.PdfPage) -> bool:
    """Whether a picture covers most of it, as in a scan."""
    if not _may_hold_pictures(page):
        return False
    area = page.get_width() * page.get_height()
    return any((right - left) * (top - bottom) > _COVERS * area for left, bottom, right, top in _images(page))


def is_stamped(document: pypdfium2.PdfDocument, pages: Sequence[str]) -> bool:
    """Whether a picture of the size of a seal stands where the signature does, by the text of the pages."""
    places = {number for number, text in enumerate(pages) if is_signed_here(text)} | {len(pages) - 1}
    return bool(pages) and any(_has_seal(document, number) for number in sorted(places)[-_SIGNING_PAGES:])


def _has_seal(document: pypdfium2.PdfDocument, number: int) -> bool:
    """Not in the head, where it would be an emblem, nor on a page that cannot be drawn."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return False
    return any(
        _SEAL[0] < right - left < _SEAL[1]
        and _SEAL[0] < top - bottom < _SEAL[1]
        and _NEARLY_SQUARE[0] < (right - left) / (top - bottom) < _NEARLY_SQUARE[1]
        and (bottom + top) / 2 < _HEAD_FROM * page.get_height()
        for left, bottom, right, top in _images(page)
    )


def picture_of(page: pypdfium2.PdfPage) -> bytes:
    """The page in grey, as PNM; a page of unreasonable size is drawn smaller."""
    scale = min(OCR_DPI / _POINTS_AN_INCH, _LONGEST / max(page.get_width(), page.get_height(), 1))
    drawn = page.render(scale=scale, grayscale=True)
    rows = memoryview(drawn.buffer).cast("B")
    grey = b"".join(
        rows[row * drawn.stride : row * drawn.stride + drawn.width] for row in range(drawn.height)
    )
    return b"P5 %d %d 255\n" % (drawn.width, drawn.height) + grey


def _may_hold_pictures(page: pypdfium2.PdfPage) -> bool:
    """Whether there are pictures, or forms that may hold some: told without an object in Python for each."""
    raw, kind_of, object_at = page.raw, pdfium.FPDFPageObj_GetType, pdfium.FPDFPage_GetObject
    count = pdfium.FPDFPage_CountObjects(raw)
    return any(kind_of(object_at(raw, number)) in _PICTURES for number in range(count))


def _images(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each."""
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        yield image.get_bounds()
