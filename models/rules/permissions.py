"""Who may make which change: one table, asked at every press and every command."""

from enum import Enum, StrEnum
from typing import TypeAlias

from models.rules.lifecycle import Change


class Standing(StrEnum):
    """What somebody is to a task, a piece, a person, a unit or an agency. A person may have several; a stranger
    has none."""

    RESPONSIBLE = "responsible"
    DEPUTY = "deputy"
    CLAIMANT = "claimant"
    REVIEWER = "reviewer"
    UNIT_HEAD = "unit_head"
    LEADER = "leader"
    CLERK = "clerk"
    ADMIN = "admin"
    CLOCK = "clock"
    OPERATOR = "operator"
    # Whose own it is: who made it, or whom it is about; who acts for them; who was told of it.
    OWNER = "owner"
    STAND_IN = "stand_in"
    # Who acts for an officer whom Telegram does not reach: the head, the clerk, an admin.
    HELPER = "helper"
    TOLD = "told"
    # An officer of the unit that owes a piece.
    UNIT_OFFICER = "unit_officer"


class Configuring(Enum):
    """What may be configured, beside single changes. No strings: some are called as a change is."""

    MANAGE = "manage"
    REQUIREMENTS = "requirements"
    ORDER = "order"
    MOVE = "move"
    WAIVE = "waive"
    REASSIGN = "reassign"
    PEOPLE = "people"
    INVITE = "invite"
    ABSENCE = "absence"
    CALENDAR = "calendar"
    SETTINGS = "settings"
    CONNECTIONS = "connections"
    IMPORT = "import"
    TAKE_BACK = "take_back"
    TRIAGE = "triage"
    # All of it in whichever unit, not only in one's own.
    EVERYWHERE = "everywhere"


class Seeing(Enum):
    """What may be looked at."""

    TASK = "see_task"
    FILES = "see_files"
    LETTER = "see_letter"
    COVERAGE = "see_coverage"
    BOARD = "see_board"


What: TypeAlias = Change | Configuring | Seeing

DOERS = frozenset({Standing.RESPONSIBLE, Standing.DEPUTY})
# Somebody's own word and file, which others bring where Telegram does not reach them.
_SPEAKERS = DOERS | {Standing.HELPER}
_ASSIGNERS = frozenset({Standing.UNIT_HEAD, Standing.ADMIN, Standing.OPERATOR})
_REVIEWERS = frozenset({Standing.REVIEWER})
_CLOCK = frozenset({Standing.CLOCK})
_ADMINS = frozenset({Standing.ADMIN})
# Heads, and who stands in for them, within their unit; admins within their agency.
_ABOVE = frozenset({Standing.UNIT_HEAD, Standing.ADMIN})
_CONCERNED = DOERS | _ABOVE | {Standing.CLAIMANT, Standing.REVIEWER, Standing.LEADER}

