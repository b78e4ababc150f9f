"""Every kind of form, by its name."""

from jobs.forms.form import FormKind
from jobs.forms.handing import DEACTIVATE, REACTIVATE, REASSIGN, TRANSFER
from jobs.forms.history import HISTORY
from jobs.forms.manage import MANAGE, REQUIREMENTS
from jobs.forms.move import MOVE
from jobs.forms.order import ORDER
from jobs.forms.people import INVITE, INVITE_AGAIN, LEAVERS, PEOPLE, PERSON, UNLINK
from jobs.forms.requirement import REQUIREMENT
from jobs.forms.retire import RETIRE
from jobs.forms.waive import WAIVE

_OF_REQUIREMENTS = (REQUIREMENTS, REQUIREMENT, RETIRE, REASSIGN, MOVE, WAIVE, ORDER)
_OF_PEOPLE = (PEOPLE, LEAVERS, PERSON, INVITE, INVITE_AGAIN, UNLINK, TRANSFER, DEACTIVATE, REACTIVATE)

KINDS: dict[str, FormKind] = {each.name: each for each in (MANAGE, HISTORY, *_OF_REQUIREMENTS, *_OF_PEOPLE)}
