"""Citizen files beside everything else that happens: people leave, are away, disagree; lists say otherwise."""

from sqlmodel import Session, select

from bot.texts.render import render
from models.cases import unmapped
from models.changes.absence import be_absent
from models.changes.calendar import set_days
from models.changes.cases import give_case, say_ended
from models.changes.common import started_on
from models.changes.reviewing import return_
from models.changes.saying import not_mine
from models.changes.staffing import deactivate
from models.checklist import in_force, is_full
from models.lapses import lapses
from models.rules.cases.listed import Standing
from models.rules.lifecycle import State
from models.rules.working_days import CalendarDay, DayStatus
from models.tables import DeputyState, Notification, OutboxState, Requirement, Task
from tests.commune import at
from tests.jobs.cases.office import AN, BINH, HOA, MINH, Office, day, listed
from tests.jobs.cases.test_following import bundles, files_letter, sends

AN_NAME, DUNG, DUNG_NAME = "Nguyễn Thị An", "dung.vhxh", "Lê Văn Dũng"


def task_of(session: Session, code: str) -> Task:
    return session.exec(select(Task).where(Task.period == code)).one()


def codes_in(office: Office, who: str) -> list[str]:
    """Of the newest bundle."""
    found = bundles(office, who)
    return [case.code for _, case in found[-1].cases] if found else []


def until_missed(office: Office) -> None:
    for on in ("14/12/2026", "15/12/2026", "16/12/2026"):
        office.passes(on)
    assert office.task("H1").state is State.MISSED


def says_ended(office: Office, code: str, on: str) -> None:
    with office.commune.writes() as session:
        act = office.commune.act(session, HOA)
        say_ended(act, task_of(session, code), office.case(session, code), day(on))


def test_what_is_past_goes_to_the_heir_of_who_leaves_and_says_nothing_of_other_files(files: Office) -> None:
    files.brings(listed("H1", "16/12/2026", AN_NAME), listed("H2", "17/12/2026", AN_NAME))
    until_missed(files)
    with files.commune.writes() as session:
        deactivate(files.commune.act(session, MINH), *(files.commune.person(session, c) for c in (AN, DUNG)))
    files.passes("17/12/2026")
    assert codes_in(files, DUNG) == ["H1", "H2"]
    with files.commune.reads() as session:
        requirement = session.get_one(Requirement, files.task("H1").requirement_id)
        # The one-stop centre's officer keeps what she had as the only one there; the heir gets no more.
        assert requirement.responsible_id != files.commune.person(session, DUNG).id


def test_a_file_that_is_past_can_be_given_on(files: Office) -> None:
    files.brings(listed("H1", "16/12/2026", AN_NAME))
    until_missed(files)
    with files.commune.writes() as session:
        dung = files.commune.person(session, DUNG)
        give_case(files.commune.act(session, AN), task_of(session, "H1"), dung)
    files.passes("17/12/2026")
    assert codes_in(files, DUNG) == ["H1"]


def test_answered_on_its_promised_day_it_needs_no_apology(files: Office) -> None:
    files.brings(listed("H1", "16/12/2026"))
    until_missed(files)
    says_ended(files, "H1", "16/12/2026")
    assert files.task("H1").state is State.WAIVED


def test_waiting_for_the_citizen_only_since_its_promised_day_it_is_late(files: Office) -> None:
    files.brings(listed("H1", "16/12/2026"))
    until_missed(files)
    files.goes_to("17/12/2026")
    files.brings(listed("H1", "16/12/2026", standing=Standing.PAUSED))
    assert files.task("H1").state is State.MISSED


def test_a_file_that_somebody_disputes_leaves_the_others_where_they_are(files: Office) -> None:
    files.brings(*(listed(code, "16/12/2026", AN_NAME) for code in ("H1", "H2", "H3")))
    files.goes_to("14/12/2026")
    with files.commune.writes() as session:
        said = files.commune.said("không phải việc của em")
        not_mine(files.commune.act(session, AN), task_of(session, "H1"), said)
    files.passes("15/12/2026")
    assert codes_in(files, AN) == ["H2", "H3"]
    assert codes_in(files, MINH) == ["H1"]


