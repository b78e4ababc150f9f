"""Those above the officer, each told once, when it is due, and never of somebody who was not told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.texts.render import render
from jobs.messages.above_facts import Escalation, LastCall, LeaderWeek, Phone
from jobs.messages.answers import Triage
from jobs.messages.compose import compose
from jobs.messages.facts import Choice, Do, Message
from jobs.tick import tick
from models.actor import CLOCK, OPERATOR, Act
from models.changes.assigning import assign
from models.changes.common import tell_of
from models.changes.confirming import claim, take_back
from models.changes.evidence import add_evidence
from models.changes.office import set_office_hours
from models.changes.saying import not_mine, promise, say
from models.changes.trial import end_trial
from models.kinds import Kind
from models.refused import Refused
from models.rules.zone import local
from models.tables import (
    Absence,
    Criterion,
    DeputyState,
    Notification,
    OutboxState,
    Person,
    PersonRole,
    Role,
    StatementKind,
)
from tests.commune import Commune, at, settle

DAY = {"15": "15/12/2026", "16": "16/12/2026", "17": "17/12/2026", "18": "18/12/2026", "21": "21/12/2026"}


class Days:
    """The commune lives from moment to moment; what it starts is delivered at once, unless told otherwise."""

    def __init__(self, commune: Commune) -> None:
        self.commune = commune

    def go(self, day: str, *hours: str, delivered: bool = True) -> None:
        """Two passes each time: the second finds nothing new to say."""
        for hour in hours or ("07:30",):
            self.commune.now = at(DAY.get(day, day), hour)
            for _ in range(2):
                tick(self.commune.engine, self.commune.now)
                if delivered:
                    self._deliver()

    def told(self, kind: str) -> list[tuple[str, str]]:
        """Who was told by this kind of message, and when."""
        with self.commune.reads() as session:
            return [
                (session.get_one(Person, row.person_id).code, f"{local(row.sent_at):%d/%m %H:%M}")
                for row in session.exec(_started(kind))
                if row.state is OutboxState.SENT and row.sent_at
            ]

    def last(self, kind: str) -> Message:
        with self.commune.reads() as session:
            row = session.exec(_started(kind)).all()[-1]
            message = compose(session, row, self.commune.now)
            assert message is not None
            return message

    def act(self, do: object, *args: object, who: str = "an.vhxh") -> None:
        """A change of the December report by a person."""
        with self.commune.writes() as session:
            task, actor = self.commune.task(session), self.commune.actor(session, who)
            do(Act(session, actor, self.commune.now), task, *args)  # type: ignore[operator]

    def _deliver(self) -> None:
        with self.commune.writes() as session:
            waiting = select(Notification).where(Notification.state == OutboxState.WAITING)
            for row in session.exec(waiting).all():
                made = compose(session, row, self.commune.now)
                row.state = OutboxState.SENT if made else OutboxState.MOOT
                row.sent_at = self.commune.now
                session.add(row)


def _started(kind: str):  # type: ignore[no-untyped-def]
    rows = select(Notification).where(Notification.kind == kind, col(Notification.edits).is_(None))
    return rows.order_by(col(Notification.id))


@pytest.fixture
def days(commune: Commune) -> Days:
    """Tuesday 15/12/2026: the December report of An is due tomorrow; the trial run is over."""
    lived = Days(commune)
    with commune.writes() as session:
        quarterly = commune.requirement(session, "7.5-bao-cao-tthc-quy")
        quarterly.responsible_id = commune.requirement(session).responsible_id
        yearly = commune.requirement(session, "7.5-bao-cao-tthc-nam")
        yearly.responsible_id = quarterly.responsible_id
        session.add_all([quarterly, yearly])
    lived.go("14/12/2026")
    with commune.writes() as session:
        for requirement, period in (("7.5-bao-cao-tthc-quy", "2026-Q4"), ("7.5-bao-cao-tthc-nam", "2026")):
            claim(commune.act(session, "an.vhxh"), commune.task(session, period, requirement), commune.said())
    lived.go("15")
    return lived


def up_to_head(days: Days) -> None:
    days.go("16", "07:30", "14:00")
    days.go("17", "07:30", "10:00")


def test_each_level_hears_once_the_officer_the_head_the_leader(days: Days) -> None:
    up_to_head(days)
    days.go("17", "10:01", "14:00", "16:59")
    days.go("18", "07:30", "10:00")
    days.go("21", "07:30", "10:00", "14:00")
    assert days.told("last_call") == [("an.vhxh", "16/12 14:00")]
    assert [each for each in days.told("escalation") if each[1] < "18/12"] == [("binh.vhxh", "17/12 10:00")]
    assert ("lam.ubnd", "21/12 07:30") in days.told("leader_week")
    week = days.last("leader_week")
    assert isinstance(week, LeaderWeek)
    assert [task.period for _, task in week.tasks] == ["2026-12"]
    assert "Nguyễn Thị An" not in render(week).html


def test_the_officer_saw_the_very_text_that_the_head_gets(days: Days) -> None:
    days.go("16", "07:30", "14:00")
    call = days.last("last_call")
    assert isinstance(call, LastCall)
    assert call.told is not None
    days.go("17", "07:30", "10:00")
    head = days.last("escalation")
    assert isinstance(head, Escalation)
    text = render(replace(head, quiet=())).html
    assert render(call.told).html == text
    assert f"<blockquote>{text}</blockquote>" in render(call).html
    assert "Đã gửi nhắc: 15 và 16/12." in render(head).html
    assert "đã được xem trước tin này" in render(head).html
    assert "10 giờ 00 sáng mai, thứ Năm, 17/12" in render(call).html


@pytest.mark.parametrize("kind", [StatementKind.NOT_DONE, StatementKind.OBSTACLE])
def test_any_word_cancels_the_last_call_and_only_that(days: Days, kind: StatementKind) -> None:
    days.act(say, days.commune.said("chua xong"), kind)
    up_to_head(days)
    assert days.told("last_call") == []
    assert days.told("escalation") == [("binh.vhxh", "17/12 10:00")]
    assert "đã được xem trước" not in render(days.last("escalation")).html


def test_having_seen_it_is_not_an_answer(days: Days) -> None:
    days.act(say, days.commune.said("da xem"), StatementKind.SEEN)
    days.go("16", "07:30", "14:00")
    assert days.told("last_call") == [("an.vhxh", "16/12 14:00")]


def test_done_a_minute_before_ten_cancels_the_head_and_taken_back_the_head_hears(days: Days) -> None:
    days.go("16", "07:30", "14:00")
    days.go("17", "07:30", "09:59")
    days.act(claim, days.commune.said())
    days.go("17", "10:00", "14:00")
    assert days.told("escalation") == []
    days.act(take_back)
    days.go("17", "14:30")
    assert days.told("escalation") == [("binh.vhxh", "17/12 14:30")]


def test_a_message_that_waited_is_not_sent_once_the_task_is_answered(days: Days) -> None:
    days.go("16", "07:30", "14:00")
    days.go("17", "07:30")
    days.go("17", "10:00", delivered=False)
    days.act(claim, days.commune.said())
    days.go("17", "10:05")
    assert days.told("escalation") == []


def test_a_promise_changes_the_words_and_cancels_nothing(days: Days) -> None:
    days.go("16", "07:30", "14:00")
    days.go("17", "07:30")
    days.act(promise, days.commune.said(), date(2026, 12, 18))
    days.go("17", "10:00")
    assert "Tình trạng: hẹn xong thứ Sáu, 18/12." in render(days.last("escalation")).html


def test_who_was_never_reached_is_not_accused(days: Days) -> None:
    undelivered_until_thursday(days)
    assert days.told("escalation") == []
    days.go("18", "07:30", "10:00")
    assert days.told("escalation") == [("binh.vhxh", "18/12 10:00")]
    assert "Đã gửi nhắc: 17/12." in render(days.last("escalation")).html


def test_a_new_officer_who_was_not_told_is_not_accused(days: Days) -> None:
    days.go("16", "07:30", "14:00")
    with days.commune.writes() as session:
        task = days.commune.task(session)
        task.responsible_id = days.commune.person(session, "dung.vhxh").id
        session.add(task)
    days.go("17", "07:30", "10:00")
    assert days.told("escalation") == []
    days.go("18", "07:30", "10:00")
    assert days.told("escalation") == [("binh.vhxh", "18/12 10:00")]


def test_a_disputed_task_goes_to_nobody_above(days: Days) -> None:
    days.go("16", "07:30")
    days.act(not_mine, days.commune.said())
    days.go("16", "14:00")
    days.go("17", "07:30", "10:00")
    assert days.told("last_call") == []
    assert days.told("escalation") == []


def test_where_the_head_is_the_officer_the_leader_is_next(days: Days) -> None:
    with days.commune.writes() as session:
        task = days.commune.task(session)
        task.responsible_id = days.commune.person(session, "binh.vhxh").id
        session.add(task)
    up_to_head(days)
    call = days.last("last_call")
    assert isinstance(call, LastCall)
    assert call.told is None
    days.go("18", "07:30")
    days.go("21", "07:30", "10:00")
    assert [each for each in days.told("escalation") if each[1] == "17/12 10:00"] == []
    week = days.last("leader_week")
    assert isinstance(week, LeaderWeek)
    assert [task.period for _, task in week.tasks] == ["2026-12"]


def test_an_absent_heads_deputy_hears_instead(days: Days) -> None:
    with days.commune.writes() as session:
        session.add(
            Absence(
                agency_id=days.commune.agency(session).id or 0,
                person_id=days.commune.person(session, "binh.vhxh").id or 0,
                from_on=date(2026, 12, 14),
                to_on=date(2026, 12, 31),
                deputy_id=days.commune.person(session, "dung.vhxh").id,
                deputy_state=DeputyState.ACCEPTED,
            )
        )
    up_to_head(days)
    assert days.told("escalation") == [("dung.vhxh", "17/12 10:00")]


def test_all_tasks_of_a_head_come_in_one_message(days: Days) -> None:
    with days.commune.writes() as session:
        an = days.commune.actor(session, "an.vhxh")
        for requirement, period in (("7.5-bao-cao-tthc-quy", "2026-Q4"), ("7.5-bao-cao-tthc-nam", "2026")):
            take_back(Act(session, an, days.commune.now), days.commune.task(session, period, requirement))
    up_to_head(days)
    assert days.told("last_call") == [("an.vhxh", "16/12 14:00")]
    assert days.told("escalation") == [("binh.vhxh", "17/12 10:00")]
    head, call = days.last("escalation"), days.last("last_call")
    assert isinstance(head, Escalation)
    assert isinstance(call, LastCall)
    assert len(head.tasks) == len(call.tasks) > 1


def test_five_working_days_after_a_claim_the_head_hears_that_evidence_is_missing(days: Days) -> None:
    days.act(claim, days.commune.said())
    for day in ("16", "18", "21", "22/12/2026"):
        days.go(day, "07:30", "10:00")
    assert days.told("last_call") == []
    assert days.told("escalation")[-1] == ("binh.vhxh", "22/12 10:00")
    assert "đã báo xong 7 giờ 30 ngày 15/12, chờ minh chứng" in render(days.last("escalation")).html
    days.go("23/12/2026", "07:30", "10:00")
    days.go("28/12/2026", "07:30", "10:00")
    assert days.told("escalation")[-1] == ("binh.vhxh", "22/12 10:00")
    week = days.last("leader_week")
    assert isinstance(week, LeaderWeek)
    assert week.tasks == ()


def test_a_silent_officers_head_is_asked_to_phone_once_beside_what_is_overdue(days: Days) -> None:
    up_to_head(days)
    assert days.told("escalation") == [("binh.vhxh", "17/12 10:00")]
    said = render(days.last("escalation")).html
    assert "Đồng chí Nguyễn Thị An chưa phản hồi tin nhắc 15, 16 và 17/12" in said
    for day in ("18", "21"):
        days.go(day, "07:30", "10:00")
    assert days.told("phone") == []


def test_who_falls_silent_after_the_head_was_told_is_asked_about_alone(days: Days) -> None:
    with days.commune.writes() as session:
        an = days.commune.person(session, "an.vhxh")
        an.heard_at = at("15/12/2026", "09:00")
        session.add(an)
    up_to_head(days)
    assert "chưa phản hồi, có thể" not in render(days.last("escalation")).html
    days.go("18", "07:30", "10:00")
    assert days.told("phone") == [("binh.vhxh", "18/12 07:30")]
    message = days.last("phone")
    assert isinstance(message, Phone)
    assert "đã gửi nhắc 16, 17 và 18/12 mà chưa thấy phản hồi" in render(message).html


def test_whoever_was_heard_is_not_silent(days: Days) -> None:
    with days.commune.writes() as session:
        an = days.commune.person(session, "an.vhxh")
        an.heard_at = at("16/12/2026", "09:00")
        session.add(an)
    up_to_head(days)
    assert days.told("phone") == []


def test_the_leader_hears_of_a_missed_task_once(days: Days) -> None:
    up_to_head(days)
    for day in ("18", "21", "11/01/2027", "18/01/2027"):
        days.go(day, "07:30", "10:00")
    week = days.last("leader_week")
    assert isinstance(week, LeaderWeek)
    assert "2026-12" in [task.period for _, task in week.tasks if task.state == "missed"]
    days.go("25/01/2027", "07:30")
    week = days.last("leader_week")
    assert isinstance(week, LeaderWeek)
    assert "2026-12" not in [task.period for _, task in week.tasks]


def test_a_quiet_week_says_so(days: Days) -> None:
    days.go("21", "07:30")
    days.go("21", "10:00")
    assert days.told("leader_week").count(("lam.ubnd", "21/12 07:30")) == 1
    with days.commune.reads() as session:
        lam = days.commune.person(session, "lam.ubnd").id
        monday = session.exec(
            select(Notification.kind).where(
                Notification.person_id == lam, Notification.created_at >= at("21/12/2026", "00:00")
            )
        ).all()
    assert monday == ["leader_week"]
    assert "Tuần này không có việc cần đồng chí quyết." in render(days.last("leader_week")).html


def test_the_leaders_monday_lists_it_until_it_is_settled(days: Days) -> None:
    up_to_head(days)
    quiet = "không có việc cần đồng chí quyết"
    for day in ("18", "21", "28/12/2026"):
        days.go(day, "07:30", "10:00")
    for day in ("28/12/2026", "04/01/2027"):
        days.go(day, "07:30", "10:00")
        week = days.last("leader_week")
        assert isinstance(week, LeaderWeek)
        assert [task.period for _, task in week.tasks] == ["2026-12"], day
        assert quiet not in render(week).html
    days.act(claim, days.commune.said())
    days.go("11/01/2027")
    assert quiet in render(days.last("leader_week")).html


def test_what_waits_for_the_leaders_verdict_or_decision_stands_in_the_week(days: Days) -> None:
    """Both reviewer and head are away: their work lies with the leader."""
    with days.commune.writes() as session:
        for code in ("binh.vhxh", "minh.vp", "khanh.kt"):
            session.add(
                Absence(
                    agency_id=days.commune.agency(session).id or 0,
                    person_id=days.commune.person(session, code).id or 0,
                    from_on=date(2026, 12, 18),
                    to_on=date(2026, 12, 31),
                    deputy_state=DeputyState.DECLINED,
                )
            )
    days.act(add_evidence, days.commune.file(), days.commune.said())
    days.go("18", "07:30", "10:00")
    days.go("21", "07:30", "10:00")
    week = days.last("leader_week")
    assert isinstance(week, LeaderWeek)
    assert len(week.reviews) == 1
    assert "Chờ đồng chí thẩm tra" in render(week).html
    assert ("lam.ubnd", "21/12 07:30") not in days.told("review") + days.told("review_list")


def undelivered_until_thursday(days: Days) -> None:
    """An is first reached on T+1, the head on T+2: the leader's level is due on Tuesday 22/12."""
    with days.commune.writes() as session:
        for row in session.exec(select(Notification).where(col(Notification.kind).in_(("card", "digest")))):
            row.state = OutboxState.FAILED
            session.add(row)
    days.go("16", "07:30", delivered=False)
    with days.commune.writes() as session:
        for row in session.exec(select(Notification).where(Notification.state == OutboxState.WAITING)):
            row.state = OutboxState.FAILED
            session.add(row)
    days.go("17", "07:30", "10:00")


