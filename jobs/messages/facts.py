"""What a message says, as values: the words are made in `bot/` at the moment of sending."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from jobs.messages.attachments import Attachment, MadeFile, QrCode
from models.people import Because
from models.points import Worth
from models.rules.figures import Figure
from models.rules.inspection.findings import Mender, Rule, Severity
from models.rules.lifecycle import State
from models.rules.reading import Place
from models.tables import ItemKind, Role
from models.waits import Wait


class Do(StrEnum):
    """What a choice does when it is taken. The courier makes a button, or a numbered line, of it."""

    DONE = "done"
    DONE_EARLY = "early"
    UNDO = "undo"
    OTHER_DAY = "otherday"
    DONE_ON = "doneon"
    FILE = "file"
    FIGURE = "figure"
    TICK = "tick"
    FOR_ITEM = "foritem"
    WITHDRAW = "withdraw"
    DETAILS = "details"
    CARD = "card"
    ASSIGN = "assign"
    TAKE = "take"
    JOIN = "join"
    NOT_ME = "notme"
    ADDRESS = "address"
    PLACE = "place"
    APART = "apart"
    DISCARD = "discard"
    ASK_DATE = "askdate"
    SET_DATE = "setdate"
    NOT_APPLICABLE = "na"
    PAGE = "page"
    HAND_OVER = "hand"
    UNLINK = "unlink"
    TRIAGE = "triage"
    CASES = "cases"
    DISMISS = "dismiss"
    TALKED = "talked"
    PHONED = "phoned"
    GIVE_AWAY = "giveaway"
    LATER_DAY = "laterday"
    EXTEND_TO = "extendto"
    KEEP_DAY = "keepday"
    END_TRIAL = "endtrial"
    TRUST_CLOCK = "trustclock"
    REVIEW = "review"
    OPEN_FILE = "openfile"
    ACCEPT = "accept"
    ACCEPT_FOR = "accfor"
    ACCEPT_OTHER = "accother"
    RETURN = "return"
    RETURN_FOR = "retfor"
    RETURN_OTHER = "retother"
    LATER = "later"
    SNOOZE = "snooze"
    PROMISE = "promise"
    STUCK = "stuck"
    CLEARED = "cleared"
    NOT_MINE = "notmine"
    KEEP_OFFICER = "keepof"
    COLLEAGUE = "colleague"
    HAND_TO = "handto"
    DECLINE_TASK = "decline"
    PUT_AT = "place_at"
    MEANT = "meant"
    MEANING = "meaning"
    OTHERWISE = "otherwise"
    NOTE = "note"
    COUNT_FILE = "countfile"
    HAND_TO_MEND = "tomend"
    MISREAD = "misread"
    SEND_ANYWAY = "anyway"
    DISCARD_HELD = "dropheld"
    REREAD = "reread"
    UNSAY = "unsay"
    FORWARDED = "forwarded"
    SIGNED = "signed"
    ISSUED = "issued"
    PASS_BACK = "pass_back"
    DEPUTISE = "deputise"
    DECLINE = "nodeputy"
    APPOINT = "appoint"
    BACK = "back"
    WAIT = "wait"
    WAIT_OK = "waitok"
    WAIT_NO = "waitno"
    WAIT_WHY = "waitwhy"
    ANSWERED = "answered"
    NOT_YET = "notyet"
    REDATE = "redate"
    PIECE_TICK = "piecetick"
    PIECE_FILE = "piecefile"
    FORM = "form"
    FORM_START = "formstart"
    FORM_EDIT = "formedit"
    FORM_PAGE = "formpage"
    FORM_BACK = "formback"
    FORM_CANCEL = "formcancel"
    FORM_AGAIN = "formagain"
    TAKE_BACK = "takeback"
    COVERAGE = "coverage"
    ZALO_COPY = "zalo"
    AWAY_FOR = "awayfor"
    SEEN_CHANGE = "seenchange"
    LETTER = "letter"
    OWN_COPY = "owncopy"
    DATA_ANSWERED = "dataanswered"


class Variant(StrEnum):
    """Where the same choice says something else."""

    SETTLE = "settle"
    MORE = "more"
    # Another version, mended.
    MENDED = "mended"
    AGREED = "agreed"
    FILLED = "filled"
    # For somebody whom Telegram does not reach.
    FOR_OTHER = "for_other"


@dataclass(frozen=True)
class Page:
    """One of several pages, counted from 1."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


