"""What is said to somebody who joins, and to the admin about it."""

from dataclasses import dataclass

from jobs.messages.facts import Message, Named, TaskFacts


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

    agency: str
    nearest: TaskFacts | None
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
