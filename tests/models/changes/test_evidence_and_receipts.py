"""Receipts, files that fill a checklist, files that have no task yet, and the same file serving two tasks."""

import pytest
from sqlmodel import Session, select

from models.actor import CLOCK, OPERATOR, Act, acting
from models.calendar import working_calendar
from models.catalogue.loading import load
from models.changes.confirming import claim
from models.changes.evidence import add_evidence, place_loose, withdraw
from models.changes.filing import discard_loose, keep_loose
from models.changes.opening import open_task
from models.checklist import in_force, unfilled
from models.occurrences import occurrences
from models.people import last_confirmation
from models.refused import Reason, Refused
from models.rules.lifecycle import State
from models.tables import (
    Agency,
    Confirmation,
    Evidence,
    Finding,
    ItemKind,
    Person,
    Requirement,
    Task,
    TaskItem,
    Unit,
)
from tests.commune import MONTHLY, Commune, at, reports


def say_done(commune: Commune, session: Session, period: str) -> str:
    task, an = commune.task(session, period), commune.actor(session, "an.vhxh")
    return claim(Act(session, an, commune.now), task, commune.said()).receipt


def further_item(commune: Commune, session: Session, kind: ItemKind, required: bool = True) -> TaskItem:
    item = TaskItem(
        task_id=commune.task(session).id or 0,
        position=2,
        code="van-ban",
        title="Văn bản phát hành",
        kind=kind,
        required=required,
    )
    session.add(item)
    session.flush()
    return item


def test_receipts_count_within_a_year(commune: Commune) -> None:
    with commune.writes() as session:
        assert say_done(commune, session, "2026-12") == "NV-2026-000001"
        commune.now = at("31/12/2026", "23:59")
        assert say_done(commune, session, "2027-01") == "NV-2026-000002"


def test_receipts_begin_anew_at_midnight_in_vietnam(commune: Commune) -> None:
    with commune.writes() as session:
        assert say_done(commune, session, "2026-12") == "NV-2026-000001"
        commune.now = at("01/01/2027", "00:00")
        assert say_done(commune, session, "2027-01") == "NV-2027-000001"


def neighbours_task(commune: Commune, session: Session) -> tuple[Person, Task]:
    """The same report in another commune of the same installation."""
    mine = reports()
    other = mine.agency.model_copy(update={"code": "xa-ban", "name": "UBND xã Bạn"})
    load(Act(session, OPERATOR, commune.now), mine.model_copy(update={"agency": other}), [])
    agency = session.exec(select(Agency).where(Agency.code == "xa-ban")).one()
    unit = session.exec(select(Unit).where(Unit.agency_id == agency.id, Unit.code == "VHXH")).one()
    requirement = session.exec(
        select(Requirement).where(Requirement.agency_id == agency.id, Requirement.code == MONTHLY)
    ).one()
    person = Person(agency_id=agency.id or 0, code="an.vhxh", full_name="Hoàng An", unit_id=unit.id)
    session.add(person)
    session.flush()
    requirement.responsible_id = person.id
    today = commune.now.date()
    days = next(iter(occurrences(requirement, today, today, working_calendar(session, agency.id or 0), {})))
    task = open_task(Act(session, CLOCK, commune.now), requirement, unit, days)
    assert task is not None
    return person, task


def test_each_agency_counts_its_own_receipts_and_keeps_its_own_ledger(commune: Commune) -> None:
    with commune.writes() as session:
        say_done(commune, session, "2026-12")
        person, task = neighbours_task(commune, session)
        said = claim(Act(session, acting(person), commune.now), task, commune.said())
        assert said.receipt == "NV-2026-000001"
        with pytest.raises(Refused) as refused:
            an = session.exec(select(Person).where(Person.code == "an.vhxh")).first()
            assert an is not None and an.id != person.id
            claim(Act(session, acting(an), commune.now), task, commune.said())
        assert refused.value.reason is Reason.NOT_YOURS
    chains = {entry.agency_id: [] for entry in commune.ledger()}
    for entry in commune.ledger():
        chains[entry.agency_id].append(entry.seq)
    assert len(chains) == 2
    assert all(seqs == list(range(1, len(seqs) + 1)) for seqs in chains.values())


def test_a_second_claim_changes_nothing(commune: Commune) -> None:
    with commune.writes() as session:
        say_done(commune, session, "2026-12")
    before = commune.dump()
    with commune.writes() as session, pytest.raises(Refused):
        say_done(commune, session, "2026-12")
    assert commune.dump() == before


def test_one_required_item_and_its_file_is_the_submission(commune: Commune) -> None:
    with commune.writes() as session:
        task = commune.task(session)
        added = add_evidence(commune.act(session, "an.vhxh"), task, commune.file(), commune.said())
        assert task.state is State.SUBMITTED
        assert task.next_ping_at == at("16/12/2026", "07:30"), (
            "the reviewer's reminder, no longer the officer's"
        )
        said = last_confirmation(session, task)
        assert said is not None and said.done_on == commune.now.date()
        assert commune.store.fault(added.evidence.sha256) is None


def test_several_required_items_are_claimed_until_all_are_filled(commune: Commune) -> None:
    pdf = b"%PDF-1.7 " + b"x" * 20
    with commune.writes() as session:
        further_item(commune, session, ItemKind.SIGNED_DOCUMENT)
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        add_evidence(Act(session, an, commune.now), task, commune.file(), commune.said())
        assert task.state is State.CLAIMED
        assert [item.code for item in unfilled(session, task)] == ["van-ban"]
        file = commune.file(pdf, "van-ban.pdf", "application/pdf")
        add_evidence(Act(session, an, commune.now), task, file, commune.said())
        assert task.state is State.SUBMITTED
        assert unfilled(session, task) == []


