"""What people put right of themselves: name, form of address, telephone; all else is asked of an admin."""

from collections.abc import Callable

from jobs.forms import reading
from jobs.forms.form import NONE, Filling, FormKind, FormStep, Option, Saved, fixed
from jobs.forms.people import name_typed, phone_typed
from jobs.messages.joining import ADDRESSES
from models.changes.own_data import ask_about_data, correct_own
from models.kinds import Kind

NAME, ADDRESS, PHONE, OTHER = "full_name", "address", "phone", "other"


def _own(filling: Filling) -> None:
    """Everybody may, of themselves."""


def _asked(what: str) -> Callable[[Filling], bool]:
    return lambda filling: filling.text("what") == what


def _save(filling: Filling, choice: str) -> Saved:
    what = filling.text("what")
    said = filling.text(what)
    if what == OTHER:
        ask_about_data(filling.act, said)
    else:
        correct_own(filling.act, **{what: "" if said == NONE else said})
    return Saved(says=Kind.PRIVACY)


OWN_DATA = FormKind(
    name="own_data",
    check=_own,
    steps=(
        FormStep("what", options=fixed(NAME, ADDRESS, PHONE, OTHER), columns=2),
        FormStep(NAME, read=name_typed, asked=_asked(NAME)),
        FormStep(
            ADDRESS,
            options=lambda filling: [Option(each, each) for each in ADDRESSES],
            asked=_asked(ADDRESS),
            columns=2,
        ),
        FormStep(
            PHONE,
            options=fixed(NONE),
            read=phone_typed,
            asked=_asked(PHONE),
        ),
        FormStep(OTHER, read=reading.line, asked=_asked(OTHER)),
    ),
    save=_save,
)
