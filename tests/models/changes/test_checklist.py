"""Checklists of several items: files that fit more than one, figures, ticks, and what makes them complete."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session

from jobs.verify import verify
from models.actor import Act, acting
from models.changes.evidence import add_evidence, enter_figure, place_loose, tick, withdraw
from models.changes.filing import keep_loose
from models.changes.reviewing import accept
from models.checklist import in_force, items_of, unfilled
from models.refused import Reason, Refused
from models.rules.figures import Figure
from models.rules.lifecycle import State
from models.tables import ItemKind, Task, TaskItem
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
