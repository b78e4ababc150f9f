"""Signed letters that lie in the folder become evidence of the right case, once, or stay where they are."""

import asyncio
import os
import shutil
import stat
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from sqlmodel import Session, select

from jobs.inspecting.files import read_now
from jobs.inspecting.reads import ReadsNothing
from jobs.letters.taking import take_signed
from jobs.letters.values import Fate, Taken
from models.actor import CLOCK, Act
from models.catalogue.document import ItemEntry
from models.catalogue.reading import builtin_catalogue
from models.changes.evidence import withdraw
from models.changes.opening import open_task
from models.inspections import findings_of
from models.occurrences import Occurrence
from models.refused import Reason
from models.rules.cadence import Period
from models.rules.inspection.findings import Severity
from models.rules.inspection.reading import (
    DocumentRead,
    FileRead,
    Letters,
    Secrecy,
    SignatureRead,
    Signer,
    Trust,
)
from models.rules.lifecycle import State
from models.tables import ChecklistItem, Evidence, FileReading, ItemKind, Person, Task, Unit
from tests import papers
from tests.commune import Commune, at, commune_in, template
from tests.documents import document_pdf

__all__ = ["template"]

CODE, OTHER = "000.21.05.H41-261210-0012", "000.21.05.H41-261210-0013"
NAME = "Le Van Tam xin loi.pdf"
TITLE = "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT"
DUE, SIGNED, NOW = date(2026, 12, 17), at("15/12/2026", "07:10"), at("15/12/2026")


