"""Objects that are read at once are what pyHanko reads byte by byte; what is not plain it reads itself."""

from io import BytesIO
from random import Random
from typing import Any

import pytest
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    PdfObject,
    Reference,
    StreamObject,
)
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from jobs.inspecting.pdf_reader import SignedPdfReader
from jobs.inspecting.plain_objects import names_nothing, plain_object

PLAIN = {
    "a page": b"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595.28 841.89 ] /Rotate 0 /Trans << >> >>",
    "tightly written": b"<</A[1 2/B]/C<</D(e)/F<41>>>/G true/H null/I -5/J .5/K[]/L 12 0 R/M/N>>",
    "numbers": b"[0 -1 1.5 -.25 4. 007 123456789012345]",
    "references": b"[3 0 R 4 0 R\n50 1 R ]",
    "names": b"[/A /B.C-d_e /F* / /G+H]",
    "strings": rb"[(a) () (a\)b) (\376\377\000T\036\301) (\n\\ \101\7) (two" + b"\nlines) <> <4> <fEfF0041>]",
    "a number": b"42",
    "a reference": b"5 0 R",
    "a stream": b"<< /Length 5 /Filter [ /A /B ] >>\nstream\nq Q q\nendstream",
    "a stream with a dictionary": b"<< /P << /K -1 /N /X >> /Length 3 >> stream\r\nabc endstream",
    "a stream of a length elsewhere": b"<< /Length 4 0 R >>\nstream\n12345\nendstream",
    "a stream up to its last word": b"<< /Length 6 >>\nstream\nabcde\nendstream",
    "blanks": b"<<\t/A\r\n[\f1\0 2 ] \0>>",
    "deep": b"[" * 30 + b"]" * 30,
}
ODD = {
    "a remark": b"<< /A 1 % >>\n /B 2 >>",
    "a remark in a list": b"[1 %\n 2]",
    "an escaped name": b"<< /A#42 1 >>",
    "a name twice": b"<< /A 1 /A 2 >>",
    "a name twice, escaped": b"<< /AB 1 /A#42 2 >>",
    "a reference across lines": b"<< /A 5\n0\r\nR >>",
    "a reference with zeros": b"<< /A 05 00 R >>",
    "a reference to nothing": b"<< /A 0 0 R >>",
    "what is no reference": b"[5 0 Rx]",
    "far apart": b"[5                       0 R]",
    "a sign too many": b"[--5]",
    "two dots": b"[1.2.3]",
    "a comma": b"[1,2]",
    "brackets within a string": b"(a(b)c)",
    "an octal that is too large": rb"(\777)",
    "an escape of nothing": rb"(\q)",
    "a string that never ends": b"(abc",
    "digits with blanks": b"<41 42>",
    "digits that are none": b"<4G>",
    "a name above ASCII": b"<< /\xc3\xa9 1 >>",
    "a name of letters above ASCII": b"[/caf\xe9]",
    "a list that never ends": b"[1 2",
    "the wrong end": b"<< /A [1 2 >> ]",
    "half an end": b"<< /A 1 > >",
    "a name without a value": b"<< /A >>",
    "a value without a name": b"<< 1 /A >>",
    "words run together": b"[truefalse]",
    "another word": b"[trve]",
    "braces": b"[{1}]",
    "a length that is too short": b"<< /Length 2 >>\nstream\nabcdef\nendstream",
    "a length that is too long": b"<< /Length 7 >>\nstream\nabcde\nendstream",
    "a length below zero": b"<< /Length -1 >>\nstream\nabcde\nendstream",
    "a length that is none": b"<< /Length /A >>\nstream\nabcde\nendstream",
    "two lengths": b"<< /Length 5 /Length 2 >>\nstream\nabcde\nendstream",
    "no length": b"<< /A 1 >>\nstream\nabcde\nendstream",
    "a length that is this object": b"<< /Length 3 0 R >>\nstream\nabcde\nendstream",
    "a stream within": b"<< /A << /Length 1 >>\nstream\nq\nendstream >>",
    "blanks before the line ends": b"<< /Length 3 >>\nstream \nabc\nendstream",
    "a line that ends otherwise": b"<< /Length 3 >>\nstream\rabc\nendstream",
    "something behind": b"<< /A 1 >> 5",
    "deeper": b"[" * 60 + b"]" * 60,
    "nothing": b"",
}


