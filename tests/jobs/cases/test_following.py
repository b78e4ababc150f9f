"""Citizen files from a list to the apology: who is told when, what ends a file's clock, what the head hears."""

from datetime import timedelta

import pytest
from sqlmodel import select

from jobs.cases.figures import figure_of
from jobs.cases.reviewing import awaiting_review
from jobs.messages.case_facts import CaseGroup
from jobs.messages.cases import CaseBundle, CasesLate
from models.cases import newest_list
from models.changes.cases import map_handler, say_ended, say_sent, set_rule, take_back_sent
from models.changes.confirming import Said
from models.changes.evidence import add_evidence
from models.changes.reviewing import accept
from models.checklist import in_force
from models.refused import Reason, Refused
from models.rules.cases.clock import ClockRule
from models.rules.cases.listed import ListedCase, Standing
from models.rules.lifecycle import State
from models.tables import CaseChange, CaseHandler, How
from tests.jobs.cases.office import AN, BINH, HOA, MINH, Office, day, listed

PDF = b"%PDF-1.4\n% thu xin loi\n"


def sends(office: Office, code: str, who: str = HOA) -> None:
    with office.commune.writes() as session:
        act = office.commune.act(session, who)
        say_sent(act, _task(office, session, code), Said(How.BUTTON, office.commune.now, "Đã gửi"))


def files_letter(office: Office, code: str, who: str = HOA) -> None:
    with office.commune.writes() as session:
        act = office.commune.act(session, who)
        file = office.commune.file(PDF + code.encode(), "thu.pdf", "application/pdf")
        add_evidence(act, _task(office, session, code), file, Said(How.FILE, office.commune.now))


def _task(office: Office, session, code: str):
    from models.tables import Task

    return session.exec(select(Task).where(Task.period == code)).one()


def bundles(office: Office, code: str = HOA) -> list[CaseBundle]:
    return [each for each in office.told(code, "cases") if isinstance(each, CaseBundle)]


def test_a_file_is_asked_about_two_working_days_before_it_is_promised(office: Office) -> None:
    office.brings(listed("H1", "17/12/2026"), listed("H2", "18/12/2026"), listed("H3", "16/12/2026"))
    office.goes_to("14/12/2026")
    (first,) = bundles(office)
    assert [(case.code, case.group) for _, case in first.cases] == [("H3", CaseGroup.NEXT)]
    office.brings(listed("H1", "17/12/2026"), listed("H2", "18/12/2026"), listed("H3", "16/12/2026"))
    office.passes("15/12/2026", "00:01", "07:30")
    second = bundles(office)[-1]
    assert [(number, case.code, case.group) for number, case in second.cases] == [
        (1, "H3", CaseGroup.TODAY),
        (2, "H1", CaseGroup.NEXT),
    ]
    assert office.codes() == ["H1", "H3"]


def test_one_message_a_morning_however_many_files(office: Office) -> None:
    office.brings(*(listed(f"H{n:03}", "16/12/2026") for n in range(60)))
    office.goes_to("14/12/2026")
    office.goes_to("14/12/2026", "09:00")
    (only,) = bundles(office)
    assert only.counts[CaseGroup.NEXT] == 60
    assert len(only.cases) == 12


