"""How far something long has come."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int], None]
"""Told again and again how many of how many requirements are done."""


def unheard(_: int, __: int) -> None:
    """Where nobody waits to be told."""
