"""What may be written after a signature: what pyHanko allows by its own reader, and nothing more."""

import re
from collections.abc import Iterable
from io import BytesIO
from random import Random

import pytest
from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.reader import PdfFileReader, RawPdfPath
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    ModificationLevel,
    SuspiciousModification,
)

from jobs.inspecting.pdf_reader import SignedPdfReader

Objects = dict[int, bytes]

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
DRAWN = b"<< /Length 12 >>\nstream\nBT (a%() ET\nendstream"
SIGNED: Objects = {
    1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R >>",
    2: b"<< /Type /Pages /Kids [3 0 R 7 0 R] /Count 2 >>",
    3: PAGE + b" >>",
    4: DRAWN,
    5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    6: b"<< /Fields [] /SigFlags 3 >>",
    7: PAGE + b" /Annots [12 0 R] >>",
    8: b"<< /Title (K\\) ho\\(ch 100%) >>",
    12: b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>",
}
FIELD = b"<< /FT /Sig /T (A) /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /V 15 0 R /P 3 0 R"
SIGNATURE: Objects = {
    3: PAGE + b" /Annots [14 0 R] >>",
    6: b"<< /Fields [14 0 R] /SigFlags 3 >>",
    8: b"<< /Title (Ke hoach) >>",
    14: FIELD + b" >>",
    15: b"<< /Type /Sig /SubFilter /ETSI.CAdES.detached /Contents <00> /ByteRange [0 1 2 3] >>",
}
SEEN = SIGNATURE | {
    14: FIELD + b" /AP << /N 16 0 R >> >>",
    16: b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 2 >>\nstream\n q\nendstream",
}


def written(objects: Objects, before: bytes = b"%PDF-1.7\n", freed: int = 0, size: int = 0) -> bytes:
    """A revision written after what was there `before`; `size`: one more than the highest number."""
    pdf, table = before, b""
    for number, body in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table += b"%d 1\n0000000000 00001 f \n" % freed if freed else b""
    earlier = re.findall(rb"startxref\n(\d+)", before)
    trailer = b"<< /Size %d /Root 1 0 R /Info 8 0 R" % (size or (20 if earlier else 13))
    trailer += b" /Prev %s >>" % earlier[-1] if earlier else b" >>"
    return pdf + b"xref\n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (table, trailer, len(pdf))


def verdict(reader: PdfFileReader, since: int = 0) -> object:
    """What pyHanko says of all that came after a revision: how much may have changed, or what it raises."""
    try:
        said = DEFAULT_DIFF_POLICY.review_file(reader, since)
    except Exception as error:
        return type(error)
    return said.modification_level if isinstance(said, DiffResult) else type(said)


def verdicts(pdf: bytes) -> tuple[object, object]:
    """By pyHanko's own reader, and by ours."""
    return verdict(_pyhanko(pdf)), verdict(SignedPdfReader(pdf))


def _pyhanko(pdf: bytes) -> PdfFileReader:
    return PdfFileReader(BytesIO(pdf), strict=False)


def ways(reader: PdfFileReader, numbers: Iterable[int]) -> list[set[RawPdfPath]] | type[Exception]:
    """On which ways a program gets to each object in the first revision."""
    revision = reader.get_historical_resolver(0)
    try:
        revision._load_reverse_xref_cache()
        return [revision._get_usages_of_ref(Reference(number, 0, revision)) for number in numbers]
    except Exception as error:
        return type(error)


IN_THE_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields %s /SigFlags 3 >> >>"
FOLLOWS = {
    "a signature": (SIGNED, SIGNATURE),
    "one that is seen": (SIGNED, SEEN),
    "a form in the catalogue": (
        SIGNED | {1: IN_THE_CATALOGUE % b"[]", 6: b"null"},
        {each: SIGNATURE[each] for each in (3, 8, 14, 15)} | {1: IN_THE_CATALOGUE % b"[14 0 R]"},
    ),
    "fields by themselves": (
        SIGNED | {6: b"<< /Fields 11 0 R /SigFlags 3 >>", 11: b"[]"},
        SIGNATURE | {6: b"<< /Fields 11 0 R /SigFlags 3 >>", 11: b"[14 0 R]"},
    ),
    "a deeper tree": (
        SIGNED
        | {2: b"<< /Type /Pages /Kids [10 0 R] /Count 2 /Resources << >> >>"}
        | {10: b"<< /Type /Pages /Parent 2 0 R /Kids [3 0 R 7 0 R] /Count 2 >>"},
        SIGNATURE,
    ),
    "a second page that is annotated elsewhere": (
        SIGNED | {7: PAGE + b" /Annots 11 0 R >>", 11: b"[12 0 R]"},
        SIGNATURE,
    ),
}


