"""pyHanko's reader of a PDF, which reads the digits of a signature at once instead of one by one."""

import re
import secrets
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import read_object_header

from jobs.inspecting.pdf import DAMAGED

_MANY_DIGITS = re.compile(rb"/Contents\s*<([0-9A-Fa-f]{1000,})>")
_END = b"endobj"
_HEADER = b"%PDF-"
# From where a table ends: what is said of it, and where it begins.
_ENDING = re.compile(rb"\s*(<<.*>>)?\s*startxref\s+\d+\s+%%EOF[\s\0]*", re.DOTALL)
_BEGINS = re.compile(rb"\bobj\b|startxref|trailer")
_HEADER_WITHIN = 1024


def open_signed(data: bytes) -> "SignedPdfReader":
    """A PDF with bytes before its header is one; an owner's password does not keep anybody from reading.

    Raises PdfError or another error of a parser where the file is damaged or wants a password.
    """
    start = max(data.find(_HEADER, 0, _HEADER_WITHIN), 0)
    try:
        reader = SignedPdfReader(data)
    except DAMAGED:
        if not start:
            raise
        reader = SignedPdfReader(data[start:])
    if reader.encrypted and reader.decrypt(b"").status is AuthStatus.FAILED:
        raise PdfReadError("a password is wanted")
    return reader


class SignedPdfReader(PdfFileReader):
    """Raises what pyHanko raises where the file is damaged."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        super().__init__(BytesIO(data), strict=False)

    @property
    def ends_with_its_last_revision(self) -> bool:
        """Whether nothing stands after it. What does is in no table, and yet some programs show it."""
        last = self.xrefs.get_xref_container_info(self.total_revisions - 1)
        ending = _ENDING.fullmatch(self.data, last.end_location)
        return ending is not None and not _BEGINS.search(ending[1] or b"")

    def get_object(  # type: ignore[override]
        self, ref: generic.Reference, revision: int | None = None, **how: bool
    ) -> Any:
        at = (ref.generation, ref.idnum)
        if revision is None and at not in self.resolved_objects:
            signature = self._signature(ref)
            if signature is not None:
                self.resolved_objects[at] = signature
        return super().get_object(ref, revision, **how)  # type: ignore[no-untyped-call]

    def _signature(self, ref: generic.Reference) -> generic.DictionaryObject | None:
        """The dictionary of a signature; None for what is none, or is not written plainly: pyHanko reads that."""
        start = self.xrefs[ref]
        if not isinstance(start, int):
            return None
        end = self.data.find(_END, start) + len(_END)
        digits = _MANY_DIGITS.search(self.data, start, end)
        if digits is None or self.encrypted:
            return None
        # What stands in for the digits meanwhile is not to be guessed by whoever made the file.
        stand_in = secrets.token_bytes(16)
        short = self.data[start : digits.start(1)] + stand_in.hex().encode() + self.data[digits.end(1) : end]
        try:
            found = self._read_alone(short, ref)
            if type(found) is not generic.DictionaryObject:
                return None
            contents = found.raw_get("/Contents")
        except DAMAGED:
            return None
        if getattr(contents, "original_bytes", None) != stand_in:
            return None
        read = generic.pdf_string(bytes.fromhex(digits[1].decode() + "0" * (len(digits[1]) % 2)))
        read.container_ref = contents.container_ref
        found[generic.pdf_name("/Contents")] = read
        return found

    def _read_alone(self, written: bytes, ref: generic.Reference) -> Any:
        stream = BytesIO(written)
        number, generation = read_object_header(stream, strict=False)  # type: ignore[no-untyped-call]
        if (number, generation) != (ref.idnum, ref.generation):
            return None
        return generic.read_object(stream, generic.Reference(number, generation, self))