def test_an_optional_item_does_not_hold_up_the_submission(commune: Commune) -> None:
    with commune.writes() as session:
        further_item(commune, session, ItemKind.SIGNED_DOCUMENT, required=False)
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        add_evidence(Act(session, an, commune.now), task, commune.file(), commune.said())
        assert task.state is State.SUBMITTED


def test_evidence_after_a_claim_keeps_the_day_it_was_done(commune: Commune) -> None:
    with commune.writes() as session:
        say_done(commune, session, "2026-12")
        commune.now = at("18/12/2026", "09:00")
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        add_evidence(Act(session, an, commune.now), task, commune.file(), commune.said())
        said = last_confirmation(session, task)
        assert said is not None
        assert f"{said.done_on:%d/%m/%Y}" == "15/12/2026"
        assert said.receipt == "NV-2026-000002"


def test_a_kind_of_file_that_nothing_asks_for_is_refused(commune: Commune) -> None:
    before = commune.dump()
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    with commune.writes() as session:
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        with pytest.raises(Refused) as refused:
            file = commune.file(b"PK\x03\x04", "a.docx", word)
            add_evidence(Act(session, an, commune.now), task, file, commune.said())
        assert refused.value.reason is Reason.NOT_ACCEPTED
    assert commune.dump() == before


def test_the_same_file_for_two_tasks_is_said_once_each(commune: Commune) -> None:
    with commune.writes() as session:
        an = commune.actor(session, "an.vhxh")
        december, january = commune.task(session), commune.task(session, "2027-01")
        first = add_evidence(Act(session, an, commune.now), december, commune.file(), commune.said())
        second = add_evidence(Act(session, an, commune.now), january, commune.file(), commune.said())
        assert first.also_serves == []
        assert [task.period for task in second.also_serves] == ["2026-12"]
        found = session.exec(select(Finding)).one()
        assert (found.rule, found.evidence_id) == ("DUP001", second.evidence.id)


def test_withdrawn_files_and_their_receipts_count_no_more(commune: Commune) -> None:
    with commune.writes() as session:
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        add_evidence(Act(session, an, commune.now), task, commune.file(), commune.said())
        withdraw(Act(session, an, commune.now), task)
        assert task.state is State.OPEN
        assert in_force(session, task) == []
        assert session.exec(select(Evidence)).one().withdrawn_at == commune.now
        assert session.exec(select(Confirmation)).one().taken_back_at == commune.now
        assert task.next_ping_at is not None
    assert commune.faults() == []


def test_a_claim_made_before_the_withdrawn_files_stands_under_its_own_number(commune: Commune) -> None:
    with commune.writes() as session:
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        claimed = claim(Act(session, an, commune.now), task, commune.said())
        add_evidence(Act(session, an, commune.now), task, commune.file(), commune.said())
        withdraw(Act(session, an, commune.now), task)
        assert task.state is State.CLAIMED
        in_force_now = last_confirmation(session, task)
        assert in_force_now is not None
        assert in_force_now.receipt == claimed.receipt
    assert commune.faults() == []


def test_a_file_sent_twice_to_one_task_is_refused_the_second_time(commune: Commune) -> None:
    with commune.writes() as session:
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        add_evidence(Act(session, an, commune.now), task, commune.file(), commune.said())
        with pytest.raises(Refused) as refused:
            add_evidence(Act(session, an, commune.now), task, commune.file(), commune.said())
        assert refused.value.reason is Reason.SAME_FILE
        assert len(in_force(session, task)) == 1


def test_a_discarded_file_leaves_the_record_whole(commune: Commune) -> None:
    with commune.writes() as session:
        an = commune.person(session, "an.vhxh")
        loose = keep_loose(Act(session, acting(an), commune.now), commune.file(), commune.said())
        discard_loose(Act(session, acting(an), commune.now), loose)
    assert commune.faults() == []


def test_a_loose_file_is_placed_by_its_sender_only_and_once(commune: Commune) -> None:
    with commune.writes() as session:
        an, dung = commune.actor(session, "an.vhxh"), commune.actor(session, "dung.vhxh")
        task = commune.task(session)
        loose = keep_loose(commune.act(session, "an.vhxh"), commune.file(), commune.said())
        assert loose.task_id is None
        with pytest.raises(Refused):
            place_loose(Act(session, dung, commune.now), loose, task, commune.said())
        place_loose(Act(session, an, commune.now), loose, task, commune.said())
        assert (loose.task_id, task.state) == (task.id, State.SUBMITTED)
        with pytest.raises(Refused) as refused:
            place_loose(Act(session, an, commune.now), loose, task, commune.said())
        assert refused.value.reason is Reason.GONE


def test_a_file_sent_by_mistake_is_kept_on_record_and_placed_no_more(commune: Commune) -> None:
    with commune.writes() as session:
        an = commune.actor(session, "an.vhxh")
        loose = keep_loose(commune.act(session, "an.vhxh"), commune.file(), commune.said())
        with pytest.raises(Refused):
            discard_loose(commune.act(session, "dung.vhxh"), loose)
        discard_loose(Act(session, an, commune.now), loose)
        with pytest.raises(Refused):
            place_loose(Act(session, an, commune.now), loose, commune.task(session), commune.said())
        with pytest.raises(Refused):
            discard_loose(Act(session, an, commune.now), loose)
    assert [entry.change for entry in commune.ledger()[-2:]] == ["keep_file", "discard_file"]
    assert commune.store.fault(loose.sha256) is None
