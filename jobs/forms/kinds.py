"""Every kind of form, by its name."""

from jobs.forms.calendar import CALENDAR, CALENDAR_DAY, CALENDAR_DAYS, CALENDAR_REMOVE
from jobs.forms.form import FormKind
from jobs.forms.items import ITEM, ITEM_REMOVE, ITEM_WHAT, ITEMS
from jobs.forms.manage import MANAGE, REQUIREMENTS
from jobs.forms.office import HOURS, LADDERS
from jobs.forms.requirement import REQUIREMENT
from jobs.forms.retire import RETIRE

_ALL = (
    MANAGE,
    REQUIREMENTS,
    REQUIREMENT,
    RETIRE,
    ITEMS,
    ITEM,
    ITEM_WHAT,
    ITEM_REMOVE,
    CALENDAR,
    CALENDAR_DAY,
    CALENDAR_DAYS,
    CALENDAR_REMOVE,
    HOURS,
    LADDERS,
)
KINDS: dict[str, FormKind] = {each.name: each for each in _ALL}
