"""An admin asks for the pack of a year: it is made beside everything else, and they are told when it is there."""

from jobs.forms.form import Filling, FormKind, FormStep, Option, Saved, fixed
from models.rules.permissions import Configuring
from models.tables import Edition


def _years(filling: Filling) -> list[Option]:
    """This year and the last, which is scored until it is over."""
    this_year = filling.today.year
    return [Option(str(year)) for year in (this_year, this_year - 1)]


def _save(filling: Filling, choice: str) -> Saved:
    """The form itself is the request (`jobs.pack.asked`)."""
    return Saved(facts={"year": filling.text("year")})


PACK = FormKind(
    name="pack",
    needs=Configuring.IMPORT,
    steps=(
        FormStep("year", options=_years, columns=2),
        FormStep("edition", options=fixed(*Edition)),
    ),
    save=_save,
)
