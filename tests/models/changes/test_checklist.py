"""Checklists of several items: files that fit more than one, figures, ticks, and what makes them complete."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session, select

from jobs.verify import verify
from models.actor import Act, acting
from models.changes.evidence import add_evidence, enter_figure, place_loose, tick, withdraw
from models.changes.filing import keep_loose
from models.changes.reviewing import accept
from models.checklist import in_force, items_of, reaches, unfilled, wanted
from models.pieces import owed
from models.refused import Reason, Refused
from models.rules.figures import Figure
from models.rules.lifecycle import State
from models.tables import ItemKind, Task, TaskItem, Unit
from tests.commune import Commune
from tests.models.changes.acts import newest

PDF = "application/pdf"
AN = "an.vhxh"
FIGURE = Figure(Decimal(672), Decimal(5505), date(2026, 11, 30), "EMC")


def checklist(commune: Commune, session: Session, *kinds: ItemKind) -> Task:
    """The December report, wanting these items and no others."""
    task = commune.task(session)
    for item in items_of(session, task):
        session.delete(item)
    session.flush()
    for position, kind in enumerate(kinds):
        title = f"Mục {position + 1}"
        session.add(
            TaskItem(task_id=task.id or 0, position=position, code=f"muc-{position}", title=title, kind=kind)
        )
    session.flush()
    return task


def asks(commune: Commune, session: Session, *items: dict[str, Any], **choose: int) -> Task:
    """The December report, wanting these items and no others; signed documents, unless they say otherwise."""
    task = checklist(commune, session, *(each.pop("kind", ItemKind.SIGNED_DOCUMENT) for each in items))
    for item, more in zip(items_of(session, task), items, strict=True):
        for name, value in more.items():
            setattr(item, name, value)
        session.add(item)
    task.choose = choose
    session.flush()
    return task


def sends(commune: Commune, session: Session, task: Task, name: str, item: int | None = None) -> None:
    file = commune.file(b"%PDF-" + name.encode(), f"{name}.pdf", PDF)
    where = None if item is None else items_of(session, task)[item]
    add_evidence(commune.act(session, AN), task, file, commune.said(), item=where)


def test_so_many_pieces_fill_an_item_and_a_withdrawn_one_empties_it(commune: Commune) -> None:
    with commune.writes() as session:
        task = asks(commune, session, {"count": 3})
        for name in ("quy-1", "quy-2"):
            sends(commune, session, task, name)
        assert (task.state, len(unfilled(session, task))) == (State.CLAIMED, 1)
        with pytest.raises(Refused) as refused:
            sends(commune, session, task, "quy-2")
        assert refused.value.reason is Reason.SAME_FILE
        sends(commune, session, task, "quy-3")
        assert (task.state, unfilled(session, task)) == (State.SUBMITTED, [])
        withdraw(commune.act(session, AN), task)
        assert (task.state, len(unfilled(session, task))) == (State.OPEN, 1)
    assert commune.faults() == []


def test_a_file_goes_where_a_piece_is_still_wanted(commune: Commune) -> None:
    with commune.writes() as session:
        task = asks(commune, session, {"count": 2}, {})
        sends(commune, session, task, "ke-hoach", 1)
        for name in ("quy-1", "quy-2"):
            sends(commune, session, task, name)
        there = [each.item_id for each in in_force(session, task)]
        forms, plan = (item.id for item in items_of(session, task))
        assert there == [plan, forms, forms]
        assert task.state is State.SUBMITTED


def test_one_of_two_is_enough_and_which_is_asked(commune: Commune) -> None:
    with commune.writes() as session:
        task = asks(commune, session, {"one_of": "van-ban"}, {"one_of": "van-ban"})
        with pytest.raises(Refused) as refused:
            sends(commune, session, task, "nghi-quyet")
        assert refused.value.reason is Reason.WHICH_ITEM
        sends(commune, session, task, "nghi-quyet", 0)
        assert task.state is State.SUBMITTED
        assert wanted(session, task) == [] and len(unfilled(session, task)) == 1
    with commune.writes() as session:
        task = commune.task(session)
        accept(commune.act(session, "binh.vhxh"), task, newest(session, task))


def test_a_group_is_whole_or_it_is_none(commune: Commune) -> None:
    met, online = {"one_of": "hop/truc-tiep"}, {"one_of": "hop/truc-tuyen"}
    with commune.writes() as session:
        task = asks(commune, session, {**met}, {**met}, {**online}, {**online})
        sends(commune, session, task, "bien-ban", 0)
        sends(commune, session, task, "thu-moi", 3)
        assert (task.state, len(wanted(session, task))) == (State.CLAIMED, 2)
        sends(commune, session, task, "anh-chup", 2)
        assert (task.state, wanted(session, task)) == (State.SUBMITTED, [])


def test_two_of_three_options_are_enough_where_two_are_wanted(commune: Commune) -> None:
    with commune.writes() as session:
        task = asks(commune, session, *({"one_of": "a"} for _ in range(3)), a=2)
        sends(commune, session, task, "mot", 0)
        assert task.state is State.CLAIMED
        sends(commune, session, task, "ba", 2)
        assert task.state is State.SUBMITTED


def test_an_option_that_another_unit_owes_is_asked_for_no_more_once_another_is_there(
    commune: Commune,
) -> None:
    with commune.writes() as session:
        economy = session.exec(select(Unit).where(Unit.code == "KT")).one()
        task = asks(commune, session, {"one_of": "a"}, {"one_of": "a", "unit_id": economy.id})
        assert [item.code for item in owed(session, task)] == ["muc-1"]
        sends(commune, session, task, "mot")
        assert owed(session, task) == []
        assert task.state is State.SUBMITTED


PHYSICAL, FUNDS = (
    {"kind": ItemKind.FIGURE, "at_least": Decimal(50), "one_of": "muc"},
    {"kind": ItemKind.FIGURE, "at_least": Decimal(50), "one_of": "muc"},
)


def test_a_figure_of_a_choice_is_never_guessed_and_one_below_its_threshold_fills_it(commune: Commune) -> None:
    below = Figure(Decimal(45), Decimal(100))
    with commune.writes() as session:
        task = asks(commune, session, {**PHYSICAL}, {**FUNDS})
        with pytest.raises(Refused) as refused:
            enter_figure(commune.act(session, AN), task, below, commune.said())
        assert refused.value.reason is Reason.WHICH_ITEM
        funds = items_of(session, task)[1]
        enter_figure(commune.act(session, AN), task, below, commune.said(), funds)
        assert task.state is State.SUBMITTED
        assert reaches(funds, below) is False


@pytest.mark.parametrize(
    ("part", "whole", "at_least", "reached"),
    [
        (50, 100, Decimal(50), True),
        (49_999, 100_000, Decimal(50), False),
        (8, 9, Decimal("88.89"), False),
        (8, 9, Decimal("88.88"), True),
        (0, 0, Decimal(50), None),
        (1, 2, None, None),
    ],
)
def test_whether_a_threshold_is_reached_goes_by_the_exact_rate(
    part: int, whole: int, at_least: Decimal | None, reached: bool | None
) -> None:
    item = TaskItem(
        task_id=1, position=1, code="a", title="Giải ngân", kind=ItemKind.FIGURE, at_least=at_least
    )
    assert reaches(item, Figure(Decimal(part), Decimal(whole))) is reached
    assert reaches(item, None) is None


def test_a_file_that_fits_two_missing_items_is_asked_about_and_never_guessed(commune: Commune) -> None:
    with commune.writes() as session:
        task = checklist(commune, session, ItemKind.SIGNED_DOCUMENT, ItemKind.SIGNED_DOCUMENT)
        an, file = commune.actor(session, AN), commune.file(b"%PDF-1", "ke-hoach.pdf", PDF)
        with pytest.raises(Refused) as refused:
            add_evidence(Act(session, an, commune.now), task, file, commune.said())
        assert refused.value.reason is Reason.WHICH_ITEM
        assert in_force(session, task) == []

        kept = keep_loose(commune.act(session, AN), file, commune.said())
        report = items_of(session, task)[1]
        place_loose(Act(session, an, commune.now), kept, task, commune.said(), report)
        assert [item.code for item in unfilled(session, task)] == ["muc-0"]
        assert task.state is State.CLAIMED

        plan = commune.file(b"%PDF-2", "bao-cao.pdf", PDF)
        add_evidence(Act(session, an, commune.now), task, plan, commune.said())
        assert task.state is State.SUBMITTED, "only one item was left for it"


def test_an_item_of_another_task_or_another_kind_is_refused(commune: Commune) -> None:
    with commune.writes() as session:
        task = checklist(commune, session, ItemKind.SIGNED_DOCUMENT, ItemKind.FIGURE)
        an = commune.actor(session, AN)
        person, file = commune.person(session, AN), commune.file(b"%PDF-1", "x.pdf", PDF)
        kept = keep_loose(Act(session, acting(person), commune.now), file, commune.said())
        other = items_of(session, commune.task(session, "2027-01"))[0]
        for item in (other, items_of(session, task)[1]):
            with pytest.raises(Refused) as refused:
                place_loose(Act(session, an, commune.now), kept, task, commune.said(), item)
            assert refused.value.reason is Reason.GONE


def test_a_figure_and_a_tick_complete_a_checklist_and_are_proven(commune: Commune) -> None:
    with commune.writes() as session:
        task = checklist(commune, session, ItemKind.FIGURE, ItemKind.TICK)
        an = commune.actor(session, AN)
        enter_figure(
            Act(session, an, commune.now), task, FIGURE, commune.said("672/5505 nguồn EMC đến 30/11")
        )
        assert task.state is State.CLAIMED
        tick(Act(session, an, commune.now), task, items_of(session, task)[1], commune.said())
        assert task.state is State.SUBMITTED
        with pytest.raises(Refused) as refused:
            tick(Act(session, an, commune.now), task, items_of(session, task)[1], commune.said())
        assert refused.value.reason is Reason.ALREADY
        review = accept(commune.act(session, "binh.vhxh"), task, newest(session, task))
        assert len(review.files) == 2
    with commune.reads() as session:
        assert verify(session, commune.store) == []
    commune.alter("UPDATE evidence SET numerator = '5505' WHERE numerator = '672'")
    with commune.reads() as session:
        assert verify(session, commune.store) == ["Số liệu 1 đã bị sửa."]


def test_a_figure_typed_again_corrects_the_one_before(commune: Commune) -> None:
    with commune.writes() as session:
        task = checklist(commune, session, ItemKind.FIGURE)
        an = commune.actor(session, AN)
        for part in (627, 672):
            figure = Figure(Decimal(part), Decimal(5505))
            enter_figure(Act(session, an, commune.now), task, figure, commune.said(f"{part}/5505"))
        (standing,) = in_force(session, task)
        assert (standing.numerator, standing.as_of_on) == (Decimal(672), commune.now.date())
        withdraw(Act(session, an, commune.now), task)
        assert task.state is State.OPEN
    with commune.reads() as session:
        assert verify(session, commune.store) == []


def test_a_task_without_a_figure_takes_none_and_a_strangers_tick_changes_nothing(commune: Commune) -> None:
    with commune.writes() as session:
        task = checklist(commune, session, ItemKind.TICK)
        with pytest.raises(Refused) as refused:
            enter_figure(commune.act(session, AN), task, FIGURE, commune.said())
        assert refused.value.reason is Reason.NO_FIGURE
        with pytest.raises(Refused) as refused:
            item = items_of(session, task)[0]
            tick(commune.act(session, "hoa.ttpvhcc"), task, item, commune.said())
        assert refused.value.reason is Reason.NOT_YOURS
