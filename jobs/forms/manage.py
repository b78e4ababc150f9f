"""The menus: what there is to manage, and what can be done with one requirement."""

from jobs.forms import choices
from jobs.forms.form import Filling, FormKind, Misread, Opening, Option, Step, TwoReadings
from models.administering import may_do
from models.rules.permissions import Configuring
from models.rules.reading.fold import bare
from models.rules.zone import day_of
from models.tables import Requirement

# In the order of the menu: what opens which form, and who may.
ENTRIES: dict[str, tuple[str, Configuring]] = {
    "order": ("order", Configuring.ORDER),
    "move": ("move", Configuring.MOVE),
    "new": ("requirement", Configuring.REQUIREMENTS),
    "requirements": ("requirements", Configuring.REASSIGN),
    "people": ("people", Configuring.PEOPLE),
    "invite": ("invite", Configuring.INVITE),
    "calendar": ("calendar", Configuring.CALENDAR),
    "hours": ("hours", Configuring.SETTINGS),
    "ladders": ("ladders", Configuring.SETTINGS),
    "export": ("export", Configuring.IMPORT),
    "history": ("history", Configuring.TAKE_BACK),
}
# What can be done with one requirement: the form that does it, and who may.
_ACTIONS: dict[str, tuple[str, Configuring]] = {
    "edit": ("requirement", Configuring.REQUIREMENTS),
    "items": ("items", Configuring.REQUIREMENTS),
    "person": ("reassign", Configuring.REASSIGN),
    "move": ("move", Configuring.MOVE),
    "waive": ("waive", Configuring.WAIVE),
    "retire": ("retire", Configuring.REQUIREMENTS),
}


def _entries(filling: Filling) -> list[Option]:
    today = day_of(filling.now)
    return [
        Option(name)
        for name, (_, needs) in ENTRIES.items()
        if may_do(filling.session, filling.person, needs, today)
    ]


MANAGE = FormKind(
    name="manage",
    needs=Configuring.MANAGE,
    steps=(
        Step("what", options=_entries, opens=lambda filling, value: Opening(ENTRIES[value][0]), columns=2),
    ),
)


def find(requirements: list[Requirement], words: str) -> str:
    """The requirement that words point at; several are shown. Raises Misread, TwoReadings."""
    wanted = bare(words).split()
    hits = [
        str(each.id)
        for each in requirements
        if all(word in bare(f"{each.code} {each.title}") for word in wanted)
    ]
    if not hits or not wanted:
        raise Misread("no_requirement")
    if len(hits) > 1:
        raise TwoReadings(hits[:8])
    return hits[0]


def _actions(filling: Filling) -> list[Option]:
    """A group's tasks are each member unit's: it has no officer to change."""
    today = day_of(filling.now)
    row = filling.session.get(Requirement, filling.number("requirement") or 0)
    grouped = row is not None and choices.is_group(filling.session, row.unit_id)
    return [
        Option(name)
        for name, (_, needs) in _ACTIONS.items()
        if may_do(filling.session, filling.person, needs, today) and not (grouped and name == "person")
    ]


REQUIREMENTS = FormKind(
    name="requirements",
    needs=Configuring.REASSIGN,
    steps=(
        Step(
            "requirement",
            options=lambda filling: choices.listed(filling, choices.requirements(filling)),
            read=lambda filling, words: find(choices.requirements(filling), words),
        ),
        Step(
            "what",
            options=_actions,
            opens=lambda filling, value: Opening(
                _ACTIONS[value][0], {"requirement": filling.text("requirement")}
            ),
            columns=2,
        ),
    ),
)
