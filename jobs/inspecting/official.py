"""The official certificates of Vietnam that the program knows by fingerprint; it ships none of them."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Official:
    """One official certificate.

    sha256: of its DER form, in capitals. until: its last day. hash: of the signature on it; one signed with SHA-1
    is reached from no root under a sound policy, and is an anchor by itself. is_needed: a commune's signatures
    hang on it. address: where its authority gives it out, "" where that is not known. source: where the
    fingerprint is from; a person compares it with the authority's once.
    """

    name: str
    sha256: str
    until: date
    hash: str
    is_needed: bool
    address: str
    source: str


@cache
def officials() -> tuple[Official, ...]:
    """All that the program knows, in the order of the file."""
    text = files("models.data").joinpath("official-certificates.csv").read_text(encoding="utf-8")
    return tuple(
        Official(
            name=row["name"],
            sha256=row["sha256"],
            until=date.fromisoformat(row["until"]),
            hash=row["hash"],
            is_needed=row["is_needed"] == "yes",
            address=row["address"],
            source=row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    )
