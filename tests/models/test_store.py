import zipfile
from io import BytesIO

import pytest

from models.store import media_type
from tests.documents import document_pdf
from tests.hostile import crowded_archive


def archive(*names: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name in names:
            written.writestr(name, b"%PDF-1.4 inside")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (document_pdf(), "application/pdf"),
        # A mail, a scanner or a download put something before it.
        (b"\xef\xbb\xbf\r\n" + document_pdf(), "application/pdf"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b" " * 900 + document_pdf(), "application/pdf"),
        (b" " * 1024 + document_pdf(), "application/octet-stream"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0 %PDF- in a comment", "image/jpeg"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "image/heic"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "application/octet-stream"),
        (archive("bia.pdf"), "application/octet-stream"),
        (
            archive("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (archive("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"PK\x03\x04 torn", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_a_file_is_what_it_holds(data: bytes, kind: str) -> None:
    assert media_type(data) == kind


def test_an_archive_of_parts_without_number_is_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Listing the 400,000 that a file may hold takes seconds, in which nobody is answered."""
    assert (
        media_type(crowded_archive(1)) == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("was listed"))
    assert media_type(crowded_archive(20_000)) == "application/octet-stream"