@pytest.fixture(scope="module")
def with_cases(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cases whose apology is due on Thursday 17/12/2026; An answers for them. In a closed database."""
    folder = tmp_path_factory.mktemp("cases")
    shutil.copy(template / "nhacviec.db", folder / "nhacviec.db")
    opened = commune_in(folder, NOW)
    with opened.writes() as session:
        _ask_for_an_apology(opened, session)
        for code in (CODE, OTHER):
            _open_case(opened, session, code)
    opened.engine.dispose()
    return folder


@pytest.fixture
def cases(with_cases: Path, tmp_path: Path) -> Iterator[Commune]:
    shutil.copy(with_cases / "nhacviec.db", tmp_path / "nhacviec.db")
    opened = commune_in(tmp_path, NOW)
    yield opened
    opened.engine.dispose()


def _ask_for_an_apology(commune: Commune, session: Session) -> None:
    """The requirement of An, as the built-in catalogue asks for an apology."""
    requirement = commune.requirement(session)
    for row in session.exec(
        select(ChecklistItem).where(ChecklistItem.requirement_id == requirement.id)
    ).all():
        session.delete(row)
    for position, item in enumerate(_asked()):
        checks = item.checks.model_dump(mode="json", exclude_defaults=True)
        session.add(
            ChecklistItem(
                requirement_id=requirement.id or 0,
                position=position,
                code=item.code,
                title=item.title,
                kind=ItemKind(item.kind),
                required=item.required,
                checks=checks,
            )
        )


@cache
def _asked() -> tuple[ItemEntry, ...]:
    of = builtin_catalogue().requirements
    return next(each.items for each in of if each.code == "3.3.2-xin-loi-tung-ho-so")


def _open_case(commune: Commune, session: Session, code: str) -> None:
    days = Occurrence(
        Period(code, None, DUE, DUE), DUE, DUE, date(2027, 1, 15), date(2026, 12, 15), 2026, (), ()
    )
    unit = session.exec(select(Unit).where(Unit.code == "VHXH")).one()
    task = open_task(Act(session, CLOCK, commune.now), commune.requirement(session), unit, days)
    assert task is not None
    task.is_case = True


def signature(signer: Signer, at_moment: datetime) -> SignatureRead:
    return SignatureRead(
        field=signer.value,
        name="UBND xã Tân Kỳ",
        signer=signer,
        intact=True,
        trust=Trust.ANCHORED,
        signed_at=at_moment,
        revoked=False,
    )


def letter(*said: str, signed_at: datetime = SIGNED, **document: object) -> FileRead:
    """A right letter that says this."""
    head = {"number": "12/VBXL-UBND", "dated": date(2026, 12, 15), "subject": TITLE, **document}
    return FileRead(
        media_type="application/pdf",
        size=10,
        page_count=1,
        letters=Letters.TEXT,
        signatures=tuple(signature(each, signed_at) for each in Signer),
        has_anchors=True,
        document=DocumentRead(**head),  # type: ignore[arg-type]
        pages=("\n".join((TITLE, "Kính gửi: Lê Văn Tám", *said, "Lý do: xác minh. Hẹn lại: 24/12/2026")),),
    )


class Tells(ReadsNothing):
    """Reads what the test says that it reads, by the bytes after the mark of a PDF."""

    def __init__(self, **letters: FileRead) -> None:
        self.letters = letters

    async def read(
        self, path: Path, *, now: datetime, file_name: str, received_at: datetime
    ) -> FileRead | None:
        return self.letters[path.read_bytes().decode().split()[1]]


class Office:
    """The folder of letters on the machine."""

    def __init__(self, commune: Commune, folder: Path) -> None:
        self.commune, self.folder = commune, folder

    def puts(self, name: str, says: str = "right", folder: str = "da-ky") -> Path:
        path = self.folder / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f"%PDF-1.7 {says} \n%%EOF".encode())
        return path

    def takes(self, **letters: FileRead) -> list[Taken]:
        reads = Tells(**letters) if letters else ReadsNothing()
        commune = self.commune
        return asyncio.run(
            take_signed(commune.engine, commune.store, reads, self.folder, commune.now, pause=0)
        )

    def files(self) -> list[str]:
        found = (each for each in self.folder.rglob("*") if each.is_file())
        return sorted(each.relative_to(self.folder).as_posix() for each in found)


@pytest.fixture
def office(cases: Commune, tmp_path: Path) -> Office:
    return Office(cases, tmp_path / "thu")


def evidence(commune: Commune, code: str = CODE) -> list[Evidence]:
    with commune.reads() as session:
        task = commune.task(session, code)
        return list(session.exec(select(Evidence).where(Evidence.task_id == task.id)))


def test_a_signed_letter_becomes_evidence_of_its_case(office: Office) -> None:
    path = office.puts(NAME)
    (taken,) = office.takes(right=letter(f"Mã hồ sơ: {CODE}"))
    assert (taken.fate, taken.code, taken.rules) == (Fate.TAKEN, CODE, ())
    assert office.files() == [f"da-nhan/{NAME}"]
    (kept,) = evidence(office.commune)
    assert (kept.id, kept.document_number) == (taken.evidence_id, "12/VBXL-UBND")
    assert office.commune.store.path(kept.sha256).read_bytes() == taken.path.read_bytes()
    with office.commune.reads() as session:
        task = session.get_one(Task, taken.task_id)
        assert task.state is State.CLAIMED, "the tick is still to come"
        assert session.get_one(Person, kept.person_id).code == "an.vhxh"
    entry = office.commune.ledger()[-1]
    assert entry.change == "add_evidence" and '"@operator"' in entry.body
    assert office.commune.faults() == []
    assert not path.exists()


def test_no_name_of_a_citizen_is_kept_outside_the_file(office: Office) -> None:
    office.puts(NAME)
    office.takes(right=letter(f"Mã hồ sơ: {CODE}"))
    assert evidence(office.commune)[0].file_name == f"{CODE}.pdf"
    with office.commune.reads() as session:
        assert session.exec(select(FileReading)).all() == []
    dumped = str(office.commune.dump())
    assert "Le Van Tam" not in dumped and "Lê Văn Tám" not in dumped


def test_taking_again_changes_nothing(office: Office) -> None:
    office.puts(NAME)
    office.takes(right=letter(f"Mã hồ sơ: {CODE}"))
    before = office.commune.dump()
    assert office.takes(right=letter()) == []
    office.puts(NAME)
    (again,) = office.takes(right=letter(f"Mã hồ sơ: {CODE}"))
    assert (again.fate, again.path.name) == (Fate.ALREADY, "Le Van Tam xin loi (2).pdf")
    assert office.commune.dump() == before


def test_the_code_may_stand_in_the_name_of_the_file_alone(office: Office) -> None:
    office.puts(f"{CODE}_signed.pdf")
    scan = letter().model_copy(update={"letters": Letters.NONE, "pages": ("",)})
    (taken,) = office.takes(right=scan)
    assert (taken.fate, taken.code, taken.rules) == (Fate.TAKEN, CODE, ("PDF004",))


def test_what_the_letter_says_goes_before_its_name(office: Office) -> None:
    office.puts(f"{OTHER}.pdf")
    (taken,) = office.takes(right=letter(f"Mã hồ sơ: {CODE}"))
    assert (taken.fate, taken.code) == (Fate.TAKEN, CODE)


def test_without_a_reader_the_name_tells(office: Office) -> None:
    office.puts(f"{CODE}.pdf")
    (taken,) = office.takes()
    assert (taken.fate, taken.code) == (Fate.TAKEN, CODE)


@pytest.mark.parametrize(
    ("name", "said", "fate"),
    [
        ("thu.pdf", (), Fate.NO_CODE),
        ("thu.pdf", ("Mã hồ sơ: 000.21.05.H41-261210-9999",), Fate.NO_CODE),
        (f"{CODE}.pdf", (f"Hồ sơ {CODE} và {OTHER}",), Fate.SEVERAL_CODES),
        (f"{CODE} {OTHER}.pdf", (), Fate.SEVERAL_CODES),
    ],
)
def test_nothing_is_guessed(office: Office, name: str, said: tuple[str, ...], fate: Fate) -> None:
    office.puts(name)
    before = office.commune.dump()
    (taken,) = office.takes(right=letter(*said))
    assert (taken.fate, taken.code, office.files()) == (fate, "", [f"da-ky/{name}"])
    assert office.commune.dump() == before
    assert not office.commune.store.folder.exists()


def test_a_letter_with_a_gap_is_held_and_lies_where_it_can_be_mended(office: Office) -> None:
    office.puts("thu.pdf", "unsigned")
    unsigned = letter(f"Mã hồ sơ: {CODE}").model_copy(update={"signatures": ()})
    (taken,) = office.takes(unsigned=unsigned)
    assert (taken.fate, taken.rules, office.files()) == (Fate.HELD, ("SIG001",), ["can-sua/thu.pdf"])
    assert evidence(office.commune)[0].held_for == "van-ban-xin-loi"
    office.puts("thu.pdf", "unsigned")
    before = office.commune.dump()
    (again,) = office.takes(unsigned=unsigned)
    assert (again.fate, office.commune.dump()) == (Fate.HELD, before)
    office.puts("thu.pdf", "right")
    (mended,) = office.takes(right=letter(f"Mã hồ sơ: {CODE}"))
    assert mended.fate is Fate.TAKEN
    assert [each.withdrawn_at is None for each in evidence(office.commune)] == [False, True]


def test_a_letter_about_another_file_is_held(office: Office) -> None:
    """Its name says one case, its text another that the machine does not know."""
    office.puts(f"{CODE}.pdf")
    (taken,) = office.takes(right=letter("Mã hồ sơ: 000.21.05.H41-261210-9999"))
    assert (taken.fate, taken.rules) == (Fate.HELD, ("DOC005",))


def test_a_letter_that_was_signed_after_the_limit_is_recorded_all_the_same(office: Office) -> None:
    office.commune.now = at("18/12/2026", "09:00")
    office.puts("thu.pdf")
    late = letter(f"Mã hồ sơ: {CODE}", signed_at=at("18/12/2026", "08:00"), dated=date(2026, 12, 18))
    (taken,) = office.takes(right=late)
    assert (taken.fate, set(taken.rules)) == (Fate.TAKEN, {"SIG005", "DOC006"})
    with office.commune.reads() as session:
        found = findings_of(session, session.get_one(Evidence, taken.evidence_id))
        assert {each.severity for each in found} == {Severity.WARNING}
        assert {each.facts.get("limit_on", each.facts.get("by")) for each in found} == {"2026-12-17"}


def test_a_missed_case_still_takes_its_letter(office: Office) -> None:
    office.commune.alter("UPDATE task SET state = 'missed' WHERE period = :code", code=CODE)
    office.puts("thu.pdf")
    (taken,) = office.takes(right=letter(f"Mã hồ sơ: {CODE}"))
    assert taken.fate is Fate.TAKEN


def test_a_second_letter_for_one_case_is_told_and_not_taken(office: Office) -> None:
    office.puts("mot.pdf", "one")
    office.takes(one=letter(f"Mã hồ sơ: {CODE}"))
    office.puts("hai.pdf", "two")
    (second,) = office.takes(two=letter(f"Mã hồ sơ: {CODE}"))
    assert (second.fate, second.code) == (Fate.SECOND, CODE)
    assert office.files() == ["da-ky/hai.pdf", "da-nhan/mot.pdf"]
    office.commune.alter("UPDATE task SET state = 'returned' WHERE period = :code", code=CODE)
    (mended,) = office.takes(two=letter(f"Mã hồ sơ: {CODE}"))
    assert mended.fate is Fate.TAKEN, "what was returned may be mended"


def test_nobody_answers_or_the_state_does_not_allow_it(office: Office) -> None:
    office.commune.alter("UPDATE task SET state = 'waived' WHERE period = :code", code=CODE)
    office.puts("thu.pdf")
    (refused,) = office.takes(right=letter(f"Mã hồ sơ: {CODE}"))
    assert (refused.fate, refused.why) == (Fate.REFUSED, Reason.WRONG_STATE)
    office.commune.alter("UPDATE task SET left_to_head = 1 WHERE period = :code", code=CODE)
    office.commune.alter("DELETE FROM person_role WHERE role = 'head'")
    (nobody,) = office.takes(right=letter(f"Mã hồ sơ: {CODE}"))
    assert (nobody.fate, office.files()) == (Fate.NOBODY, ["da-ky/thu.pdf"])


def test_a_secret_is_not_kept(office: Office) -> None:
    office.puts("thu.pdf")
    (taken,) = office.takes(right=letter(f"Mã hồ sơ: {CODE}", secrecy=Secrecy.CONFIDENTIAL))
    assert (taken.fate, office.files()) == (Fate.SECRET, ["can-sua/thu.pdf"])
    assert office.commune.ledger()[-1].change == "refuse_file"
    assert (evidence(office.commune), office.commune.store.folder.exists()) == ([], False)


def test_what_is_no_finished_pdf_waits_or_is_told(office: Office) -> None:
    office.puts("dang-chep.pdf").write_bytes(b"")
    (office.folder / "da-ky" / "thu.docx").write_bytes(b"PK\x03\x04")
    for passing in (".an", "~$thu.docx", "thu.pdf.part", "Thumbs.db"):
        office.puts(passing)
    (office.folder / "da-ky" / "thu-muc").mkdir()
    assert [(each.path.name, each.fate) for each in office.takes(right=letter())] == [
        ("dang-chep.pdf", Fate.CHANGING),
        ("thu.docx", Fate.NOT_PDF),
    ]


async def test_a_file_that_grows_waits(office: Office) -> None:
    path = office.puts(f"{CODE}.pdf")

    async def copying() -> None:
        with path.open("ab") as file:
            file.write(b"more")

    commune = office.commune
    taking = take_signed(commune.engine, commune.store, ReadsNothing(), office.folder, commune.now, pause=0)
    (taken,), _ = await asyncio.gather(taking, copying())
    assert (taken.fate, office.files()) == (Fate.CHANGING, [f"da-ky/{CODE}.pdf"])


def test_a_file_that_changes_while_it_is_read_waits(office: Office) -> None:
    class Grows(ReadsNothing):
        async def read(self, path: Path, **_: object) -> FileRead | None:  # type: ignore[override]
            path.write_bytes(path.read_bytes() + b"more")
            return letter(f"Mã hồ sơ: {CODE}")

    office.puts("thu.pdf")
    commune = office.commune
    taking = take_signed(commune.engine, commune.store, Grows(), office.folder, commune.now, pause=0)
    (taken,) = asyncio.run(taking)
    assert (taken.fate, evidence(commune)) == (Fate.CHANGING, [])


@pytest.mark.skipif(os.name != "posix", reason="rights of a POSIX system")
def test_the_folders_are_made_for_their_owner_alone(office: Office) -> None:
    assert office.takes() == []
    made = sorted(each.name for each in office.folder.iterdir())
    assert made == ["can-sua", "da-ky", "da-nhan"]
    assert {stat.S_IMODE((office.folder / each).stat().st_mode) for each in made} == {0o700}


def test_a_letter_withdrawn_may_be_given_again(office: Office) -> None:
    office.puts("thu.pdf")
    office.commune.alter("DELETE FROM task_item WHERE kind = 'tick'")
    (taken,) = office.takes(right=letter(f"Mã hồ sơ: {CODE}"))
    with office.commune.writes() as session:
        withdraw(office.commune.act(session, "an.vhxh"), session.get_one(Task, taken.task_id))
    office.puts("thu.pdf")
    (again,) = office.takes(right=letter(f"Mã hồ sơ: {CODE}"))
    assert again.fate is Fate.TAKEN


class ReadsHere(ReadsNothing):
    """The true reader, without its child."""

    def __init__(self, trust_folder: Path) -> None:
        self._trust = trust_folder

    async def read(
        self, path: Path, *, now: datetime, file_name: str, received_at: datetime
    ) -> FileRead | None:
        known = {"now": now, "trust_dir": self._trust, "received_at": received_at, "file_name": file_name}
        return await asyncio.to_thread(read_now, path.read_bytes(), **known)


def test_a_letter_as_an_office_signs_it_is_read_and_taken(office: Office, tmp_path: Path) -> None:
    text = f"Mã hồ sơ: {CODE}. Lý do: cần xác minh thực địa. Hẹn lại ngày 24 tháng 12 năm 2026."
    pdf = document_pdf(
        type_name=TITLE,
        number="Số: 12/VBXL-UBND",
        dated="Tân Kỳ, ngày 15 tháng 12 năm 2026",
        subject="Về việc xin lỗi do chậm giải quyết hồ sơ",
        sections=((1, "Kính gửi: Ông Lê Văn Tám", text),),
    )
    path = office.puts("thu.pdf")
    path.write_bytes(papers.sign(pdf, at=SIGNED))
    reads = ReadsHere(papers.trust_folder(tmp_path))
    commune = office.commune
    (taken,) = asyncio.run(
        take_signed(commune.engine, commune.store, reads, office.folder, commune.now, pause=0)
    )
    assert (taken.fate, taken.code) == (Fate.TAKEN, CODE), taken
    assert "DOC004" not in taken.rules and "DOC005" not in taken.rules
