"""What the machine does by itself for citizen files, beside what it says: folders, keys, what is forgotten."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import select

from bot.cases.errand import CaseErrand
from bot.cases.lists import bring_in, read_offered
from models.actor import OPERATOR
from models.changes.citizens import keep_citizens
from models.clock import SetClock
from models.rules.cases.listed import ListKind, Standing
from models.rules.inspection.reading import FileRead
from models.store import EvidenceStore, sha256_of
from models.tables import CitizenCase, Evidence, Notification, Task
from tests.case_lists import make_list, sample_rows
from tests.commune import Commune, at, commune_in
from tests.jobs.cases.conftest import followed
from tests.jobs.cases.office import Office, day, listed

__all__ = ["followed"]

OVER, RUNS = "H40.28.12-261201-0001", "H40.28.12-261201-0002"


class _ReadsNothing:
    async def read(
        self, path: Path, *, now: datetime, file_name: str, received_at: datetime
    ) -> FileRead | None:
        return None


@pytest.fixture
def office(followed: Path, tmp_path: Path) -> Iterator[Office]:
    """Monday 14/12/2026, 07:00: one file was answered late, one runs."""
    shutil.copy(followed / "nhacviec.db", tmp_path / "nhacviec.db")
    commune = commune_in(tmp_path, at("14/12/2026", "07:00"))
    opened = Office(commune)
    answered = {"standing": Standing.ENDED, "ended_on": day("12/12/2026")}
    opened.brings(listed(OVER, "11/12/2026", **answered), listed(RUNS, "11/12/2026"))
    yield opened
    commune.engine.dispose()


def errand(commune: Commune, folder: Path, lists: Path | None = None) -> CaseErrand:
    store = EvidenceStore(folder / "evidence")
    return CaseErrand(
        commune.engine, SetClock(commune.now), store, _ReadsNothing(), folder / "letters", lists
    )


def lay(path: Path, data: bytes, on: datetime) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (on.timestamp(), on.timestamp()))
    return path


def told(commune: Commune, kind: str) -> list[dict[str, object]]:
    with commune.reads() as session:
        rows = session.exec(select(Notification).where(Notification.kind == kind)).all()
        return [row.facts for row in rows]


async def test_letters_of_files_that_are_long_over_leave_the_machine_and_the_ledger_says_so(
    office: Office, tmp_path: Path
) -> None:
    letters, then = tmp_path / "letters", at("14/12/2026", "09:00")
    gone = [
        lay(letters / "2026-12-14" / f"{OVER}.docx", b"PK", then),
        lay(letters / "2026-12-14" / f"Thư {OVER} đã sửa.docx", b"PK", then),
        lay(letters / "da-nhan" / "thư bà Yến.pdf", b"%PDF signed", then),
    ]
    stays = [
        lay(letters / "2026-12-14" / f"{RUNS}.docx", b"PK", then),
        lay(letters / "2026-12-14" / "ghi chú.docx", b"PK", then),
        lay(letters / "da-nhan" / "khác.pdf", b"%PDF other", then),
        lay(letters / "2027-03-12" / f"{OVER}.docx", b"PK", at("12/03/2027", "09:00")),
        lay(letters / "mau" / f"{OVER}.docx", b"PK", then),
    ]
    keep_evidence(office.commune, b"%PDF signed")
    office.commune.now = at("13/03/2027", "08:00")
    await errand(office.commune, tmp_path).run()
    assert all(each.exists() for each in gone + stays)
    office.commune.now = at("14/03/2027", "08:00")
    await errand(office.commune, tmp_path).run()
    assert [each.name for each in gone if each.exists()] == []
    assert all(each.exists() for each in stays)
    (entry,) = [each for each in office.commune.ledger() if each.change == "forget_citizens"]
    assert '"letters":3' in entry.body and '"until":"2026-12-14"' in entry.body


def keep_evidence(commune: Commune, data: bytes) -> None:
    with commune.writes() as session:
        task = session.exec(select(Task).where(Task.period == OVER)).one()
        case = session.exec(select(CitizenCase).where(CitizenCase.code == OVER)).one()
        assert case.task_id == task.id
        person = session.exec(select(Task.responsible_id).where(Task.id == task.id)).one()
        session.add(
            Evidence(
                agency_id=task.agency_id,
                task_id=task.id,
                person_id=person or 1,
                sha256=sha256_of(data),
                size=len(data),
                media_type="application/pdf",
                file_name="tep.pdf",
                sent_at=commune.now,
                received_at=commune.now,
                is_sealed=True,
            )
        )


async def test_a_folder_that_cannot_be_used_holds_no_list_up_and_the_log_says_so_once(
    office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "letters").write_bytes(b"")
    data = make_list(ListKind.CSV, sample_rows(3, running=True), titles=("DANH SÁCH",))
    lay(tmp_path / "lists" / "ds Đinh Thị Bạch Yến.csv", data, at("14/12/2026", "06:50"))
    works = errand(office.commune, tmp_path, tmp_path / "lists")
    works_letters = tmp_path / "letters" / "da-ky"
    for _ in range(3):
        await works.run()
    (refused,) = told(office.commune, "case_list_refused")
    assert refused == {"saved_at": "2026-12-13T23:50:00+00:00", "why": "preview", "named": []}
    assert not works_letters.exists()


async def test_with_another_key_no_list_with_names_is_taken_and_its_keeper_is_told(
    office: Office, tmp_path: Path
) -> None:
    commune = office.commune
    store = EvidenceStore(tmp_path / "evidence")
    with office.acts() as act:
        keep_citizens(act, commune.agency(act.session), True, 90)
    data = make_list(ListKind.CSV, sample_rows(3, running=True), titles=("DANH SÁCH",))
    bring(commune, data, store)
    store.key.path.write_bytes(bytes(32))
    again = make_list(ListKind.CSV, sample_rows(4, running=True), titles=("DANH SÁCH",))
    lay(tmp_path / "lists" / "ds.csv", again, at("14/12/2026", "06:50"))
    works = errand(commune, tmp_path, tmp_path / "lists")
    for _ in range(3):
        await works.run()
    assert [each["why"] for each in told(commune, "case_list_refused")] == ["key"]
    assert len(told(commune, "case_list_taken")) == 0


def bring(commune: Commune, data: bytes, store: EvidenceStore) -> None:
    with commune.reads() as session:
        agency = commune.agency(session)
        offered = read_offered(session, agency, data, "ds.csv")
    bring_in(commune.engine, lambda _: OPERATOR, agency.id or 0, offered, commune.now, store.key)


@pytest.mark.parametrize("name", ["Thumbs.db", "desktop.ini", ".tam", "~$ds.csv", "ds.csv.crdownload"])
async def test_what_the_system_itself_lays_into_a_folder_is_told_to_nobody(
    office: Office, tmp_path: Path, name: str
) -> None:
    lay(tmp_path / "lists" / name, b"of the system", at("14/12/2026", "06:50"))
    lay(tmp_path / "letters" / "da-ky" / name, b"of the system", at("14/12/2026", "06:50"))
    works = errand(office.commune, tmp_path, tmp_path / "lists")
    for _ in range(3):
        await works.run()
    assert told(office.commune, "case_list_refused") + told(office.commune, "case_letters_left") == []
    lay(tmp_path / "lists" / "ds.txt", b"no list", at("14/12/2026", "06:50"))
    lay(tmp_path / "letters" / "da-ky" / "thư.txt", b"no letter", at("14/12/2026", "06:50"))
    for _ in range(3):
        await works.run()
    assert told(office.commune, "case_list_refused") and told(office.commune, "case_letters_left")