MAY: dict[What, frozenset[Standing]] = {
    Change.OPEN: _CLOCK,
    Change.SPEAK: _CLOCK,
    Change.MISS: _CLOCK,
    Change.NOT_NEEDED: _CLOCK,
    Change.NEEDED_AGAIN: _CLOCK,
    Change.PROMISED_EARLIER: _CLOCK,
    Change.CLAIM: _SPEAKERS | {Standing.ADMIN},
    Change.DATE_DONE: _SPEAKERS | {Standing.CLAIMANT},
    Change.CORRECT: _SPEAKERS | {Standing.CLAIMANT},
    Change.TAKE_BACK: frozenset({Standing.CLAIMANT, Standing.UNIT_HEAD}),
    # A clerk may hand in the issued document for the officer, never accept it.
    Change.ADD_EVIDENCE: _SPEAKERS | {Standing.CLERK},
    Change.WITHDRAW: _SPEAKERS,
    Change.ACCEPT: _REVIEWERS,
    Change.RETURN: _REVIEWERS,
    Change.ASSIGN: _ASSIGNERS,
    Change.HAND_OVER: DOERS,
    Change.NOT_MINE: DOERS,
    Change.SNOOZE: _SPEAKERS,
    Change.PROMISE: _SPEAKERS,
    Change.SAY: _SPEAKERS,
    # That an obstacle is out of the way.
    Change.CLEAR: _SPEAKERS | _ABOVE,
    # Whoever holds the document says that it went on.
    Change.FORWARD: frozenset({Standing.UNIT_HEAD}),
    Change.SIGN: frozenset({Standing.LEADER}),
    Change.ISSUE: frozenset({Standing.CLERK}),
    # Who said so by mistake.
    Change.PASS_BACK: frozenset({Standing.UNIT_HEAD, Standing.LEADER, Standing.CLERK}),
    Change.RENUMBER: frozenset({Standing.CLERK}),
    # Or why it cannot go on yet.
    Change.HOLD_UP: frozenset({Standing.UNIT_HEAD, Standing.LEADER, Standing.CLERK}),
    Change.SETTLE: _ABOVE,
    Change.SET_DATE: _ABOVE,
    Change.NOT_APPLICABLE: _ABOVE,
    Change.WAIVE: frozenset({Standing.ADMIN}),
    # A head only what they settled themselves: the adjustment is theirs.
    Change.UNWAIVE: _ABOVE,
    Change.EXTEND: _ABOVE,
    Change.ASK_WAIT: DOERS,
    # Confirmed by the head; where a unit has none, by the admin.
    Change.WAIT: _ABOVE,
    Change.ANSWER: DOERS | {Standing.UNIT_HEAD},
    Change.BEGIN_REVIEW: _REVIEWERS,
    Change.GIVE_PIECE: frozenset({Standing.UNIT_OFFICER, Standing.UNIT_HEAD, Standing.TOLD}),
    Change.BE_ABSENT: _ABOVE | {Standing.OWNER, Standing.STAND_IN},
    Change.ASSIGN_REQUIREMENT: _ASSIGNERS,
    Change.MOVE_RULE: _ADMINS,
    Change.TAKE_BACK_MOVE: _ADMINS | {Standing.OWNER},
    Change.TAKE_BACK_ADJUSTMENT: _ADMINS | {Standing.OWNER},
    Change.UNLINK: _ADMINS,
    Change.END_TRIAL: _ADMINS | {Standing.OPERATOR},
    Change.TRUST_CLOCK: _ADMINS,
    Change.MAKE_PACK: _ADMINS | {Standing.OPERATOR},
    Change.SET_CASE_CLOCK: _ADMINS | {Standing.OPERATOR},
    Change.KEEP_CITIZENS: _ADMINS | {Standing.OPERATOR},
    Change.ANSWER_ABOUT_DATA: _ADMINS | {Standing.OPERATOR},
    Change.FORGET_PERSON: _ADMINS | {Standing.OPERATOR},
    Change.SET_LIMIT: _ADMINS | {Standing.OPERATOR},
    Change.START_INCIDENT: _ADMINS | {Standing.OPERATOR},
    Change.END_INCIDENT: _ADMINS | {Standing.OPERATOR},
    Configuring.MANAGE: _ABOVE,
    Configuring.REQUIREMENTS: _ADMINS,
    Configuring.ORDER: _ABOVE,
    Configuring.MOVE: _ABOVE,
    Configuring.WAIVE: _ADMINS,
    Configuring.REASSIGN: _ABOVE,
    Configuring.PEOPLE: _ADMINS,
    Configuring.INVITE: _ADMINS,
    Configuring.ABSENCE: _ABOVE,
    Configuring.CALENDAR: _ADMINS,
    Configuring.SETTINGS: _ADMINS,
    Configuring.CONNECTIONS: _ABOVE,
    Configuring.IMPORT: _ADMINS,
    Configuring.TAKE_BACK: _ABOVE,
    Configuring.TRIAGE: _ADMINS,
    Configuring.EVERYWHERE: _ADMINS | {Standing.OPERATOR},
    Seeing.TASK: _CONCERNED | {Standing.CLERK},
    Seeing.FILES: _CONCERNED,
    Seeing.LETTER: _ADMINS | {Standing.OWNER, Standing.TOLD},
    Seeing.COVERAGE: _ADMINS,
    # All that is open in the agency.
    Seeing.BOARD: _ADMINS | {Standing.LEADER},
}


def may(standings: frozenset[Standing], what: What) -> bool:
    """Whether somebody with these standings may do this."""
    return bool(standings & MAY[what])
