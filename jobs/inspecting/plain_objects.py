"""The objects of a PDF that are written plainly, read by one pattern for each of their words, not byte by byte.

What is read is what pyHanko reads. Whatever it might read in another way is left to it: remarks, escaped names, odd
blanks, a name that comes twice, streams of another length, all that is malformed, and what is encrypted.
"""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

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
_NAME = rb"/[^\0-\x20\x7f-\xff#%()/<>\[\]{}]*+"
_WHOLE, _REAL, _WORD = rb"-?\d{1,15}", rb"-?(?:\d{1,15}\.\d{0,15}|\.\d{1,15})", rb"true|false|null"
_REFERENCE = rb"[1-9]\d{0,6} \d{1,5} R"
_STRING, _DIGITS = rb"\((?:[^()\\]++|\\.)*+\)", rb"<[0-9A-Fa-f]*+>"
# Lists of one kind are read at once.
_LIST = rb"\[[ \n\r\t\f]*+(?:(?:%b)(?:[ \n\r\t\f]++|(?=\])))*+\]"
_LISTS = rb"(?P<names>%b)|(?P<references>%b)|(?P<numbers>%b)" % (
    *(_LIST % _NAME, _LIST % _REFERENCE),
    _LIST % (_REAL + rb"|" + _WHOLE),
)
_VALUE = (
    rb"(?:(?:(?P<name>%b)|(?P<reference>%b)|(?P<whole>%b)|(?P<real>%b)|(?P<word>%b))%b"
    rb"|%b|(?P<opens><<|\[)|(?P<string>%b)|(?P<digits>%b))"
) % (_NAME, _REFERENCE, _WHOLE, _REAL, _WORD, _ENDS, _LISTS, _STRING, _DIGITS)
_ITEM = re.compile(rb"%b(?:%b|(?P<closes>\]))" % (_BLANKS, _VALUE), re.DOTALL)
_ENTRY = re.compile(
    rb"%b(?:(?P<key>%b)%b%b%b|(?P<closes>>>))" % (_BLANKS, _NAME, _ENDS, _BLANKS, _VALUE), re.DOTALL
)
_HEADER = re.compile(rb"(\d{1,10}) (\d{1,5}) obj")
_STREAM = re.compile(_BLANKS + rb"stream\r?\n")
_STREAM_ENDS = re.compile(_BLANKS + rb"endstream")
_OBJECT_ENDS = re.compile(rb"%bendobj%b[^ \n\r\t\f\0%%]" % (_BLANKS, _BLANKS))
_DEEPEST = 40

# A stream whose dictionary names no object: names, numbers, and lists and dictionaries of such.
_SIMPLE = rb"%b(?:%b|%b|%b|%b)%b" % (_BLANKS, _NAME, _WHOLE, _REAL, _WORD, _ENDS)
_NAMED = rb"%b(?!/Length%b)%b%b" % (_BLANKS, _ENDS, _NAME, _ENDS)
_SIMPLE_ENTRY = rb"%b(?:%b|%b\[(?:%b)*+%b\]|%b<<(?:%b%b)*+%b>>)" % (
    *(_NAMED, _SIMPLE, _BLANKS, _SIMPLE, _BLANKS),
    *(_BLANKS, _NAMED, _SIMPLE, _BLANKS),
)
_SIMPLE_STREAM = re.compile(
    rb"%b<<(?:%b)*+%b/Length%b(?P<length>\d{1,15})(?:%b)*+%b>>%bstream\r?\n"
    % (_BLANKS, _SIMPLE_ENTRY, _BLANKS, rb"[ \n\r\t\f\0]++", _SIMPLE_ENTRY, _BLANKS, _BLANKS)
)


class PlainObjects:
    """Those of one file, as they were last written."""

    def __init__(
        self,
        data: bytes,
        start: Callable[[Reference], int | None],
        length_of: Callable[[Any], Any],
    ) -> None:
        """start: where an object begins, None where it is not to be read so; length_of: the length of a stream."""
        self._data, self._start, self._length_of = data, start, length_of
        self.built: dict[Reference, PdfObject] = {}
        """What was read already, for whoever asked first."""

    def read(self, ref: Reference) -> PdfObject | None:
        """The object, whose references lead to where `ref` does; None for what is not plain."""
        start = self._start(ref)
        return None if start is None else plain_object(self._data, start, ref, self._length_of)

    def names_nothing(self, ref: Reference) -> bool:
        """Whether it is seen to name no other object; it is not built."""
        start = self._start(ref)
        return start is not None and names_nothing(self._data, start, ref)


def plain_object(
    data: bytes, start: int, ref: Reference, length_of: Callable[[Any], Any]
) -> PdfObject | None:
    """The object that begins at `start`, as the one that `ref` means; None for what is not plain, or another."""
    at = _after_header(data, start, ref)
    if at is None:
        return None
    found, end = _read(data, at, ref)
    begins = _STREAM.match(data, end)
    if begins is not None:
        found, end = _stream(found, data, begins.end(), ref, length_of)
    return found if found is not None and _OBJECT_ENDS.match(data, end) else None


