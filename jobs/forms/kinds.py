"""Every kind of form, by its name."""

from jobs.forms.form import FormKind
from jobs.forms.history import HISTORY
from jobs.forms.manage import MANAGE, REQUIREMENTS
from jobs.forms.move import MOVE
from jobs.forms.order import ORDER
from jobs.forms.requirement import REQUIREMENT
from jobs.forms.retire import RETIRE
from jobs.forms.waive import WAIVE

_ALL = (
    MANAGE,
    REQUIREMENTS,
    REQUIREMENT,
    RETIRE,
    WAIVE,
    ORDER,
    MOVE,
    HISTORY,
)
KINDS: dict[str, FormKind] = {each.name: each for each in _ALL}