def test_a_point_about_to_be_lost_for_good_does_not_wait_for_monday(days: Days) -> None:
    undelivered_until_thursday(days)
    with days.commune.writes() as session:
        task = days.commune.task(session)
        task.closes_on = date(2026, 12, 24)
        for criterion in session.exec(select(Criterion).where(Criterion.code == "7.5")):
            criterion.max, criterion.formula = Decimal(30), {"kind": "ratio", "counts": "occurrences"}
            session.add(criterion)
        session.add(task)
    for day in ("18", "21", "22/12/2026"):
        days.go(day, "07:30", "10:00")
    assert "Còn 2 ngày làm việc" in render(days.last("leader_urgent")).html
    days.go("23/12/2026", "07:30", "10:00")
    assert days.told("leader_urgent") == [("lam.ubnd", "22/12 07:30")]


def test_what_can_wait_for_monday_waits(days: Days) -> None:
    undelivered_until_thursday(days)
    for day in ("18", "21", "22/12/2026", "23/12/2026", "28/12/2026"):
        days.go(day, "07:30", "10:00")
    assert days.told("leader_urgent") == []
    week = days.last("leader_week")
    assert isinstance(week, LeaderWeek)
    assert [task.period for _, task in week.tasks] == ["2026-12"]


@pytest.fixture
def trial(tmp_path: Path) -> Days:
    """Adopted on Wednesday 9/12/2026: the trial run lasts until Tuesday 22/12."""
    return Days(settle(tmp_path, "09/12/2026"))


