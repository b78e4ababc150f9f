"""Words about citizen files: taken back until review; who may bring a list, or give a file; whose a name is."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from models.actor import OPERATOR, Act
from models.cases import case_requirement, clock_of
from models.changes.case_lists import may_import, remember_headings
from models.changes.cases import (
    give_case,
    is_said_ended,
    is_said_sent,
    map_handler,
    say_ended,
    say_sent,
    set_rule,
    take_back_ended,
    take_back_sent,
)
from models.changes.common import enter
from models.changes.reviewing import accept, begin_review
from models.checklist import handed_in, in_force
from models.people import confirmations_of
from models.refused import Reason, Refused
from models.rules.cases.clock import ClockRule
from models.rules.cases.listed import ListedCase, Standing
from models.rules.lifecycle import State
from models.tables import CaseHandler, CaseList, CitizenCase, Person, Task, Unit
from tests.commune import at
from tests.jobs.cases.office import AN, BINH, HOA, LAM, MINH, Office, day, listed
from tests.jobs.cases.test_following import files_letter, sends

AN_NAME, DUNG = "Nguyễn Thị An", "dung.vhxh"


def task_of(session: Session, code: str = "H1") -> Task:
    return session.exec(select(Task).where(Task.period == code)).one()


def why(do: Callable[[], object]) -> Reason | None:
    """Why it was refused; None where it was done."""
    try:
        do()
    except Refused as refused:
        return refused.reason
    return None


def opened(files: Office, *cases: ListedCase) -> None:
    files.brings(*(cases or [listed("H1", "16/12/2026")]))
    files.goes_to("14/12/2026")


def unsends(files: Office, who: str = HOA) -> Reason | None:
    with files.commune.writes() as session:
        task = task_of(session)
        return why(lambda: take_back_sent(files.commune.act(session, who), task))


def test_the_word_alone_taken_back_leaves_an_open_file_and_no_receipt(files: Office) -> None:
    opened(files)
    assert unsends(files) is Reason.GONE
    sends(files, "H1")
    with files.commune.reads() as session:
        assert is_said_sent(session, task_of(session))
        (tick,), (receipt,) = (
            handed_in(session, task_of(session)),
            confirmations_of(session, task_of(session)),
        )
    assert unsends(files, AN) is Reason.NOT_YOURS
    assert unsends(files) is None
    with files.commune.reads() as session:
        task = task_of(session)
        assert (task.state, is_said_sent(session, task)) == (State.OPEN, False)
        assert (handed_in(session, task), confirmations_of(session, task)) == ([], [])
    entry = files.commune.ledger()[-1]
    body = json.loads(entry.body)
    assert (entry.change, body["receipts"], body["aside"]) == ("take_back", [receipt.receipt], [tick.id])
    assert unsends(files) is Reason.GONE
    assert files.commune.faults() == []


def test_with_its_letter_it_is_withdrawn_from_review_until_that_begins(files: Office) -> None:
    opened(files)
    sends(files, "H1")
    files_letter(files, "H1")
    assert unsends(files) is None
    with files.commune.reads() as session:
        task = task_of(session)
        assert (task.state, [each.is_file for each in handed_in(session, task)]) == (State.CLAIMED, [True])
        assert len(confirmations_of(session, task)) == 1
        assert not is_said_sent(session, task)
    assert files.commune.ledger()[-1].change == "withdraw"
    sends(files, "H1")
    with files.commune.writes() as session:
        task = task_of(session)
        begin_review(files.commune.act(session, BINH), task)
        assert is_said_sent(session, task)
    assert unsends(files) is Reason.REVIEW_BEGAN
    with files.commune.writes() as session:
        task = task_of(session)
        accept(files.commune.act(session, BINH), task, in_force(session, task)[-1].id or 0)
        assert not is_said_sent(session, task)
    assert unsends(files) is Reason.GONE


def test_a_result_said_is_taken_back_by_who_has_the_file_while_no_list_says_it(files: Office) -> None:
    opened(files)

    def unsay(who: str) -> Reason | None:
        with files.commune.writes() as session:
            case = files.case(session, "H1")
            return why(lambda: take_back_ended(files.commune.act(session, who), task_of(session), case))

    def said() -> bool:
        with files.commune.reads() as session:
            return is_said_ended(files.case(session, "H1"))

    assert (unsay(HOA), said()) == (Reason.GONE, False)
    with files.commune.writes() as session:
        say_ended(
            files.commune.act(session, HOA), task_of(session), files.case(session, "H1"), day("14/12/2026")
        )
    assert (files.task("H1").state, said()) == (State.WAIVED, True)
    assert unsay(AN) is Reason.NOT_YOURS
    assert (unsay(HOA), said(), files.task("H1").state) == (None, False, State.OPEN)
    assert [each.change for each in files.commune.ledger()][-2:] == ["take_back_ended", "needed_again"]
    with files.commune.writes() as session:
        say_ended(
            files.commune.act(session, HOA), task_of(session), files.case(session, "H1"), day("14/12/2026")
        )
    files.brings(listed("H1", "16/12/2026", standing=Standing.ENDED, ended_on=day("14/12/2026")))
    assert (unsay(HOA), said()) == (Reason.GONE, False)


def test_a_list_is_brought_by_who_works_where_files_are_received_or_sees_to_everything(files: Office) -> None:
    with files.commune.reads() as session:
        requirement = case_requirement(session, files.commune.agency(session).id or 0)
        assert requirement is not None
        may = {who: may_import(files.commune.act(session, who), requirement) for who in (HOA, MINH, AN, LAM)}
        assert may == {HOA: True, MINH: True, AN: False, LAM: False}
        files.commune.person(session, HOA).deactivated_at = files.commune.now
        assert not may_import(files.commune.act(session, HOA), requirement)
        assert not may_import(Act(session, OPERATOR, files.commune.now), requirement)


def test_what_was_said_of_headings_is_remembered_once_and_added_to(files: Office) -> None:
    with files.commune.writes() as session:
        act, agency = files.commune.act(session, HOA), files.commune.agency(session)
        for digest, columns in (
            ("a", {"ngay tra": "promised"}),
            ("b", None),
            ("a", {"nguoi giu": "handler", "ngay tra": "ended"}),
        ):
            remember_headings(act, agency, digest, columns)
    with files.commune.reads() as session:
        clock = clock_of(session, files.commune.agency(session).id or 0)
        assert clock.known_headings == ["a", "b"]
        assert clock.columns == {"ngay tra": "ended", "nguoi giu": "handler"}


def test_a_name_once_mapped_gives_its_open_files_to_that_person_or_unit(files: Office) -> None:
    unknown = "Người chưa biết"
    opened(
        files,
        *(listed(f"H{n}", "16/12/2026", unknown) for n in (1, 2, 3)),
        listed("H4", "30/12/2026", unknown),
    )
    sends(files, "H2")
    files_letter(files, "H2")
    with files.commune.writes() as session:
        two, three = task_of(session, "H2"), task_of(session, "H3")
        accept(files.commune.act(session, BINH), two, in_force(session, two)[-1].id or 0)
        enter(files.commune.act(session, MINH), three, State.WAIVED)
    with files.commune.writes() as session:
        one = task_of(session)
        one.disputed_at, one.left_to_head = files.commune.now, True
        assert files.case(session, "H1").told_id is not None
        handler = session.exec(select(CaseHandler).where(CaseHandler.name == unknown)).one()
        assert map_handler(files.commune.act(session, MINH), handler, files.commune.person(session, AN)) == 1
        assert (one.responsible_id, one.unit_id) == (
            files.commune.person(session, AN).id,
            files.commune.person(session, AN).unit_id,
        )
        assert (one.disputed_at, one.left_to_head, files.case(session, "H1").told_id) == (None, False, None)
        assert (two.responsible_id, three.responsible_id) == (None, None)
    with files.commune.writes() as session:
        handler = session.exec(select(CaseHandler).where(CaseHandler.name == unknown)).one()
        unit = session.exec(select(Unit).where(Unit.code == "KT")).one()
        assert map_handler(files.commune.act(session, MINH), handler, unit) == 1
        one = task_of(session)
        assert (one.responsible_id, one.unit_id) == (None, unit.id)
        assert (handler.person_id, handler.unit_id) == (None, unit.id)
        foreign = Person(id=999, agency_id=handler.agency_id + 1, code="x", full_name="X")
        with pytest.raises(Refused) as raised:
            map_handler(files.commune.act(session, MINH), handler, foreign)
        assert raised.value.reason is Reason.OTHER_AGENCY
    assert [each.change for each in files.commune.ledger()][-4:] == ["map_handler", "assign"] * 2


def test_a_file_given_to_nobody_is_the_leading_units_and_left_to_the_head_only_by_its_own(
    files: Office,
) -> None:
    opened(files, listed("H1", "16/12/2026"), listed("H2", "16/12/2026", AN_NAME))
    with files.commune.writes() as session:
        leading = case_requirement(session, files.commune.agency(session).id or 0)
        assert leading is not None

        def given(code: str, who: str, to: str | None) -> tuple[Reason | None, int | None, int, bool]:
            task, person = task_of(session, code), files.commune.person(session, to) if to else None
            reason = why(lambda: give_case(files.commune.act(session, who), task, person))
            return reason, task.responsible_id, task.unit_id, task.left_to_head

        an, dung = (files.commune.person(session, code) for code in (AN, DUNG))
        assert given("H2", DUNG, DUNG)[0] is Reason.NOT_YOURS
        assert given("H2", AN, DUNG) == (None, dung.id, dung.unit_id, False)
        assert given("H2", BINH, AN) == (None, an.id, an.unit_id, False)
        assert given("H2", AN, None) == (None, None, leading.unit_id, False)
        assert given("H1", HOA, None) == (None, None, leading.unit_id, True)
        assert given("H1", MINH, AN) == (None, an.id, an.unit_id, False)
    ledger = [json.loads(each.body) for each in files.commune.ledger()[-5:]]
    assert [each["change"] for each in ledger] == ["hand_over", "assign", "hand_over", "hand_over", "assign"]
    assert [each["person"] for each in ledger] == [DUNG, AN, None, None, AN]


def test_the_word_that_it_was_sent_is_said_once(files: Office) -> None:
    opened(files)
    sends(files, "H1")
    with files.commune.writes() as session:
        again = why(lambda: say_sent(files.commune.act(session, HOA), task_of(session), files.commune.said()))
    assert again is Reason.ALREADY


def test_a_rule_of_the_clock_has_days_and_extensions_within_reason(files: Office) -> None:
    with files.commune.reads() as session:
        act, agency = files.commune.act(session, MINH), files.commune.agency(session)
        for rule in (ClockRule(0, 0, 0), ClockRule(1, 20, 5), ClockRule(20, 20, 0)):
            clock = set_rule(act, agency, rule, "", "decided")
            assert (clock.before, clock.lead, clock.extensions) == (rule.before, rule.lead, rule.extensions)
            assert clock.source != ""
        for before, lead, extensions in ((1, 21, 0), (3, 2, 0), (-1, 2, 0), (1, 2, 6), (1, 2, -1)):
            rule = ClockRule(before, lead, extensions)
            assert why(lambda rule=rule: set_rule(act, agency, rule, "", "decided")) is Reason.NOT_VALID


def test_a_list_says_which_office_received_once_enough_files_are_known(files: Office) -> None:
    def brings(office: str, *, is_ours: bool = False, first: int = 0, count: int = 1) -> Reason | None:
        cases = tuple(listed(f"{office}-{first + n:04}", "30/12/2026") for n in range(count))
        return why(lambda: files.brings(*cases, is_full=False))

    assert brings("H41.12", count=19) is None
    assert brings("H41.99") is None
    assert brings("H41.77", count=2) is Reason.OTHER_OFFICE
    assert brings("H41.99", first=5) is None


def test_a_list_older_than_the_newest_is_refused_one_as_old_is_not(files: Office) -> None:
    def brings(code: str, hour: str) -> Reason | None:
        return why(lambda: files.brings(listed(code, "30/12/2026"), as_of=at("13/12/2026", hour)))

    assert brings("H1", "16:30") is None
    assert brings("H2", "16:29") is Reason.OLDER_LIST
    assert brings("H3", "16:30") is None


def test_a_list_of_a_clock_that_was_ahead_keeps_no_later_one_out(files: Office) -> None:
    files.brings(listed("H1", "30/12/2026"))
    with files.commune.writes() as session:
        session.exec(select(CaseList)).one().as_of = files.commune.now + timedelta(days=30)
    files.commune.now += timedelta(hours=1)
    assert why(lambda: files.brings(listed("H1", "29/12/2026"))) is None


def test_what_a_list_of_a_day_to_come_says_is_of_now(files: Office) -> None:
    brought = files.brings(listed("H1", "30/12/2026"), as_of=files.commune.now + timedelta(days=3))
    assert brought.row.as_of == files.commune.now


def test_the_day_first_promised_stays_once_the_file_has_a_task_unless_an_earlier_is_promised(
    files: Office,
) -> None:
    def first(code: str) -> date:
        with files.commune.reads() as session:
            return files.case(session, code).first_promised_on

    files.brings(listed("H1", "16/12/2026"), listed("H2", "30/12/2026"))
    files.goes_to("14/12/2026")
    files.brings(listed("H1", "18/12/2026"), listed("H2", "31/12/2026"))
    assert (first("H1"), first("H2")) == (day("16/12/2026"), day("31/12/2026"))
    files.goes_to("14/12/2026", "09:00")
    files.brings(listed("H1", "15/12/2026"), listed("H2", "31/12/2026"))
    assert first("H1") == day("15/12/2026")
    files.goes_to("14/12/2026", "10:00")
    files.brings(listed("H1", "15/12/2026", standing=Standing.PAUSED), listed("H2", "31/12/2026"))
    files.goes_to("14/12/2026", "11:00")
    files.brings(listed("H1", "21/12/2026"), listed("H2", "31/12/2026"))
    assert first("H1") == day("21/12/2026")


def test_what_came_of_a_list_is_counted_and_missing_files_are_noted_until_they_are_back(
    files: Office,
) -> None:
    ended = replace(
        listed("H3", "10/12/2026"), standing=Standing.ENDED, state="Đã trả", ended_on=day("09/12/2026")
    )
    first = files.brings(
        listed("H1", "30/12/2026", "Người chưa biết"), listed("H2", "30/12/2026", AN_NAME), ended
    )
    assert (first.row.new, first.row.changed, first.row.missing, first.unchanged) == (3, 0, 0, 0)
    assert first.new_handlers == ("Người chưa biết",)
    assert not files.brings(
        listed("H1", "30/12/2026", "Người chưa biết"), listed("H2", "30/12/2026", AN_NAME), ended
    ).is_new

    def missing() -> dict[str, date | None]:
        with files.commune.reads() as session:
            return {each.code: each.missing_since for each in session.exec(select(CitizenCase))}

    files.goes_to("14/12/2026", "09:00")
    part = files.brings(listed("H2", "30/12/2026", AN_NAME), is_full=False)
    assert (part.row.missing, set(missing().values())) == (0, {None})
    files.goes_to("14/12/2026", "10:00")
    second = files.brings(
        listed("H2", "29/12/2026", AN_NAME), replace(ended, ended_on=day("11/12/2026"), state="Xong")
    )
    assert (second.row.new, second.row.changed, second.row.missing, second.unchanged) == (0, 2, 1, 0)
    assert (second.rewritten, second.new_handlers) == (("H3",), ())
    assert missing() == {"H1": day("14/12/2026"), "H2": None, "H3": None}
    files.goes_to("15/12/2026", "10:00")
    third = files.brings(listed("H2", "29/12/2026", AN_NAME))
    assert (third.row.missing, third.unchanged, missing()["H1"]) == (1, 1, day("14/12/2026"))
    files.goes_to("15/12/2026", "11:00")
    files.brings(listed("H1", "30/12/2026", "Người chưa biết"), listed("H2", "29/12/2026", AN_NAME))
    assert set(missing().values()) == {None}
    assert files.commune.ledger()[-1].change == "import_cases"
    body = json.loads(files.commune.ledger()[-1].body)
    assert (body["rows"], body["new"], body["changed"], body["missing"]) == (2, 0, 0, 0)


def test_answered_on_the_very_day_that_was_promised_a_file_never_opens(files: Office) -> None:
    ended = {"standing": Standing.ENDED, "ended_on": day("16/12/2026")}
    files.brings(listed("H1", "16/12/2026", **ended), listed("H2", "15/12/2026", **ended))
    files.goes_to("17/12/2026")
    assert files.codes() == ["H2"]