def test_said_to_be_sent_and_the_letter_make_it_submitted_and_whole(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"))
    office.goes_to("14/12/2026")
    sends(office, "H1")
    assert office.task("H1").state is State.CLAIMED
    files_letter(office, "H1")
    assert office.task("H1").state is State.SUBMITTED
    assert bundles(office)[-1].counts == {CaseGroup.DONE: 1}
    with office.commune.reads() as session:
        found = figure_of(session, office.commune.agency(session), 2026, day("14/12/2026"))
        waiting = awaiting_review(session, office.commune.agency(session))
    assert (found.needed, found.in_time, found.unread) == (1, 1, 1)
    assert [task.period for task in waiting] == ["H1"]


def test_many_letters_are_accepted_without_a_message_for_each(office: Office) -> None:
    office.brings(*(listed(f"H{n}", "16/12/2026") for n in range(6)))
    office.goes_to("14/12/2026")
    for n in range(6):
        sends(office, f"H{n}")
        files_letter(office, f"H{n}")
    office.goes_to("14/12/2026", "13:30")
    assert len(office.told(BINH, "cases_review")) == 1
    with office.commune.writes() as session:
        for n in range(6):
            task = _task(office, session, f"H{n}")
            accept(office.commune.act(session, BINH), task, in_force(session, task)[-1].id or 0)
    assert office.told(HOA, "accepted") == []
    assert {office.task(f"H{n}").state for n in range(6)} == {State.ACCEPTED}


def test_the_word_is_taken_back_and_the_letter_stays(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"))
    office.goes_to("14/12/2026")
    files_letter(office, "H1")
    sends(office, "H1")
    with office.commune.writes() as session:
        take_back_sent(office.commune.act(session, HOA), _task(office, session, "H1"))
    assert office.task("H1").state is State.CLAIMED
    (bundle,) = bundles(office)
    assert bundle.cases[0][1].has_letter


def test_past_its_limit_it_is_missed_and_asked_for_on_and_the_head_hears_once(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"))
    office.passes("14/12/2026")
    office.passes("15/12/2026")
    assert office.told(HOA, "cases_last")
    office.passes("16/12/2026")
    assert office.task("H1").state is State.MISSED
    (told,) = [each for each in office.told(MINH, "cases_late") if isinstance(each, CasesLate)]
    assert told.total == 1 and told.figure.none_yet == 1
    office.passes("17/12/2026")
    assert len(office.told(MINH, "cases_late")) == 1
    groups = [bundle.cases[0][1].group for bundle in bundles(office)[-2:]]
    assert groups == [CaseGroup.PAST, CaseGroup.PAST]
    sends(office, "H1")
    files_letter(office, "H1")
    assert office.task("H1").state is State.MISSED
    office.passes("18/12/2026")
    assert len(bundles(office)) == 4
    with office.commune.reads() as session:
        found = figure_of(session, office.commune.agency(session), 2026, day("18/12/2026"))
    assert (found.needed, found.in_time, found.late) == (1, 0, 1)


def test_nobody_is_accused_who_was_not_told(office: Office) -> None:
    office.goes_to("15/12/2026", "07:30")
    office.brings(listed("H1", "15/12/2026"))
    office.goes_to("15/12/2026", "10:00")
    assert bundles(office) and not office.told(MINH, "cases_late")
    office.passes("16/12/2026")
    assert office.told(MINH, "cases_late")


def test_a_result_in_time_ends_it_and_a_late_one_does_not(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"), listed("H2", "16/12/2026"))
    office.goes_to("14/12/2026")
    ended = {"standing": Standing.ENDED, "state": "Đã trả kết quả"}
    office.brings(
        listed("H1", "16/12/2026", ended_on=day("14/12/2026"), **ended),
        listed("H2", "16/12/2026", ended_on=day("17/12/2026"), **ended),
    )
    assert office.task("H1").state is State.WAIVED
    assert office.task("H2").state is State.OPEN


def test_a_list_that_comes_late_may_tell_that_no_apology_was_due_after_all(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"))
    office.passes("14/12/2026")
    office.passes("15/12/2026")
    office.passes("16/12/2026", "00:01", "07:30")
    assert office.task("H1").state is State.MISSED
    ended = {"standing": Standing.ENDED, "state": "Đã trả kết quả"}
    office.brings(listed("H1", "16/12/2026", ended_on=day("15/12/2026"), **ended))
    assert office.task("H1").state is State.WAIVED
    with office.commune.reads() as session:
        found = figure_of(session, office.commune.agency(session), 2026, day("16/12/2026"))
    assert found.needed == 0
    office.goes_to("16/12/2026", "10:00")
    assert not office.told(MINH, "cases_late")


def test_a_file_that_waits_for_the_citizen_has_no_clock_until_it_goes_on(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"))
    office.goes_to("14/12/2026")
    office.brings(listed("H1", "16/12/2026", standing=Standing.PAUSED, state="Yêu cầu bổ sung giấy tờ"))
    assert office.task("H1").state is State.WAIVED
    office.goes_to("15/12/2026")
    office.brings(listed("H1", "23/12/2026"))
    task = office.task("H1")
    assert (task.state, task.due_on, task.scheduled_on) == (State.OPEN, day("22/12/2026"), day("15/12/2026"))


def test_an_officer_says_that_the_result_was_given(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"))
    office.goes_to("14/12/2026")
    with office.commune.writes() as session:
        act = office.commune.act(session, HOA)
        say_ended(act, _task(office, session, "H1"), office.case(session, "H1"), day("14/12/2026"))
    assert office.task("H1").state is State.WAIVED
    assert bundles(office)[-1].counts == {CaseGroup.DONE: 1}


def test_the_same_list_changes_nothing_and_an_older_one_is_refused(office: Office) -> None:
    cases = (listed("H1", "16/12/2026"), listed("H2", "20/12/2026"))
    office.brings(*cases)
    before = office.commune.dump()
    assert not office.brings(*cases).is_new
    assert office.commune.dump() == before
    with pytest.raises(Refused) as refused:
        office.brings(listed("H1", "30/12/2026"), as_of=office.commune.now - timedelta(days=1))
    assert refused.value.reason is Reason.OLDER_LIST
    assert office.commune.dump() == before


def test_a_list_that_came_while_the_clock_was_years_ahead_keeps_no_other_out(office: Office) -> None:
    now = office.commune.now
    office.commune.now = now + timedelta(days=1000)
    office.brings(listed("H1", "16/12/2026"))
    office.commune.now = now
    assert office.brings(listed("H1", "17/12/2026")).row.changed == 1
    with office.commune.reads() as session:
        newest = newest_list(session, office.commune.agency(session).id or 0)
    assert newest is not None and newest.as_of == now
    with pytest.raises(Refused):
        office.brings(listed("H1", "18/12/2026"), as_of=now - timedelta(days=1))


def test_a_list_of_another_commune_is_refused(office: Office) -> None:
    def of(place: str, first: int) -> list[ListedCase]:
        return [listed(f"{place}-261201-{number:04}", "30/12/2026") for number in range(first, first + 20)]

    office.brings(*of("H40.28.12", 1))
    before = office.commune.dump()
    with pytest.raises(Refused) as refused:
        office.brings(*of("H40.28.13", 1))
    assert refused.value.reason is Reason.OTHER_OFFICE
    assert office.commune.dump() == before
    assert office.brings(*of("H40.28.13", 1), *of("H40.28.12", 21)).row.new == 40


def test_what_changed_since_the_last_list_is_kept_and_a_rewritten_end_is_shown(office: Office) -> None:
    ended = {"standing": Standing.ENDED, "state": "Đã trả kết quả"}
    office.brings(listed("H1", "10/12/2026", ended_on=day("12/12/2026"), **ended), listed("H2", "20/12/2026"))
    office.goes_to("14/12/2026", "09:00")
    done = office.brings(
        listed("H1", "10/12/2026", ended_on=day("10/12/2026"), **ended), listed("H2", "20/12/2026")
    )
    assert (done.row.changed, done.unchanged, done.rewritten) == (1, 1, ("H1",))
    with office.commune.reads() as session:
        (change,) = session.exec(select(CaseChange)).all()
    assert (change.field, change.before, change.after) == ("ended_on", "2026-12-12", "2026-12-10")


def test_a_file_that_a_newer_full_list_has_not_is_asked_about_and_stays_open(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"), listed("H2", "16/12/2026"))
    office.goes_to("14/12/2026")
    assert office.brings(listed("H2", "16/12/2026")).row.missing == 1
    assert office.task("H1").state is State.OPEN
    (bundle,) = bundles(office)
    assert {case.code: case.missing for _, case in bundle.cases} == {"H1": True, "H2": False}
    office.goes_to("14/12/2026", "11:00")
    office.brings(listed("H1", "16/12/2026"), listed("H2", "16/12/2026"))
    assert not any(case.missing for _, case in bundles(office)[0].cases)


def test_a_list_of_late_files_only_says_nothing_of_the_others(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"), listed("H2", "16/12/2026"))
    office.goes_to("14/12/2026", "09:00")
    assert office.brings(listed("H2", "16/12/2026"), is_full=False).row.missing == 0


def test_a_handler_is_found_by_name_and_others_go_to_the_centre_until_they_are_mapped(office: Office) -> None:
    office.brings(
        listed("H1", "16/12/2026", "Nguyễn Thị An"),
        listed("H2", "16/12/2026", "NGUYEN THI AN"),
        listed("H3", "16/12/2026", "Phạm Văn Lạ"),
    )
    office.goes_to("14/12/2026")
    assert [case.code for _, case in bundles(office, AN)[0].cases] == ["H1", "H2"]
    assert [case.code for _, case in bundles(office, HOA)[0].cases] == ["H3"]
    with office.acts() as act:
        handler = act.session.exec(select(CaseHandler).where(CaseHandler.name == "Phạm Văn Lạ")).one()
        assert map_handler(act, handler, office.commune.person(act.session, AN)) == 1
    office.passes("15/12/2026", "00:01", "07:30")
    assert [case.code for _, case in bundles(office, AN)[-1].cases] == ["H1", "H2", "H3"]


def test_a_second_apology_is_an_alarm(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"))
    office.goes_to("14/12/2026")
    sends(office, "H1")
    files_letter(office, "H1")
    office.goes_to("15/12/2026", "09:00")
    office.brings(listed("H1", "22/12/2026"))
    assert not office.told(HOA, "case_alarm")
    office.passes("18/12/2026", "07:30", "10:00")
    assert office.told(HOA, "case_alarm") and office.told(MINH, "case_alarm")
    office.passes("21/12/2026")
    assert len(office.told(HOA, "case_alarm")) == 1


def test_the_list_is_asked_for_and_an_old_one_makes_the_clock_blind(office: Office) -> None:
    office.brings(listed("H1", "30/12/2026"))
    office.passes("14/12/2026")
    assert not office.told(HOA, "case_list_wanted")
    office.passes("15/12/2026")
    assert len(office.told(HOA, "case_list_wanted")) == 1
    assert not office.told(MINH, "case_list_blind")
    office.passes("16/12/2026")
    assert len(office.told(MINH, "case_list_blind")) == 1
    office.passes("17/12/2026")
    assert len(office.told(MINH, "case_list_blind")) == 1


def test_files_due_before_adoption_are_to_settle_and_never_told(office: Office) -> None:
    office.brings(listed("H1", "20/11/2026"), listed("H2", "16/12/2026"))
    office.goes_to("14/12/2026")
    assert office.task("H1").state is State.TO_SETTLE
    assert [case.code for _, case in bundles(office)[0].cases] == ["H2"]


def test_the_rule_changes_for_files_that_have_no_task_yet(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"), listed("H2", "18/12/2026"))
    office.goes_to("14/12/2026")
    with office.acts() as act:
        set_rule(
            act, office.commune.agency(act.session), ClockRule(2, 3, 1), "Quyết định của tỉnh", "decided"
        )
    office.passes("15/12/2026", "00:01", "07:30")
    assert office.task("H1").due_on == day("15/12/2026")
    assert office.task("H2").due_on == day("16/12/2026")


RULES = {
    ClockRule(3, 2, 1): False,  # first asked for after its limit
    ClockRule(-1, 2, 1): False,
    ClockRule(0, 21, 1): False,
    ClockRule(1, 2, 6): False,
    ClockRule(1, 2, -1): False,
    ClockRule(0, 0, 0): True,
    ClockRule(20, 20, 5): True,
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_by_which_no_file_could_be_followed_is_refused(office: Office, rule: ClockRule) -> None:
    with office.commune.writes() as session:
        act = office.commune.act(session, MINH)
        try:
            set_rule(act, office.commune.agency(session), rule, "Quyết định của tỉnh", "decided")
        except Refused as refused:
            assert refused.reason is Reason.NOT_VALID
            assert not RULES[rule]
        else:
            assert RULES[rule]


def test_a_claimed_file_waits_five_working_days_for_its_letter(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"))
    office.goes_to("14/12/2026")
    sends(office, "H1")
    office.passes("16/12/2026")
    assert office.task("H1").state is State.CLAIMED
    assert not office.told(MINH, "cases_late")
    assert bundles(office)[-1].cases[0][1].group is CaseGroup.SAID
    for on in ("17/12/2026", "18/12/2026", "21/12/2026", "22/12/2026"):
        office.goes_to(on, "00:01")
    assert office.task("H1").state is State.MISSED


def test_the_ledger_and_the_states_agree(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"), listed("H2", "16/12/2026"), listed("H3", "16/12/2026"))
    office.goes_to("14/12/2026")
    sends(office, "H1")
    files_letter(office, "H1")
    office.brings(listed("H2", "16/12/2026", standing=Standing.PAUSED))
    office.passes("15/12/2026")
    office.passes("16/12/2026")
    assert office.commune.faults() == []
