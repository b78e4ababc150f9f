"""Many values asked for at once, as many to a statement as every database takes."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Value = TypeVar("Value")
# SQLite up to 3.31 binds 999 values at most.
_PORTION = 500


def in_portions(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """As many at a time as one statement takes for certain; nothing where there are none."""
    return (values[start : start + _PORTION] for start in range(0, len(values), _PORTION))
