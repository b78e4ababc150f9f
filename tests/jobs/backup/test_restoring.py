"""A backup is restored into an empty place only, whole or not at all; what it cannot know is not said again."""

import json
import sqlite3
import stat
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from jobs.backup.archive import ArchiveWriter
from jobs.backup.contents import read_contents
from jobs.backup.lasting import Lasting
from jobs.backup.making import make_backup
from jobs.backup.restoring import Occupied, Target, begin_again, restore
from jobs.backup.values import Manifest, Sources, Unfit, Unusable
from jobs.dispatch import SECRET
from jobs.listening import note_contact
from jobs.messages.compose import compose
from jobs.messages.morning_facts import Digest
from jobs.tick import tick
from models.actor import CLOCK, OPERATOR, Act
from models.changes.common import tell
from models.changes.confirming import claim, take_back
from models.changes.evidence import add_evidence
from models.changes.incidents import start_incident
from models.changes.saying import say
from models.kinds import Kind
from models.migrations import current_version, newest_version
from models.rules.reading import Place
from models.sealing import make_key, read_key
from models.tables import Confirmation, Notification, OutboxState, StatementKind
from tests.commune import Commune, at, commune_in
from tests.jobs.test_escalating import Days, days

__all__ = ["days"]

SAVED = Path(__file__).parents[2] / "data" / "versions"
MADE, LOST = at("15/12/2026", "02:00"), at("15/12/2026", "11:00")


def backed_up(commune: Commune, folder: Path) -> Path:
    """A sealed backup with a file of An's and a draft of a letter in it."""
    with commune.writes() as session:
        add_evidence(commune.act(session, "an.vhxh"), commune.task(session), commune.file(), commune.said())
    (folder / "letters" / "da-ky").mkdir(parents=True)
    (folder / "letters" / "da-ky" / "Thư xin lỗi.pdf").write_bytes(b"%PDF-")
    make_key(folder / "backup.key")
    url = f"sqlite:///{folder / 'nhacviec.db'}"
    sources = Sources(url, folder / "evidence", folder / "letters", folder / "backup.key")
    return make_backup(sources, folder / "backups", MADE).file


def place_in(folder: Path) -> Target:
    return Target(folder / "nhacviec.db", folder / "evidence", folder / "letters")


def test_everything_is_there_again_and_agrees_with_its_ledger(commune: Commune, tmp_path: Path) -> None:
    file, place = backed_up(commune, tmp_path), place_in(tmp_path / "moi")
    manifest = restore(file, read_key(tmp_path / "backup.key"), place, LOST)
    assert manifest.made_at == MADE
    again = commune_in(tmp_path / "moi", LOST)
    assert again.faults() == []
    before, after = commune.dump(), again.dump()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"agency", "installation", "ledger_entry", "notification"}
    entries = [json.loads(entry.body) for entry in again.ledger()[len(commune.ledger()) :]]
    assert [(each["change"], each["by"]) for each in entries] == [
        ("restore", "@operator"),
        ("away", "@clock"),
    ]
    assert (tmp_path / "moi" / "letters" / "da-ky" / "Thư xin lỗi.pdf").read_bytes() == b"%PDF-"
    for each in (tmp_path / "moi").rglob("*"):
        if "nhacviec.db-" not in each.name:
            assert stat.S_IMODE(each.stat().st_mode) & 0o077 == 0, each
    again.engine.dispose()


def test_only_into_an_empty_place(commune: Commune, tmp_path: Path) -> None:
    file, secret = backed_up(commune, tmp_path), read_key(tmp_path / "backup.key")
    before = (tmp_path / "nhacviec.db").read_bytes()
    with pytest.raises(Occupied):
        restore(file, secret, place_in(tmp_path), LOST)
    for taken in ("nhacviec.db-wal", "evidence/ab/abc", "letters/x.docx"):
        folder = tmp_path / f"moi-{taken[:4]}"
        (folder / taken).parent.mkdir(parents=True)
        (folder / taken).write_bytes(b"x")
        with pytest.raises(Occupied) as occupied:
            restore(file, secret, place_in(folder), LOST)
        assert (folder / taken).is_relative_to(occupied.value.path)
        assert [each for each in folder.rglob("*") if each.is_file()] == [folder / taken]
    assert (tmp_path / "nhacviec.db").read_bytes() == before


def test_a_file_that_is_not_whole_writes_nothing(commune: Commune, tmp_path: Path) -> None:
    file, secret = backed_up(commune, tmp_path), read_key(tmp_path / "backup.key")
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(Unusable) as unusable:
        restore(file, secret, place_in(tmp_path / "moi"), LOST)
    assert unusable.value.why is Unfit.CUT
    assert list((tmp_path / "moi").iterdir()) == []