@dataclass(frozen=True)
class Choice:
    """One thing the reader may choose, on what, and what a label needs to say of it: its number in the list; the
    name of the person, the unit, the item; the page or the month (its first day) that it names."""

    do: Do
    args: tuple[str | int | date, ...] = ()
    number: int | None = None
    name: str = ""
    page: Page | None = None
    month: date | None = None
    variant: Variant | None = None


Rows: TypeAlias = tuple[tuple[Choice, ...], ...]
# As many tasks, or people, as one screen holds.
PER_SCREEN = 12
# Below every list that may be passed on where Telegram does not reach.
TO_ZALO: Rows = ((Choice(Do.ZALO_COPY),),)


@dataclass(frozen=True)
class Named:
    """A person as texts need them: full name and form of address (None while unknown). `post` of a superior who
    stands in for somebody."""

    full_name: str
    address: str | None = None
    post: str = field(default="", compare=False)


@dataclass(frozen=True)
class FindingFacts:
    """What was found of a file, with what its sentence needs, and who can mend it."""

    rule: Rule
    severity: Severity
    facts: Mapping[str, Any]
    mender: Mender


@dataclass(frozen=True)
class ItemFacts:
    """An item of a checklist; `figure` is what was typed for it; `held`: what holds back the file sent for it.
    `count`: how many pieces are wanted, `there`: how many there are; `one_of`: the choice that it is an option of;
    `reaches`: whether the figure is `at_least` so many percent."""

    title: str
    kind: ItemKind
    required: bool
    hint: str
    filled: bool
    figure: Figure | None = None
    # The cooperating unit that owes it, by its own day.
    owed_by: str | None = None
    due_on: date | None = None
    held: tuple[FindingFacts, ...] = ()
    count: int = 1
    there: int = 0
    one_of: str = ""
    at_least: Decimal | None = None
    reaches: bool | None = None


@dataclass(frozen=True)
class PieceFacts:
    """What a cooperating unit owes; `left`: working days to its own day, or the task's where it has none."""

    title: str
    unit: str
    due_on: date
    left: int
    given: bool


@dataclass(frozen=True)
class ClaimFacts:
    """The confirmation in force: by whom (`instead_of`: in whose place; `by_admin`: written down for them), when it
    was said and recorded, under which receipt; for which day, how many working days after the due day, or minutes
    after its hour (`late_accepted`: accepted all the same), on which day first told; the document named."""

    by: Named
    receipt: str
    said_at: datetime
    done_on: date
    with_file: bool
    late_by: int = 0
    late_minutes: int = 0
    late_accepted: bool = False
    told_on: date | None = None
    document: str = ""
    document_on: date | None = None
    instead_of: Named | None = None
    by_admin: bool = False


@dataclass(frozen=True, kw_only=True)
class Urgency:
    """By when a task is to be done, and what that is worth: all that its place in a list goes by. `left`: working
    days to the due day; `late`: after it. `fix_by`: it was returned, is to be mended by then, and is not overdue
    before."""

    state: State
    due_on: date
    # Due at this hour of `due_on`.
    due_hour: time | None = None
    fix_by: date | None = None
    left: int
    late: int
    worth: Worth | None
    # The due day is over, and it is still accepted until then.
    accepted_until: date | None = None


