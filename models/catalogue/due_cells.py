"""A date rule as the cells that an office fills in: how it counts, a number, a day, and what goes with it."""

from collections.abc import Mapping
from typing import Any

from models.catalogue.words import DUE_FORMS

NUMBER = {"after_cutoff": "after_cutoff", "last_day": "plus"}
ON = {"day", "dates", "weekday", "date"}
PARTS = ("form", "number", "on", "next_year", "after_letter", "letters")


def spread(due: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a rule as a file spells it; a rule without one (per case) has no parts."""
    form = next((form for form in DUE_FORMS if due.get(form) is not None), None)
    if form is None:
        return {}
    parts = {
        "form": form,
        "number": due.get(NUMBER.get(form, "")),
        "on": due[form] if form in ON else None,
        **{name: due.get(name) for name in PARTS[3:]},
    }
    return {name: value for name, value in parts.items() if value not in (None, (), [])}


def field_of(part: str, form: str) -> str:
    """The name that a part has in a file: of a number or a day the form's."""
    if part == "number":
        return NUMBER.get(form, "plus")
    if part == "on":
        return form if form in ON else "on"
    return form if part == "form" else part
