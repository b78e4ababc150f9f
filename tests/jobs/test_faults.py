"""What fails in a tick is left out, noted and tried again; everybody else is told as if nothing had happened."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session, select

from jobs import speaking, tick
from jobs.tick import STEPS, When, steps_of_tick
from models.actor import Act
from models.installation import installed
from models.tables import Agency, Notification, StepFault, Task
from tests.commune import Commune, at

MORNING = at("15/12/2026")


def fails(*_: Any) -> None:
    raise ZeroDivisionError("An’s own words")


def faults(commune: Commune) -> list[tuple[str, str, str, int]]:
    with commune.reads() as session:
        return [(row.step, row.about, row.error, row.times) for row in session.exec(select(StepFault))]


def told(commune: Commune) -> set[str]:
    with commune.reads() as session:
        return set(session.exec(select(Notification.key)))


def with_act(monkeypatch: pytest.MonkeyPatch, name: str, act: Callable[..., Any]) -> None:
    monkeypatch.setattr(
        tick, "STEPS", [replace(step, take=act) if step.name == name else step for step in STEPS]
    )


@pytest.mark.parametrize("name", [step.name for step in STEPS])
def test_a_step_that_fails_is_noted_by_the_class_of_its_error_and_the_others_go_on(
    commune: Commune, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    taken: list[str] = []

    def noting(step: str) -> Callable[[Act, Agency], object]:
        return lambda *_: taken.append(step)

    others = [step.name for step in STEPS if step.name != name]
    acts = {step: noting(step) for step in others} | {name: fails}
    monkeypatch.setattr(tick, "STEPS", [replace(step, take=acts[step.name]) for step in STEPS])
    tick.tick(commune.engine, MORNING)
    assert taken == others
    assert faults(commune) == [(name, "", "ZeroDivisionError", 1)]


def test_what_a_failed_step_had_done_is_undone_and_done_by_the_next_tick(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_done(act: Act, agency: Agency) -> None:
        speaking.speak_to_all(act, agency)
        raise KeyError

    with_act(monkeypatch, "speak", half_done)
    tick.tick(commune.engine, MORNING)
    tick.tick(commune.engine, at("15/12/2026", "07:31"))
    assert faults(commune) == [("speak", "", "KeyError", 2)]
    assert not any(key.startswith("digest/") for key in told(commune))
    monkeypatch.undo()
    tick.tick(commune.engine, at("15/12/2026", "07:32"))
    assert "digest/an.vhxh/2026-12-15" in told(commune) or any(
        key.startswith("card/") and key.endswith("/an.vhxh") for key in told(commune)
    )
    assert faults(commune) == []


def test_tasks_whose_opening_failed_open_with_the_next_tick_not_the_next_day(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    def periods() -> set[str]:
        with commune.reads() as session:
            return set(session.exec(select(Task.period)))

    day, before = "20/01/2027", periods()
    with_act(monkeypatch, "open_tasks", fails)
    tick.tick(commune.engine, at(day, "00:00"))
    assert periods() == before
    monkeypatch.undo()
    tick.tick(commune.engine, at(day, "00:01"))
    assert periods() > before
    assert faults(commune) == []


def test_a_task_that_cannot_be_read_silences_nobody_else(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two are due, and one of them makes the step fail."""
    commune.alter("UPDATE task SET next_ping_at = :now", now="2026-12-15 00:30:00")
    commune.alter("UPDATE rung SET speak_at = :now WHERE name = 'T0'", now="2026-12-15 00:30:00")
    with commune.reads() as session:
        first = session.exec(select(Task.id).where(Task.state == "open")).all()[0]
    read = speaking.addressee

    def poisoned(session: Session, task: Task, today: Any) -> Any:
        return fails() if task.id == first else read(session, task, today)

    monkeypatch.setattr(speaking, "addressee", poisoned)
    tick.tick(commune.engine, MORNING)
    assert faults(commune) == [("speak", f"task/{first}", "ZeroDivisionError", 1)]
    spoken = [key for key in told(commune) if key.startswith(("card/", "digest/"))]
    assert spoken


def test_a_person_whose_message_cannot_be_made_keeps_it_from_nobody_else(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    with commune.writes() as session:
        an = commune.person(session, "an.vhxh").id
    say = speaking._message_of

    def poisoned(act: Act, agency: Agency, key: str, mine: speaking.Morning) -> Any:
        return fails() if mine.person.id == an else say(act, agency, key, mine)

    monkeypatch.setattr(speaking, "_message_of", poisoned)
    commune.alter("UPDATE task SET responsible_id = NULL WHERE period <> '2026-12'")
    tick.tick(commune.engine, MORNING)
    assert faults(commune) == [("speak", f"person/{an}", "ZeroDivisionError", 1)]
    monkeypatch.undo()
    tick.tick(commune.engine, at("15/12/2026", "07:31"))
    assert any(key.endswith(("/an.vhxh", "an.vhxh/2026-12-15")) for key in told(commune))
    assert faults(commune) == []


@pytest.mark.parametrize("done", range(1, len(STEPS) + 1))
def test_killed_between_two_steps_it_says_after_all_what_it_would_have_said(
    commune: Commune, done: int
) -> None:
    for take in list(steps_of_tick(commune.engine, MORNING))[:done]:
        take()
    tick.tick(commune.engine, MORNING)
    interrupted = told(commune)
    with commune.reads() as session:
        assert len(session.exec(select(Notification.key)).all()) == len(interrupted)
    assert any(key.startswith("card/") for key in interrupted)
    tick.tick(commune.engine, MORNING)
    assert told(commune) == interrupted


def test_a_pass_that_ends_after_a_later_one_does_not_set_the_known_moment_back(commune: Commune) -> None:
    begun_earlier = list(steps_of_tick(commune.engine, MORNING))
    tick.tick(commune.engine, at("15/12/2026", "10:00"))
    for take in begun_earlier:
        take()
    with commune.reads() as session:
        known = installed(session)
        assert (known.ticked_at, known.clock_at) == (at("15/12/2026", "10:00"), at("15/12/2026", "10:00"))


def test_only_what_goes_by_days_is_owed_outside_working_hours(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick.tick(commune.engine, MORNING)
    failing = ("open_tasks", "speak")
    monkeypatch.setattr(
        tick, "STEPS", [replace(step, take=fails) if step.name in failing else step for step in STEPS]
    )
    tick.tick(commune.engine, at("16/12/2026"))
    taken: list[str] = []
    monkeypatch.setattr(
        tick, "STEPS", [replace(step, take=lambda *_, name=step.name: taken.append(name)) for step in STEPS]
    )
    tick.tick(commune.engine, at("16/12/2026", "18:00"))
    assert taken == ["open_tasks", *(step.name for step in STEPS if step.when is When.ANY_TIME)]
