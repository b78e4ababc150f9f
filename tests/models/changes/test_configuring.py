"""A requirement is added, edited, retired, ordered once, waived for months: who hears, and how it is taken back."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from jobs.opening import open_tasks
from models.actor import CLOCK, Act
from models.catalogue.document import RequirementEntry
from models.catalogue.exporting import requirement_entry
from models.changes.adjusting import Basis
from models.changes.configuring import read_entry, retire, save_requirement
from models.changes.confirming import claim
from models.changes.deciding import unwaive
from models.changes.handing import give_several
from models.changes.ordering import order
from models.changes.taking_back import take_back
from models.changes.waiving import waive_all
from models.kinds import Kind
from models.people import responsible
from models.refused import Reason, Refused
from models.rules.lifecycle import State
from models.tables import Adjustment, Notification, Person, Requirement, Rung, RungState, Task, Unit
from tests.commune import Commune, at

AN, DUNG, BINH, MINH = "an.vhxh", "dung.vhxh", "binh.vhxh", "minh.vp"
NEW, ORDERED = "7.5-bao-cao-moi", "0-hop-chuyen-de"
BECAUSE = Basis(words="Theo thông báo của tỉnh")


def entry(commune: Commune, session: Session, **other: Any) -> RequirementEntry:
    """The monthly report as it stands, but for this."""
    return requirement_entry(session, commune.requirement(session)).model_copy(update=other)


def save(commune: Commune, session: Session, by: str = MINH, **other: Any) -> Adjustment:
    return save_requirement(commune.act(session, by), entry(commune, session, **other))


def told(session: Session, kind: Kind, since: int = 0) -> list[tuple[str, str | None]]:
    wanted = select(Notification).where(Notification.kind == kind, col(Notification.id) > since)
    rows = session.exec(wanted.order_by(col(Notification.id))).all()
    return sorted((session.get_one(Person, row.person_id).code, row.facts.get("side")) for row in rows)


def latest(session: Session) -> int:
    return max((row.id or 0 for row in session.exec(select(Notification))), default=0)


def opens(commune: Commune, session: Session) -> None:
    open_tasks(Act(session, CLOCK, commune.now), commune.agency(session))


def states(commune: Commune, session: Session, code: str) -> set[State]:
    wanted = commune.requirement(session, code)
    return set(session.exec(select(Task.state).where(Task.requirement_id == wanted.id)))


def refused(run: Any) -> Reason:
    with pytest.raises(Refused) as raised:
        run()
    return raised.value.reason


def test_a_new_requirement_is_told_to_its_officer_and_head(commune: Commune) -> None:
    with commune.writes() as session:
        save(commune, session, code=NEW, title="Báo cáo mới", responsible=DUNG)
        assert told(session, Kind.WORK_MOVED) == [(BINH, "head"), (DUNG, "to")]


def test_a_new_requirement_without_an_officer_is_the_heads_to_assign(commune: Commune) -> None:
    with commune.writes() as session:
        save(commune, session, code=NEW, title="Báo cáo mới", responsible=None)
        assert commune.requirement(session, NEW).left_to_head
        assert {code for code, _ in told(session, Kind.WORK_MOVED)} == {BINH}


def test_another_officer_takes_over_what_is_open_and_another_title_tells_nobody(commune: Commune) -> None:
    with commune.writes() as session:
        save(commune, session, title="Báo cáo kết quả giải quyết TTHC")
        assert told(session, Kind.WORK_MOVED) == []
        save(commune, session, responsible=DUNG)
        assert told(session, Kind.WORK_MOVED) == [(AN, "from"), (BINH, "head"), (DUNG, "to")]
        officer = responsible(session, commune.task(session))
        assert officer is not None and officer.code == DUNG


def test_what_says_what_stands_is_no_change_and_only_an_admin_says_it(commune: Commune) -> None:
    with commune.writes() as session:
        assert refused(lambda: save(commune, session)) is Reason.NO_CHANGE
        assert refused(lambda: save(commune, session, AN, title="Khác")) is Reason.NOT_ABOVE
        assert refused(lambda: save(commune, session, BINH, title="Khác")) is Reason.NOT_ABOVE


def test_an_edit_is_taken_back_but_not_once_it_was_edited_again(commune: Commune) -> None:
    with commune.writes() as session:
        title, admin = commune.requirement(session).title, commune.act(session, MINH)
        first = save(commune, session, title="Lần một")
        second = save(commune, session, title="Lần hai")
        assert refused(lambda: take_back(admin, first)) is Reason.DEPENDED_ON
        take_back(admin, second)
        take_back(admin, first)
        assert commune.requirement(session).title == title
        assert refused(lambda: take_back(admin, first)) is Reason.GONE


def test_what_was_added_is_withdrawn_with_its_tasks_as_long_as_nothing_came_of_them(commune: Commune) -> None:
    with commune.writes() as session:
        made = save(commune, session, code=NEW, title="Báo cáo mới", responsible=AN)
        opens(commune, session)
        take_back(commune.act(session, MINH), made)
        assert states(commune, session, NEW) == {State.WAIVED}
        assert commune.requirement(session, NEW).retired_at == commune.now


def test_what_was_added_stays_where_somebody_did_something_for_it(commune: Commune) -> None:
    with commune.writes() as session:
        made = save(commune, session, code=NEW, title="Báo cáo mới", responsible=AN)
        opens(commune, session)
        claim(commune.act(session, AN), commune.task(session, "2026-12", NEW), commune.said())
        assert refused(lambda: take_back(commune.act(session, MINH), made)) is Reason.DEPENDED_ON
        assert commune.requirement(session, NEW).retired_at is None


def test_what_is_retired_opens_no_more_its_task_runs_on_and_it_can_come_back(commune: Commune) -> None:
    with commune.writes() as session:
        admin, monthly = commune.act(session, MINH), commune.requirement(session)
        made = retire(admin, monthly, BECAUSE)
        assert commune.task(session).state is State.OPEN
        assert refused(lambda: retire(admin, monthly, BECAUSE)) is Reason.GONE
        take_back(admin, made)
        assert commune.requirement(session).retired_at is None
        again = retire(admin, commune.requirement(session), BECAUSE)
        commune.requirement(session).retired_at = None
        assert refused(lambda: take_back(admin, again)) is Reason.DEPENDED_ON


def unit(session: Session, code: str) -> Unit:
    return session.exec(select(Unit).where(Unit.code == code)).one()


def once(
    commune: Commune, session: Session, day: str = "2026-12-21", who: str | None = DUNG
) -> RequirementEntry:
    return read_entry(
        {
            "code": ORDERED,
            "title": "Báo cáo chuyên đề",
            "short": "Báo cáo chuyên đề",
            "unit": "VHXH",
            "cadence": "once",
            "due": {"date": day},
            "items": [{"code": "bao-cao", "title": "Báo cáo", "kind": "attachment"}],
            "status": "decided",
            "reason": "Công văn 45/UBND-VHXH",
            **({"responsible": who} if who else {}),
        }
    )


def test_what_names_nobody_is_its_heads_when_it_is_new(commune: Commune) -> None:
    with commune.writes() as session:
        quarterly = commune.requirement(session, "7.5-bao-cao-tthc-quy")
        for title in ("Báo cáo quý về TTHC", "Báo cáo quý"):
            made = requirement_entry(session, quarterly).model_copy(update={"title": title})
            save_requirement(commune.act(session, MINH), made)
            assert (quarterly.responsible_id, quarterly.left_to_head) == (None, False)
        for code, officer, is_left in ((NEW, AN, False), (ORDERED, None, True)):
            save(commune, session, code=code, responsible=officer)
            assert commune.requirement(session, code).left_to_head is is_left


def rungs(session: Session, task: Task) -> list[Rung]:
    return list(session.exec(select(Rung).where(Rung.task_id == task.id)))


def test_what_is_ordered_is_told_at_once_with_its_card_and_is_withdrawn(commune: Commune) -> None:
    with commune.writes() as session:
        since, head = latest(session), commune.act(session, BINH)
        made, tasks = order(head, once(commune, session), unit(session, "VHXH"), BECAUSE)
        assert told(session, Kind.CARD, since) == [(DUNG, None)]
        assert [task.state for task in tasks] == [State.OPEN]
        take_back(head, made)
        assert states(commune, session, ORDERED) == {State.WAIVED}


def test_the_card_of_an_order_speaks_for_the_mornings_that_are_over(commune: Commune) -> None:
    commune.now = at("15/12/2026", "09:00")
    with commune.writes() as session:
        head, of = commune.act(session, BINH), unit(session, "VHXH")
        _, (tomorrow,) = order(head, once(commune, session, "2026-12-16"), of, BECAUSE)
        passed = [rung.name for rung in rungs(session, tomorrow) if rung.state is RungState.SKIPPED]
        assert "T-1" in passed and "T0" not in passed
        assert tomorrow.next_ping_at == at("16/12/2026")


def test_something_may_be_ordered_for_today(commune: Commune) -> None:
    with commune.writes() as session:
        wanted = once(commune, session, "2026-12-15")
        assert order(commune.act(session, BINH), wanted, unit(session, "VHXH"), BECAUSE)[1]


@pytest.mark.parametrize(
    ("by", "of", "day", "reason"),
    [
        (AN, "VHXH", "2026-12-21", Reason.NOT_ABOVE),
        (BINH, "KT", "2026-12-21", Reason.NOT_ABOVE),
        (BINH, "VHXH", "2026-12-14", Reason.DATE_PAST),
    ],
)
def test_nothing_is_ordered_from_below_of_another_unit_or_for_a_day_that_is_over(
    commune: Commune, by: str, of: str, day: str, reason: Reason
) -> None:
    with commune.writes() as session:
        wanted, act = once(commune, session, day), commune.act(session, by)
        assert refused(lambda: order(act, wanted, unit(session, of), BECAUSE)) is reason
        assert ORDERED not in set(session.exec(select(Requirement.code)))


def test_several_months_are_waived_as_one_and_come_back_as_one(commune: Commune) -> None:
    with commune.writes() as session:
        commune.now = commune.now.replace(day=1)
        opens(commune, session)
        tasks = [commune.task(session, period) for period in ("2026-12", "2027-01")]
        admin = commune.act(session, MINH)
        made = waive_all(admin, tasks, BECAUSE)
        assert [task.state for task in tasks] == [State.WAIVED, State.WAIVED]
        take_back(admin, made)
        assert [task.state for task in tasks] == [State.OPEN, State.OPEN]
        again = waive_all(admin, tasks, BECAUSE)
        unwaive(admin, tasks[0])
        assert refused(lambda: take_back(admin, again)) is Reason.DEPENDED_ON
        assert tasks[1].state is State.WAIVED


def test_tasks_are_given_with_the_requirement_that_names_nobody_and_without_one_that_does(
    commune: Commune,
) -> None:
    with commune.writes() as session:
        head, dung = commune.act(session, BINH), commune.person(session, DUNG)
        task, monthly = commune.task(session), commune.requirement(session)
        made = give_several(head, [task], dung)
        assert (task.responsible_id, monthly.responsible_id) == (dung.id, commune.person(session, AN).id)
        assert refused(lambda: give_several(head, [task], dung)) is Reason.NO_CHANGE
        assert refused(lambda: give_several(head, [], dung)) is Reason.GONE
        take_back(head, made)
        officer = responsible(session, task)
        assert officer is not None and officer.code == AN
        monthly.responsible_id = None
        give_several(head, [task], dung)
        assert monthly.responsible_id == dung.id


def test_work_that_somebody_else_has_by_now_is_not_given_back(commune: Commune) -> None:
    with commune.writes() as session:
        head, task = commune.act(session, BINH), commune.task(session)
        made = give_several(head, [task], commune.person(session, DUNG))
        task.responsible_id = commune.person(session, BINH).id
        assert refused(lambda: take_back(head, made)) is Reason.DEPENDED_ON
