"""What is said around an invite, and notices that need few facts."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import Session

from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, Message, Named, Notice, TaskFacts, Told
from jobs.messages.gather import named, reader_of, unit_name
from jobs.messages.morning import nearest
from jobs.messages.offers import in_rows
from models.calendar import hours_of, morning_of
from models.hearing import is_trial
from models.kinds import Kind
from models.people import holding, roles
from models.refused import Reason
from models.rules.lifecycle import State
from models.rules.zone import day_of, local
from models.tables import Agency, Notification, Person, Role

ADDRESSES = ("anh", "chị", "đồng chí")


@dataclass(frozen=True, kw_only=True)
class JoinQuestion(Message):
    """ "Is it you?", before the invite is spent."""

    agency: str
    full_name: str
    position: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Welcome(Message):
    """`head` hears of what is overdue; None where nobody does, and during the trial run."""

    nearest: TaskFacts | None
    # When their morning begins.
    morning: time
    admins: tuple[str, ...]
    head: Named | None = None


@dataclass(frozen=True, kw_only=True)
class AskAddress(Message):
    full_name: str


@dataclass(frozen=True, kw_only=True)
class AboutInvite(Message):
    """To an admin: somebody joined, said "not me", or tried a used invite."""

    event: str
    full_name: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Refusal(Message):
    """Why something was not done, where no alert can say it; `state` and `since` as they stood."""

    refused: Reason
    state: State | None = None
    since: datetime | None = None


@composes(Kind.JOIN_QUESTION)
def question(session: Session, row: Notification, now: datetime) -> JoinQuestion:
    person, code = session.get_one(Person, row.facts["who"]), row.facts["code"]
    return JoinQuestion(
        choices=((Choice(Do.JOIN, (code,)), Choice(Do.NOT_ME, (code,))),),
        agency=session.get_one(Agency, row.agency_id).name,
        full_name=person.full_name,
        position=person.position,
        unit=unit_name(session, person),
    )


@composes(Kind.WELCOME)
def welcome(session: Session, row: Notification, now: datetime) -> Welcome:
    person = reader_of(session, row)
    admins = [each.full_name for each in holding(session, row.agency_id, Role.ADMIN) if each.id != person.id]
    return Welcome(
        nearest=nearest(session, person, now),
        morning=local(morning_of(person, hours_of(session, row.agency_id), day_of(now))).time(),
        admins=tuple(admins),
        head=_head(session, row, person, now),
    )


def _head(session: Session, row: Notification, person: Person, now: datetime) -> Named | None:
    """Who above an officer is told of what is overdue; nobody during the trial run."""
    if Role.OFFICER not in roles(session, person) or person.unit_id is None:
        return None
    if is_trial(session, session.get_one(Agency, row.agency_id), now):
        return None
    heads = holding(session, row.agency_id, Role.HEAD, person.unit_id)
    return named(next((each for each in heads if each.id != person.id), None))


@composes(Kind.ASK_ADDRESS)
def ask_address(session: Session, row: Notification, now: datetime) -> AskAddress:
    forms = [Choice(Do.ADDRESS, (index,), name=form) for index, form in enumerate(ADDRESSES)]
    return AskAddress(choices=in_rows(forms, 2), full_name=reader_of(session, row).full_name)


@composes(Kind.JOINED, Kind.ABOUT_INVITE)
def about_invite(session: Session, row: Notification, now: datetime) -> AboutInvite:
    person = session.get_one(Person, row.facts.get("joined") or row.facts["who"])
    joined = "joined" in row.facts
    return AboutInvite(
        choices=((Choice(Do.UNLINK, (person.id or 0,)),),) if joined and person.chat_id else (),
        event="joined" if joined else row.facts["event"],
        full_name=person.full_name,
        unit=unit_name(session, person),
    )


@composes(Kind.MOVED_AWAY, Kind.TOLD)
def told(session: Session, row: Notification, now: datetime) -> Told:
    day = row.facts.get("day")
    return Told(
        notice=Notice(row.facts.get("notice", row.kind)),
        about=row.facts.get("about", ""),
        task=row.facts.get("title", ""),
        day=date.fromisoformat(day) if day else None,
    )


@composes(Kind.REFUSAL)
def refusal(session: Session, row: Notification, now: datetime) -> Refusal:
    state, since = row.facts.get("state"), row.facts.get("since")
    return Refusal(
        refused=Reason(row.facts["refused"]),
        state=State(state) if state else None,
        since=datetime.fromisoformat(since) if since else None,
    )
