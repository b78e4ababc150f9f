"""PDFs whose text is there to be seen and hard to be read: other programs', old fonts', scanners'."""

import re
from functools import cache
from io import BytesIO

import pypdfium2
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.documents import BOLD, HEIGHT, LEFT, LINE, REGULAR, TOP, WIDTH, new_canvas

_SCAN_DPI = 150
_RUNS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")


@cache
def fallen_apart(*lines: str) -> bytes:
    """The letters that the document's own font lacked were drawn with another one, after all the rest."""
    canvas, made = new_canvas()
    for font, wanted in ((REGULAR, True), (BOLD, False)):
        canvas.setFont(font, 12)
        for row, line in enumerate(lines):
            for run in _RUNS.finditer(line):
                if run[0].isascii() is wanted:
                    before = stringWidth(line[: run.start()], REGULAR, 12)
                    canvas.drawString(LEFT + before, TOP - LINE * row, run[0])
    return _saved(canvas, made)


@cache
def in_an_old_font(*codes: str) -> bytes:
    """What such a font draws as Vietnamese is to the file the letters of the West."""
    made = BytesIO()
    canvas = Canvas(made, invariant=1)
    canvas.setFont("Times-Roman", 12)
    for row, line in enumerate(codes):
        canvas.drawString(LEFT, TOP - LINE * row, line)
    return _saved(canvas, made)


@cache
def aslant(degrees: float, *lines: str) -> bytes:
    """The page as it was laid on the glass, or a table across it."""
    canvas, made = new_canvas()
    canvas.translate(WIDTH / 2, HEIGHT / 3)
    canvas.rotate(degrees)
    canvas.setFont(REGULAR, 12)
    for row, line in enumerate(lines):
        for number, word in enumerate(line.split(" ")):
            before = stringWidth(" ".join(line.split(" ")[:number]) + " " * (number > 0), REGULAR, 12)
            canvas.drawString(before - 200, -LINE * row, word + " ")
    return _saved(canvas, made)


def without_unicode(data: bytes) -> bytes:
    """The fonts no longer say which letters they draw."""
    return re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found[0]), data)


@cache
def scanned(data: bytes, *over: str) -> bytes:
    """Each page as a picture; `over` are lines that a signing tool has drawn over the first one."""
    canvas, made = new_canvas()
    for page in pypdfium2.PdfDocument(data):
        picture = page.render(scale=_SCAN_DPI / 72, grayscale=True).to_pil()
        canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
        canvas.setFont(REGULAR, 8)
        for row, line in enumerate(over):
            canvas.drawString(350, 120 - 10 * row, line)
        over = ()
        canvas.showPage()
    canvas.save()
    return made.getvalue()


@cache
def with_a_picture(left: float, bottom: float, side: float, *lines: str) -> bytes:
    """A page of text with a red seal on it."""
    seal = Image.new("RGB", (120, 120), "white")
    ImageDraw.Draw(seal).ellipse((4, 4, 116, 116), outline="red", width=6)
    canvas, made = new_canvas()
    canvas.setFont(REGULAR, 12)
    for row, line in enumerate(lines):
        canvas.drawString(LEFT, TOP - LINE * row, line)
    canvas.drawImage(ImageReader(seal), left, bottom, side, side)
    return _saved(canvas, made)


def _saved(canvas: Canvas, made: BytesIO) -> bytes:
    canvas.showPage()
    canvas.save()
    return made.getvalue()