def test_said_to_be_answered_and_still_running_in_the_next_list_it_is_asked_for_again(files: Office) -> None:
    cases = (listed("H1", "16/12/2026"),)
    files.brings(*cases)
    files.goes_to("14/12/2026")
    says_ended(files, "H1", "14/12/2026")
    files.brings(*cases, as_of=files.commune.now)
    files.goes_to("15/12/2026")
    assert files.task("H1").state is State.WAIVED
    files.brings(*cases)
    assert files.task("H1").state is State.OPEN


def test_a_head_does_what_is_nobodys_in_their_unit(files: Office) -> None:
    files.brings(listed("H1", "16/12/2026", "Phòng Văn hóa – Xã hội"))
    files.goes_to("14/12/2026")
    assert codes_in(files, BINH) == ["H1"]
    sends(files, "H1", BINH)
    assert files.task("H1").state is State.CLAIMED


def test_a_day_promised_earlier_makes_the_limit_earlier_and_a_later_one_moves_nothing(files: Office) -> None:
    files.brings(listed("H1", "17/12/2026"), listed("H2", "16/12/2026"))
    files.passes("15/12/2026")
    files.brings(listed("H1", "16/12/2026"), listed("H2", "30/12/2026"))
    assert (files.task("H1").due_on, files.task("H2").due_on) == (day("15/12/2026"), day("15/12/2026"))
    files.goes_to("16/12/2026", "00:01")
    assert files.task("H1").state is State.MISSED
    assert files.commune.faults() == []


def test_another_handler_in_a_newer_list_has_the_file_from_then_on(files: Office) -> None:
    files.brings(listed("H1", "16/12/2026", AN_NAME))
    files.goes_to("14/12/2026")
    files.brings(listed("H1", "16/12/2026", DUNG_NAME))
    files.passes("15/12/2026")
    assert codes_in(files, DUNG) == ["H1"]
    files.brings(listed("H1", "16/12/2026", "Người chưa biết"))
    assert files.task("H1").responsible_id == _person_id(files, DUNG)


def _person_id(office: Office, code: str) -> int | None:
    with office.commune.reads() as session:
        return office.commune.person(session, code).id


def test_what_was_said_before_it_waited_for_the_citizen_still_stands_when_it_goes_on(files: Office) -> None:
    files.brings(listed("H1", "16/12/2026"))
    files.goes_to("14/12/2026")
    sends(files, "H1")
    files.brings(listed("H1", "16/12/2026", standing=Standing.PAUSED))
    files.goes_to("15/12/2026")
    files.brings(listed("H1", "18/12/2026"))
    assert files.task("H1").state is State.CLAIMED
    files_letter(files, "H1")
    assert files.task("H1").state is State.SUBMITTED


def test_a_returned_letter_has_its_days_before_anybody_above_hears(files: Office) -> None:
    files.brings(listed("H1", "16/12/2026", AN_NAME))
    files.passes("14/12/2026")
    sends(files, "H1", AN)
    files_letter(files, "H1", AN)
    files.goes_to("15/12/2026", "16:00")
    with files.commune.writes() as session:
        task = task_of(session, "H1")
        return_(
            files.commune.act(session, BINH), task, in_force(session, task)[-1].id or 0, "Thiếu số văn bản"
        )
    files.passes("16/12/2026")
    assert codes_in(files, AN) == ["H1"]
    assert bundles(files, AN)[-1].cases[0][1].limit_on == day("17/12/2026")
    assert not files.told(BINH, "cases_late")
    files.passes("17/12/2026")
    assert files.told(AN, "cases_last")
    files.passes("18/12/2026")
    assert files.told(BINH, "cases_late")


def test_a_bundle_that_never_arrived_accuses_nobody_and_the_next_counts(files: Office) -> None:
    files.brings(listed("H1", "16/12/2026", AN_NAME))
    files.goes_to("15/12/2026", "07:30")
    with files.commune.writes() as session:
        (lost,) = session.exec(select(Notification).where(Notification.kind == "cases")).all()
        lost.state = OutboxState.FAILED
        session.add(lost)
    files.passes("16/12/2026", "00:01", "07:30", "10:00")
    assert not files.told(BINH, "cases_late")
    files.passes("17/12/2026", "00:01", "07:30", "10:00")
    assert files.told(BINH, "cases_late")


