"""Every kind of form, by its name."""

from jobs.forms.form import FormKind
from jobs.forms.manage import MANAGE, REQUIREMENTS
from jobs.forms.requirement import REQUIREMENT
from jobs.forms.retire import RETIRE

KINDS: dict[str, FormKind] = {each.name: each for each in (MANAGE, REQUIREMENTS, REQUIREMENT, RETIRE)}
