"""One revision of a signed file, as pyHanko compares it with the next: the same answers, with less work.

pyHanko asks of a few objects on which ways a program gets to them. To tell, it follows every way through the file
to its end. Here it follows only those that lead to what it asks for: which objects these are, is told by what each
object names.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    Reference,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath

from jobs.inspecting.pdf import DAMAGED
from jobs.inspecting.plain_objects import PlainObjects

# Where it leads is told elsewhere: pyHanko does not follow it.
_UPWARD = "/Parent"
_LEAVES = {
    NameObject,
    NumberObject,
    FloatObject,
    TextStringObject,
    ByteStringObject,
    BooleanObject,
    NullObject,
}


class Revision(HistoricalResolver):
    """Raises what pyHanko raises where the file is damaged."""

    def __init__(self, reader: PdfFileReader, revision: int, plain: PlainObjects) -> None:
        super().__init__(reader, revision)
        self._plain = plain
        self._ways: dict[Reference, set[RawPdfPath]] = {}
        # While ways are followed: the numbers of the objects through which they lead, None for all.
        self._leading: set[int] | None = None

    def __call__(self, ref: Reference) -> Any:
        if self._leading is not None and ref.idnum not in self._leading:
            return NullObject()
        return super().__call__(ref)

    def _load_reverse_xref_cache(self) -> None:
        """At first of all that was written later: what of it was there before is asked for next."""
        if not self._ways:
            self._follow(self._later | self._fields())

    def _get_usages_of_ref(self, ref: Reference) -> set[RawPdfPath]:
        if ref not in self._ways:
            self._follow({ref})
        return self._ways[ref]

    def _follow(self, wanted: set[Reference]) -> None:
        """Finds every way from the trailer to these objects."""
        self._leading = self._leading_to(wanted)
        self._indirect_object_access_cache = None
        try:
            super()._load_reverse_xref_cache()  # type: ignore[no-untyped-call]
        finally:
            self._leading = None
        found: Mapping[Reference, set[RawPdfPath]] = self._indirect_object_access_cache or {}
        self._ways.update((ref, found.get(ref, set())) for ref in wanted)

    def _leading_to(self, wanted: Iterable[Reference]) -> set[int] | None:
        """The numbers of the objects from which a way leads to one of these; None where that cannot be told."""
        if self._named_by is None:
            return None
        found: set[int] = set()
        nodes = [ref.idnum for ref in wanted]
        while nodes:
            before = self._named_by.get(nodes.pop(), set()) - found
            found |= before
            nodes += before
        return found

    @cached_property
    def _named_by(self) -> Mapping[int, set[int]] | None:
        """By which others each object is named, of all that the trailer leads to; None where it cannot be read."""
        if self._is_encrypted:
            return None
        found: dict[int, set[int]] = defaultdict(set)
        nodes = _named(self.trailer_view)
        seen = set(nodes)
        try:
            while nodes:
                ref = nodes.pop()
                for each in self._named_in(ref):
                    found[each.idnum].add(ref.idnum)
                    if each not in seen:
                        seen.add(each)
                        nodes.append(each)
        except DAMAGED:
            return None
        return found

    @cached_property
    def _is_encrypted(self) -> bool:
        return bool(self.reader.encrypted)

    @cached_property
    def _later(self) -> set[Reference]:
        """What was written, or removed, after it."""
        revisions = range(self.revision + 1, self.reader.total_revisions)
        return {ref for each in revisions for ref in self.reader.xrefs.explicit_refs_in_revision(each)}

    @cached_property
    def _numbers_later(self) -> set[int]:
        return {ref.idnum for ref in self._later}

    def _fields(self) -> set[Reference]:
        """The fields of the form, as far as they are listed plainly; pyHanko asks for each."""
        try:
            return set(_named(self.root["/AcroForm"]["/Fields"]))
        except DAMAGED:
            return set()

    def get_object(self, ref: Reference, as_metadata_stream: bool = False) -> Any:
        if self._is_encrypted or ref.idnum in self._numbers_later:
            return super().get_object(ref, as_metadata_stream)
        found = self.cache.get(ref)
        if found is None:
            found = self.cache[ref] = self._unchanged(ref, as_metadata_stream)
        return found

    def _unchanged(self, ref: Reference, as_metadata_stream: bool) -> Any:
        """An object that was not written later: read for this revision, where none has read it yet, or a copy."""
        if as_metadata_stream or (ref.generation, ref.idnum) in self.reader.resolved_objects:
            read = self.reader.get_object(ref, as_metadata_stream=as_metadata_stream)  # type: ignore[no-untyped-call]
            return self._subsume_object(read)
        built = self._plain.built.get(ref)
        if built is not None:
            return self._subsume_object(built)
        built = self._plain.read(Reference(ref.idnum, ref.generation, self))
        if built is None:
            return self._subsume_object(self.reader.get_object(ref))  # type: ignore[no-untyped-call]
        self._plain.built[ref] = built
        return built

    def _named_in(self, ref: Reference) -> list[Reference]:
        """What the object names in this revision."""
        is_simple = ref.idnum not in self._numbers_later and self._plain.names_nothing(ref)
        return [] if is_simple else _named(self.get_object(ref))

    def _subsume_object(self, obj: Any) -> Any:
        """pyHanko makes a reference to the container of each number and name; all within an object share one."""
        if self._is_encrypted:
            return super()._subsume_object(obj)  # type: ignore[no-untyped-call]
        container = obj.get_container_ref()
        return self._seen_from_here(obj, Reference(container.idnum, container.generation, self))

    def _seen_from_here(self, obj: Any, container: Reference) -> Any:
        """A copy whose references lead to objects as they are in this revision."""
        kind, seen = type(obj), self._seen_from_here
        made: Any
        if kind in _LEAVES:
            return obj
        if kind is IndirectObject:
            named = obj.reference
            return IndirectObject(named.idnum, named.generation, self)  # type: ignore[no-untyped-call]
        if kind is ArrayObject:
            made = ArrayObject(
                [each if type(each) in _LEAVES else seen(each, container) for each in list.__iter__(obj)]
            )
        elif kind in (DictionaryObject, StreamObject):
            made = kind() if kind is DictionaryObject else kind(encoded_data=obj.encoded_data)
            dict.update(
                made,
                {key: each if type(each) in _LEAVES else seen(each, container) for key, each in obj.items()},
            )
        else:
            return super()._subsume_object(obj)  # type: ignore[no-untyped-call]
        made.container_ref = container
        return made


def _named(obj: PdfObject) -> list[Reference]:
    found = []
    nodes = [obj]
    while nodes:
        node = nodes.pop()
        if isinstance(node, IndirectObject):
            found.append(node.reference)
        elif isinstance(node, DictionaryObject):
            nodes += [each for key, each in node.items() if type(each) not in _LEAVES and key != _UPWARD]
        elif isinstance(node, ArrayObject):
            nodes += [each for each in list.__iter__(node) if type(each) not in _LEAVES]
    return found
