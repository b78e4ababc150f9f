"""The words of every kind of form, by its name: that of the constant which holds them, in small letters."""

import pkgutil
from importlib import import_module

from bot.texts import forms
from bot.texts.forms.texts import FormTexts

TEXTS: dict[str, FormTexts] = {}

# The words of a form are known once their module is read.
for _module in pkgutil.iter_modules(forms.__path__, f"{forms.__name__}."):
    for _name, _held in vars(import_module(_module.name)).items():
        if isinstance(_held, FormTexts):
            TEXTS[_name.lower()] = _held
