"""What is kept in which table, why, of whom, who sees it, for how long, and how it is erased: data, in words in
`bot/texts`. A table without an entry is a fault that a test finds (Law 91/2025/QH15 art. 3: no longer than needed).
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import SQLModel

from models import tables
from models.tables import Agency


class Limit(StrEnum):
    """How long or how much is kept, set by an admin; none of these is laid down by a law that we have read."""

    INBOX = "inbox"
    MESSAGE_WORDS = "message-words"
    SAID_WORDS = "said-words"
    FORMS = "forms"
    INVITES = "invites"
    STRANGERS = "strangers"
    LOOSE_FILES = "loose-files"
    LOOSE_COUNT = "loose-count"
    LOOSE_MEGABYTES = "loose-megabytes"
    NOTICE_HOURS = "notice-hours"


class Measure(StrEnum):
    """In what a limit is counted; months go from the day on which a scoring year closed."""

    DAYS = "days"
    MONTHS = "months"
    HOURS = "hours"
    FILES = "files"
    MEGABYTES = "megabytes"


@dataclass(frozen=True)
class Usual:
    """What holds until an admin says otherwise, between what it may be."""

    amount: int
    measure: Measure
    least: int
    most: int


USUAL: dict[Limit, Usual] = {
    # Telegram sends an update again for a day at most.
    Limit.INBOX: Usual(30, Measure.DAYS, 2, 3650),
    Limit.MESSAGE_WORDS: Usual(90, Measure.DAYS, 30, 3650),
    Limit.SAID_WORDS: Usual(24, Measure.MONTHS, 1, 240),
    Limit.FORMS: Usual(90, Measure.DAYS, 1, 3650),
    Limit.INVITES: Usual(30, Measure.DAYS, 1, 3650),
    Limit.STRANGERS: Usual(30, Measure.DAYS, 1, 3650),
    Limit.LOOSE_FILES: Usual(30, Measure.DAYS, 10, 3650),
    Limit.LOOSE_COUNT: Usual(50, Measure.FILES, 1, 10_000),
    Limit.LOOSE_MEGABYTES: Usual(200, Measure.MEGABYTES, 20, 100_000),
    # NĐ 356/2025/NĐ-CP art. 29, second hand: to be confirmed.
    Limit.NOTICE_HOURS: Usual(72, Measure.HOURS, 1, 720),
}


def limit_of(agency: Agency, limit: Limit) -> int:
    """As the agency has it, else as is usual; in its own measure."""
    return agency.limits.get(limit, USUAL[limit].amount)


class Purpose(StrEnum):
    """What it is needed for."""

    WORK = "work"
    PEOPLE = "people"
    CONTACT = "contact"
    PROOF = "proof"
    DELIVERY = "delivery"
    CITIZENS = "citizens"
    SUPERVISION = "supervision"
    RUNNING = "running"
    PRIVACY = "privacy"


class Seer(StrEnum):
    """Who sees it."""

    SELF = "self"
    COLLEAGUES = "colleagues"
    ABOVE = "above"
    REVIEWERS = "reviewers"
    ADMINS = "admins"
    LEADERS = "leaders"
    # Whoever works on the machine itself.
    OPERATOR = "operator"


class Ends(StrEnum):
    """When it is erased, where that is no `Limit`."""

    # As long as the agency uses the program: it holds nothing of a person, or only ids.
    NEVER = "never"
    # When an admin forgets a person who left.
    FORGOTTEN = "forgotten"
    # It cannot be taken out of the chain; it names people by their codes only.
    CHAIN = "chain"
    # So many days after the file of a citizen ended, as the agency set it.
    CITIZENS = "citizens"
    # As soon as it is known what the file is for, or it was deleted.
    USED = "used"
    # As soon as it succeeds.
    SOLVED = "solved"


@dataclass(frozen=True)
class Keeping:
    """Of one table: `personal`: the columns that tell of a person; a `Limit` where time ends it by itself."""

    purpose: Purpose
    personal: tuple[str, ...] = ()
    seen_by: tuple[Seer, ...] = (Seer.OPERATOR,)
    ends: Limit | Ends = Ends.NEVER


_ALL = (Seer.COLLEAGUES,)
_SAID = ("person_id", "words", "said_at", "chat_id", "message_id")

KEPT: dict[type[SQLModel], Keeping] = {
    tables.Person: Keeping(
        Purpose.PEOPLE,
        (
            "code",
            "full_name",
            "address",
            "position",
            "morning_at",
            "phone",
            "unit_id",
            "deputy_id",
            "chat_id",
            "joined_at",
            "heard_at",
            "blocked_at",
            "deactivated_at",
            "forgotten_at",
        ),
        (Seer.SELF, Seer.COLLEAGUES, Seer.ABOVE, Seer.ADMINS),
        Ends.FORGOTTEN,
    ),
    tables.PersonRole: Keeping(Purpose.PEOPLE, ("person_id", "role"), _ALL, Ends.FORGOTTEN),
    tables.Invite: Keeping(Purpose.CONTACT, ("person_id",), (Seer.ADMINS,), Limit.INVITES),
    tables.Absence: Keeping(
        Purpose.WORK, ("person_id", "from_on", "to_on", "deputy_id"), (Seer.ABOVE, Seer.COLLEAGUES)
    ),
    tables.Stranger: Keeping(Purpose.CONTACT, ("chat_id", "seen_on"), (Seer.OPERATOR,), Limit.STRANGERS),
    tables.Task: Keeping(
        Purpose.WORK,
        ("responsible_id", "handed_by_id", "waiting_for"),
        (Seer.COLLEAGUES, Seer.ABOVE, Seer.LEADERS, Seer.ADMINS),
    ),
    tables.Confirmation: Keeping(
        Purpose.PROOF, _SAID, (Seer.SELF, Seer.ABOVE, Seer.REVIEWERS), Limit.SAID_WORDS
    ),
    tables.Statement: Keeping(Purpose.WORK, _SAID, (Seer.SELF, Seer.ABOVE, Seer.REVIEWERS), Limit.SAID_WORDS),
    tables.Decision: Keeping(
        Purpose.PROOF, ("person_id", "words"), (Seer.SELF, Seer.ABOVE), Limit.SAID_WORDS
    ),
    tables.Review: Keeping(
        Purpose.PROOF, ("reviewer_id", "reason"), (Seer.COLLEAGUES, Seer.ABOVE), Limit.SAID_WORDS
    ),
    tables.Evidence: Keeping(
        Purpose.PROOF,
        ("person_id", "file_name", "signers", "subject", "chat_id", "message_id"),
        (Seer.SELF, Seer.ABOVE, Seer.REVIEWERS),
        Limit.LOOSE_FILES,
    ),
    tables.Finding: Keeping(Purpose.PROOF, ("facts",), (Seer.SELF, Seer.REVIEWERS)),
    tables.FileReading: Keeping(Purpose.PROOF, ("body",), (Seer.OPERATOR,), Ends.USED),
    tables.Notification: Keeping(
        Purpose.DELIVERY, ("person_id", "chat_id", "facts"), (Seer.SELF,), Limit.MESSAGE_WORDS
    ),
    tables.NotificationTask: Keeping(Purpose.DELIVERY),
    tables.SentMessage: Keeping(
        Purpose.DELIVERY, ("person_id", "chat_id", "message_id"), (Seer.OPERATOR,), Ends.FORGOTTEN
    ),
    tables.InboxUpdate: Keeping(
        Purpose.DELIVERY, ("chat_id", "message_id", "words_sha256", "payload"), (Seer.OPERATOR,), Limit.INBOX
    ),
    tables.Form: Keeping(Purpose.WORK, ("person_id", "answers"), (Seer.SELF,), Limit.FORMS),
    tables.Adjustment: Keeping(
        Purpose.PROOF,
        ("person_id", "before", "after", "words", "taken_back_by_id"),
        (Seer.ADMINS, Seer.ABOVE),
        Limit.SAID_WORDS,
    ),
    tables.Acknowledgement: Keeping(Purpose.WORK, ("person_id",), (Seer.ADMINS,)),
    tables.LedgerEntry: Keeping(Purpose.PROOF, ("person_id", "body"), (Seer.OPERATOR,), Ends.CHAIN),
    tables.DataRequest: Keeping(
        Purpose.PRIVACY, ("person_id", "words", "answered_by_id"), (Seer.SELF, Seer.ADMINS), Limit.SAID_WORDS
    ),
    tables.Incident: Keeping(Purpose.PRIVACY, ("reason",), (Seer.ADMINS,)),
    tables.PersonalAccess: Keeping(Purpose.SUPERVISION, ("who",), (Seer.LEADERS,)),
    tables.CitizenCase: Keeping(
        Purpose.CITIZENS, ("code", "procedure"), (Seer.COLLEAGUES, Seer.ABOVE, Seer.REVIEWERS)
    ),
    tables.CaseCitizen: Keeping(Purpose.CITIZENS, ("sealed",), (Seer.OPERATOR,), Ends.CITIZENS),
    tables.CaseHandler: Keeping(
        Purpose.CITIZENS, ("name", "folded", "person_id"), (Seer.ADMINS,), Ends.FORGOTTEN
    ),
    tables.CaseList: Keeping(Purpose.CITIZENS, ("person_id",), (Seer.ADMINS,)),
    tables.CaseChange: Keeping(Purpose.CITIZENS),
    tables.CaseClock: Keeping(Purpose.CITIZENS),
    tables.Requirement: Keeping(Purpose.WORK, ("responsible_id",), _ALL),
    tables.StepFault: Keeping(Purpose.RUNNING, (), (Seer.OPERATOR,), Ends.SOLVED),
    tables.Installation: Keeping(Purpose.RUNNING),
    **dict.fromkeys(
        (
            tables.Agency,
            tables.Unit,
            tables.UnitMember,
            tables.CriteriaSet,
            tables.Area,
            tables.Criterion,
            tables.Result,
            tables.CatalogueNote,
            tables.RequirementPartner,
            tables.ChecklistItem,
            tables.TaskItem,
            tables.Rung,
            tables.WorkingDay,
            tables.Pack,
        ),
        Keeping(Purpose.WORK, (), _ALL),
    ),
}