def test_nobody_above_the_officer_hears_anything_during_the_trial_run(trial: Days) -> None:
    for day in ("15", "16", "17", "18", "21"):
        trial.go(day, "07:30", "10:00", "14:00")
    assert trial.told("escalation") == trial.told("phone") == trial.told("leader_urgent") == []
    assert [each for each in trial.told("last_call") if each[0] == "an.vhxh"] == [("an.vhxh", "16/12 14:00")]
    week = trial.last("leader_week")
    assert isinstance(week, LeaderWeek)
    assert week.tasks == ()
    assert "đang chạy thử" in render(week).html


def test_during_the_trial_run_no_text_says_that_anybody_will_be_told(trial: Days) -> None:
    for day in ("15", "16", "17"):
        trial.go(day, "07:30", "14:00")
    with trial.commune.reads() as session:
        own = session.exec(
            select(Notification).where(Notification.person_id == trial.commune.person(session, "an.vhxh").id)
        ).all()
        texts = [render(made).html for row in own if (made := compose(session, row, trial.commune.now))]
    assert len(texts) > 2
    assert [text for text in texts if "sẽ gửi" in text or "sẽ báo" in text or "báo lên trên" in text] == []


def test_the_admin_hears_on_its_last_day_that_the_trial_run_ends(trial: Days) -> None:
    for day in ("18", "21", "22/12/2026", "23/12/2026"):
        trial.go(day, "07:30", "10:00")
    assert trial.told("trial_run") == [("minh.vp", "22/12 07:30")]
    assert ("binh.vhxh", "23/12 10:00") in trial.told("escalation")