def test_a_morning_after_the_last_call_says_it_once_and_a_later_list_once_more(files: Office) -> None:
    files.brings(listed("H1", "16/12/2026"))
    files.goes_to("15/12/2026", "14:30")
    assert len(bundles(files)) == 1 and not files.told(HOA, "cases_last")
    files.brings(listed("H1", "16/12/2026"), listed("H2", "16/12/2026"))
    files.goes_to("15/12/2026", "15:00")
    files.goes_to("15/12/2026", "15:30")
    (last,) = files.told(HOA, "cases_last")
    assert [case.code for _, case in last.cases] == ["H2"]  # type: ignore[attr-defined]


def test_a_limit_on_a_day_that_was_declared_off_leaves_the_day_before(files: Office) -> None:
    files.brings(listed("H1", "17/12/2026", DUNG_NAME))
    files.passes("15/12/2026", "07:30")
    with files.commune.writes() as session:
        off = day("16/12/2026")
        row = CalendarDay(off, False, "Nghỉ bù", "Thông báo 123/TB-UBND", DayStatus.DECIDED)
        set_days(files.commune.act(session, MINH), {off: row}, relays=True)
    files.goes_to("15/12/2026", "14:00")
    assert len(files.told(DUNG, "cases_last")) == 1


def test_in_the_trial_run_nobody_above_hears_of_a_second_apology(files: Office) -> None:
    with files.commune.writes() as session:
        agency = files.commune.agency(session)
        agency.adopted_on = day("10/12/2026")
        session.add(agency)
    files.brings(listed("H1", "16/12/2026", AN_NAME))
    files.goes_to("14/12/2026")
    sends(files, "H1", AN)
    files_letter(files, "H1", AN)
    files.brings(listed("H1", "17/12/2026", AN_NAME))
    files.goes_to("15/12/2026")
    assert files.told(AN, "case_alarm") and not files.told(BINH, "case_alarm")


def test_the_name_of_who_left_is_to_be_mapped_anew(files: Office) -> None:
    files.brings(listed("H1", "30/12/2026", AN_NAME))
    with files.commune.writes() as session:
        deactivate(files.commune.act(session, MINH), files.commune.person(session, AN), None)
    with files.commune.reads() as session:
        assert [each.name for each in unmapped(session, files.commune.agency(session).id or 0)] == [AN_NAME]


def started(office: Office, who: str) -> list[str]:
    """The kinds of what the program began today towards a person."""
    with office.commune.reads() as session:
        person = office.commune.person(session, who)
        return [str(row.kind) for row in started_on(session, person, office.commune.now)]


def whole_day(office: Office, on: str) -> None:
    office.passes(on, "00:01", "07:30", "10:00", "14:00", "16:55")


def test_a_day_has_three_messages_at_most_whatever_the_files_add(office: Office) -> None:
    """Hoa keeps the list and has work of other kinds due; Minh is head, admin, and reviews."""
    office.brings(*(listed(f"H{n}", f"{16 + n}/12/2026") for n in range(3)))
    for on in ("14/12/2026", "15/12/2026", "16/12/2026", "17/12/2026"):
        whole_day(office, on)
        for who in (HOA, MINH, AN, BINH, DUNG):
            assert len(started(office, who)) <= 3, (on, who, started(office, who))


