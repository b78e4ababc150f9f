"""Files that do not count yet: held back by a finding, kept beside a task, or of no task; and how each goes on."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session

from models.changes.confirming import claim
from models.changes.evidence import Added, add_evidence, count_beside, place_loose, send_anyway
from models.changes.filing import (
    ReceivedFile,
    discard_held,
    discard_loose,
    keep_beside,
    keep_loose,
    let_loose,
)
from models.checklist import beside, in_force, items_of
from models.inspections import findings_of, held, reading_of
from models.refused import Reason, Refused
from models.rules.inspection.reading import DocumentRead, FileRead, Letters
from models.rules.lifecycle import State
from models.tables import Evidence, ItemKind, Severity
from tests.commune import MONTHLY, Commune, at

AN, DUNG = "an.vhxh", "dung.vhxh"


@pytest.fixture
def commune(commune: Commune) -> Commune:
    """The December report is a document of one piece that must be signed."""
    with commune.writes() as session:
        (item,) = items_of(session, commune.task(session))
        item.kind, item.checks = ItemKind.SIGNED_DOCUMENT, {}
    return commune


def paper(commune: Commune, number: int = 120) -> ReceivedFile:
    """A report without any signature."""
    document = DocumentRead(
        type="BC",
        number=f"{number}/BC-UBND",
        dated=date(2026, 12, 14),
        subject="Giải quyết thủ tục hành chính",
    )
    read = FileRead(
        media_type="application/pdf", size=9, page_count=3, letters=Letters.TEXT, document=document
    )
    data = b"%PDF " + str(number).encode()
    return ReceivedFile(commune.store.put(data), len(data), "application/pdf", "bao-cao.pdf", read)


def hands_in(commune: Commune, session: Session, number: int = 120) -> Added:
    file = paper(commune, number)
    return add_evidence(commune.act(session, AN), commune.task(session), file, commune.said())


def why(do: Callable[[], object]) -> Reason | None:
    try:
        do()
    except Refused as refused:
        return refused.reason
    return None


def change(commune: Commune) -> str:
    return commune.ledger()[-1].change


def test_an_unsigned_document_is_held_back_and_a_newer_version_takes_its_place(commune: Commune) -> None:
    with commune.writes() as session:
        task = commune.task(session)
        first = hands_in(commune, session)
        assert (first.is_held, task.state) == (True, State.OPEN)
        assert held(session, task) == [first.evidence] and in_force(session, task) == []
        assert first.evidence.document_number == "120/BC-UBND"
        assert first.evidence.document_on == date(2026, 12, 14)
        assert first.evidence.inspected_at == commune.now
        found = findings_of(session, first.evidence)
        assert ("SIG001", Severity.BLOCKING) in [(each.rule, each.severity) for each in found]
        assert reading_of(session, first.evidence.sha256) is None
        second = hands_in(commune, session, 121)
        assert held(session, task) == [second.evidence]
        assert first.evidence.withdrawn_at == commune.now
    entry = commune.ledger()[-1]
    body = json.loads(entry.body)
    assert (entry.change, body["aside"]) == ("hold_file", [first.evidence.id])
    assert "SIG001" in body["findings"]
    assert commune.faults() == []


def test_as_many_versions_are_held_as_pieces_are_wanted_and_none_that_came_as_one_is_outdated(
    commune: Commune,
) -> None:
    with commune.writes() as session:
        task, act = commune.task(session), commune.act(session, AN)
        items_of(session, task)[0].count = 2
        first, second, third = (hands_in(commune, session, number).evidence for number in (120, 121, 122))
        assert held(session, task) == [second, third]
        fourth = add_evidence(
            act, task, paper(commune, 123), commune.said(), sent_with=(second.id or 0, third.id or 0)
        )
        assert held(session, task) == [second, third, fourth.evidence]
        assert not send_anyway(act, second, commune.said("Máy đọc sai")).is_held
        assert (task.state, in_force(session, task)) == (State.CLAIMED, [second])
        # One counts by now: of the others there is room for one.
        fifth = hands_in(commune, session, 124).evidence
        assert held(session, task) == [fifth]
        assert first.withdrawn_at is not None


def test_sent_all_the_same_for_a_reason_it_is_submitted(commune: Commune) -> None:
    with commune.writes() as session:
        task, file = commune.task(session), hands_in(commune, session).evidence
        commune.now = at("17/12/2026", "09:00")

        def sends(words: str, who: str = AN, is_misread: bool = True) -> Reason | None:
            act = commune.act(session, who)
            return why(lambda: send_anyway(act, file, commune.said(words), is_misread=is_misread))

        assert sends("Máy đọc sai", DUNG) is Reason.NOT_YOURS
        assert sends("  ") is Reason.NO_REASON
        assert sends("Máy đọc sai") is None
        assert (file.held_for, file.is_misread, task.state) == ("", True, State.SUBMITTED)
        assert in_force(session, task) == [file]
        assert sends("Máy đọc sai") is Reason.GONE
    body = json.loads(commune.ledger()[-1].body)
    # It came on the 15th, in time, and that is the day of the deed; it was not read anew.
    assert (body["done_on"], body["misread"]) == ("2026-12-15", True)
    assert commune.faults() == []


def test_what_may_not_be_sent_any_more_is_held_as_before(commune: Commune) -> None:
    with commune.writes() as session:
        task, file = commune.task(session), hands_in(commune, session).evidence
        task.state = State.WAIVED
        act, said = commune.act(session, AN), commune.said("Máy đọc sai")
        assert why(lambda: send_anyway(act, file, said, is_misread=True)) is Reason.WRONG_STATE
        assert (file.held_for, file.is_misread) == (items_of(session, task)[0].code, False)


def test_what_is_sent_by_mistake_is_put_aside_once_by_its_sender(commune: Commune) -> None:
    with commune.writes() as session:
        task, file = commune.task(session), hands_in(commune, session).evidence
        assert why(lambda: discard_held(commune.act(session, DUNG), file)) is Reason.NOT_YOURS
        assert why(lambda: discard_held(commune.act(session, AN), file)) is None
        assert (held(session, task), file.held_for, file.withdrawn_at) == ([], "", commune.now)
        assert why(lambda: discard_held(commune.act(session, AN), file)) is Reason.GONE
        assert (
            why(lambda: send_anyway(commune.act(session, AN), file, commune.said("Gửi giúp em")))
            is Reason.GONE
        )
    assert change(commune) == "discard_file"


def loose(commune: Commune, session: Session, who: str = AN) -> Evidence:
    return keep_loose(commune.act(session, who), commune.file(), commune.said())


def test_a_file_kept_beside_a_task_counts_once_its_sender_says_so(commune: Commune) -> None:
    with commune.writes() as session:
        act, task = commune.act(session, AN), commune.task(session)
        (item,) = items_of(session, task)
        item.kind = ItemKind.SCREENSHOT
        file = keep_beside(act, task, loose(commune, session))
        assert (beside(session, task), in_force(session, task), task.state) == ([file], [], State.OPEN)
        assert why(lambda: count_beside(commune.act(session, DUNG), file, commune.said())) is Reason.NOT_YOURS
        assert why(lambda: discard_loose(act, file)) is Reason.GONE
        assert why(lambda: send_anyway(act, file, commune.said("Vì gấp"))) is Reason.GONE
        assert not count_beside(act, file, commune.said()).is_held
        assert (beside(session, task), in_force(session, task), task.state) == ([], [file], State.SUBMITTED)
        assert why(lambda: count_beside(act, file, commune.said())) is Reason.GONE
    assert commune.faults() == []


def test_let_loose_it_waits_to_be_asked_about_and_is_placed_or_discarded_by_its_sender(
    commune: Commune,
) -> None:
    with commune.writes() as session:
        act, task = commune.act(session, AN), commune.task(session)
        (item,) = items_of(session, task)
        item.kind = ItemKind.SCREENSHOT
        file = keep_beside(act, task, loose(commune, session))
        let_loose(act, file)
        assert (file.task_id, beside(session, task)) == (None, [])
        other = commune.act(session, DUNG)
        assert why(lambda: discard_loose(other, file)) is Reason.NOT_YOURS
        assert why(lambda: count_beside(act, file, commune.said())) is Reason.GONE
        (foreign,) = items_of(session, commune.task(session, "2026-Q4", MONTHLY.replace("thang", "quy")))
        assert why(lambda: place_loose(act, file, task, commune.said(), foreign)) is Reason.GONE
        place_loose(act, file, task, commune.said(), item)
        assert in_force(session, task) == [file]
        assert why(lambda: place_loose(act, file, task, commune.said(), item)) is Reason.GONE
        mistaken = loose(commune, session)
        discard_loose(act, mistaken)
        assert mistaken.withdrawn_at == commune.now
        assert why(lambda: discard_loose(act, mistaken)) is Reason.GONE


def test_the_same_file_comes_to_a_task_once(commune: Commune) -> None:
    with commune.writes() as session:
        act, task = commune.act(session, AN), commune.task(session)
        (item,) = items_of(session, task)
        item.kind = ItemKind.SCREENSHOT
        add_evidence(act, task, commune.file(), commune.said())
        again = why(lambda: add_evidence(act, task, commune.file(), commune.said()))
        assert again is Reason.SAME_FILE
        quarterly = commune.task(session, "2026-Q4", MONTHLY.replace("thang", "quy"))
        quarterly.responsible_id = commune.person(session, AN).id
        added = add_evidence(act, quarterly, commune.file(), commune.said())
        assert [each.id for each in added.also_serves] == [task.id]
        assert "DUP001" in [each.rule for each in findings_of(session, added.evidence)]
        assert (
            add_evidence(act, quarterly, commune.file(b"\x89PNG\r\n\x1a\n2"), commune.said()).also_serves
            == []
        )


def test_a_claim_made_before_a_file_was_held_back_stands(commune: Commune) -> None:
    with commune.writes() as session:
        task = commune.task(session)
        claim(commune.act(session, AN), task, commune.said())
        assert hands_in(commune, session).is_held
        assert task.state is State.CLAIMED
