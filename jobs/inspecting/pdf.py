"""What a PDF is, before anybody reads it: whether it opens, its pages, and what in it would act by itself."""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

# What a malformed file makes a parser raise.
DAMAGED = (
    PdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    ArithmeticError,
    EOFError,
    struct.error,
    zlib.error,
)
_HEADER_WITHIN = 1024
_LAST_XREF = re.compile(rb"startxref\s+(\d{1,15})")
_WANTS_PASSWORD = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
# Objects that are looked at for active content; a file with more is large, not hostile.
_OBJECTS = 20_000
# Where actions and files hang in a PDF (ISO 32000-1, 7.7.4, 7.11.4, 12.6).
_LEADS_ON = (
    "/OpenAction",
    "/AA",
    "/A",
    "/Next",
    "/Names",
    "/JavaScript",
    "/EmbeddedFiles",
    "/AF",
    "/FS",
    "/AcroForm",
    "/Fields",
    "/Kids",
    "/Annots",
)
_ACTIONS = {"/JavaScript": "javascript", "/Rendition": "javascript", "/Launch": "launch"}
# Without one of these names, and with nothing packed away, there is nothing to look for.
_TELLTALE = re.compile(rb"/(?:JS|JavaScript|Launch|Rendition|EF|EmbeddedFiles|XFA|ObjStm)\b")
_FORM = re.compile(rb"/(?:AcroForm|ObjStm)\b")
_ESCAPED = re.compile(rb"/[\w#]*#[0-9A-Fa-f]{2}[\w#]*")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PARTS = {"/JS": "javascript", "/EF": "embedded_file", "/XFA": "form"}


@dataclass(frozen=True)
class Opened:
    """A PDF as pdfium opens it; `document` is None where it does not."""

    document: pypdfium2.PdfDocument | None
    page_count: int = 0
    is_encrypted: bool = False
    needs_password: bool = False


def from_header(data: bytes) -> bytes:
    """The bytes that the file's own offsets count from.

    What a mail or a scanner put before the header is left out, unless the offsets were counted with it.
    """
    start = data.find(b"%PDF-", 0, _HEADER_WITHIN)
    last = list(_LAST_XREF.finditer(data[-2048:]))
    if start <= 0 or not last:
        return data
    return data if _is_xref(data, int(last[-1][1])) else data[start:]


def _is_xref(data: bytes, at: int) -> bool:
    return re.match(rb"\s*(?:xref|\d+\s+\d+\s+obj)", data[at : at + 40]) is not None


def open_pdf(data: bytes) -> Opened:
    """An owner's password alone keeps nobody from reading; a password to open does."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        wants = error.err_code in _WANTS_PASSWORD
        return Opened(None, is_encrypted=wants, needs_password=wants)
    is_encrypted = pdfium.FPDF_GetSecurityHandlerRevision(document) != -1
    return Opened(document, len(document), is_encrypted)


@dataclass(frozen=True)
class Telling:
    """What the names in a file tell of it, be they spelled with escapes: to parse every page costs far more."""

    may_act: bool
    may_hold_form: bool


def telling_names(data: bytes) -> Telling:
    """Whether something in it may act by itself, and whether it may hold a form, in which signatures are fields."""
    escaped = {
        _ESCAPE.sub(lambda found: bytes.fromhex(found[1].decode()), name) for name in _ESCAPED.findall(data)
    }
    told = (data, *escaped)
    return Telling(any(map(_TELLTALE.search, told)), any(map(_FORM.search, told)))


def active_content(data: bytes) -> tuple[str, ...]:
    """What would act by itself: "javascript", "launch", "embedded_file", "form" (XFA).

    Raises PdfError or another error of a parser where the file is damaged.
    """
    reader = PdfFileReader(BytesIO(data), strict=False)
    if reader.encrypted:
        reader.decrypt("")
    found: set[str] = set()
    root = reader.root
    for each in _walk([root, *_page_tree(root)]):
        if isinstance(each, generic.DictionaryObject):
            found |= _acts(each)
    return tuple(sorted(found))


def _acts(each: generic.DictionaryObject) -> set[str]:
    found = {name for key, name in _PARTS.items() if key in each}
    kind = each.get("/S")
    if isinstance(kind, str) and kind in _ACTIONS:
        found.add(_ACTIONS[kind])
    return found


def _page_tree(root: generic.DictionaryObject) -> Iterator[generic.PdfObject]:
    """The nodes of the tree of pages; PdfError where it leads back to itself."""
    seen: set[object] = set()
    nodes = [root.raw_get("/Pages")]
    while nodes and len(seen) < _OBJECTS:
        node = nodes.pop()
        if isinstance(node, generic.IndirectObject):
            if node.reference in seen:
                raise PdfError("the tree of pages leads back to itself")
            seen.add(node.reference)
            node = _resolved(node)
        if not isinstance(node, generic.DictionaryObject):
            continue
        yield node
        kids = node.get("/Kids")
        nodes += list.__iter__(kids) if isinstance(kids, generic.ArrayObject) else []


def _walk(begin: list[generic.PdfObject]) -> Iterator[generic.PdfObject]:
    seen: set[object] = set()
    nodes = list(begin)
    for _ in range(_OBJECTS):
        if not nodes:
            return
        node = nodes.pop()
        if isinstance(node, generic.IndirectObject):
            if node.reference in seen:
                continue
            seen.add(node.reference)
            node = _resolved(node)
        yield node
        nodes += _children(node)


def _children(node: generic.PdfObject) -> Iterator[generic.PdfObject]:
    """What an action, a name or a file may hang on; in a dictionary of triggers that is every entry."""
    if isinstance(node, generic.ArrayObject):
        yield from list.__iter__(node)
    elif isinstance(node, generic.DictionaryObject):
        for key in _LEADS_ON:
            if key in node:
                child = node.raw_get(key)
                yield child
                if key == "/AA":
                    yield from _values(child)


def _values(triggers: generic.PdfObject) -> Iterator[generic.PdfObject]:
    found = _resolved(triggers)
    if isinstance(found, generic.DictionaryObject):
        yield from (found.raw_get(key) for key in found)


def _resolved(node: generic.PdfObject) -> generic.PdfObject:
    found: generic.PdfObject = node.get_object()  # type: ignore[no-untyped-call]
    return found
