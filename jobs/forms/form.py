"""A form: what is asked of somebody, one screen a step.

Only the answers are stored. The step that is asked is the first one that has no answer, so a form goes on after a
restart where it stood. What a step offers, and whether it is asked at all, is found anew each time.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlmodel import Session

from models.actor import Act, acting
from models.calendar import working_calendar
from models.changes.confirming import Said
from models.kinds import Kind
from models.ledger import digest
from models.refused import Reason, Refused
from models.rules.permissions import Configuring
from models.rules.working_days import WorkingCalendar
from models.rules.zone import day_of
from models.tables import Absence, Agency, Form, How, Notification, Person, Requirement, Task, Unit

# What an answer may name by its id.
Row = TypeVar("Row", Absence, Notification, Person, Requirement, Task, Unit)

SAVE = "save"
# Answers that name nothing: there is none, or what is usual.
NONE, USUAL = "none", "usual"
_MOST_DIGITS = 18


@dataclass(frozen=True)
class Option:
    """One thing to choose; `label` only where the facts name it (a person, a unit). Of a question that takes
    several it may stand for others (`covers`): it is chosen as long as all of these are."""

    value: str
    label: str = ""
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Days:
    """The days that may be picked, both included."""

    first: date
    last: date

    def __iter__(self) -> Iterator[date]:
        days = range(self.first.toordinal(), self.last.toordinal() + 1)
        return map(date.fromordinal, days)


class Misread(Exception):
    """Typed words that are no answer; `fault` names the sentence that says what to type."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class TwoReadings(Exception):
    """Typed words that may mean several answers, the safest first: they are shown, to be chosen from; `fault`
    names the sentence that says so."""

    def __init__(self, values: list[str], fault: str = "two_readings") -> None:
        super().__init__(*values)
        self.values, self.fault = values, fault