def test_the_admin_can_end_it_before_and_nobody_else_can(trial: Days) -> None:
    trial.go("15")
    with trial.commune.writes() as session:
        agency = trial.commune.agency(session)
        for code in ("an.vhxh", "binh.vhxh", "lam.ubnd"):
            with pytest.raises(Refused):
                end_trial(Act(session, trial.commune.actor(session, code), trial.commune.now), agency)
        end_trial(Act(session, trial.commune.actor(session, "minh.vp"), trial.commune.now), agency)
        with pytest.raises(Refused):
            end_trial(Act(session, trial.commune.actor(session, "minh.vp"), trial.commune.now), agency)
    trial.go("16", "07:30", "14:00")
    trial.go("17", "07:30", "10:00")
    assert ("binh.vhxh", "17/12 10:00") in trial.told("escalation")
    assert [entry.change for entry in trial.commune.ledger()].count("end_trial") == 1


def test_the_triage_list_offers_to_end_the_trial_run_while_it_lasts(trial: Days) -> None:
    trial.go("15")
    triage = trial.last("triage")
    assert isinstance(triage, Triage)
    assert Choice(Do.END_TRIAL) in [choice for row in triage.choices for choice in row]
    with trial.commune.writes() as session:
        end_trial(Act(session, OPERATOR, trial.commune.now), trial.commune.agency(session))
    after = trial.last("triage")
    assert Choice(Do.END_TRIAL) not in [choice for row in after.choices for choice in row]


