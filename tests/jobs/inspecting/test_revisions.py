"""What may be written after a signature: in the shorter way nothing is allowed that pyHanko does not allow."""

import re

import pytest
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult

from jobs.inspecting.pdf_reader import SignedPdfReader
from jobs.inspecting.revisions import FollowingPolicy

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


def written(objects: Objects, before: bytes = b"%PDF-1.7\n", freed: int = 0) -> bytes:
    """A revision written after what was there `before`."""
    pdf, table = before, b""
    for number, body in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table += b"%d 1\n0000000000 00001 f \n" % freed if freed else b""
    earlier = re.findall(rb"startxref\n(\d+)", before)
    trailer = b"<< /Size %d /Root 1 0 R /Info 8 0 R" % (20 if earlier else 13)
    trailer += b" /Prev %s >>" % earlier[-1] if earlier else b" >>"
    return pdf + b"xref\n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (table, trailer, len(pdf))


def allowed(pdf: bytes) -> tuple[bool, bool]:
    """Whether pyHanko allows what came after the first revision, and whether we do."""
    verdicts = (
        policy.review_file(SignedPdfReader(pdf), 0) for policy in (DEFAULT_DIFF_POLICY, FollowingPolicy())
    )
    theirs, ours = (isinstance(each, DiffResult) for each in verdicts)
    return theirs, ours


@pytest.fixture
def without_pyhanko(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its comparison of all there is, which takes ten times as long."""

    def asked(*_: object) -> None:
        raise AssertionError("every page was parsed")

    monkeypatch.setattr(type(DEFAULT_DIFF_POLICY), "review_file", _shorter_alone(asked))


def _shorter_alone(asked: object) -> object:
    review = type(DEFAULT_DIFF_POLICY).review_file

    def reviewed(policy: object, *rest: object) -> object:
        return asked() if policy is DEFAULT_DIFF_POLICY else review(policy, *rest)

    return reviewed


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
@pytest.mark.usefixtures("without_pyhanko")
def test_a_further_signature_is_allowed_without_a_look_at_every_page(name: str) -> None:
    signed, after = FOLLOWS[name]
    verdict = FollowingPolicy().review_file(SignedPdfReader(written(after, written(signed))), 0)
    assert isinstance(verdict, DiffResult)


@pytest.mark.parametrize("name", FOLLOWS)
def test_what_may_follow_by_pyhanko_may_follow(name: str) -> None:
    signed, after = FOLLOWS[name]
    theirs, ours = allowed(written(after, written(signed)))
    assert ours == theirs


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
def test_what_may_not_follow_by_pyhanko_may_not_follow(name: str) -> None:
    signed, after = FOREIGN[name]
    pdf = written(after, written(signed))
    try:
        theirs, ours = allowed(pdf)
    except Exception as error:
        with pytest.raises(type(error)):
            FollowingPolicy().review_file(SignedPdfReader(pdf), 0)
    else:
        assert (theirs, ours) == (False, False)


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
    pdf = written(SIGNATURE | {8: b"<< /XObject << /X 10 0 R >> >>"}, written(signed))
    with pytest.raises(PdfError):
        DEFAULT_DIFF_POLICY.review_file(SignedPdfReader(pdf), 0)
    with pytest.raises(PdfError):
        FollowingPolicy().review_file(SignedPdfReader(pdf), 0)


def test_nothing_may_be_removed() -> None:
    assert allowed(written(SIGNATURE, written(SIGNED), freed=5)) == (False, False)


def test_every_revision_is_looked_at() -> None:
    second = {
        3: PAGE + b" /Annots [14 0 R 17 0 R] >>",
        6: b"<< /Fields [14 0 R 17 0 R] /SigFlags 3 >>",
        17: FIELD.replace(b"(A)", b"(B)").replace(b"15 0", b"18 0") + b" >>",
        18: SIGNATURE[15],
    }
    between = written(SIGNATURE, written(SIGNED))
    assert allowed(written(second, between)) == (True, True)
    other_field = written({14: FIELD + b" /Kids [3 0 R] >>"}, between)
    assert allowed(other_field) == (False, False)
    edited = written({4: DRAWN.replace(b"a%", b"b%")}, between)
    assert allowed(written(second, edited)) == (False, False)
