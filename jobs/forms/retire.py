"""A requirement that is needed no more."""

from jobs.forms import reading
from jobs.forms.form import Filling, FormKind, Saved, Step
from jobs.forms.requirement import base, editing
from models.changes.adjusting import Basis
from models.changes.configuring import retire
from models.refused import Reason, Refused
from models.rules.permissions import Configuring


def _save(filling: Filling, choice: str) -> Saved:
    requirement = editing(filling)
    if requirement is None:
        raise Refused(Reason.GONE)
    basis = Basis(words=filling.text("reason"))
    adjustment = retire(filling.act, requirement, basis)
    return Saved(adjustment.id, {"code": requirement.code, "title": requirement.title})


RETIRE = FormKind(
    name="retire",
    needs=Configuring.REQUIREMENTS,
    steps=(Step("reason", read=reading.line),),
    save=_save,
    base=base,
    parent="requirements",
)