def test_a_disk_that_fills_up_leaves_the_place_empty(
    commune: Commune, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, secret = backed_up(commune, tmp_path), read_key(tmp_path / "backup.key")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jobs.backup.restoring._begin_again", refuse)
    with pytest.raises(OSError, match="No space"):
        restore(file, secret, place_in(tmp_path / "moi"), LOST)
    assert list((tmp_path / "moi").rglob("*")) == []


def test_a_newer_programs_backup_is_refused(
    commune: Commune, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, secret = backed_up(commune, tmp_path), read_key(tmp_path / "backup.key")
    monkeypatch.setattr("jobs.backup.restoring.newest_version", lambda: "0001")
    with pytest.raises(Unusable) as unusable:
        restore(file, secret, place_in(tmp_path / "moi"), LOST)
    assert unusable.value.why is Unfit.NEWER


def test_a_backup_of_an_older_version_is_brought_to_this_one(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        old.executescript((SAVED / "0001.sql").read_text("utf-8"))
    contents = read_contents(tmp_path / "old.db")
    assert contents.schema == "0001"
    file = tmp_path / "nhacviec-20261215-020000.tar"
    with file.open("wb") as opened, (tmp_path / "old.db").open("rb") as database:
        archive = ArchiveWriter(opened, None)
        archive.add("nhacviec.db", database)
        archive.finish(Manifest(MADE, "0.1.0", contents, tuple(archive.parts)))
    restore(file, None, place_in(tmp_path / "moi"), LOST)
    again = commune_in(tmp_path / "moi", LOST)
    assert current_version(again.engine) == newest_version()
    assert [entry.change for entry in again.ledger()[-2:]] == ["restore", "away"]
    again.engine.dispose()


def waits(commune: Commune, key: str, moment: datetime, **facts: object) -> None:
    with commune.writes() as session:
        an, agency_id = commune.person(session, "an.vhxh"), commune.agency(session).id or 0
        row = tell(Act(session, CLOCK, MADE), agency_id, Kind.TOLD, key, person=an, **facts)
        assert row is not None
        row.not_before = moment


def states(commune: Commune) -> dict[str, OutboxState]:
    with commune.reads() as session:
        return {row.key: row.state for row in session.exec(select(Notification))}


def test_what_waited_and_was_due_is_not_sent_any_more_but_edits_and_what_is_to_come_are(
    commune: Commune,
) -> None:
    waits(commune, "answer/1/2/3", MADE, **{SECRET: "7K3M 92QD"})
    waits(commune, "digest/an", at("15/12/2026", "07:30"))
    waits(commune, "later", at("16/12/2026", "07:30"))
    waits(commune, "edit", MADE)
    commune.alter("UPDATE notification SET edits = 5 WHERE key = 'edit'")
    commune.alter(
        "UPDATE notification SET state = 'claimed', lease_until = 9e9 WHERE key IN ('edit', 'digest/an')"
    )
    begin_again(commune.engine, MADE, LOST)
    found = states(commune)
    assert (found["answer/1/2/3"], found["digest/an"]) == (OutboxState.MOOT, OutboxState.MOOT)
    assert (found["later"], found["edit"]) == (OutboxState.WAITING, OutboxState.WAITING)
    assert "7K3M" not in str(commune.dump()["notification"])
    (entry,) = [json.loads(each.body) for each in commune.ledger() if each.change == "restore"]
    assert entry["closed"] == 2


def restored(days: Days, made: str, day: str, hour: str) -> None:
    begin_again(days.commune.engine, at("16/12/2026", made), at(day, hour))


def outage(days: Days) -> Digest:
    found = days.last("outage")
    assert isinstance(found, Digest)
    return found


def test_everybody_is_told_once_in_working_hours_and_nothing_else_is_started_that_day(days: Days) -> None:
    days.go("16", "01:00")
    before = {kind: days.told(kind) for kind in ("digest", "card", "escalation", "last_call", "leader_week")}
    restored(days, "02:00", "16/12/2026", "06:00")
    days.go("16", "06:15", "07:30", "10:00", "14:00", "16:30")
    told = days.told("outage")
    assert {who for who, _ in told} == {
        "an.vhxh",
        "binh.vhxh",
        "chau.vp",
        "dung.vhxh",
        "hoa.ttpvhcc",
        "khanh.kt",
        "lam.ubnd",
        "minh.vp",
    }
    assert {moment for _, moment in told} == {"16/12 07:30"}
    assert len(told) == 8
    assert {kind: days.told(kind) for kind in before} == before
    gap = outage(days).outage
    assert gap is not None and gap.is_restored and gap.began_at == at("16/12/2026", "02:00")


def test_the_officer_finds_what_is_due_in_that_text_and_the_ladder_goes_on_the_next_day(days: Days) -> None:
    restored(days, "02:00", "16/12/2026", "11:00")
    days.go("16", "11:15")
    with days.commune.reads() as session:
        an = days.commune.person(session, "an.vhxh")
        own = select(Notification).where(Notification.kind == "outage", Notification.person_id == an.id)
        message = compose(session, session.exec(own).one(), days.commune.now)
    assert isinstance(message, Digest)
    assert "2026-12" in [task.period for _, task in message.tasks]
    days.go("17", "07:30", "10:00")
    assert ("an.vhxh", "17/12 07:30") in days.told("card") + days.told("digest")
    assert days.told("escalation") == [("binh.vhxh", "17/12 10:00")]


def test_what_lies_with_the_head_may_have_been_said_that_morning_too(days: Days) -> None:
    said = days.commune.said("đã trình anh Bình")
    days.act(say, said, StatementKind.PLACE, Place.UNIT_HEAD)
    restored(days, "02:00", "16/12/2026", "11:00")
    days.go("16", "11:15", "14:00")
    assert [each for each in days.told("digest") if each[1].startswith("16/12")] == []
    days.go("17")
    assert ("binh.vhxh", "17/12 07:30") in days.told("digest")


def test_a_week_that_may_have_been_told_is_not_told_again(days: Days) -> None:
    days.go("18")
    begin_again(days.commune.engine, at("21/12/2026", "02:00"), at("21/12/2026", "20:00"))
    days.go("22/12/2026", "07:30", "09:00")
    weeks = [moment for _, moment in days.told("leader_week") if moment[3:5] == "12"]
    assert "22/12 07:30" not in weeks


@pytest.mark.parametrize("hour", ["08:00", "09:00"], ids=["at that very moment", "later"])
def test_a_number_that_was_given_and_lost_is_not_given_again(days: Days, hour: str) -> None:
    begin_again(days.commune.engine, MADE, at("15/12/2026", "08:00"))
    days.commune.now = at("15/12/2026", hour)
    for change, *given in ((claim, days.commune.said()), (take_back,), (claim, days.commune.said())):
        days.act(change, *given)
    with days.commune.reads() as session:
        receipts = session.exec(select(Confirmation.receipt).order_by(Confirmation.receipt)).all()
    assert receipts == ["NV-2026-000001", "NV-2026-000002", "NV-2026-001001", "NV-2026-001002"]


def test_an_authority_that_is_to_be_told_in_hours_is_told_of_that_day_too(commune: Commune) -> None:
    with commune.writes() as session:
        act = Act(session, OPERATOR, at("13/12/2026", "12:00"))
        start_incident(act, commune.agency(session), act.now, "Mất máy tính")
    begin_again(commune.engine, at("16/12/2026", "02:00"), at("16/12/2026", "05:00"))
    tick(commune.engine, at("16/12/2026", "06:30"))
    with commune.reads() as session:
        alarms = session.exec(select(Notification).where(Notification.kind == Kind.ALARM)).all()
    assert "6" in {each.facts["about"] for each in alarms}


def test_after_a_day_away_too_it_is_told_as_a_restore(commune: Commune) -> None:
    note_contact(commune.engine, at("15/12/2026", "01:00"))
    begin_again(commune.engine, MADE, LOST)
    note_contact(commune.engine, at("17/12/2026", "07:30"))
    tick(commune.engine, at("17/12/2026", "07:30"))
    with commune.reads() as session:
        rows = session.exec(select(Notification).where(Notification.kind == "outage")).all()
    assert len(rows) == 8
    for row in rows:
        assert row.facts["restored"]
        assert datetime.fromisoformat(row.facts["away_from"]) == MADE


def receipt_at(engine: Engine, moment: datetime) -> str:
    """An says that it is done, takes it back, and gets so the number that comes next."""
    again = Commune(Path(), engine, moment)
    with again.writes() as session:
        receipt = claim(again.act(session, "an.vhxh"), again.task(session), again.said()).receipt
        take_back(again.act(session, "an.vhxh"), again.task(session))
    return receipt


def test_numbers_go_on_one_by_one_after_a_restore_whatever_the_clock_of_the_machine_said(
    commune: Commune,
) -> None:
    assert receipt_at(commune.engine, MADE) == "NV-2026-000001"
    begin_again(commune.engine, MADE, LOST)
    moments = (at("15/12/2026", "10:00"), at("15/12/2026", "10:01"), at("15/12/2026", "11:30"))
    numbers = [receipt_at(commune.engine, moment) for moment in moments]
    assert numbers == ["NV-2026-001001", "NV-2026-001002", "NV-2026-001003"]
    assert receipt_at(commune.engine, at("04/01/2027")) == "NV-2027-000001"


def test_a_second_restore_of_the_same_backup_gives_no_number_of_the_first_again(commune: Commune) -> None:
    begin_again(commune.engine, MADE, LOST, Lasting(receipts={"tan-ky": "NV-2026-001002"}))
    assert receipt_at(commune.engine, at("15/12/2026", "13:00")) == "NV-2026-002001"


def test_a_restore_in_the_new_year_leaves_room_for_what_was_lost_of_it(commune: Commune) -> None:
    assert receipt_at(commune.engine, MADE) == "NV-2026-000001"
    begin_again(commune.engine, MADE, at("04/01/2027"))
    assert receipt_at(commune.engine, at("04/01/2027", "08:00")) == "NV-2027-001001"
