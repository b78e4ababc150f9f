"""Who makes a change."""

from dataclasses import dataclass

from models.tables.people import Person


@dataclass(frozen=True)
class Actor:
    """A person; the clock; or the operator, who runs the command line on the machine itself."""

    name: str
    person: Person | None = None


CLOCK = Actor("@clock")
OPERATOR = Actor("@operator")


def acting(person: Person) -> Actor:
    """The actor that a person is; named by their code, which is unique in the agency."""
    return Actor(person.code, person)
