"""The menus: what there is to manage, and what can be done with one requirement."""

import re
from datetime import date
from functools import partial

from sqlmodel import col, select

from jobs.forms import choices, reading
from jobs.forms.form import Filling, FormKind, FormStep, Opening, Option
from jobs.messages.named import found_tasks
from models.administering import may_do
from models.rules.letters import bare
from models.rules.permissions import Configuring
from models.tables import Requirement, Task

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
    "roll": ("roll", Configuring.IMPORT),
    "pack": ("pack", Configuring.IMPORT),
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


def _allowed(filling: Filling, entries: dict[str, tuple[str, Configuring]]) -> list[Option]:
    """Those that this person may open."""
    may = partial(may_do, filling.session, filling.person)
    return [Option(name) for name, (_, needs) in entries.items() if may(needs, filling.today)]


MANAGE = FormKind(
    name="manage",
    needs=Configuring.MANAGE,
    steps=(
        FormStep(
            "what",
            options=lambda filling: _allowed(filling, ENTRIES),
            opens=lambda filling, value: Opening(ENTRIES[value][0]),
            about=lambda filling, shown: filling.agency.name if filling.agency.is_example else None,
            columns=2,
        ),
    ),
)


def find(filling: Filling, requirements: list[Requirement], words: str) -> str:
    """The requirement that words of its name, as titles and buttons say it, or of one of its tasks, point at;
    several are shown. Raises Misread, TwoReadings."""
    wanted = re.findall(r"[\w.-]+", bare(words))
    hits = [str(each.id) for each in requirements if {*wanted} <= {*_names(each)}]
    hits = hits or [
        str(each.id)
        for each in requirements
        if all(word in bare(f"{each.code} {each.title}") for word in wanted)
    ]
    hits = hits or _by_tasks(filling, requirements, words)
    return reading.only(hits if wanted else [], "no_requirement", "several_requirements")


def _names(row: Requirement) -> list[str]:
    """The words by which it is called, and how often it comes."""
    return re.findall(
        r"[\w.-]+", bare(f"{row.code} {choices.often(row)} {row.criterion_code or ''} {row.title}")
    )


def _by_tasks(filling: Filling, requirements: list[Requirement], words: str) -> list[str]:
    """Those of whose tasks, due since the beginning of last year, all of these words hold."""
    ids = [each.id for each in requirements]
    lately = select(Task).where(
        Task.agency_id == filling.person.agency_id,
        col(Task.requirement_id).in_(ids),
        col(Task.due_on) >= date(filling.today.year - 1, 1, 1),
    )
    tasks = filling.session.exec(lately.order_by(col(Task.due_on), col(Task.id))).all()
    found = {task.requirement_id for task in found_tasks(filling.session, tasks, words, filling.today)}
    return [str(each) for each in ids if each in found]


def _actions(filling: Filling) -> list[Option]:
    """A group's tasks are each member unit's: it has no officer to change."""
    row = filling.row(Requirement, "requirement")
    grouped = row is not None and choices.is_group(filling.session, row.unit_id)
    return [each for each in _allowed(filling, _ACTIONS) if not (grouped and each.value == "person")]


REQUIREMENTS = FormKind(
    name="requirements",
    needs=Configuring.REASSIGN,
    steps=(
        FormStep(
            "requirement",
            options=lambda filling: choices.listed(filling, choices.requirements(filling)),
            read=lambda filling, words: find(filling, choices.requirements(filling), words),
        ),
        FormStep(
            "what",
            options=_actions,
            opens=lambda filling, value: Opening(
                _ACTIONS[value][0], {"requirement": filling.text("requirement")}
            ),
            columns=2,
        ),
    ),
)
