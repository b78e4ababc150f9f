"""A catalogue as the YAML that reads back to it: points with a dot, codes in quotes, long words folded."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import yaml

from models.catalogue.document import Catalogue

_WIDTH = 108


def as_yaml(catalogue: Catalogue) -> str:
    """The file's text; reading it gives an equal catalogue. What only repeats a default is left out."""
    plain = catalogue.model_dump(exclude_defaults=True)
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def in_a_line(value: Any) -> str:
    """A plain value as a file may spell it."""
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, default_flow_style=True, width=10_000)
    return text.removesuffix("...\n").strip()


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _points(dumper: yaml.SafeDumper, value: Decimal) -> yaml.Node:
    tag = "tag:yaml.org,2002:float" if "." in f"{value:f}" else "tag:yaml.org,2002:int"
    return dumper.represent_scalar(tag, f"{value:f}")


def _list(dumper: yaml.SafeDumper, values: tuple[Any, ...]) -> yaml.Node:
    """Codes and days on one line, whole entries one below the other."""
    flow = all(isinstance(value, date | Decimal) or len(str(value)) <= 28 for value in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=flow)


def _word(dumper: yaml.SafeDumper, value: StrEnum) -> yaml.Node:
    return dumper.represent_str(value.value)


_Dumper.add_multi_representer(StrEnum, _word)
_Dumper.add_representer(Decimal, _points)
_Dumper.add_representer(tuple, _list)
