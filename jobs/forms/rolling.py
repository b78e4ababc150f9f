"""The next year is made of the newest: what is to be confirmed is listed, then all is accepted, or one opened."""

from dataclasses import dataclass

from sqlmodel import col, select

from jobs.forms.form import Filling, FormKind, FormStep, Opening, Option, Saved, fingerprint
from jobs.opening import open_tasks
from models.actor import CLOCK
from models.catalogue.rolling import Asked, Rolled
from models.changes.importing import spelled_now
from models.changes.rolling import accept_year, rolled
from models.refused import Reason, Refused
from models.rules.permissions import Configuring
from models.tables import CriteriaSet, Requirement

_ACCEPT = "accept"


@dataclass(frozen=True)
class RollReview:
    """What the year brings: `proposed` requirements that come once, with what is to be confirmed."""

    year: int
    is_new: bool
    proposed: int
    asked: tuple[Asked, ...]


def _year(filling: Filling) -> int:
    """The one after the newest set; the newest itself where that is already ahead of today."""
    years = select(CriteriaSet.year).where(CriteriaSet.agency_id == filling.agency.id)
    newest = filling.session.exec(years.order_by(col(CriteriaSet.year).desc())).first()
    if newest is None:
        raise Refused(Reason.GONE)
    return newest + 1 if newest <= filling.today.year else newest


def _rolled(filling: Filling) -> Rolled:
    return rolled(filling.session, filling.agency, _year(filling))[0]


def _review(filling: Filling) -> RollReview:
    made = _rolled(filling)
    living = select(Requirement.code).where(
        Requirement.agency_id == filling.agency.id, col(Requirement.retired_at).is_(None)
    )
    there = set(filling.session.exec(living))
    new = [each for each in made.catalogue.requirements if each.code not in there]
    return RollReview(made.year, made.is_new, len(new), made.asked)


def _options(filling: Filling) -> list[Option]:
    """All as proposed, while the year is not there; and what is there already and is to be looked at."""
    made = _rolled(filling)
    codes = list(dict.fromkeys(each.code for each in made.asked))
    own = select(Requirement).where(
        Requirement.agency_id == filling.agency.id, col(Requirement.retired_at).is_(None)
    )
    rows = {row.code: row for row in filling.session.exec(own) if row.code in codes}
    opened = [Option(str(rows[code].id), rows[code].short) for code in codes if code in rows]
    return [*([Option(_ACCEPT)] if made.is_new else []), *opened]


def _opens(_: Filling, value: str) -> Opening | None:
    return None if value == _ACCEPT else Opening("requirement", {"requirement": value})


def _base(filling: Filling) -> str:
    return fingerprint(spelled_now(filling.session, filling.agency))


def _save(filling: Filling, choice: str) -> Saved:
    year = _year(filling)
    adjustment = accept_year(filling.act, filling.agency, year)
    open_tasks(filling.act.by(CLOCK), filling.agency)
    return Saved(adjustment.id, {"year": year})


ROLL = FormKind(
    name="roll",
    needs=Configuring.IMPORT,
    steps=(
        FormStep("what", options=_options, opens=_opens, about=lambda filling, options: _review(filling)),
    ),
    save=_save,
    review=_review,
    base=_base,
)