def test_where_the_day_ends_before_ten_the_head_hears_when_the_next_begins(days: Days) -> None:
    days.commune.alter("UPDATE agency SET office_hours = '07:00-09:30'")
    days.go("16", "07:30", "09:00")
    days.go("17", "07:30", "09:00", "10:00")
    assert days.told("escalation") == []
    days.go("18", "07:00", "09:00")
    assert days.told("escalation") == [("binh.vhxh", "18/12 07:00")]


@pytest.mark.parametrize(
    ("hours", "called", "says"),
    [
        ("08:00-12:00,14:30-17:30", "14:30", "Chiều nay hết hạn"),
        ("08:00-12:00", "10:30", "Hôm nay hết hạn"),
    ],
)
def test_the_last_call_is_spoken_while_somebody_works_and_the_head_hears_the_day_after(
    days: Days, hours: str, called: str, says: str
) -> None:
    with days.commune.writes() as session:
        set_office_hours(Act(session, days.commune.actor(session, "minh.vp"), days.commune.now), hours)
    days.go("16", "08:00", "10:29", "10:30", "11:59", "14:00", "14:30", "17:00")
    assert days.told("last_call") == [("an.vhxh", f"16/12 {called}")]
    assert says in render(days.last("last_call")).html
    days.go("17", "08:00", "10:00")
    assert days.told("escalation") == [("binh.vhxh", "17/12 10:00")]


