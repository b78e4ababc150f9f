"""Citizen files that pass from one to another, or were answered by their day after all: who is told, who is not."""

from datetime import date

import pytest

from jobs.cases.figures import figure_of
from jobs.cases.telling import tell_given
from jobs.messages.case_facts import CaseGroup
from jobs.messages.cases import CaseBundle
from models.changes.cases import give_case, say_ended, take_back_ended
from models.refused import Reason, Refused
from models.rules.cases.listed import Standing
from models.rules.lifecycle import State
from tests.jobs.cases.office import AN, BINH, HOA, MINH, Office, day, listed

DUNG = "dung.vhxh"
ENDED = {"standing": Standing.ENDED, "state": "Đã trả kết quả"}


def last_bundle(office: Office, code: str) -> CaseBundle:
    found = office.told(code, "cases")[-1]
    assert isinstance(found, CaseBundle)
    return found


def gives(office: Office, code: str, by: str, to: str) -> None:
    with office.commune.writes() as session:
        act, person = office.commune.act(session, by), office.commune.person(session, to)
        task = session.merge(office.task(code))
        give_case(act, task, person)
        tell_given(act, office.commune.agency(session), [task])
    office.goes_to(f"{office.commune.now:%d/%m/%Y}", f"{office.commune.now:%H:%M}")


def test_who_is_given_a_file_hears_at_once_and_it_leaves_the_givers_bundle(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026", "Nguyễn Thị An"), listed("H2", "16/12/2026", "Nguyễn Thị An"))
    office.goes_to("14/12/2026", "09:00")
    gives(office, "H1", AN, DUNG)
    told = last_bundle(office, DUNG)
    assert [case.code for _, case in told.cases] == ["H1"]
    assert told.given_by is not None and told.given_by.full_name == "Nguyễn Thị An"
    own = last_bundle(office, AN)
    assert [case.code for _, case in own.cases] == ["H2"]
    assert own.counts == {CaseGroup.NEXT: 1, CaseGroup.GIVEN: 1}


def test_the_head_hears_of_a_given_file_only_after_who_has_it_now_was_told(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026", "Nguyễn Thị An"))
    office.passes("14/12/2026")
    office.passes("15/12/2026")
    office.goes_to("16/12/2026", "08:00")
    gives(office, "H1", AN, DUNG)
    office.goes_to("16/12/2026", "10:00")
    assert not office.told(BINH, "cases_late")
    office.goes_to("17/12/2026", "10:00")
    assert len(office.told(BINH, "cases_late")) == 1


def test_a_head_gives_a_file_past_its_limit_to_somebody_else(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026", "Nguyễn Thị An"))
    for on in ("14/12/2026", "15/12/2026", "16/12/2026"):
        office.passes(on)
    assert office.task("H1").state is State.MISSED
    (late,) = office.told(BINH, "cases_late")
    assert [choice.args[0] for row in late.choices for choice in row] == ["case_others"]
    gives(office, "H1", BINH, DUNG)
    assert last_bundle(office, DUNG).counts == {CaseGroup.PAST: 1}
    assert office.commune.faults() == []


def test_a_result_by_the_promised_day_ends_a_file_whose_limit_had_passed(office: Office) -> None:
    office.brings(*(listed(code, "16/12/2026") for code in ("H1", "H2", "H3")))
    for on in ("14/12/2026", "15/12/2026", "16/12/2026"):
        office.passes(on)
    office.brings(
        listed("H1", "16/12/2026", ended_on=day("16/12/2026"), **ENDED),
        listed("H2", "16/12/2026"),
        listed("H3", "16/12/2026"),
    )
    assert office.task("H1").state is State.WAIVED
    with office.commune.writes() as session:
        act = office.commune.act(session, HOA)
        say_ended(act, session.merge(office.task("H2")), office.case(session, "H2"), day("16/12/2026"))
    assert office.task("H2").state is State.WAIVED
    office.goes_to("17/12/2026", "09:00")
    office.brings(
        listed("H1", "16/12/2026", ended_on=day("16/12/2026"), **ENDED),
        listed("H2", "16/12/2026", ended_on=day("16/12/2026"), **ENDED),
        listed("H3", "16/12/2026", standing=Standing.PAUSED, state="Yêu cầu bổ sung giấy tờ"),
    )
    assert office.task("H3").state is State.MISSED
    with office.commune.reads() as session:
        found = figure_of(session, office.commune.agency(session), 2026, date(2026, 12, 17))
    assert (found.needed, found.none_yet) == (1, 1)
    assert office.commune.faults() == []


def test_that_the_result_was_given_is_taken_back(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"))
    office.goes_to("14/12/2026", "09:00")
    with office.commune.writes() as session:
        act, case = office.commune.act(session, HOA), office.case(session, "H1")
        task = session.merge(office.task("H1"))
        say_ended(act, task, case, day("14/12/2026"))
        take_back_ended(act, task, case)
        with pytest.raises(Refused) as refused:
            take_back_ended(act, task, case)
        assert refused.value.reason is Reason.GONE
    assert office.task("H1").state is State.OPEN
    assert last_bundle(office, HOA).counts == {CaseGroup.NEXT: 1}
    assert office.commune.faults() == []


def test_a_call_speaks_of_its_own_day_also_when_it_is_read_later(office: Office) -> None:
    office.brings(listed("H1", "15/12/2026"), listed("H2", "15/12/2026"))
    office.passes("14/12/2026")
    (call,) = office.told(HOA, "cases_last")
    assert isinstance(call, CaseBundle) and call.head_at is not None
    assert (call.said_on, call.head_at.date()) == (day("14/12/2026"), day("15/12/2026"))
    office.passes("15/12/2026")
    (call,) = office.told(HOA, "cases_last")
    assert isinstance(call, CaseBundle) and call.head is None
    assert len(office.told(MINH, "cases_late")) == 1