@pytest.mark.parametrize("name", FOLLOWS)
def test_what_may_follow_a_signature_may_follow(name: str) -> None:
    signed, after = FOLLOWS[name]
    theirs, ours = verdicts(written(after, written(signed)))
    assert ours == theirs
    assert ours in (ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)


FIELDS = b"<< /Fields [14 0 R %s] /SigFlags 3 >>"
FOREIGN = {
    "other words on a page": (SIGNED, SIGNATURE | {4: DRAWN.replace(b"a%", b"b%")}),
    "another font": (SIGNED, SIGNATURE | {5: SIGNED[5].replace(b"Helvetica", b"Courier")}),
    "a page that is turned": (SIGNED, SIGNATURE | {3: PAGE + b" /Annots [14 0 R] /Rotate 180 >>"}),
    "a page with other words": (
        SIGNED,
        SIGNATURE | {3: SIGNATURE[3].replace(b"4 0 R", b"16 0 R"), 16: DRAWN},
    ),
    "a page more": (SIGNED, SIGNATURE | {2: b"<< /Type /Pages /Kids [3 0 R 7 0 R 3 0 R] /Count 3 >>"}),
    "a page without its notes": (SIGNED, SIGNATURE | {7: PAGE + b" /Annots [14 0 R] >>"}),
    "a note that is no field": (
        SIGNED,
        SIGNATURE | {3: PAGE + b" /Annots [14 0 R 16 0 R] >>", 16: SIGNED[12]},
    ),
    "a note that is changed": (SIGNED, SIGNATURE | {12: SIGNED[12].replace(b"9 9", b"99 99")}),
    "a field to be filled in": (
        SIGNED,
        SIGNATURE | {6: FIELDS % b"16 0 R", 16: b"<< /FT /Tx /T (B) /V (100) >>"},
    ),
    "a catalogue that acts": (
        SIGNED,
        SIGNATURE | {1: SIGNED[1].replace(b">>", b"/OpenAction 16 0 R >>"), 16: b"<< /S /JavaScript >>"},
    ),
    "a form that is changed": (SIGNED, SIGNATURE | {6: b"<< /Fields [14 0 R] /SigFlags 1 >>"}),
    "a signature where something was": (SIGNED, SIGNATURE | {14: FIELD.replace(b"15 0", b"5 0") + b" >>"}),
    "nothing but a changed page": (SIGNED, {3: PAGE + b" /Annots [12 0 R] >>"}),
    "a form that is a page's resources too": (SIGNED | {7: PAGE + b" /Resources 6 0 R >>"}, SIGNATURE),
    "a form that is led to twice": (SIGNED | {8: b"<< /X 1 0 R >>"}, SIGNATURE),
    "fields that are led to twice": (
        SIGNED
        | {6: b"<< /Fields 11 0 R /SigFlags 3 >>", 11: b"[]", 12: SIGNED[12].replace(b">>", b"/X 6 0 R >>")},
        {each: SIGNATURE[each] for each in (3, 14, 15)} | {11: b"[14 0 R]"},
    ),
    "information that is drawn": (SIGNED | {3: SIGNED[3].replace(b"4 0", b"8 0")}, SIGNATURE),
    "what a strange name hid": (SIGNED | {7: PAGE + b" /Xendobj 9 /X 6 0 R >>"}, SIGNATURE),
    "what a remark hid": (SIGNED | {7: PAGE + b" %(\n /X 6 0 R %)\n >>"}, SIGNATURE),
    "what a stream within hid": (
        SIGNED | {7: PAGE + b" /X << /Length 1 >>\nstream\nq\nendstream /Y 6 0 R >>"},
        SIGNATURE,
    ),
    "what a string hid that ends in the next revision": (
        SIGNED | {7: PAGE + b" /X (never ends"},
        SIGNATURE | {17: b"% ) /Y 6 0 R >>\n<< >>"},
    ),
    "a page that is in no tree": (
        SIGNED | {11: SIGNED[3]},
        SIGNATURE | {3: SIGNED[3], 11: SIGNATURE[3]},
    ),
    "a tree that leads back": (SIGNED | {2: SIGNED[2].replace(b"7 0 R", b"2 0 R")}, SIGNATURE),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_may_not_follow_a_signature_may_not_follow(name: str) -> None:
    signed, after = FOREIGN[name]
    theirs, ours = verdicts(written(after, written(signed)))
    assert ours == theirs
    assert not isinstance(ours, ModificationLevel)


PASTE = b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 2 >>\nstream\n%s\nendstream"
# Programs that show pages follow these, pyHanko cannot read them: what they lead to may not be exchanged.
UNPLAIN = {
    "parted by zeros": b"8\x000\x00R",
    "parted by what some skip": b"8\x800\xff R",
    "a long number": b"8 " + b"0" * 27 + b" R",
    "run together": b"8 0R",
    "beside a broken string": b"<41( > /Y 8 0 R /Z <41) >",
}


@pytest.mark.parametrize("name", UNPLAIN)
def test_pictures_may_not_be_exchanged_through_the_information(name: str) -> None:
    pictures = {9: PASTE % b"q ", 10: PASTE % b"Q "}
    shown = PAGE + b" /Resources " + UNPLAIN[name] + b" >>"
    signed = SIGNED | pictures | {7: shown, 8: b"<< /XObject << /X 9 0 R >> >>"}
    theirs, ours = verdicts(written(SIGNATURE | {8: b"<< /XObject << /X 10 0 R >> >>"}, written(signed)))
    assert ours == theirs
    assert not isinstance(ours, ModificationLevel)


def test_nothing_may_be_removed() -> None:
    assert verdicts(written(SIGNATURE, written(SIGNED), freed=5)) == (
        SuspiciousModification,
        SuspiciousModification,
    )


def test_every_revision_is_looked_at() -> None:
    second = {
        3: PAGE + b" /Annots [14 0 R 17 0 R] >>",
        6: b"<< /Fields [14 0 R 17 0 R] /SigFlags 3 >>",
        17: FIELD.replace(b"(A)", b"(B)").replace(b"15 0", b"18 0") + b" >>",
        18: SIGNATURE[15],
    }
    between = written(SIGNATURE, written(SIGNED))
    theirs, ours = verdicts(written(second, between))
    assert ours == theirs == ModificationLevel.FORM_FILLING
    for foreign in (
        written({14: FIELD + b" /Kids [3 0 R] >>"}, between),
        written(second, written({4: DRAWN.replace(b"a%", b"b%")}, between)),
    ):
        theirs, ours = verdicts(foreign)
        assert ours == theirs == SuspiciousModification


def test_ways_without_number_that_lead_to_nothing_changed_are_not_followed() -> None:
    """pyHanko alone would follow each of 2 to the 40."""
    forks = {number: b"<< /A %d 0 R /B %d 0 R >>" % (number + 1, number + 1) for number in range(20, 60)}
    signed = SIGNED | forks | {60: b"<< >>", 7: PAGE + b" /Resources 20 0 R /Annots [12 0 R] >>"}
    pdf = written(_moved(SIGNATURE, by=60), written(signed, size=61), size=80)
    assert verdict(SignedPdfReader(pdf)) is ModificationLevel.FORM_FILLING


@pytest.mark.parametrize("seed", range(100))
def test_files_in_which_anything_may_lead_anywhere_are_judged_as_pyhanko_judges_them(seed: int) -> None:
    """Around in circles, upward, to nothing, to what is changed later; each way is found that pyHanko finds."""
    drawn = Random(seed)
    further = {number: _drawn(drawn) for number in range(20, 26)}
    pdf = written(_with_links(drawn, SIGNED) | further, size=27)
    changed = {number: _drawn(drawn) for number in drawn.sample(range(20, 26), drawn.randrange(2))}
    pdf = written(_moved(SIGNATURE if seed % 2 else SEEN) | changed, pdf, size=50)
    assert ways(SignedPdfReader(pdf), range(1, 30)) == ways(_pyhanko(pdf), range(1, 30))
    theirs, ours = verdicts(pdf)
    assert ours == theirs


def _with_links(drawn: Random, objects: Objects) -> Objects:
    """With entries more here and there, but not where a signature writes anew: that may add nothing else."""
    return {
        number: body.replace(b" >>", b" /More %s >>" % _drawn(drawn), 1)
        if number not in SIGNATURE and drawn.random() < 0.5
        else body
        for number, body in objects.items()
    }


def _moved(objects: Objects, by: int = 20) -> Objects:
    """With numbers that are free in a larger file."""
    for number in (14, 15, 16):
        named = b"%d 0 R" % number, b"%d 0 R" % (number + by)
        objects = {each: body.replace(*named) for each, body in objects.items()}
    return {number + by if number in (14, 15, 16) else number: body for number, body in objects.items()}


def _drawn(drawn: Random, depth: int = 0) -> bytes:
    """An object of any kind that names others."""
    kind = drawn.randrange(6 if depth else 3)
    if kind > 2:
        return (b"/Page", b"%d" % drawn.randrange(99), b"%d 0 R" % drawn.choice(_NUMBERS))[kind - 3]
    within = [_drawn(drawn, depth + 1) for _ in range(drawn.randint(0, 3))]
    if kind == 0:
        return b"[%s]" % b" ".join(within)
    names = drawn.sample((b"/A", b"/Parent", b"/Kids", b"/Type", b"/Annots", b"/P"), len(within))
    return b"<< %s >>" % b" ".join(b"%s %s" % pair for pair in zip(names, within, strict=True))


# What a signature touches and the pages, more often than others; 26 is nowhere.
_NUMBERS = (1, 2, 3, 6, 7, 8, 3, 4, 5, 12, *range(20, 27))
