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
_NAME = rb"/[^\0-\x20\x7f-\xff#%()/<>\[\]{}]*+)" + _ENDS
_VALUE = (
    rb"(?P<name>" + _NAME + rb"|"
    rb"(?P<reference>[1-9]\d{0,6} \d{1,5} R)" + _ENDS + rb"|"
    rb"(?P<whole>-?\d{1,15})" + _ENDS + rb"|"
    rb"(?P<opens><<|\[)|"
    rb"(?P<real>-?(?:\d{1,15}\.\d{0,15}|\.\d{1,15}))" + _ENDS + rb"|"
    rb"(?P<text>\((?:[^()\\]++|\\.)*+\))|"
    rb"(?P<digits><[0-9A-Fa-f]*+>)|"
    rb"(?P<word>true|false|null)" + _ENDS
)
_ITEM = re.compile(_BLANKS + rb"(?:" + _VALUE + rb"|(?P<closes>\]))", re.DOTALL)
_ENTRY = re.compile(
    _BLANKS + rb"(?:(?P<key>" + _NAME + _BLANKS + rb"(?:" + _VALUE + rb")|(?P<closes>>>))", re.DOTALL
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
    around: list[PdfObject | None] = []
    holder: PdfObject | None = None
    while token := (_ENTRY if type(holder) is DictionaryObject else _ITEM).match(data, at):
        at = token.end()
        kind = token.lastgroup or ""
        if kind == "closes":
            made, holder = holder, around.pop() if around else None
        else:
            made = _MAKING[kind](token[kind], ref)
            made.container_ref = ref
            if not _is_put(made, holder, token):
                break
            if kind == "opens" and len(around) < _DEEPEST:
                around.append(holder)
                holder = made
        if holder is None:
            return made, at
    return None, at


def _is_put(made: PdfObject, holder: PdfObject | None, token: _Token) -> bool:
    """Whether it could be: a name comes once."""
    if type(holder) is ArrayObject:
        holder.append(made)
    elif type(holder) is DictionaryObject:
        key = NameObject(token["key"].decode())
        if key in holder:
            return False
        dict.__setitem__(holder, key, made)
    return True


def _reference(written: bytes, ref: Reference) -> PdfObject:
    number, generation, _ = written.split()
    return IndirectObject(int(number), int(generation), ref.pdf)


def _string(written: bytes, _: Reference) -> PdfObject:
    return read_string_from_stream(BytesIO(written)) if b"\\" in written else pdf_string(written[1:-1])


def _bytes(written: bytes, _: Reference) -> PdfObject:
    digits = written[1:-1].decode()
    return pdf_string(bytes.fromhex(digits + "0" * (len(digits) % 2)))


def _word(written: bytes, _: Reference) -> PdfObject:
    return NullObject() if written == b"null" else BooleanObject(written == b"true")


_MAKING: Mapping[str, Callable[[bytes, Reference], PdfObject]] = {
    "opens": lambda written, _: DictionaryObject() if written == b"<<" else ArrayObject(),
    "name": lambda written, _: NameObject(written.decode()),
    "reference": _reference,
    "whole": lambda written, _: NumberObject(written),
    "real": lambda written, _: FloatObject(written.decode()),
    "text": _string,
    "digits": _bytes,
    "word": _word,
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
