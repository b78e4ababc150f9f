"""Pictures that are made at the moment of sending."""

from io import BytesIO

from jobs.messages.attachments import QrCode

_PIXELS_A_MODULE, _MARGIN = 12, 3


def png_of(picture: QrCode) -> bytes:
    """A QR code as PNG, readable off another phone's screen."""
    # Loaded where an invite is drawn: the running bot seldom needs it.
    import segno

    out = BytesIO()
    segno.make_qr(picture.content, error="m").save(out, kind="png", scale=_PIXELS_A_MODULE, border=_MARGIN)
    return out.getvalue()


def svg_of(content: str) -> str:
    """A QR code as a part of a page, readable on paper."""
    import segno

    drawn: str = segno.make_qr(content, error="m").svg_inline(border=_MARGIN, omitsize=True)
    return drawn