def test_a_last_call_is_said_also_where_one_was_said_that_day(days: Days) -> None:
    days.go("16", "07:30")
    with days.commune.writes() as session:
        an, task = days.commune.person(session, "an.vhxh"), days.commune.task(session)
        key = "last_call/an.vhxh/2026-12-16"
        tell_of(Act(session, CLOCK, days.commune.now), task, Kind.LAST_CALL, key, an)
    days.go("16", "14:00")
    assert len(days.told("last_call")) == 2


def test_the_head_hears_of_missing_evidence_a_day_after_whoever_has_it_now_was_asked(days: Days) -> None:
    days.act(claim, days.commune.said("xong rồi"))
    for day in ("16", "18", "21"):
        days.go(day)
    with days.commune.writes() as session:
        dung, head = days.commune.person(session, "dung.vhxh"), days.commune.act(session, "binh.vhxh")
        assign(head, days.commune.task(session), dung)
    days.go("22/12/2026", "07:30", "10:00")
    assert ("binh.vhxh", "22/12 10:00") not in days.told("escalation")
    days.go("23/12/2026", "07:30", "10:00")
    assert ("binh.vhxh", "23/12 10:00") in days.told("escalation")


def test_of_two_heads_the_first_is_asked_to_phone_and_nobody_else(days: Days) -> None:
    with days.commune.writes() as session:
        dung = days.commune.person(session, "dung.vhxh")
        session.add(PersonRole(person_id=dung.id or 0, role=Role.HEAD))
    up_to_head(days)
    assert [code for code, _ in days.told("escalation")] == ["binh.vhxh"]
