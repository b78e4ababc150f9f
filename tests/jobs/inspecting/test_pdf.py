"""What a file is before its text is read, hostile ones among them."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest

from jobs.inspecting.files import read_now
from jobs.inspecting.limits import Limits
from models.rules.inspection.reading import FileRead, Letters, Secrecy, Stopped
from tests import hostile
from tests.documents import document_pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read(data: bytes, **more: object) -> FileRead:
    return read_now(data, now=datetime(2026, 11, 30, 8, tzinfo=UTC), **more)  # type: ignore[arg-type]


def archive(**parts: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name.replace("__", "/") + ".xml", content)
    return made.getvalue()


def docx(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
    return archive(word__document=f"<w:document><w:body>{body}</w:body></w:document>")


def _garbled(data: bytes) -> bytes:
    """A byte of what is packed is another."""
    at = data.index(b"stream\nx\xda") + 40
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def test_a_sound_document_is_just_that() -> None:
    found = read(document_pdf(pages=7))
    assert (found.media_type, found.page_count, len(found.pages)) == ("application/pdf", 7, 7)
    assert (found.is_damaged, found.is_encrypted, found.active, found.stopped) == (False, False, (), None)
    assert (found.letters, found.document.number) == (Letters.TEXT, "25/KH-UBND")


@pytest.mark.parametrize(
    "before", [b"\xef\xbb\xbf", b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"]
)
def test_a_pdf_with_bytes_before_its_header_is_one(before: bytes) -> None:
    found = read(before + document_pdf())
    assert (found.media_type, found.is_damaged) == ("application/pdf", False)
    assert found.document.number == "25/KH-UBND"


def test_a_password_to_open_is_wanted_and_nothing_else_is_said() -> None:
    found = read(hostile.encrypted("mat-khau"))
    assert (found.needs_password, found.is_encrypted, found.is_damaged, found.pages) == (
        True,
        True,
        False,
        (),
    )


def test_a_file_with_an_owners_password_alone_is_read() -> None:
    found = read(hostile.encrypted(""))
    assert (found.needs_password, found.is_encrypted, found.is_damaged) == (False, True, False)
    assert found.document.number == "25/KH-UBND"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n",
        document_pdf()[:9_000],
        document_pdf()[:-40],
        document_pdf() + b"\0" * 5_000,
        hostile.pdf_of(b"<< /Type /Pages /Kids [] /Count 0 >>"),
        hostile.cyclic_pages(),
        hostile.giant_xref(),
        hostile.giant_xref_stream(1 << 20),
        hostile.deep_nesting(100_000),
        _garbled(hostile.object_stream_bomb(1 << 20)),
    ],
    ids=[
        "empty",
        "header alone",
        "cut in the middle",
        "cut at the end",
        "zeros behind it",
        "no pages",
        "cyclic pages",
        "giant xref",
        "giant xref stream",
        "deep nesting",
        "what is packed cannot be unpacked",
    ],
)
def test_what_is_damaged_is_said_to_be(data: bytes) -> None:
    found = read(data)
    assert (found.is_damaged, found.stopped) == (True, None)


def test_outlines_that_lead_back_to_themselves_harm_nobody() -> None:
    found = read(hostile.cyclic_outlines())
    assert (found.page_count, found.is_damaged, found.stopped) == (1, False, None)


@pytest.mark.parametrize("where", hostile.ACTIVE)
def test_what_would_act_by_itself_is_named(where: str) -> None:
    kind, data = hostile.ACTIVE[where]
    assert read(data).active == (kind,)


def test_a_link_to_a_page_of_the_web_is_not_active() -> None:
    link = b"/Annots [<< /Subtype /Link /A << /S /URI /URI (https://nghean.gov.vn) >> >>] >>"
    assert read(hostile.acting(b"", page=hostile.PAGE[:-2] + link)).active == ()


def test_an_object_stream_bomb_is_stopped() -> None:
    assert read(hostile.object_stream_bomb(70 << 20)).stopped is Stopped.SIZE


def test_no_more_pages_than_the_limit_are_read() -> None:
    found = read(hostile.many_pages(30), limits=Limits(pages=20))
    assert (found.stopped, found.page_count, len(found.pages)) == (Stopped.PAGES, 30, 20)
    assert read(hostile.many_pages(20), limits=Limits(pages=20)).stopped is None


def test_no_more_text_than_the_limit_is_read() -> None:
    found = read(document_pdf(pages=3), limits=Limits(characters=100))
    assert (found.stopped, sum(map(len, found.pages))) == (Stopped.SIZE, 100)


def test_a_file_over_the_limit_is_not_read_at_all() -> None:
    found = read(document_pdf(), limits=Limits(size=1_000))
    assert (found.stopped, found.page_count) == (Stopped.SIZE, 0)


def test_out_of_time_what_was_read_stands() -> None:
    found = read(document_pdf(), limits=Limits(seconds=0))
    assert (found.stopped, found.page_count, found.pages) == (Stopped.TIME, 1, ())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (docx("KẾ HOẠCH"), WORD),
        (archive(xl__workbook=""), EXCEL),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"MZ", "application/octet-stream"),
    ],
)
def test_other_kinds_are_named_and_no_more(data: bytes, kind: str) -> None:
    found = read(data)
    assert found == FileRead(media_type=kind, size=len(data))


def test_a_mark_of_secrecy_is_seen_in_a_word_file_and_in_a_workbook() -> None:
    assert (
        read(docx("ỦY BAN NHÂN DÂN", "XÃ TÂN KỲ", "MẬT", "KẾ HOẠCH")).document.secrecy is Secrecy.CONFIDENTIAL
    )
    sheet = archive(
        xl__workbook="", xl__sharedStrings="<sst><si><t>TUYỆT MẬT</t></si><si><t>Biểu</t></si></sst>"
    )
    assert read(sheet).document.secrecy is Secrecy.TOP_SECRET


def test_an_archive_that_unpacks_without_end_is_read_at_its_beginning_alone() -> None:
    assert read(docx("MẬT", " " * (20 << 20))).document.secrecy is Secrecy.CONFIDENTIAL
