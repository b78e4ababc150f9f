"""What an answer does to a form: kept, checked against what is offered, or the step before asked again."""

from typing import Any

from jobs.forms.form import Filling, FormKind, FormStep, Misread, TwoReadings
from models.refused import Reason, Refused

PICKED = "ok"


def choose(filling: Filling, step: FormStep, value: str) -> None:
    """Keeps a choice, which must be one that is offered now. Raises Refused."""
    if step.many:
        return _choose_several(filling, step, value)
    if value not in _offered(filling, step):
        raise Refused(Reason.GONE)
    return keep(filling, step, value)


def _choose_several(filling: Filling, step: FormStep, value: str) -> None:
    """Each press puts one, or all that it stands for, in or takes it out again, until the choice is closed."""
    picked = filling.extra("picked")
    if picked is None:
        picked = filling.get(step.name) or []
    offered = _offered(filling, step)
    if value == PICKED:
        return _close(filling, step, [each for each in picked if each in offered])
    if value not in offered:
        raise Refused(Reason.GONE)
    meant = next((each.covers for each in step.options(filling) if each.value == value), ()) or (value,)
    others = [each for each in picked if each not in meant]
    picked = others if set(meant) <= set(picked) else [*others, *meant]
    return filling.note(picked=picked, asking=step.name)


def _close(filling: Filling, step: FormStep, picked: list[str]) -> None:
    if len(picked) < step.least:
        raise Refused(Reason.CHOOSE_ONE)
    keep(filling, step, picked)


def _offered(filling: Filling, step: FormStep) -> set[str]:
    offers = filling.extra("offers")
    offered = set(offers) if isinstance(offers, list) else set()
    offered |= {option.value for option in step.options(filling)}
    span = step.days(filling)
    return offered | {day.isoformat() for day in span or ()}


def type_in(filling: Filling, step: FormStep, words: str) -> bool:
    """Reads typed words as the answer; what cannot be read stays beside the question. Returns whether it was."""
    assert step.read is not None
    try:
        keep(filling, step, step.read(filling, words))
    except Misread as misread:
        filling.note(fault=misread.fault, words=words[:200], offers=None)
        return False
    except TwoReadings as readings:
        filling.note(fault=readings.fault, words=words[:200], offers=readings.values)
        return False
    return True


def keep(filling: Filling, step: FormStep, value: Any) -> None:
    """The answer, as the latest; what it makes doubtful is asked again."""
    changed = filling.get(step.name) != value
    filling.say(step.name, value)
    if changed and step.resets:
        filling.forget(*step.resets)


def back(filling: Filling, kind: FormKind) -> bool:
    """One step back: away from a question asked again, else to the last answer. False at the first step."""
    if filling.extra("asking") or filling.extra("offers"):
        filling.note(asking=None, picked=None, offers=None, fault=None, page=0)
        return True
    said = [name for name in filling.said if kind.step(name) is not None]
    if not said:
        return False
    filling.unsay(said[-1])
    return True


def ask_again(filling: Filling, kind: FormKind, name: str) -> None:
    """From the last screen back to one question. Raises Refused."""
    step = kind.step(name)
    if step is None or not step.editable(filling) or not step.asked(filling):
        raise Refused(Reason.GONE)
    filling.note(asking=name, picked=None, offers=None, fault=None, page=0)
