"""pyHanko's reader of a PDF, which reads plain objects at once instead of byte by byte."""

import re
from functools import cached_property
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from jobs.inspecting.pdf import DAMAGED
from jobs.inspecting.plain_objects import PlainObjects
from jobs.inspecting.revisions import Revision

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

    @cached_property
    def is_encrypted(self) -> bool:
        """Whether it says so; that it can be read all the same makes no difference."""
        try:
            self.trailer.raw_get("/Encrypt")
        except KeyError:
            return False
        return True

    def get_object(  # type: ignore[override]
        self, ref: generic.Reference, revision: int | None = None, **how: bool
    ) -> Any:
        at = (ref.generation, ref.idnum)
        if revision is None and at not in self.resolved_objects and not how.get("as_metadata_stream"):
            plain = self._plain.read(generic.Reference(ref.idnum, ref.generation, self))
            if plain is not None:
                self.resolved_objects[at] = plain
                return plain
        return super().get_object(ref, revision, **how)  # type: ignore[no-untyped-call]

    def get_historical_resolver(self, revision: int) -> HistoricalResolver:
        if revision not in self._historical_resolver_cache:
            self._historical_resolver_cache[revision] = Revision(self, revision, self._plain)
        return self._historical_resolver_cache[revision]

    @cached_property
    def _plain(self) -> PlainObjects:
        return PlainObjects(self.data, self._start, self.get_object)

    def _start(self, ref: generic.Reference) -> int | None:
        """Where it was last written; None where it is packed away or encrypted."""
        if self._starts is not None:
            return self._starts.get((ref.idnum, ref.generation))
        start = self.xrefs[ref]
        return start if isinstance(start, int) and not self.is_encrypted else None

    @cached_property
    def _starts(self) -> dict[tuple[int, int], int] | None:
        """Where each object was last written; None where that is not as simple as mostly."""
        sections = [self.xrefs.get_xref_data(each) for each in range(self.total_revisions)]
        if self.is_encrypted or any(each.freed or each.xrefs_in_objstm or each.hybrid for each in sections):
            return None
        return {
            (number, generation): start
            for each in sections
            for number, (generation, start) in each.standard_xrefs.items()
        }
