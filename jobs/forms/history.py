"""What was changed lately, and taking it back."""

from jobs.forms import choices
from jobs.forms.form import Filling, FormKind, FormStep, Option, Saved, never, whole_number
from models.administering import everywhere
from models.changes.adjusting import latest
from models.changes.taking_back import TAKEN_BACK, take_back
from models.refused import Reason, Refused
from models.rules.permissions import Configuring
from models.rules.zone import local
from models.tables import Adjustment, AdjustmentKind, Person, Requirement

_MOST = 24
EARLIER = "earlier"


def _standing(filling: Filling) -> list[Option]:
    """The newest changes that stand: an admin's all, a head's own."""
    everything = everywhere(filling.session, filling.person)
    return [
        Option(f"{_way(each)}.{each.id}", _named(filling, each))
        for each in latest(filling.session, filling.person.agency_id, _MOST)
        if each.kind in TAKEN_BACK and (everything or each.person_id == filling.person.id)
    ]


def _way(adjustment: Adjustment) -> str:
    """What was changed; of a move that gave everybody less time, that it did."""
    tasks = adjustment.after.get("tasks", {}).values() if adjustment.kind is AdjustmentKind.MOVE else ()
    return EARLIER if tasks and all(each["earlier"] for each in tasks) else adjustment.kind


def _named(filling: Filling, adjustment: Adjustment) -> str:
    requirement = filling.session.get(Requirement, adjustment.requirement_id or 0)
    person = filling.session.get(
        Person, adjustment.before.get("person") or adjustment.after.get("person") or 0
    )
    about = choices.called(filling, requirement) if requirement else person.full_name if person else ""
    return f"{local(adjustment.made_at):%d/%m %H:%M} {about}".strip()


def _chosen(filling: Filling) -> Adjustment | None:
    number = whole_number(filling.text("change").partition(".")[2])
    found = filling.session.get(Adjustment, number or 0)
    return found if found is not None and found.agency_id == filling.person.agency_id else None


def _shown(filling: Filling, value: str) -> str:
    adjustment = _chosen(filling)
    return _named(filling, adjustment) if adjustment else ""


def _save(filling: Filling, choice: str) -> Saved:
    adjustment = _chosen(filling)
    if adjustment is None:
        raise Refused(Reason.GONE)
    take_back(filling.act, adjustment)
    return Saved(facts={"taken_back": adjustment.id})


HISTORY = FormKind(
    name="history",
    needs=Configuring.TAKE_BACK,
    steps=(FormStep("change", options=_standing, shown=_shown, editable=never),),
    save=_save,
)