def names_nothing(data: bytes, start: int, ref: Reference) -> bool:
    """Whether a plain stream begins there that names no other object, as most of what is drawn on pages."""
    at = _after_header(data, start, ref)
    begins = None if at is None else _SIMPLE_STREAM.match(data, at)
    ends = begins and _STREAM_ENDS.match(data, begins.end() + int(begins["length"]))
    return ends is not None and _OBJECT_ENDS.match(data, ends.end()) is not None


def _after_header(data: bytes, start: int, ref: Reference) -> int | None:
    header = _HEADER.match(data, start)
    is_it = header is not None and (int(header[1]), int(header[2])) == (ref.idnum, ref.generation)
    return header.end() if header is not None and is_it else None


def _read(data: bytes, at: int, ref: Reference) -> tuple[PdfObject | None, int]:
    """What stands there, and where it ends; None for what is not plain.

    What can hold others knows the object that it belongs to, as with pyHanko; nobody asks a number or a name.
    """
    around: list[PdfObject | None] = []
    holder: PdfObject | None = None
    while token := _next(data, at, holder):
        at, kind = token.end(), str(token.lastgroup)
        if kind == "closes":
            if holder is None:
                break
            made, holder = holder, around.pop()
        else:
            made = _MAKING[kind](token[kind], ref)
            if not _is_put(made, holder, token):
                break
        if kind in _HOLDING or holder is None:
            made.container_ref = ref
        if kind == "opens":
            around.append(holder)
            holder = made
            if len(around) > _DEEPEST:
                break
        if holder is None:
            return made, at
    return None, at


def _next(data: bytes, at: int, holder: PdfObject | None) -> re.Match[bytes] | None:
    return (_ENTRY if type(holder) is DictionaryObject else _ITEM).match(data, at)


def _is_put(made: PdfObject, holder: PdfObject | None, token: re.Match[bytes]) -> bool:
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
    return IndirectObject(int(number), int(generation), ref.pdf)  # type: ignore[no-untyped-call]


def _string(written: bytes, _: Reference) -> PdfObject:
    return read_string_from_stream(BytesIO(written)) if b"\\" in written else pdf_string(written[1:-1])


def _bytes(written: bytes, _: Reference) -> PdfObject:
    digits = written[1:-1].decode()
    return pdf_string(bytes.fromhex(digits + "0" * (len(digits) % 2)))


def _word(written: bytes, _: Reference) -> PdfObject:
    return NullObject() if written == b"null" else BooleanObject(written == b"true")  # type: ignore[no-untyped-call]


def _references(written: bytes, ref: Reference) -> PdfObject:
    found = ArrayObject()
    words = written[1:-1].split()
    for number, generation in zip(words[::3], words[1::3], strict=True):
        found.append(IndirectObject(int(number), int(generation), ref.pdf))  # type: ignore[no-untyped-call]
    return found


def _whole(written: bytes, _: Reference) -> PdfObject:
    return NumberObject(written)  # type: ignore[no-untyped-call]


def _real(written: bytes, _: Reference) -> PdfObject:
    return FloatObject(written.decode())  # type: ignore[no-untyped-call]


def _numbers(written: bytes, ref: Reference) -> PdfObject:
    numbers = written[1:-1].split()
    return ArrayObject([_real(each, ref) if b"." in each else _whole(each, ref) for each in numbers])


def _opened(written: bytes, _: Reference) -> PdfObject:
    return DictionaryObject() if written == b"<<" else ArrayObject()  # type: ignore[no-untyped-call]


_MAKING: Mapping[str, Callable[[bytes, Reference], PdfObject]] = {
    "opens": _opened,
    "name": lambda written, _: NameObject(written.decode()),
    "reference": _reference,
    "names": lambda written, _: ArrayObject([NameObject(each) for each in written[1:-1].decode().split()]),
    "references": _references,
    "numbers": _numbers,
    "whole": _whole,
    "real": _real,
    "string": _string,
    "digits": _bytes,
    "word": _word,
}
_HOLDING = {"opens", "names", "references", "numbers"}


def _stream(
    said: PdfObject | None,
    data: bytes,
    begin: int,
    ref: Reference,
    length_of: Callable[[Any], Any],
) -> tuple[PdfObject | None, int]:
    """The stream of which `said` is the dictionary; its length may be another object, as it is now."""
    if type(said) is not DictionaryObject:
        return None, begin
    length = dict.get(said, "/Length")
    if type(length) is IndirectObject:
        length = length_of(length)
    if type(length) is not NumberObject or length < 0:
        return None, begin
    ends = _STREAM_ENDS.match(data, begin + length)
    if ends is None:
        return None, begin
    found = StreamObject(encoded_data=data[begin : begin + length])
    dict.update(found, said)
    found.container_ref = ref
    return found, ends.end()
