"""Every kind of form, by its name: a kind is known once the module that defines it is read."""

import pkgutil
from importlib import import_module

from jobs import forms
from jobs.forms.form import FormKind

KINDS: dict[str, FormKind] = {
    each.name: each
    for module in pkgutil.iter_modules(forms.__path__, f"{forms.__name__}.")
    for each in vars(import_module(module.name)).values()
    if isinstance(each, FormKind)
}
