"""The words of every kind of form, by its name."""

from bot.texts.forms import calendar, importing, items, moving, office, orders, people, requirement
from bot.texts.forms.texts import FormTexts

TEXTS: dict[str, FormTexts] = {
    "manage": requirement.MANAGE,
    "requirements": requirement.REQUIREMENTS,
    "requirement": requirement.REQUIREMENT,
    "retire": requirement.RETIRE,
    "waive": requirement.WAIVE,
    "order": orders.ORDER,
    "move": moving.MOVE,
    "import": importing.IMPORT,
    "export": importing.EXPORT,
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
    "items": items.ITEMS,
    "item": items.ITEM,
    "item_what": items.ITEM_WHAT,
    "item_remove": items.ITEM_REMOVE,
    "calendar": calendar.CALENDAR,
    "calendar_day": calendar.CALENDAR_DAY,
    "calendar_days": calendar.CALENDAR_DAYS,
    "calendar_remove": calendar.CALENDAR_REMOVE,
    "hours": office.HOURS,
    "ladders": office.LADDERS,
}