def whole_number(text: str) -> int | None:
    """A number that may be an id of a row; None for any other text, which anybody may send."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


class Filling:
    """A form as it is being filled in: who, when, what was given and said so far; `spoken`: the latest answer, as
    Telegram brought it."""

    def __init__(
        self, session: Session, form: Form, person: Person, now: datetime, spoken: Said | None = None
    ) -> None:
        self.session, self.form, self.person, self.now = session, form, person, now
        self.spoken = spoken or Said(How.BUTTON, now)

    @property
    def act(self) -> Act:
        """Who acts now, for what the form changes."""
        return Act(self.session, acting(self.person), self.now)

    @property
    def id(self) -> int:
        return self.form.id or 0

    @property
    def today(self) -> date:
        """The day in Vietnam on which it is filled in."""
        return day_of(self.now)

    @property
    def agency(self) -> Agency:
        return self.session.get_one(Agency, self.person.agency_id)

    @property
    def calendar(self) -> WorkingCalendar:
        return working_calendar(self.session, self.person.agency_id)

    def get(self, name: str) -> Any:
        """The answer to a step; None while there is none."""
        said = self._part("said")
        return said[name] if name in said else self._part("given").get(name)

    def text(self, name: str) -> str:
        return str(self.get(name) or "")

    def number(self, name: str) -> int | None:
        """The answer as a number (an id of a row); None while there is none."""
        return whole_number(self.text(name))

    def row(self, table: type[Row], name: str) -> Row | None:
        """The row of their own agency whose id is the answer; None while there is none."""
        found = self.session.get(table, self.number(name) or 0)
        return found if found is not None and found.agency_id == self.person.agency_id else None

    def the(self, table: type[Row], name: str) -> Row:
        """The same where there must be one. Raises Refused."""
        found = self.row(table, name)
        if found is None:
            raise Refused(Reason.GONE)
        return found

    def has(self, name: str) -> bool:
        return name in self._part("said") or name in self._part("given")

    @property
    def said(self) -> list[str]:
        """The steps answered in this form, in their order."""
        return list(self._part("said"))

    def extra(self, name: str) -> Any:
        """What the engine keeps beside the answers: the page, what could not be read."""
        return self.form.answers.get(name)

    def say(self, name: str, value: Any) -> None:
        """Keeps an answer, as the latest."""
        self._put(said=self._without("said", name) | {name: value})

    def forget(self, *names: str) -> None:
        """These steps have no answer any more."""
        self._put(given=self._without("given", *names), said=self._without("said", *names))

    def unsay(self, name: str) -> None:
        """What was given before it was answered here stands again."""
        self._put(said=self._without("said", name))

    def give(self, **known: Any) -> None:
        """What is known without being asked; answers given here stay."""
        self._put(given=self._part("given") | known)

    def give_anew(self, **known: Any) -> None:
        """What stands now, where it changed meanwhile: an answer given here to that is asked for again."""
        given = self._part("given")
        self.give(**known)
        for name in [name for name, value in known.items() if given.get(name) != value]:
            self.unsay(name)

    def note(self, **extras: Any) -> None:
        """Keeps something beside the answers until the next answer."""
        self._store(self.form.answers | extras)

    def _part(self, name: str) -> dict[str, Any]:
        found = self.form.answers.get(name)
        return found if isinstance(found, dict) else {}

    def _without(self, part: str, *names: str) -> dict[str, Any]:
        return {name: value for name, value in self._part(part).items() if name not in names}

    def _put(self, **parts: dict[str, Any]) -> None:
        """Keeps these answers, the others as they are, and nothing that was noted beside them."""
        self._store({"given": self._part("given"), "said": self._part("said")} | parts)

    def _store(self, answers: dict[str, Any]) -> None:
        self.form.answers, self.form.touched_at = answers, self.now
        self.session.add(self.form)


def fixed(*values: str) -> Callable[[Filling], list[Option]]:
    """The same options whatever was answered; `bot/texts` names them."""
    options = [Option(str(value)) for value in values]
    return lambda filling: list(options)


def ahead(length: timedelta) -> Callable[[Filling], Days]:
    """Any day from today on, so far ahead."""
    return lambda filling: Days(filling.today, filling.today + length)


def fingerprint(stands: Any) -> str:
    """How something stands now, in plain values, to be compared when the form is saved."""
    return digest(json.dumps(stands))


def if_any(review: Callable[[Filling], Any]) -> Callable[[Filling], list[Option]]:
    """Saving is offered only where it would do anything."""
    return lambda filling: [Option(SAVE)] if review(filling) else []


def constant(value: Any) -> Callable[..., Any]:
    """The same answer whatever was answered before."""
    return lambda *asked: value


no_options, only_save = fixed(), fixed(SAVE)
always, never, nothing = constant(True), constant(False), constant(None)
no_base, nothing_known = constant(""), constant({})


@dataclass(frozen=True)
class Opening:
    """Another form that an answer leads to, with what is known already; `said`: what words have answered, which
    Back asks again; `offers`: readings of words that are to be chosen from first."""

    kind: str
    given: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    offers: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormStep:
    """One question. `read` makes an answer of typed words, raising Misread or TwoReadings; `days`: picked from a
    calendar; `many`: several may be chosen, `least` so many; `opens`: the answer leads to another form; `resets`:
    answers that a new one makes doubtful; `is_file`: a file is an answer too; `columns`: how many options stand
    in a row; `subject`: whom or what the form is about, shown on every screen; `about`: facts that are said
    beside the question, of the options that are shown now."""

    name: str
    options: Callable[[Filling], list[Option]] = no_options
    read: Callable[[Filling, str], Any] | None = None
    # Words that are no reply and, though this was asked lately, are meant for something else.
    elsewhere: Callable[[Filling, str], bool] = never
    asked: Callable[[Filling], bool] = always
    days: Callable[[Filling], Days | None] = nothing
    opens: Callable[[Filling, str], Opening | None] | None = None
    about: Callable[[Filling, list[Option]], Any] = nothing
    # The answer in words that facts name; None: `bot/texts` names the value.
    shown: Callable[[Filling, Any], str] | None = None
    many: bool = False
    least: int = 0
    resets: tuple[str, ...] = ()
    is_file: bool = False
    columns: int = 1
    # The answer names what is changed: how that stands is remembered from then on.
    targets: bool = False
    # May be changed from the last screen.
    editable: Callable[[Filling], bool] = always
    subject: bool = False


@dataclass(frozen=True)
class Saved:
    """What saving a form did: the adjustment that can be taken back, and facts for the words about it. `says`: the
    kind of message, about `tasks`, that its screen becomes; None: the form says it itself."""

    adjustment_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    says: Kind | None = None
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True)
class FormKind:
    """A kind of form. `save` writes, given the option chosen last, and raises Refused; without it the form is a
    menu. Who may: heads and admins by what it `needs`; else it is a conversation, which says so itself (`check`,
    raising Refused) and is saved by its last answer, without a last screen. `base`: what it would change as it
    stands now, "" for nothing; `review`: facts for the last screen; `unit`: of which unit it is, for a head;
    `parent`: where Back leads from the first step (from a conversation nowhere), and `carries`: what is known
    there too."""

    name: str
    steps: tuple[FormStep, ...]
    needs: Configuring | None = None
    check: Callable[[Filling], None] | None = None
    save: Callable[[Filling, str], Saved] | None = None
    saves: Callable[[Filling], list[Option]] = only_save
    review: Callable[[Filling], Any] = nothing
    base: Callable[[Filling], str] = no_base
    # What is known before anything is asked: the values that stand now.
    prefill: Callable[[Filling], dict[str, Any]] = nothing_known
    unit: Callable[[Filling], int | None] | None = None
    parent: str = "manage"
    carries: tuple[str, ...] = ()

    @property
    def is_conversation(self) -> bool:
        return self.check is not None

    def opens_parent(self, filling: Filling) -> Opening:
        """Where Back leads, with what is carried there."""
        return Opening(self.parent, {name: filling.text(name) for name in self.carries})

    def step(self, name: str) -> FormStep | None:
        return next((each for each in self.steps if each.name == name), None)

    def current(self, filling: Filling) -> FormStep | None:
        """The step that is asked now; None: the last screen, where everything is shown and saved."""
        asking = self.step(str(filling.extra("asking") or ""))
        if asking is not None:
            return asking
        return next((each for each in self.steps if each.asked(filling) and not filling.has(each.name)), None)
