"""Which objects of a revision name which others, read off their bytes: to parse every page takes far longer.

No reference that pyHanko or a program that shows pages would follow is overlooked; where the bytes are not plain
enough to promise that, they are `Unclear`. Object streams, cross-reference streams and encryption are not plain.
"""

import re
from collections import Counter

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionType

from jobs.inspecting.pdf_reader import SignedPdfReader

Ref = tuple[int, int]

# A literal string without brackets in it, or a hexadecimal one.
_STRING = re.compile(rb"\([^()\\]*(?:\\.[^()\\]*)*\)|(?<!<)<[0-9A-Fa-f\s]*>", re.DOTALL)
_HEADER = re.compile(rb"\s*(\d+)\s+(\d+)\s+obj\b")
_STREAM = re.compile(rb">>\s*stream[\r\n]")
_REFERENCE = re.compile(rb"(\d{1,20})\s+(\d{1,20})\s+R(?![A-Za-z])")
# What some reader may take for the end of a reference, and what parts words for some readers only.
_REFERS = re.compile(rb"(?<![A-Za-z/])R(?![A-Za-z])")
_STRANGE = re.compile(rb"[^\t\n\f\r -~]|[()%]|(?<!<)(?:<<)*<(?!<)|(?<!>)(?:>>)*>(?!>)")
_END = b"endobj"
_BEFORE_END = (b"\n", b"\r", b" ", b">", b"]")


class Unclear(Exception):
    """Whether anything else is meant cannot be told from the bytes."""


class Mentions:
    """What the objects that are in force in a revision say, without their strings and streams. Raises Unclear."""

    def __init__(self, reader: SignedPdfReader, revision: int) -> None:
        if reader.encrypted:
            raise Unclear
        self._data = reader.data
        sections = [reader.xrefs.get_xref_container_info(each) for each in range(reader.total_revisions)]
        if any(each.xref_section_type is not XRefSectionType.STANDARD for each in sections):
            raise Unclear
        self._end = max(each.end_location for each in sections[: revision + 1])
        self.written = {ref: self._object(ref, at) for ref, at in _in_force(reader, revision).items()}
        self._count = Counter(ref for each in self.written.values() for ref in references(each))

    def count(self, ref: Ref) -> int:
        """How often an object is named by others, or by itself."""
        return self._count[ref]

    def _object(self, ref: Ref, start: int) -> bytes:
        end = self._data.find(_END, start, self._end)
        header = _HEADER.match(self._data, start)
        if end < 0 or header is None or (int(header[1]), int(header[2])) != ref:
            raise Unclear
        whole = self._data[header.end() : end]
        stream = _STREAM.search(whole)
        said = _STRING.sub(b" ", whole[: stream.start() + 2] if stream else whole)
        # A string or a remark that goes on, a name that ends like an object: it may end elsewhere than it seems.
        # A reference that is not written plainly is none for pyHanko, and one for those who show the page.
        if _STRANGE.search(said) or len(_REFERS.findall(said)) != len(references(said)):
            raise Unclear
        if not (_is_one_dictionary(said) if stream else said.endswith(_BEFORE_END)):
            raise Unclear
        return said


def _is_one_dictionary(said: bytes) -> bool:
    """Whether the stream that follows is the object's own, not one within it."""
    return said.lstrip().startswith(b"<<") and said.count(b"<<") == said.count(b">>")


def references(said: bytes) -> list[Ref]:
    """Those in a part of what an object says."""
    return [(int(number), int(generation)) for number, generation in _REFERENCE.findall(said)]


def _in_force(reader: PdfFileReader, revision: int) -> dict[Ref, int]:
    """Where each object begins that a revision holds; Unclear where one was removed or its number reused."""
    found: dict[Ref, int] = {}
    for each in range(revision + 1):
        section = reader.xrefs.get_xref_data(each)
        for number, (generation, start) in section.standard_xrefs.items():
            if generation:
                raise Unclear
            found[number, 0] = start
        if any((number, 0) in found for number in section.freed):
            raise Unclear
    return found
