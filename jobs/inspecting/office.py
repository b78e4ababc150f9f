"""The first text of a DOCX or an XLSX, as far as a mark of secrecy must be seen there."""

import re
import unicodedata
import zipfile
import zlib
from io import BytesIO

_PARTS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word/document.xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xl/sharedStrings.xml",
}
# Bytes that are unpacked at most, whatever the archive says of its size.
_BEGINNING = 400_000
_PARAGRAPH_ENDS = re.compile(r"</w:p>|<w:br/>|</si>")
_TAG = re.compile(r"<[^>]*>?")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


def first_text(data: bytes, media_type: str) -> str:
    """Lines of text without markup; empty where there is none or the archive is damaged."""
    part = _PARTS.get(media_type)
    if part is None:
        return ""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(part) as packed:
            beginning = packed.read(_BEGINNING).decode(errors="ignore")
    except (KeyError, OSError, RuntimeError, ValueError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return ""
    text = _TAG.sub("", _PARAGRAPH_ENDS.sub("\n", beginning))
    for entity, character in _ENTITIES.items():
        text = text.replace(entity, character)
    return unicodedata.normalize("NFC", text)
