"""What every entry of a file has in common."""

from datetime import date

from pydantic import BaseModel, ConfigDict

NO_DAY = date(1, 1, 1)
"""What the tables keep where an entry names no day to start on."""


class Entry(BaseModel):
    """One entry of a file: never changed after reading, and nothing in it is unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def refuse(*sentences: str | None) -> None:
    """Raises one ValueError that holds every sentence, a line each."""
    said = [sentence for sentence in sentences if sentence]
    if said:
        raise ValueError("\n".join(said))