def test_who_keeps_the_list_and_has_a_bundle_reads_it_there(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026"))
    office.passes("15/12/2026")
    assert bundles(office)[-1].wants_list and not office.told(HOA, "case_list_wanted")


def test_who_has_only_files_is_not_greeted_twice_on_a_monday(office: Office) -> None:
    office.brings(listed("H1", "16/12/2026", DUNG_NAME))
    office.goes_to("14/12/2026")
    assert started(office, DUNG) == ["cases"]


def test_a_morning_that_nobody_got_is_found_by_the_audit_once(files: Office) -> None:
    files.brings(*(listed(code, "16/12/2026", AN_NAME) for code in ("H1", "H2")))
    with files.commune.reads() as session:
        agency = files.commune.agency(session)
        of_files = [
            [each for each in lapses(session, agency, at(on, "09:00")) if each.key.endswith("/file")]
            for on in ("14/12/2026", "15/12/2026", "16/12/2026")
        ]
        assert [len(found) for found in of_files] == [0, 1, 1]
        assert of_files[1][0].key == of_files[2][0].key
        assert of_files[1][0].person == files.commune.person(session, AN)


def test_who_is_back_from_an_absence_is_told_a_day_before_the_head(files: Office) -> None:
    with files.commune.writes() as session:
        an, dung = (files.commune.person(session, code) for code in (AN, DUNG))
        away = be_absent(files.commune.act(session, AN), an, day("14/12/2026"), day("16/12/2026"), dung)
        away.deputy_state = DeputyState.ACCEPTED
        session.add(away)
    files.brings(listed("H1", "16/12/2026", AN_NAME))
    for on in ("14/12/2026", "15/12/2026"):
        files.passes(on)
    assert codes_in(files, DUNG) == ["H1"] and not bundles(files, AN)
    files.passes("16/12/2026", "00:01", "07:30")
    files.passes("17/12/2026")
    assert codes_in(files, AN) == ["H1"] and not files.told(BINH, "cases_late")
    files.passes("18/12/2026")
    assert files.told(BINH, "cases_late")


def test_a_letter_of_a_missed_file_can_be_returned_and_is_asked_for_again(files: Office) -> None:
    files.brings(listed("H1", "16/12/2026", AN_NAME))
    until_missed(files)
    sends(files, "H1", AN)
    files_letter(files, "H1", AN)
    with files.commune.writes() as session:
        task = task_of(session, "H1")
        return_(
            files.commune.act(session, BINH), task, in_force(session, task)[-1].id or 0, "Thiếu số văn bản"
        )
    (told,) = files.told(AN, "returned")
    assert "Thiếu số văn bản" in render(told).html
    files.passes("17/12/2026")
    assert files.task("H1").state is State.MISSED and codes_in(files, AN) == ["H1"]
    assert files.commune.faults() == []


def test_a_missed_file_that_is_said_to_be_sent_still_lacks_its_letter(files: Office) -> None:
    files.brings(listed("H1", "16/12/2026", AN_NAME))
    until_missed(files)
    sends(files, "H1", AN)
    with files.commune.reads() as session:
        assert not is_full(session, task_of(session, "H1"))
    files_letter(files, "H1", AN)
    with files.commune.reads() as session:
        assert is_full(session, task_of(session, "H1"))


def test_what_a_colleague_gives_on_its_last_afternoon_is_told_to_who_has_it_now(files: Office) -> None:
    files.brings(listed("H1", "16/12/2026", AN_NAME), listed("H2", "16/12/2026", DUNG_NAME))
    files.passes("15/12/2026")
    with files.commune.writes() as session:
        dung = files.commune.person(session, DUNG)
        give_case(files.commune.act(session, AN), task_of(session, "H1"), dung)
    files.goes_to("15/12/2026", "15:00")
    files.goes_to("15/12/2026", "15:01")
    told = [[case.code for _, case in each.cases] for each in files.told(DUNG, "cases_last")]  # type: ignore[attr-defined]
    assert told == [["H2"], ["H1"]]


def test_late_again_after_it_waited_for_the_citizen_the_head_hears_again(files: Office) -> None:
    files.brings(listed("H1", "16/12/2026", AN_NAME))
    until_missed(files)
    assert len(files.told(BINH, "cases_late")) == 1
    files.brings(listed("H1", "16/12/2026", AN_NAME, standing=Standing.PAUSED))
    files.goes_to("17/12/2026", "07:00")
    files.brings(listed("H1", "21/12/2026", AN_NAME))
    assert (files.task("H1").state, files.task("H1").due_on) == (State.OPEN, day("18/12/2026"))
    for on in ("17/12/2026", "18/12/2026", "21/12/2026"):
        files.passes(on)
    assert len(files.told(BINH, "cases_late")) == 2
