"""What leaves the database: the ledger without words, names or file names; a receipt with what it stands for."""

import json
import re
from itertools import pairwise

import pytest

from jobs import export
from models.actor import CLOCK, OPERATOR, Act
from models.changes.confirming import take_back
from models.changes.evidence import add_evidence, withdraw
from models.changes.filing import keep_loose
from models.changes.joining import set_address
from models.ledger import digest
from models.people import last_confirmation
from models.rules.lifecycle import Change
from tests.commune import PEOPLE, Commune
from tests.models.changes.acts import prepare

WORDS = "Chị gửi ảnh nhé, hệ thống vừa chạy lại"
FILE_NAME = "ảnh báo cáo của ông Nguyễn Văn Tèo.png"
KNOWN = re.compile(
    r"@\w+|[a-z0-9_.\-+/–]+|[0-9a-f]{64}|NV-\d{4}-\d{6}|\d{4}-\d\d-\d\d(T[\d:.+]+)?|T[-+]?\d+|[A-Z]+|\d{4}-[QH]?\d+"
)


@pytest.fixture
def lively(commune: Commune) -> Commune:
    """All that leaves words behind: a claim, files with names, an address, every change of a task."""
    prepare(commune, Change.TAKE_BACK)
    with commune.writes() as session:
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        take_back(Act(session, an, commune.now), task)
        file = commune.file(name=FILE_NAME)
        add_evidence(Act(session, an, commune.now), task, file, commune.said(WORDS))
        withdraw(Act(session, an, commune.now), task)
        keep_loose(commune.act(session, "an.vhxh"), file, commune.said(WORDS))
        set_address(Act(session, CLOCK, commune.now), commune.person(session, "an.vhxh"), "chị")
    return commune


def values(body: object) -> list[str]:
    if isinstance(body, dict):
        return [text for value in body.values() for text in values(value)]
    if isinstance(body, list):
        return [text for value in body for text in values(value)]
    return [body] if isinstance(body, str) else []


def test_the_ledger_holds_ids_states_moments_and_hashes_only(lively: Commune) -> None:
    with lively.reads() as session:
        entries = export.ledger(session)
    written = json.dumps(entries, ensure_ascii=False)
    assert len(entries) == len(lively.ledger())
    for told in (WORDS, FILE_NAME, "Đã xong", "Tèo", ".png", *(name for name, _, _ in PEOPLE.values())):
        assert told not in written, told
    assert written.isascii()
    for text in (text for entry in entries for text in values(entry)):
        assert " " not in text, text
        assert KNOWN.fullmatch(text) or text == "", text


def test_the_ledger_comes_in_order_and_chained(lively: Commune) -> None:
    with lively.reads() as session:
        entries = export.ledger(session)
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    assert entries[0]["prev"] == ""
    for earlier, later in pairwise(entries):
        assert later["prev"] == earlier["hash"]


def test_an_entry_of_a_press_names_person_message_and_the_hash_of_the_words(lively: Commune) -> None:
    with lively.reads() as session:
        added = next(entry for entry in export.ledger(session) if entry["change"] == "add_evidence")
    assert (added["person"], added["by"], added["message_id"]) == ("an.vhxh", "an.vhxh", 77)
    assert added["words_sha256"] == digest(WORDS)
    assert added["state"] == "submitted"


def test_a_receipt_shows_what_it_stands_for(commune: Commune) -> None:
    with commune.writes() as session:
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        added = add_evidence(Act(session, an, commune.now), task, commune.file(), commune.said(WORDS))
        said = last_confirmation(session, task)
    with commune.reads() as session:
        shown = export.receipt(session, " nv-2026-000001 ")
    entry = commune.ledger()[-1]
    assert shown is not None and said is not None
    assert shown["receipt"] == said.receipt == "NV-2026-000001"
    assert (shown["person"], shown["requirement"], shown["period"]) == (
        "an.vhxh",
        "7.5-bao-cao-tthc-thang",
        "2026-12",
    )
    assert (shown["due_on"], shown["done_on"]) == ("2026-12-16", "2026-12-15")
    assert (shown["words"], shown["words_sha256"], shown["message_id"]) == (WORDS, digest(WORDS), 77)
    assert shown["files"] == [
        {"sha256": added.evidence.sha256, "size": added.evidence.size, "withdrawn_at": None}
    ]
    assert shown["ledger"] == {"seq": entry.seq, "hash": entry.hash, "intact": True}
    assert shown["taken_back_at"] is None


def test_a_receipt_that_was_taken_back_says_so(commune: Commune) -> None:
    prepare(commune, Change.TAKE_BACK)
    with commune.writes() as session:
        take_back(commune.act(session, "an.vhxh"), commune.task(session))
    with commune.reads() as session:
        shown = export.receipt(session, "NV-2026-000001")
    assert shown is not None
    assert shown["taken_back_at"] is not None


def test_a_number_that_was_never_given_stands_for_nothing(commune: Commune) -> None:
    with commune.reads() as session:
        assert export.receipt(session, "NV-2026-999999") is None


def test_the_operators_own_acts_are_in_the_ledger(commune: Commune) -> None:
    with commune.reads() as session:
        entries = export.ledger(session)
    enlisted = [entry["person"] for entry in entries if entry["change"] == "enlist"]
    assert enlisted == list(PEOPLE)
    assert {"load_catalogue", "enlist", "invite", "assign_requirement"} <= {
        entry["change"] for entry in entries if entry["by"] == OPERATOR.name
    }
