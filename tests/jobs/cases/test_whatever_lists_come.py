"""Whatever lists come in whatever order, and whatever officers do about them: a seeded walk of ten days."""

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from jobs.cases.figures import figure_of
from models.calendar import working_calendar
from models.cases import rule_of
from models.changes.cases import give_case, say_ended
from models.changes.saying import not_mine
from models.checklist import unfilled
from models.people import addressee
from models.refused import Refused
from models.rules.cases.clock import speaks_on
from models.rules.cases.listed import ListedCase, Standing
from models.rules.lifecycle import State
from models.tables import CitizenCase, Notification, NotificationTask, Task
from tests.jobs.cases.office import AN, HOA, Office, day, listed
from tests.jobs.cases.test_following import files_letter, sends

CODES = [f"H{number}" for number in range(6)]
HANDLERS = ("", "Nguyễn Thị An", "Lê Văn Dũng", "Phòng Văn hóa – Xã hội", "Người chưa biết")
OFFICERS = (AN, HOA, "dung.vhxh", "binh.vhxh")
TELLING = ("cases", "cases_last", "cases_late")


@dataclass
class Walk:
    """What has been listed so far, and what may come next."""

    office: Office
    chance: random.Random
    promised: dict[str, date] = field(default_factory=dict)

    def brings_a_list(self, today: date) -> None:
        there = [code for code in CODES if self.chance.random() < 0.85]
        self.office.brings(*(self._row(code, today) for code in there), is_full=self.chance.random() < 0.7)

    def _row(self, code: str, today: date) -> ListedCase:
        if code not in self.promised or self.chance.random() < 0.25:
            self.promised[code] = today + timedelta(days=self.chance.randint(-2, 7))
        standing = self.chance.choices(list(Standing), (6, 1, 2, 1))[0]
        ended_on = today - timedelta(days=self.chance.randint(0, 3)) if standing is Standing.ENDED else None
        row = listed(code, f"{self.promised[code]:%d/%m/%Y}", self.chance.choice(HANDLERS))
        return ListedCase(
            row.code, row.promised_on, standing, standing.value, row.procedure, None, ended_on, row.handler
        )

    def somebody_acts(self, today: date) -> None:
        code, who = self.chance.choice(CODES), self.chance.choice(OFFICERS)
        deed = self.chance.choice((sends, files_letter, self._ended, self._given, self._disputed))
        with suppress(Refused, LookupError):
            if code in self.office.codes():
                deed(self.office, code, who)

    def _ended(self, office: Office, code: str, who: str) -> None:
        with office.commune.writes() as session:
            act, case = office.commune.act(session, who), office.case(session, code)
            say_ended(act, _task(session, code), case, act.today - timedelta(days=1))

    def _given(self, office: Office, code: str, who: str) -> None:
        with office.commune.writes() as session:
            to = office.commune.person(session, self.chance.choice(OFFICERS))
            give_case(office.commune.act(session, who), _task(session, code), to)

    def _disputed(self, office: Office, code: str, who: str) -> None:
        with office.commune.writes() as session:
            said = office.commune.said("không phải việc của em")
            not_mine(office.commune.act(session, who), _task(session, code), said)


def _task(session: Session, code: str) -> Task:
    return session.exec(select(Task).where(Task.period == code)).one()


def told_just_now(office: Office, session: Session) -> Iterator[Task]:
    """The files of the messages that began at this moment."""
    found = (
        select(Task)
        .join(NotificationTask, col(NotificationTask.task_id) == Task.id)
        .join(Notification, col(Notification.id) == NotificationTask.notification_id)
        .where(col(Notification.kind).in_(TELLING), Notification.created_at == office.commune.now)
    )
    yield from session.exec(found).all()


def nobody_is_asked_for_what_is_there(office: Office) -> None:
    with office.commune.reads() as session:
        for task in told_just_now(office, session):
            assert any(item.required for item in unfilled(session, task)), task.period
            assert task.state is not State.WAIVED


def whatever_is_near_is_in_its_owners_bundle(office: Office, today: date) -> None:
    with office.commune.reads() as session:
        agency = office.commune.agency(session)
        calendar, rule = working_calendar(session, agency.id or 0), rule_of(session, agency.id or 0)
        running = select(CitizenCase).where(
            CitizenCase.standing == Standing.RUNNING, col(CitizenCase.said_ended_on).is_(None)
        )
        for case in session.exec(running).all():
            if rule.opens_on(case.first_promised_on, calendar) > today:
                continue
            task = session.get_one(Task, case.task_id)
            to = addressee(session, task, today)
            assert to is not None
            is_full = not any(item.required for item in unfilled(session, task))
            assert is_full or task.state is not State.WAIVED
            if not is_full and speaks_on(task.due_on, today, calendar):
                assert task.period in _bundle_of(session, to.person.code, today)


def _bundle_of(session: Session, who: str, today: date) -> set[str]:
    links = (
        select(Task.period)
        .join(NotificationTask, col(NotificationTask.task_id) == Task.id)
        .join(Notification, col(Notification.id) == NotificationTask.notification_id)
        .where(Notification.key == f"cases/{who}/{today}")
    )
    return set(session.exec(links).all())


def the_figure_adds_up(office: Office, today: date) -> None:
    with office.commune.reads() as session:
        found = figure_of(session, office.commune.agency(session), today.year, today)
    assert min(found.in_time, found.late, found.none_yet) >= 0
    assert found.in_time + found.late + found.none_yet == found.needed
    assert found.unread <= found.in_time


@pytest.mark.parametrize("seed", range(2))
def test_what_is_owed_is_asked_for_and_nothing_else(files: Office, seed: int) -> None:
    walk, first = Walk(files, random.Random(seed)), day("14/12/2026")
    for today in (first + timedelta(days=n) for n in range(9)):
        files.goes_to(f"{today:%d/%m/%Y}", "00:01")
        if walk.chance.random() < 0.8:
            walk.brings_a_list(today)
        files.goes_to(f"{today:%d/%m/%Y}", "07:30")
        nobody_is_asked_for_what_is_there(files)
        if today.weekday() < 5:
            whatever_is_near_is_in_its_owners_bundle(files, today)
        for hour in ("10:00", "14:00"):
            for _ in range(4):
                walk.somebody_acts(today)
            files.goes_to(f"{today:%d/%m/%Y}", hour)
            nobody_is_asked_for_what_is_there(files)
        the_figure_adds_up(files, today)
    assert files.commune.faults() == []
