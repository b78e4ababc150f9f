"""One reading of each catalogue file for a test process: a hundred tests load the same ones, and reading one takes
as long as opening its office."""

from functools import lru_cache

import models.catalogue.reading

_KEPT = 64


def share_readings() -> None:
    """What is read of the same text is the same value from now on, which nothing can change; what is wrong with a
    file is found anew each time."""
    models.catalogue.reading._read = lru_cache(_KEPT)(models.catalogue.reading._read)  # type: ignore[assignment]