def written(body: bytes, header: bytes = b"3 0 obj") -> bytes:
    """A file of which object 3 is written so; 4 is a length."""
    objects = {
        1: (b"1 0 obj", b"<< /Type /Catalog /Pages 2 0 R >>"),
        2: (b"2 0 obj", b"<< /Type /Pages /Kids [] /Count 0 >>"),
        3: (header, body),
        4: (b"4 0 obj", b"5"),
    }
    pdf, table = b"%PDF-1.7\n", b"0000000000 65535 f \n"
    for header, body in objects.values():
        table += b"%010d 00000 n \n" % len(pdf)
        pdf += b"%s\n%s\nendobj\n" % (header, body)
    return pdf + b"xref\n0 5\n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(pdf),
    )


def told(reader: PdfFileReader) -> object:
    """All there is to tell of object 3, or what is raised instead."""
    try:
        found = reader.get_object(Reference(3, 0, reader))
    except RecursionError:
        return PdfReadError  # which of the two it is, is a matter of how deep the stack was
    except Exception as error:
        return type(error)
    assert found.container_ref == Reference(3, 0)
    return seen(found, reader)


def seen(found: PdfObject, reader: PdfFileReader) -> object:
    if isinstance(found, IndirectObject):
        assert found.reference.pdf is reader
        return found
    data = found.encoded_data if isinstance(found, StreamObject) else None
    within: Any = found
    if isinstance(found, DictionaryObject):
        within = [(type(key), key, seen(each, reader)) for key, each in found.items()]
    elif isinstance(found, ArrayObject):
        within = [seen(each, reader) for each in list.__iter__(found)]
    if isinstance(found, (DictionaryObject, ArrayObject)):
        assert found.container_ref == Reference(3, 0)
        assert found.container_ref.pdf is reader
    digits = str(found) if isinstance(found, FloatObject) else None
    return type(found), within, data, getattr(found, "autodetected_encoding", None), digits


def as_plain(pdf: bytes) -> PdfObject | None:
    reader = SignedPdfReader(pdf)
    return plain_object(pdf, pdf.index(b"3 0 obj"), Reference(3, 0, reader), reader.get_object)


def both(pdf: bytes) -> tuple[object, object]:
    return told(SignedPdfReader(pdf)), told(PdfFileReader(BytesIO(pdf), strict=False))


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_object_is_what_pyhanko_reads(name: str) -> None:
    pdf = written(PLAIN[name])
    ours, theirs = both(pdf)
    assert ours == theirs
    assert as_plain(pdf) is not None


@pytest.mark.parametrize("name", ODD)
def test_what_is_not_plain_is_left_to_pyhanko(name: str) -> None:
    pdf = written(ODD[name])
    ours, theirs = both(pdf)
    assert ours == theirs


@pytest.mark.parametrize(
    "header", [b"3  0 obj", b"03 0 obj", b"4 0 obj", b"3 1 obj", b"3 0 job", b"3 0 obj %\n"]
)
def test_another_header_is_left_to_pyhanko(header: bytes) -> None:
    ours, theirs = both(written(b"<< /A 1 >>", header))
    assert ours == theirs


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_written_is_read_as_pyhanko_reads_it(seed: int) -> None:
    """Plain objects, put together at random, of which some bytes are then changed."""
    drawn = Random(seed)
    for _ in range(8):
        body = bytearray(drawn.choice(list(PLAIN.values())))
        for _ in range(drawn.randrange(3)):
            at = drawn.randrange(len(body))
            body[at : at + drawn.randrange(3)] = drawn.choice(_PIECES)
        ours, theirs = both(written(bytes(body)))
        assert ours == theirs, bytes(body)


_PIECES = (
    b" ",
    b"\n",
    b"/",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"\\",
    b"%",
    b"5 0 R",
    b"-",
    b".",
    b"0",
    b"R",
    b"#",
    b"",
)


def test_a_stream_that_names_no_other_object_is_known() -> None:
    named = {name for name, body in (PLAIN | ODD).items() if _names_nothing(written(body))}
    assert named == {"a stream", "a stream with a dictionary", "a stream up to its last word"}


def _names_nothing(pdf: bytes) -> bool:
    return names_nothing(pdf, pdf.index(b"3 0 obj"), Reference(3, 0, None))
