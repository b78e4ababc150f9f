"""Who may make which change: one table, asked at every press and every command."""

from enum import StrEnum

from models.rules.lifecycle import Change


class Standing(StrEnum):
    """What somebody is to a task. A person may have several; a stranger has none."""

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


DOERS = frozenset({Standing.RESPONSIBLE, Standing.DEPUTY})
_ASSIGNERS = frozenset({Standing.UNIT_HEAD, Standing.ADMIN, Standing.OPERATOR})
_SETTLERS = frozenset({Standing.UNIT_HEAD, Standing.ADMIN})
_REVIEWERS = frozenset({Standing.REVIEWER})
_CLOCK = frozenset({Standing.CLOCK})

MAY: dict[Change, frozenset[Standing]] = {
    Change.OPEN: _CLOCK,
    Change.SPEAK: _CLOCK,
    Change.MISS: _CLOCK,
    Change.CLAIM: DOERS | {Standing.ADMIN},
    Change.DATE_DONE: DOERS | {Standing.CLAIMANT},
    Change.TAKE_BACK: frozenset({Standing.CLAIMANT, Standing.UNIT_HEAD}),
    # A clerk may hand in the issued document for the officer, never accept it.
    Change.ADD_EVIDENCE: DOERS | {Standing.CLERK},
    Change.WITHDRAW: DOERS,
    Change.ACCEPT: _REVIEWERS,
    Change.RETURN: _REVIEWERS,
    Change.ASSIGN: _ASSIGNERS,
    Change.HAND_OVER: DOERS,
    Change.NOT_MINE: DOERS,
    Change.SNOOZE: DOERS,
    Change.PROMISE: DOERS,
    Change.SAY: DOERS,
    # Whoever holds the document says that it went on.
    Change.FORWARD: frozenset({Standing.UNIT_HEAD}),
    Change.SIGN: frozenset({Standing.LEADER}),
    Change.ISSUE: frozenset({Standing.CLERK}),
    Change.SETTLE: _SETTLERS,
    Change.SET_DATE: _SETTLERS,
    Change.NOT_APPLICABLE: _SETTLERS,
    Change.WAIVE: frozenset({Standing.ADMIN}),
    Change.UNWAIVE: frozenset({Standing.ADMIN}),
    Change.EXTEND: _SETTLERS,
    Change.ASK_WAIT: DOERS,
    # Confirmed by the head; where a unit has none, by the admin.
    Change.WAIT: _SETTLERS,
    Change.ANSWER: DOERS | {Standing.UNIT_HEAD},
}


def may(standings: frozenset[Standing], change: Change) -> bool:
    """Whether somebody with these standings may make this change."""
    return bool(standings & MAY[change])


class Configuring(StrEnum):
    """What may be configured; beside the changes of one task."""

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


# Heads act within their own unit, admins within their agency.
WITHIN_UNIT = frozenset(
    {
        Configuring.MANAGE,
        Configuring.ORDER,
        Configuring.MOVE,
        Configuring.REASSIGN,
        Configuring.ABSENCE,
        Configuring.CONNECTIONS,
        Configuring.TAKE_BACK,
    }
)


def may_administer(is_admin: bool, is_head: bool, needs: Configuring) -> bool:
    """Whether an admin, or a head for their own unit, may do this."""
    return is_admin or (is_head and needs in WITHIN_UNIT)
