"""Every kind of form, by its name."""

from jobs.forms.calendar import CALENDAR, CALENDAR_DAY, CALENDAR_DAYS, CALENDAR_REMOVE
from jobs.forms.form import FormKind
from jobs.forms.handing import DEACTIVATE, REACTIVATE, REASSIGN, TRANSFER
from jobs.forms.history import HISTORY
from jobs.forms.importing import EXPORT, IMPORT
from jobs.forms.items import ITEM, ITEM_REMOVE, ITEM_WHAT, ITEMS
from jobs.forms.manage import MANAGE, REQUIREMENTS
from jobs.forms.move import MOVE
from jobs.forms.office import HOURS, LADDERS
from jobs.forms.order import ORDER
from jobs.forms.people import INVITE, INVITE_AGAIN, LEAVERS, PEOPLE, PERSON, UNLINK
from jobs.forms.requirement import REQUIREMENT
from jobs.forms.retire import RETIRE
from jobs.forms.waive import WAIVE

_OF_REQUIREMENTS = (REQUIREMENTS, REQUIREMENT, RETIRE, REASSIGN, MOVE, WAIVE, ORDER)
_OF_ITEMS = (ITEMS, ITEM, ITEM_WHAT, ITEM_REMOVE)
_OF_PEOPLE = (PEOPLE, LEAVERS, PERSON, INVITE, INVITE_AGAIN, UNLINK, TRANSFER, DEACTIVATE, REACTIVATE)
_OF_THE_AGENCY = (CALENDAR, CALENDAR_DAY, CALENDAR_DAYS, CALENDAR_REMOVE, HOURS, LADDERS, EXPORT, IMPORT)

KINDS: dict[str, FormKind] = {
    each.name: each for each in (MANAGE, HISTORY, *_OF_REQUIREMENTS, *_OF_ITEMS, *_OF_PEOPLE, *_OF_THE_AGENCY)
}
