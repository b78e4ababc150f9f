"""Files that nobody should have to open: encrypted, acting by themselves, or made to exhaust who reads them."""

import zlib
from functools import cache
from io import BytesIO

from pyhanko.pdf_utils.crypt import StandardSecurityHandler
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from tests.documents import document_pdf

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"


def pdf_of(
    *objects: bytes, root: bytes = b"<< /Type /Catalog /Pages 2 0 R >>", trailer: bytes = b""
) -> bytes:
    """A PDF of raw objects: number 1 is the catalog, the others follow; the last lines are as they should be."""
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, each in enumerate((root, *objects), start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    for place in places:
        made += b"%010d 00000 n \n" % place
    made += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1,
        trailer,
        start,
    )
    return bytes(made)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def pages(*more: bytes) -> bytes:
    """One page, beside what hangs on it."""
    return b"<< /Type /Pages /Kids [3 0 R] /Count 1 %s >>" % b" ".join(more)


def acting(root: bytes, *objects: bytes, page: bytes = PAGE) -> bytes:
    """One page and a catalog with these entries; `objects` are 4, 5 …"""
    return pdf_of(pages(), page, *objects, root=b"<< /Type /Catalog /Pages 2 0 R %s >>" % root)


_JS = b"<< /S /JavaScript /JS (app.alert\\('x'\\)) >>"
_ATTACHED = b"<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>"

ACTIVE: dict[str, tuple[str, bytes]] = {
    "on opening": ("javascript", acting(b"/OpenAction %s" % _JS)),
    "by name": ("javascript", acting(b"/Names << /JavaScript << /Names [(a) 4 0 R] >> >>", _JS)),
    "on closing": ("javascript", acting(b"/AA << /WC %s >>" % _JS)),
    "after another": ("javascript", acting(b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next %s >>" % _JS)),
    "of a page": ("javascript", acting(b"", page=PAGE[:-2] + b"/AA << /O %s >> >>" % _JS)),
    "of a link": (
        "launch",
        acting(b"", page=PAGE[:-2] + b"/Annots [<< /Subtype /Link /A << /S /Launch /F (cmd.exe) >> >>] >>"),
    ),
    "of a field": (
        "javascript",
        acting(b"/AcroForm << /Fields [<< /T (a) /Kids [<< /AA << /K %s >> >>] >>] >>" % _JS),
    ),
    "spelled otherwise": ("javascript", acting(b"/Open#41ction << /S /Java#53cript /J#53 (x) >>")),
    "a file": (
        "embedded_file",
        acting(b"/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>", _ATTACHED, stream(b"MZ")),
    ),
    "a file on a page": (
        "embedded_file",
        acting(
            b"",
            _ATTACHED,
            stream(b"MZ"),
            page=PAGE[:-2] + b"/Annots [<< /Subtype /FileAttachment /FS 4 0 R >>] >>",
        ),
    ),
    "a form that lives": ("form", acting(b"/AcroForm << /Fields [] /XFA 4 0 R >>", stream(b"<xdp/>"))),
}


@cache
def encrypted(user: str) -> bytes:
    """With an owner's password, and this one to open it."""
    writer = copy_into_new_writer(PdfFileReader(BytesIO(document_pdf())))
    writer._assign_security_handler(StandardSecurityHandler.build_from_pw("chu-so-huu", user))
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


@cache
def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    return pdf_of(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), *[PAGE] * count)


@cache
def flate_bomb(size: int) -> bytes:
    """A page whose content unpacks to so many bytes."""
    packed = _packed(b"0 ", size)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    return pdf_of(pages(), page, stream(packed, b"/Filter /FlateDecode"))


def _packed(filling: bytes, size: int, begin: bytes = b"") -> bytes:
    """`begin`, then so much filling, as zlib packs it; the same block over and over."""
    packer = zlib.compressobj(9)
    head = packer.compress(begin) + packer.flush(zlib.Z_FULL_FLUSH)
    block = filling * ((1 << 20) // len(filling))
    body = (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)) * (size >> 20)
    end = zlib.adler32(begin)
    for _ in range(size >> 20):
        end = zlib.adler32(block, end)
    return head + body + b"\x03\x00" + end.to_bytes(4)


@cache
def object_stream_bomb(size: int) -> bytes:
    """The only page lies in an object stream that unpacks to so many bytes."""
    head = b"3 0 "
    packed = _packed(b" ", size, head + PAGE)
    held = stream(packed, b"/Type /ObjStm /N 1 /First %d /Filter /FlateDecode" % len(head))
    return _with_xref_stream({2: pages(), 4: held, 1: b"<< /Type /Catalog /Pages 2 0 R >>"}, {3: (4, 0)})


def _with_xref_stream(objects: dict[int, bytes], packed: dict[int, tuple[int, int]], size: int = 0) -> bytes:
    made = bytearray(b"%PDF-1.7\n")
    rows = {0: (0, 0, 255)} | {number: (2, *where) for number, where in packed.items()}
    for number, each in objects.items():
        rows[number] = (1, len(made), 0)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    last = max(rows) + 1
    rows[last] = (1, len(made), 0)
    table = b"".join(
        kind.to_bytes(1) + one.to_bytes(4) + two.to_bytes(1)
        for kind, one, two in (rows[key] for key in sorted(rows))
    )
    entries = b"/Type /XRef /W [1 4 1] /Root 1 0 R /Size %d" % (size or last + 1)
    start = len(made)
    made += b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, stream(table, entries), start)
    return bytes(made)


def cyclic_pages() -> bytes:
    return pdf_of(
        b"<< /Type /Pages /Kids [3 0 R] /Count 7 >>",
        b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 7 >>",
    )


def cyclic_outlines() -> bytes:
    entry = b"<< /Title (a) /Parent 4 0 R /Next 5 0 R /Prev 5 0 R /First 4 0 R /Last 5 0 R /Count 1 >>"
    return pdf_of(pages(), PAGE, entry, entry, root=b"<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>")


def giant_xref() -> bytes:
    """A table that promises two thousand million entries."""
    return (
        pdf_of(pages(), PAGE)
        .replace(b"xref\n0 4", b"xref\n0 2147483646")
        .replace(b"/Size 4", b"/Size 2147483647")
    )


def giant_xref_stream(size: int) -> bytes:
    """An xref stream of so many entries, packed to almost nothing."""
    packed = _packed(b"\0", 6 * size)
    entries = b"/Type /XRef /W [1 4 1] /Root 1 0 R /Size %d /Filter /FlateDecode" % size
    made = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    return made + b"9 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream(packed, entries), len(made))


def deep_nesting(depth: int) -> bytes:
    return acting(b"/Deep " + b"[" * depth + b"]" * depth)


@cache
def crowded_archive(parts: int) -> bytes:
    """A ZIP archive whose directory lists one part over and over; it is small for what it takes to list."""
    name = b"xl/workbook.xml"
    entry = b"PK\x01\x02" + bytes(24) + len(name).to_bytes(2, "little") + bytes(16) + name
    local, directory = b"PK\x03\x04" + bytes(26), entry * parts
    end = (parts & 0xFFFF).to_bytes(2, "little") * 2 + len(directory).to_bytes(4, "little")
    return local + directory + b"PK\x05\x06" + bytes(4) + end + len(local).to_bytes(4, "little") + bytes(2)
