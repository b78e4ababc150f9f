"""What no backup may undo, kept beside the backups: who was forgotten, and how far receipts were numbered.

A backup is older than what happened since; this one file is not. It holds codes and numbers, no name.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from models.database import reading
from models.store import private_folder, write_whole
from models.tables import Agency, Confirmation, Person

FILE = "khong-xoa.json"


class BadLasting(Exception):
    """The file is there and does not say what was forgotten."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


@dataclass(frozen=True)
class Lasting:
    """By the codes of agencies: the people who were forgotten, by their codes; the highest receipt."""

    forgotten: dict[str, frozenset[str]] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)

    def __or__(self, other: "Lasting") -> "Lasting":
        """What either knows."""
        forgotten = {
            code: self.forgotten.get(code, frozenset()) | other.forgotten.get(code, frozenset())
            for code in self.forgotten.keys() | other.forgotten
        }
        receipts = {
            code: max(self.receipts.get(code, ""), other.receipts.get(code, ""))
            for code in self.receipts.keys() | other.receipts
        }
        return Lasting(forgotten, receipts)

    def spelled(self) -> bytes:
        told = {
            "forgotten": {code: sorted(people) for code, people in sorted(self.forgotten.items())},
            "receipts": dict(sorted(self.receipts.items())),
        }
        return json.dumps(told, ensure_ascii=False, indent=1).encode()


NOTHING = Lasting()


def lasting_of(session: Session) -> Lasting:
    """As this database knows it."""
    forgotten: dict[str, frozenset[str]] = {}
    receipts: dict[str, str] = {}
    for agency in session.exec(select(Agency)).all():
        gone = select(Person.code).where(Person.agency_id == agency.id, col(Person.forgotten_at).is_not(None))
        if people := frozenset(session.exec(gone)):
            forgotten[agency.code] = people
        highest = select(func.max(Confirmation.receipt)).where(Confirmation.agency_id == agency.id)
        if (receipt := session.exec(highest).one()) is not None:
            receipts[agency.code] = receipt
    return Lasting(forgotten, receipts)


def read_lasting(folder: Path) -> Lasting:
    """What stands beside the backups of a folder; nothing where there is no file. Raises BadLasting, OSError."""
    try:
        told = json.loads((folder / FILE).read_bytes())
        forgotten = {str(code): frozenset(map(str, people)) for code, people in told["forgotten"].items()}
        return Lasting(forgotten, {str(code): str(last) for code, last in told["receipts"].items()})
    except FileNotFoundError:
        return Lasting()
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BadLasting(folder / FILE) from None


def keep_lasting(folder: Path, found: Lasting) -> None:
    """Adds it to what stands beside the backups of a folder; nothing ever leaves it. Raises BadLasting, OSError."""
    known = read_lasting(folder)
    if known | found != known:
        private_folder(folder)
        write_whole(folder / FILE, (known | found).spelled())


def keep_what_lasts(engine: Engine, folder: Path) -> None:
    """As `keep_lasting`, of what a database knows now. Raises Unavailable besides."""
    with reading(engine) as session:
        found = lasting_of(session)
    keep_lasting(folder, found)


def come_back(session: Session, known: Lasting) -> Iterator[Person]:
    """Who was forgotten once and is not: a backup brought them back."""
    for agency in session.exec(select(Agency).order_by(Agency.code)).all():
        codes = known.forgotten.get(agency.code, frozenset())
        there = select(Person).where(Person.agency_id == agency.id, col(Person.forgotten_at).is_(None))
        for person in session.exec(there.order_by(Person.code)).all():
            if person.code in codes:
                yield person
