"""A requirement that is needed no more."""

from jobs.forms import reading
from jobs.forms.form import Filling, FormKind, FormStep, Saved
from jobs.forms.requirement import requirement_base
from models.changes.adjusting import Basis
from models.changes.configuring import retire
from models.rules.permissions import Configuring
from models.tables import Requirement


def _save(filling: Filling, choice: str) -> Saved:
    requirement = filling.the(Requirement, "requirement")
    adjustment = retire(filling.act, requirement, Basis(words=filling.text("reason")))
    return Saved(adjustment.id, {"title": requirement.title})


RETIRE = FormKind(
    name="retire",
    needs=Configuring.REQUIREMENTS,
    steps=(FormStep("reason", read=reading.reason),),
    save=_save,
    base=requirement_base,
    parent="requirements",
)
