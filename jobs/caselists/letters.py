"""Which letters the bytes of a text are written in."""

import codecs
import re

from models.rules.cases.listed import CannotRead, ListFault

_SAMPLE, _CHUNK = 4_096, 1 << 20
_MARKED = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_MAY_BE_DECLARED = {"windows-1258": "cp1258", "windows-1252": "cp1252", "iso-8859-1": "cp1252"}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
# Of a text in two bytes a letter, so many of the first or second bytes are zero: those of the Latin alphabet.
_HALVES = 0.3


def encoding_of(data: bytes) -> str:
    """The encoding of a text: by its mark, else UTF-16 or UTF-8 where it is that, else what it declares, else
    Windows-1258. Raises CannotRead where it is no text, or in letters of no encoding that is read."""
    for encoding in _candidates(data):
        if _is_in(data, encoding):
            return encoding
    raise CannotRead(ListFault.ENCODING)


def _candidates(data: bytes) -> list[str]:
    marked = next((encoding for mark, encoding in _MARKED.items() if data.startswith(mark)), None)
    wide = marked or _wide(data[:_SAMPLE])
    if wide:
        return [wide]
    if _CONTROL.search(data[:_SAMPLE]):
        raise CannotRead(ListFault.NOT_A_LIST)
    return ["utf-8", *_declared(data[:_SAMPLE]), "cp1258"]


def _wide(sample: bytes) -> str | None:
    """UTF-16 without its mark."""
    most = len(sample) / 2 * _HALVES
    high, low = sample[1::2].count(0), sample[::2].count(0)
    if max(high, low) <= most:
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _declared(sample: bytes) -> list[str]:
    found = _DECLARED.search(sample)
    name = found[1].decode("ascii", "replace").lower() if found else ""
    return [_MAY_BE_DECLARED[name]] if name in _MAY_BE_DECLARED else []


def _is_in(data: bytes, encoding: str) -> bool:
    """Whether all of it can be read so; nothing is kept."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True