@dataclass(frozen=True)
class Obstacle:
    """What is in the way of a task: who said so, on which day, in which words ("" where only a button was pressed),
    and where to call them."""

    by: Named
    said_on: date
    words: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class TaskFacts(Urgency):
    """A task as it stands at the moment of sending. `promised_on`: the day that its officer named after the due
    day; `stand_in` acts for an officer who is away; `place`: where its document lies, and since when."""

    id: int
    title: str
    short: str
    period: str
    unit: str
    system: str
    cutoff_on: date | None
    closes_on: date
    items: tuple[ItemFacts, ...]
    officer: Named | None
    claim: ClaimFacts | None
    asks_evidence_at: datetime | None
    # Its evidence tells of citizens: no file of it is asked for in the chat.
    personal: bool = False
    promised_on: date | None = None
    stand_in: Named | None = None
    waiting: Wait | None = None
    place: Place | None = None
    place_since: date | None = None
    # Under which number and day it was issued, where that was said.
    issued_as: str = ""
    issued_on: date | None = None
    obstacle: Obstacle | None = None
    # The document must be dated from and by then.
    issue_from: date | None = None
    issue_by: date | None = None
    # How many options of a choice are wanted, where not one.
    choose: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Instead:
    """For whom somebody reads a message while they are away; `deputy`: who agreed to act, and is away too;
    `is_said`: the message says already that they are away; `unreached`: they are there, Telegram brings nothing."""

    absent: Named
    deputy: Named | None = None
    is_said: bool = False
    unreached: Because | None = None


@dataclass(frozen=True, kw_only=True)
class Message:
    """What every message has: what may be chosen, whether it sounds, a file or a picture; its reader (None: a
    stranger) with the roles that they hold, whom `made_of` puts in for all of them, and for whom they read it."""

    reader: Named | None = None
    roles: frozenset[Role] = frozenset()
    insteads: tuple[Instead, ...] = ()
    choices: Rows = ()
    loud: bool = False
    attachment: Attachment | None = None
    picture: QrCode | None = None
    made: MadeFile | None = None


class Notice(StrEnum):
    """Messages that need no more facts than who reads them."""

    STRANGER = "stranger"
    INVITE_DEAD = "invite_dead"
    INVITE_UNKNOWN = "invite_unknown"
    TOO_MANY_CODES = "too_many_codes"
    ALREADY_JOINED = "already_joined"
    CHAT_TAKEN = "chat_taken"
    JOINED_YOU = "joined_you"
    NOT_YOU = "not_you"
    MOVED_AWAY = "moved_away"
    UNLINKED = "unlinked"
    HELP = "help"
    TEXT_TOO_LONG = "text_too_long"
    NOT_READABLE = "not_readable"
    LETTER = "letter"
    PASSED_ON = "passed_on"
    UNKNOWN_COMMAND = "unknown_command"
    RECORDED = "recorded"
    UNDERSTOOD_BELOW = "understood_below"
    HEARD_ALL = "heard_all"
    PRESS_A_BUTTON = "press_a_button"
    NOT_YOUR_ABSENCE = "not_your_absence"
    WHICH_MESSAGE = "which_message"
    WHICH_NUMBERS = "which_numbers"
    WHOSE_FILES = "whose_files"
    NO_TASK_MEANT = "no_task_meant"
    TASKS_CLOSED = "tasks_closed"
    NO_SUCH_NUMBER = "no_such_number"
    NOTHING_TO_GIVE = "nothing_to_give"
    WHO_GETS_IT = "who_gets_it"
    NOT_UNDERSTOOD = "not_understood"
    STAYS_OPEN = "stays_open"
    NOT_RETURNED = "not_returned"
    NOT_ACCEPTED = "not_accepted"
    NOT_SENT = "not_sent"
    FILES_APART = "files_apart"
    FILE_DISCARDED = "file_discarded"
    FILE_PLACED = "file_placed"
    FAULT_PICTURE = "fault_picture"
    ASKED_BELOW = "asked_below"
    ADDRESS_SET = "address_set"
    NOT_A_HEAD = "not_a_head"
    NOT_ABOVE = "not_above"
    NOTHING_LACKS = "nothing_lacks"
    NOT_AN_ADMIN = "not_an_admin"
    DATE_SET = "date_set"
    FAILED = "failed"
    FILE_DELAYED = "file_delayed"
    FETCHING = "fetching"
    NOT_DELETED = "not_deleted"
    FILE_GONE = "file_gone"
    CROWDED = "crowded"
    PAUSED = "paused"


@dataclass(frozen=True, kw_only=True)
class Told(Message):
    """A notice; `about` names a task or a person where the sentence does, `day` where it names a day, `task` the
    one that it is said of, where only words could leave that open."""

    notice: Notice
    about: str = ""
    task: str = ""
    day: date | None = None
