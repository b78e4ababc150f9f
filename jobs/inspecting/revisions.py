"""Whether what was written after a signature may follow it: by pyHanko's rules, in a shorter way where one is.

pyHanko parses every object of the file to learn where each is used. After a signature mostly another one follows,
which concerns the catalogue, the form and one page; their uses are counted in the bytes. The same rules judge them,
but for the page, which is found in the tree of pages by itself. Whatever is not plain, or is not allowed in the
shorter way, pyHanko judges as a whole: the shorter way never allows a change that pyHanko does not. Only a signed
object that pyHanko cannot read at all, and that nothing written later touches, it does not notice.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    NumberObject,
    PdfObject,
    Reference,
)
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffPolicy,
    DiffResult,
    ModificationLevel,
    QualifiedWhitelistRule,
    ReferenceUpdate,
    StandardDiffPolicy,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.commons import compare_dicts
from pyhanko.sign.diff_analysis.form_rules_api import FormUpdatingRule
from pyhanko.sign.diff_analysis.rules.form_field_rules import (
    GenericFieldModificationRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
)
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from jobs.inspecting.mentions import Mentions, Ref, Unclear, references
from jobs.inspecting.pdf import DAMAGED
from jobs.inspecting.pdf_reader import SignedPdfReader

# A use that no rule allows to change.
_ELSEWHERE = RawPdfPath("/Root", "/Pages")
_TRAILER = {"/Root", "/Info", "/Size", "/Prev", "/ID"}
_PAGES, _PAGE = re.compile(rb"/Type\s*/Pages\b"), re.compile(rb"/Type\s*/Page\b")
_LIST = rb"\[(?:\s*\d+\s+\d+\s+R)*\s*\]"
_KIDS = re.compile(rb"/Kids\s*(" + _LIST + rb")")
_NOTED = re.compile(rb"/Annots\s*(?:" + _LIST + rb"|(?P<elsewhere>\d+\s+\d+\s+R))")
_NOTES = re.compile(rb"\s*" + _LIST + rb"\s*")


class FollowingPolicy(DiffPolicy):
    """pyHanko's standard policy."""

    def apply(
        self,
        old: HistoricalResolver,
        new: HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult:
        return DEFAULT_DIFF_POLICY.apply(old, new, field_mdp_spec, doc_mdp)

    def review_file(
        self,
        reader: PdfFileReader,
        base_revision: int | HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult | SuspiciousModification:
        is_locked = field_mdp_spec is not None or doc_mdp is not None
        if isinstance(reader, SignedPdfReader) and isinstance(base_revision, int) and not is_locked:
            try:
                found = _SHORTER.review_file(reader, _Signed(reader, base_revision))
            except (Unclear, *DAMAGED):
                found = None
            if isinstance(found, DiffResult):
                return found
        return DEFAULT_DIFF_POLICY.review_file(reader, base_revision, field_mdp_spec, doc_mdp)


class _Signed(HistoricalResolver):
    """The revision that was signed; it knows the uses of few objects, and says of all others: elsewhere."""

    def __init__(self, reader: SignedPdfReader, revision: int) -> None:
        super().__init__(reader, revision)
        self._mentions = Mentions(reader, revision)
        self._lists: dict[Ref, bool] = {}

    def _load_reverse_xref_cache(self) -> None:
        """Nothing is loaded: this is what takes so long."""

    def _get_usages_of_ref(self, ref: Reference) -> set[RawPdfPath]:
        named, place = self._mentions.count(_key(ref)), self._places.get(_key(ref))
        if place is not None and named == place[1]:
            return {place[0]}
        return set() if not named and self.is_ref_unassignable(ref) else {_ELSEWHERE}

    @cached_property
    def _places(self) -> dict[Ref, tuple[RawPdfPath, int]]:
        """Where the objects hang that a form changes, and how often each is named there by other objects."""
        trailer, root = self.trailer_view, self.root
        if not _is_plain(trailer) or self._mentions.count(_key(self.root_ref)):
            return {}
        form = _resolved(_held(root, "/AcroForm"))
        holders = {
            ("/Root",): trailer,
            ("/Info",): trailer,
            ("/Root", "/AcroForm"): root,
            ("/Root", "/AcroForm", "/Fields"): form if isinstance(form, DictionaryObject) else None,
        }
        found: dict[Ref, tuple[RawPdfPath, int]] = {}
        for path, holder in holders.items():
            held = _held(holder, path[-1]) if holder is not None else None
            if isinstance(held, IndirectObject):
                if _key(held) in found:
                    return {}
                found[_key(held)] = RawPdfPath(*path), int(holder is not trailer)
            if (
                path[-1] == "/AcroForm"
                and isinstance(held, IndirectObject)
                and self._mentions.count(_key(held)) > 1
            ):
                return found  # its fields are led to another way too
        return found

    @cached_property
    def pages(self) -> set[Ref]:
        """The pages in the tree of pages. Raises Unclear where it is no plain tree."""
        found: set[Ref] = set()
        nodes = [_key(self.root.raw_get("/Pages"))]
        seen: set[Ref] = set()
        while nodes:
            node = nodes.pop()
            if node in seen:
                raise Unclear
            seen.add(node)
            said = self._mentions.written.get(node, b"")
            if _PAGES.search(said):
                nodes += _plain_kids(said) or self._kids(node)
            elif _PAGE.search(said) and self._has_plain_notes(said):
                found.add(node)
            else:
                raise Unclear
        return found

    def _kids(self, node: Ref) -> list[Ref]:
        held: Any = self(Reference(*node, pdf=self))
        kids = held["/Kids"] if held["/Type"] == "/Pages" else None
        if not isinstance(kids, ArrayObject):
            raise Unclear
        return [_key(each) for each in list.__iter__(kids)]

    def _has_plain_notes(self, said: bytes) -> bool:
        """Whether the annotations of a page are a list of references, in it or by itself; an escaped name hides."""
        if b"#" in said:
            return False
        noted = _NOTED.search(said)
        if noted is None or not noted["elsewhere"]:
            return said.count(b"/Annots") == (noted is not None)
        (elsewhere,) = references(noted["elsewhere"])
        if elsewhere not in self._lists:
            said = self._mentions.written.get(elsewhere, b"")
            self._lists[elsewhere] = _NOTES.fullmatch(said) is not None
        return self._lists[elsewhere]


class _PageRule(QualifiedWhitelistRule):
    """A page may take up the new signature fields among its annotations, and change in nothing else.

    This is pyHanko's own rule (SigFieldCreationRule), asked of the pages that were written anew, in this revision
    or in an earlier one: a field may be another by now. Raises Unclear for any other page.
    """

    def apply_qualified(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[tuple[ModificationLevel, ReferenceUpdate]]:
        assert isinstance(old, _Signed)
        for ref in _written_since(old, new):
            if _key(ref) in old.pages and self._takes_up_signatures(old, new, ref):
                yield ModificationLevel.LTA_UPDATES, ReferenceUpdate(ref)

    def _takes_up_signatures(self, old: _Signed, new: HistoricalResolver, ref: Reference) -> bool:
        before, after = old(ref), new(ref)
        compare_dicts(before, after, frozenset(["/Annots"]))
        noted, notes = _direct_list(before), _direct_list(after)
        if not (noted <= notes and notes - noted <= _signature_fields(old, new)):
            raise Unclear
        return noted < notes


def _written_since(old: HistoricalResolver, new: HistoricalResolver) -> set[Reference]:
    revisions = range(old.revision + 1, new.revision + 1)
    return {ref for each in revisions for ref in new.reader.xrefs.explicit_refs_in_revision(each)}


def _signature_fields(old: _Signed, new: HistoricalResolver) -> set[Ref]:
    """The fields of the form that are new, be their own annotation, and take a signature."""
    return {
        _key(each)
        for each in list.__iter__(new.root["/AcroForm"]["/Fields"])
        if isinstance(each, IndirectObject)
        and old.is_ref_unassignable(each.reference)
        and (field := _resolved(each)).get("/FT") == "/Sig"
        and "/Kids" not in field
    }


def _direct_list(page: Any) -> set[Ref]:
    notes = page.raw_get("/Annots") if "/Annots" in page else ArrayObject()
    if page["/Type"] != "/Page" or not isinstance(notes, ArrayObject):
        raise Unclear
    listed = list(list.__iter__(notes))
    if not all(isinstance(each, IndirectObject) for each in listed):
        raise Unclear
    return {_key(each) for each in listed}


def _is_plain(trailer: DictionaryObject) -> bool:
    """Whether nothing but the catalogue and the document's information hangs on it."""
    values = [trailer.raw_get(key) for key in trailer.keys() - {"/Root", "/Info"}]
    within = [
        each for value in values for each in (list.__iter__(value) if isinstance(value, list) else [value])
    ]
    return trailer.keys() <= _TRAILER and all(isinstance(each, NumberObject | bytes | str) for each in within)


def _plain_kids(said: bytes) -> list[Ref]:
    """The list of a node that is one plain dictionary; empty where it is not."""
    is_plain = b"#" not in said and [said.count(each) for each in (b"<<", b"/Type", b"/Kids")] == [1, 1, 1]
    kids = _KIDS.search(said) if is_plain else None
    return references(kids[1]) if kids else []


def _held(holder: DictionaryObject, name: str) -> PdfObject:
    found: PdfObject = holder.raw_get(name) if name in holder else NullObject()
    return found


def _resolved(held: PdfObject) -> Any:
    return held.get_object()  # type: ignore[no-untyped-call]


def _key(ref: Reference | IndirectObject) -> Ref:
    return ref.idnum, ref.generation


_SHORTER = StandardDiffPolicy(
    global_rules=[*DEFAULT_DIFF_POLICY.global_rules, _PageRule()],
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(approve_widget_bindings=False),  # type: ignore[no-untyped-call]
            SigFieldModificationRule(),
            GenericFieldModificationRule(),
        ],
    ),
)
