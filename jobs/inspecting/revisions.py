"""One revision of a signed file, as pyHanko compares it with the next: the same answers, with less work.

pyHanko asks of a few objects on which ways a program gets to them. To tell, it follows every way through the file
to its end. Here it follows only those that lead to what it asks for: which objects these are, is told by what each
object names.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    PdfObject,
    Reference,
    StreamObject,
)
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath

from jobs.inspecting.pdf import DAMAGED

# Where it leads is told elsewhere: pyHanko does not follow it.
_UPWARD = "/Parent"


class Revision(HistoricalResolver):
    """Raises what pyHanko raises where the file is damaged."""

    def __init__(self, reader: PdfFileReader, revision: int) -> None:
        super().__init__(reader, revision)  # type: ignore[no-untyped-call]
        self._ways: dict[Reference, set[RawPdfPath]] = {}
        # While ways are followed: the objects through which they lead, None for all.
        self._leading: set[Reference] | None = None

    def __call__(self, ref: Reference) -> Any:
        if self._leading is not None and ref not in self._leading:
            return NullObject()
        return super().__call__(ref)  # type: ignore[no-untyped-call]

    def _load_reverse_xref_cache(self) -> None:
        """At first of all that was written later: what of it was there before is asked for next."""
        if self._ways:
            return
        later = range(self.revision + 1, self.reader.total_revisions)
        self._follow({ref for each in later for ref in self.reader.xrefs.explicit_refs_in_revision(each)})

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
        found = self._indirect_object_access_cache or {}
        self._ways.update((ref, found.get(ref, set())) for ref in wanted)

    def _leading_to(self, wanted: Iterable[Reference]) -> set[Reference] | None:
        """The objects from which a way leads to one of these; None where that cannot be told."""
        if self._named_by is None:
            return None
        found: set[Reference] = set()
        nodes = list(wanted)
        while nodes:
            before = self._named_by.get(nodes.pop(), set()) - found
            found |= before
            nodes += before
        return found

    @cached_property
    def _named_by(self) -> Mapping[Reference, set[Reference]] | None:
        """By which other objects each is named, of all that the trailer leads to."""
        found: dict[Reference, set[Reference]] = defaultdict(set)
        nodes = list(_named(self.trailer_view))
        seen = set(nodes)
        if self._is_encrypted:
            return None
        try:
            while nodes:
                ref = nodes.pop()
                for each in _named(self._as_read(ref)):
                    found[each].add(ref)
                    if each not in seen:
                        seen.add(each)
                        nodes.append(each)
        except DAMAGED:
            return None
        return found

    @cached_property
    def _is_encrypted(self) -> bool:
        return bool(self.reader.encrypted)

    def _as_read(self, ref: Reference) -> Any:
        """The object as it is in this revision; what it names is not yet looked up there."""
        try:
            is_still = self.reader.xrefs.get_last_change(ref) <= self.revision
        except KeyError:
            is_still = False
        return self.reader.get_object(ref, None if is_still else self.revision)  # type: ignore[no-untyped-call]

    def _subsume_object(self, obj: Any) -> Any:
        """pyHanko makes a reference to the container of each number and name; all within an object share one."""
        if self._is_encrypted:
            return super()._subsume_object(obj)  # type: ignore[no-untyped-call]
        container = obj.get_container_ref()
        return self._seen_from_here(obj, Reference(container.idnum, container.generation, self))

    def _seen_from_here(self, obj: Any, container: Reference) -> Any:
        kind = type(obj)
        if kind is IndirectObject:
            return IndirectObject(obj.idnum, obj.generation, self)  # type: ignore[no-untyped-call]
        if kind is DictionaryObject or kind is StreamObject:
            made = DictionaryObject() if kind is DictionaryObject else StreamObject(encoded_data=obj.encoded_data)
            dict.update(made, ((key, self._seen_from_here(each, container)) for key, each in obj.items()))
        elif kind is ArrayObject:
            made = ArrayObject(self._seen_from_here(each, container) for each in list.__iter__(obj))
        elif isinstance(obj, (DictionaryObject, ArrayObject)):
            return super()._subsume_object(obj)  # type: ignore[no-untyped-call]
        else:
            return obj
        made.container_ref = container
        return made


def _named(obj: PdfObject) -> Iterator[Reference]:
    nodes = [obj]
    while nodes:
        node = nodes.pop()
        if isinstance(node, IndirectObject):
            yield node.reference
        elif isinstance(node, DictionaryObject):
            nodes += (each for key, each in node.items() if key != _UPWARD)
        elif isinstance(node, ArrayObject):
            nodes += list.__iter__(node)
