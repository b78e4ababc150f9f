"""The objects of a PDF that are written plainly, read by one pattern for each of their words, not byte by byte.

What is read is what pyHanko reads. Whatever it might read in another way is left to it: remarks, escaped names, odd
blanks, a name that comes twice, streams of another length, all that is malformed, and what is encrypted.
"""

import re
from collections.abc import Callable, Mapping
from io import BytesIO

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    Reference,
    StreamObject,
    pdf_string,
    read_string_from_stream,
)

_BLANKS = rb"[ \n\r\t\f\0]*+"
_ENDS = rb"(?=[ \n\r\t\f\0()<>\[\]/])"
_TOKEN = re.compile(
    _BLANKS + rb"(?:"
    rb"(?P<name>/[^\0-\x20\x7f-\xff#%()/<>\[\]{}]*+)" + _ENDS + rb"|"
    rb"(?P<reference>(?P<number>[1-9]\d{0,6}) (?P<generation>\d{1,5}) R)" + _ENDS + rb"|"
    rb"(?P<whole>-?\d{1,15})" + _ENDS + rb"|"
    rb"(?P<opens><<|\[)|(?P<closes>>>|\])|"
    rb"(?P<real>-?(?:\d{1,15}\.\d{0,15}|\.\d{1,15}))" + _ENDS + rb"|"
    rb"(?P<text>\((?:[^()\\]++|\\.)*+\))|"
    rb"(?P<digits><[0-9A-Fa-f]*+>)|"
    rb"(?P<word>true|false|null)" + _ENDS + rb")",
    re.DOTALL,
)
_HEADER = re.compile(rb"(\d{1,10}) (\d{1,5}) obj")
_STREAM = re.compile(_BLANKS + rb"stream\r?\n")
_STREAM_ENDS = re.compile(_BLANKS + rb"endstream")
_OBJECT_ENDS = re.compile(_BLANKS + rb"endobj" + _BLANKS + rb"[^ \n\r\t\f\0%]")
_DEEPEST = 40

_Token = re.Match[bytes]


def plain_object(data: bytes, start: int, ref: Reference) -> PdfObject | None:
    """The object that begins at `start`, as the one that `ref` means; None for what is not plain, or another."""
    header = _HEADER.match(data, start)
    if header is None or (int(header[1]), int(header[2])) != (ref.idnum, ref.generation):
        return None
    found, end = _read(data, header.end(), ref)
    begins = _STREAM.match(data, end)
    if begins is not None:
        found, end = _stream(found, data, begins.end(), ref)
    return found if found is not None and _OBJECT_ENDS.match(data, end) else None


def _read(data: bytes, at: int, ref: Reference) -> tuple[PdfObject | None, int]:
    """What stands there, and where it ends; None for what is not plain."""
    around: list[tuple[bytes, list[PdfObject]]] = []
    while token := _TOKEN.match(data, at):
        at = token.end()
        kind = token.lastgroup or ""
        if kind == "opens":
            around.append((token[kind], []))
            if len(around) > _DEEPEST:
                break
            continue
        made = _closed(*around.pop(), token[kind]) if kind == "closes" and around else _made(kind, token, ref)
        if made is None:
            break
        made.container_ref = ref
        if not around:
            return made, at
        around[-1][1].append(made)
    return None, at


def _closed(opened: bytes, held: list[PdfObject], closing: bytes) -> PdfObject | None:
    if opened == b"[":
        return ArrayObject(held) if closing == b"]" else None
    keys = held[::2]
    if closing != b">>" or not all(type(each) is NameObject for each in keys):
        return None
    found = DictionaryObject()
    dict.update(found, zip(keys, held[1::2], strict=False))
    return found if 2 * len(found) == len(held) else None


def _made(kind: str, token: _Token, ref: Reference) -> PdfObject | None:
    making = _MAKING.get(kind)
    return making(token, ref) if making else None


def _string(token: _Token, _: Reference) -> PdfObject:
    written = token["text"]
    return read_string_from_stream(BytesIO(written)) if b"\\" in written else pdf_string(written[1:-1])


def _bytes(token: _Token, _: Reference) -> PdfObject:
    digits = token["digits"][1:-1].decode()
    return pdf_string(bytes.fromhex(digits + "0" * (len(digits) % 2)))


_MAKING: Mapping[str, Callable[[_Token, Reference], PdfObject]] = {
    "name": lambda token, _: NameObject(token["name"].decode()),
    "reference": lambda token, ref: IndirectObject(int(token["number"]), int(token["generation"]), ref.pdf),
    "whole": lambda token, _: NumberObject(token["whole"]),
    "real": lambda token, _: FloatObject(token["real"].decode()),
    "text": _string,
    "digits": _bytes,
    "word": lambda token, _: (
        NullObject() if token["word"] == b"null" else BooleanObject(token["word"] == b"true")
    ),
}


def _stream(said: PdfObject | None, data: bytes, begin: int, ref: Reference) -> tuple[PdfObject | None, int]:
    """The stream of which `said` is the dictionary; its length may be another object, as it is now."""
    if type(said) is not DictionaryObject:
        return None, begin
    length = dict.get(said, "/Length")
    if type(length) is IndirectObject:
        length = ref.get_pdf_handler().get_object(length)
    if type(length) is not NumberObject or length < 0:
        return None, begin
    ends = _STREAM_ENDS.match(data, begin + length)
    if ends is None:
        return None, begin
    found = StreamObject(encoded_data=data[begin : begin + length])
    dict.update(found, said)
    found.container_ref = ref
    return found, ends.end()
