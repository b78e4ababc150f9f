import pytest

from models.rules.inspection.checks import Checks
from models.rules.inspection.findings import Found, Rule, Severity
from models.rules.inspection.opened import file_findings
from models.rules.inspection.reading import FileRead, Letters, Stopped

SIGNED = Checks(signed="both")
SOUND = FileRead(
    media_type="application/pdf", size=25_000, page_count=7, letters=Letters.TEXT, pages=("Kế hoạch",) * 7
)
DOCX = FileRead(
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document", size=12_000
)


def like_sound(**other: object) -> FileRead:
    return SOUND.model_copy(update=other)


def only(read: FileRead, checks: Checks = SIGNED) -> Found:
    (found,) = file_findings(read, checks)
    return found


def test_a_sound_pdf_has_no_finding() -> None:
    assert file_findings(SOUND, SIGNED) == []


def test_where_a_signature_is_wanted_only_a_pdf_will_do() -> None:
    assert only(DOCX) == Found(Rule.PDF001, Severity.BLOCKING, {"media_type": DOCX.media_type})
    assert file_findings(DOCX, Checks(signed="none")) == []


@pytest.mark.parametrize(
    ("read", "found"),
    [
        (
            FileRead(media_type="application/pdf", size=9, needs_password=True, is_encrypted=True),
            Found(Rule.PDF002, Severity.BLOCKING),
        ),
        (
            FileRead(media_type="application/octet-stream", size=0, is_damaged=True),
            Found(Rule.PDF003, Severity.BLOCKING, {"size": 0}),
        ),
        (
            FileRead(media_type="application/pdf", size=9, is_damaged=True),
            Found(Rule.PDF003, Severity.BLOCKING, {"size": 9}),
        ),
        (
            like_sound(active=("javascript", "launch")),
            Found(Rule.PDF005, Severity.WARNING, {"kinds": ["javascript", "launch"]}),
        ),
        (
            like_sound(stopped=Stopped.MEMORY),
            Found(Rule.PDF006, Severity.BLOCKING, {"limit": "memory", "pages": 7}),
        ),
        # Stopped before it came to the text: that is no scan.
        (
            like_sound(stopped=Stopped.TIME, letters=Letters.NONE, pages=()),
            Found(Rule.PDF006, Severity.BLOCKING, {"limit": "time", "pages": 7}),
        ),
    ],
)
def test_what_keeps_a_file_from_being_read_is_found(read: FileRead, found: Found) -> None:
    assert only(read) == found


def test_an_owners_password_alone_is_no_finding() -> None:
    assert file_findings(like_sound(is_encrypted=True), SIGNED) == []


@pytest.mark.parametrize("letters", [Letters.NONE, Letters.UNREADABLE])
def test_a_scan_and_unreadable_letters_are_said_as_the_item_weighs_them(letters: Letters) -> None:
    grave = Checks(signed="both", severity={Rule.PDF004: Severity.WARNING})
    facts = {"letters": letters.value, "pages": 7}
    assert only(like_sound(letters=letters), grave) == Found(Rule.PDF004, Severity.WARNING, facts)


def test_a_damaged_file_is_not_called_a_scan() -> None:
    assert only(like_sound(is_damaged=True, letters=Letters.NONE)).rule is Rule.PDF003


def test_a_scan_that_ocr_has_read_is_said_and_weighs_nothing() -> None:
    grave = Checks(signed="both", severity={Rule.PDF004: Severity.BLOCKING})
    assert only(like_sound(letters=Letters.OCR), grave).severity is Severity.INFO


def test_converted_letters_of_an_old_font_are_no_finding() -> None:
    assert file_findings(like_sound(letters=Letters.OLD_FONT), SIGNED) == []


def test_an_item_may_limit_the_pages() -> None:
    brief = Checks(max_pages=6)
    assert only(SOUND, brief).facts == {"limit": "pages", "pages": 7, "most": 6}
    assert file_findings(SOUND, Checks(max_pages=7)) == []


def test_an_item_may_turn_a_finding_off() -> None:
    read = like_sound(active=("embedded_file",))
    assert file_findings(read, Checks(severity={Rule.PDF005: "off"})) == []
