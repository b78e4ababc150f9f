"""Hexadecimal strings are read in one step, as pyHanko reads them byte by byte."""

from io import BytesIO

import pytest
from pyhanko.pdf_utils.misc import PdfStreamError

from jobs.inspecting import hexadecimal
from jobs.inspecting.hexadecimal import read_hexadecimal


@pytest.mark.parametrize(
    "written",
    [
        b"<>rest",
        b"<48656c6C6F>",
        b"<48 65\n6c\r\n6c\x00 6F>/Next <00>",
        b"<486>",
        b"<FEFF0054001EA1>",
        b"<3082" + b"00" * 40_000 + b"> endobj",
        b"<48%a remark\n65>",
    ],
)
def test_both_ways_give_the_same_string_and_stand_at_the_same_place(written: bytes) -> None:
    before = b"12 0 obj "
    ours, theirs = BytesIO(before + written), BytesIO(before + written)
    ours.seek(len(before))
    theirs.seek(len(before))
    read, known = read_hexadecimal(ours), hexadecimal._byte_by_byte(theirs)
    assert (type(read), read, read.original_bytes) == (type(known), known, known.original_bytes)
    assert ours.tell() == theirs.tell()


@pytest.mark.parametrize("written", [b"<48", b"<48zz>", b"<" + b"0" * 20_000])
def test_what_is_no_string_is_refused(written: bytes) -> None:
    with pytest.raises(PdfStreamError):
        read_hexadecimal(BytesIO(written))
