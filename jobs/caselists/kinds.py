"""Which format the bytes of a list are, by what is in them: the name says nothing."""

from jobs.caselists.raw import BYTES
from models.rules.cases.listed import CannotRead, ListFault, ListKind

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a stream of an old office file is called that is no old workbook.
_STREAMS = {
    "EncryptedPackage".encode("utf-16-le"): ListFault.PASSWORD,
    "WordDocument".encode("utf-16-le"): ListFault.NOT_A_LIST,
}
_NOT_LISTS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
    b"PK",
)
_OTHER_SPREADSHEETS = (b"urn:schemas-microsoft-com:office:spreadsheet", b"mime-version:")
_SAMPLE = 64 << 10
_PAGE = (b"<table", b"<html", b"<tr", b"<body")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind_of(data: bytes) -> ListKind:
    """How a list came; raises CannotRead where it is none that can be read, or too large."""
    if len(data) > BYTES:
        raise CannotRead(ListFault.TOO_LARGE, str(BYTES >> 20))
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise CannotRead(ListFault.EMPTY)
    if data.startswith(_COMPOUND):
        raise CannotRead(
            next((fault for stream, fault in _STREAMS.items() if stream in data), ListFault.OLD_EXCEL)
        )
    if data.startswith(_ZIP):
        return ListKind.XLSX
    if data.startswith(_NOT_LISTS):
        raise CannotRead(ListFault.NOT_A_LIST)
    return _kind_of_text(_plain(data[:_SAMPLE]))


def _kind_of_text(sample: bytes) -> ListKind:
    if _is_page(sample):
        return ListKind.HTML
    if any(mark in sample for mark in _OTHER_SPREADSHEETS):
        raise CannotRead(ListFault.OLD_EXCEL)
    if sample.lstrip().startswith((b"<", b"{")):
        raise CannotRead(ListFault.NOT_A_LIST)
    return ListKind.CSV


def _is_page(sample: bytes) -> bool:
    return sample.lstrip().startswith(b"<") and any(mark in sample for mark in _PAGE)


def _plain(sample: bytes) -> bytes:
    """The Latin letters of a text, whether it has one byte a letter or two."""
    for mark in _MARKS:
        sample = sample.removeprefix(mark)
    return sample.replace(b"\0", b"").lower()
