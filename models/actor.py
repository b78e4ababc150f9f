"""Who makes a change, and when."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, SQLModel

from models.refused import Reason, Refused
from models.rules.zone import day_of
from models.sealing import KeyFile
from models.tables.people import Person


@dataclass(frozen=True)
class Actor:
    """A person; the clock; or the operator, who runs the command line on the machine itself."""

    name: str
    person: Person | None = None

    @property
    def is_told(self) -> bool:
        """Whether the operator writes down what this person did."""
        return self.person is not None and self.name == OPERATOR.name


CLOCK = Actor("@clock")
OPERATOR = Actor("@operator")
# Whoever writes from a chat that is nobody's: they may change nothing.
STRANGER = Actor("@stranger")


def acting(person: Person) -> Actor:
    """The actor that a person is; named by their code, which is unique in the agency."""
    return Actor(person.code, person)


def told_for(person: Person) -> Actor:
    """The operator, who tells for a person what that person did: the word is theirs, the hand is not."""
    return Actor(OPERATOR.name, person)


@dataclass(frozen=True)
class Act:
    """Who acts, when (with a time zone), and on the rows of which transaction: what every change takes."""

    session: Session
    actor: Actor
    now: datetime
    # What seals, and opens, what is of a citizen; None where the change meets nothing of the kind.
    key: KeyFile | None = None

    @property
    def person(self) -> Person | None:
        """The person who acts; None for the clock and the operator."""
        return self.actor.person

    @property
    def person_id(self) -> int | None:
        """Their id, as rows keep who did it; None where the operator writes it down for them."""
        return self.person.id if self.person and not self.actor.is_told else None

    @property
    def me(self) -> Person:
        """The person who acts. Raises Refused where it is none."""
        if self.person is None:
            raise Refused(Reason.NOT_YOURS)
        return self.person

    @property
    def today(self) -> date:
        """The day in Vietnam on which it happens."""
        return day_of(self.now)

    def write(self, *rows: SQLModel) -> None:
        """Writes rows, new or changed, within the transaction: they have ids then, and queries find them."""
        self.session.add_all(rows)
        self.session.flush()

    def by(self, actor: Actor) -> "Act":
        """The same moment and transaction, somebody else."""
        return replace(self, actor=actor)
