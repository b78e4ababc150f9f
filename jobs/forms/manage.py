"""The menus: what there is to manage, and what can be done with one requirement."""

from jobs.forms import choices
from jobs.forms.form import Filling, FormKind, Misread, Opening, Option, Step, TwoReadings
from models.administering import may_do
from models.changes.enlisting import plain
from models.rules.permissions import Act
from models.rules.zone import day_of

# In the order of the menu: what opens which form, and who may.
ENTRIES: dict[str, tuple[str, Act]] = {
    "new": ("requirement", Act.REQUIREMENTS),
    "requirements": ("requirements", Act.REQUIREMENTS),
    "calendar": ("calendar", Act.CALENDAR),
    "hours": ("hours", Act.SETTINGS),
    "ladders": ("ladders", Act.SETTINGS),
}
_ACTIONS: dict[str, str] = {
    "edit": "requirement",
    "items": "items",
    "retire": "retire",
}


def _entries(filling: Filling) -> list[Option]:
    today = day_of(filling.now)
    return [
        Option(name)
        for name, (_, act) in ENTRIES.items()
        if may_do(filling.session, filling.person, act, today)
    ]


MANAGE = FormKind(
    name="manage",
    act=Act.MANAGE,
    steps=(
        Step("what", options=_entries, opens=lambda filling, value: Opening(ENTRIES[value][0]), columns=2),
    ),
)


def _listed(filling: Filling) -> list[Option]:
    return [Option(str(each.id), f"{each.code} {each.short}") for each in choices.requirements(filling)]


def _found(filling: Filling, words: str) -> str:
    """The requirement that words point at; several are shown. Raises Misread, TwoReadings."""
    wanted = plain(words).split()
    hits = [
        str(each.id)
        for each in choices.requirements(filling)
        if all(word in plain(f"{each.code} {each.title}") for word in wanted)
    ]
    if not hits or not wanted:
        raise Misread("no_requirement")
    if len(hits) > 1:
        raise TwoReadings(hits[:8])
    return hits[0]


REQUIREMENTS = FormKind(
    name="requirements",
    act=Act.REQUIREMENTS,
    steps=(
        Step("requirement", options=_listed, read=_found),
        Step(
            "what",
            options=lambda filling: [Option(name) for name in _ACTIONS],
            opens=lambda filling, value: Opening(
                _ACTIONS[value], {"requirement": filling.text("requirement")}
            ),
            columns=2,
        ),
    ),
)
