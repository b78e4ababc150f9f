"""Hexadecimal strings of a PDF in one step: pyHanko reads them byte by byte, and a signature has many thousand.

Half of the time that a signed page costs went there, and megabytes of it would hold the reader up.
"""

import re
from binascii import unhexlify
from collections.abc import Callable
from typing import Any, BinaryIO

from pyhanko.pdf_utils import generic

_BLOCK = 16_384
_WHITE = re.compile(rb"[\x00\t\n\x0c\r ]+")
_DIGITS = re.compile(rb"[0-9a-fA-F]*\Z")

_byte_by_byte: Callable[[BinaryIO], Any] = generic.read_hex_string_from_stream


def read_hexadecimal(stream: BinaryIO) -> Any:
    """The string that begins at "<"; the stream stands after its ">". What is none is left to pyHanko to refuse."""
    begin = stream.tell()
    inside, is_closed = _up_to_end(stream)
    digits = _WHITE.sub(b"", inside[1:])
    if not is_closed or not _DIGITS.match(digits):
        stream.seek(begin)
        return _byte_by_byte(stream)
    stream.seek(begin + len(inside) + 1)
    return generic.pdf_string(unhexlify(digits + b"0" * (len(digits) % 2)))


def _up_to_end(stream: BinaryIO) -> tuple[bytes, bool]:
    """What stands before the next ">", and whether there is one."""
    blocks = []
    while block := stream.read(_BLOCK):
        before, closed, _ = block.partition(b">")
        blocks.append(before)
        if closed:
            return b"".join(blocks), True
    return b"".join(blocks), False


def read_quickly() -> None:
    """From now on pyHanko reads hexadecimal strings so."""
    generic.read_hex_string_from_stream = read_hexadecimal
