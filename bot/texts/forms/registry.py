"""The words of every kind of form, by its name."""

from bot.texts.forms import moving, orders, people, requirement
from bot.texts.forms.texts import FormTexts

TEXTS: dict[str, FormTexts] = {
    "manage": requirement.MANAGE,
    "requirements": requirement.REQUIREMENTS,
    "requirement": requirement.REQUIREMENT,
    "retire": requirement.RETIRE,
    "waive": requirement.WAIVE,
    "order": orders.ORDER,
    "move": moving.MOVE,
    "history": orders.HISTORY,
    "reassign": people.REASSIGN,
    "people": people.PEOPLE,
    "left": people.LEFT,
    "person": people.PERSON,
    "invite": people.INVITE,
    "invite_again": people.INVITE_AGAIN,
    "unlink": people.UNLINK,
    "transfer": people.TRANSFER,
    "deactivate": people.DEACTIVATE,
    "reactivate": people.REACTIVATE,
}
