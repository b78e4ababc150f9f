"""The lifecycle of a task: which change is allowed in which state, and where it leads."""

from enum import StrEnum
from typing import TypeAlias


class State(StrEnum):
    TO_SETTLE = "to_settle"
    OPEN = "open"
    CLAIMED = "claimed"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    WAIVED = "waived"
    MISSED = "missed"


class Change(StrEnum):
    """Every change there is, by the name under which the ledger keeps it.

    First the changes of a task that depend on its state (`LEADS`), then all others.
    """

    OPEN = "open"
    CLAIM = "claim"
    DATE_DONE = "date_done"
    CORRECT = "correct"
    TAKE_BACK = "take_back"
    ADD_EVIDENCE = "add_evidence"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    RETURN = "return"
    ASSIGN = "assign"
    HAND_OVER = "hand_over"
    NOT_MINE = "not_mine"
    SNOOZE = "snooze"
    PROMISE = "promise"
    SAY = "say"
    CLEAR = "clear"
    FORWARD = "forward"
    SIGN = "sign"
    ISSUE = "issue"
    PASS_BACK = "pass_back"
    RENUMBER = "renumber"
    HOLD_UP = "hold_up"
    SPEAK = "speak"
    SETTLE = "settle"
    SET_DATE = "set_date"
    NOT_APPLICABLE = "not_applicable"
    WAIVE = "waive"
    UNWAIVE = "unwaive"
    EXTEND = "extend"
    ASK_WAIT = "ask_wait"
    WAIT = "wait"
    ANSWER = "answer"
    MISS = "miss"
    # Of a citizen file: it was answered in time or waits for the citizen, so that no apology is due; it is again.
    NOT_NEEDED = "not_needed"
    NEEDED_AGAIN = "needed_again"
    # A list promises it earlier than the one before, so that its limit is earlier too.
    PROMISED_EARLIER = "promised_earlier"

    BEGIN_REVIEW = "begin_review"
    KEEP = "keep"
    STILL_THEIRS = "still_theirs"
    TALKED = "talked"
    PHONED = "phoned"
    DECLINE_WAIT = "decline_wait"
    STILL_WAITING = "still_waiting"
    TAKE_BACK_STATEMENT = "take_back_statement"
    TAKE_BACK_MOVE = "take_back_move"
    GIVE_PIECE = "give_piece"
    KEEP_FILE = "keep_file"
    DISCARD_FILE = "discard_file"
    HOLD_FILE = "hold_file"
    REFUSE_FILE = "refuse_file"

    ENLIST = "enlist"
    ADD_ROLES = "add_roles"
    INVITE = "invite"
    JOIN = "join"
    SET_ADDRESS = "set_address"
    SET_MORNING = "set_morning"
    CHAT_MOVED = "chat_moved"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    UNLINK = "unlink"

    BE_ABSENT = "be_absent"
    CORRECT_ABSENCE = "correct_absence"
    MOVE_ABSENCE = "move_absence"
    APPOINT_DEPUTY = "appoint_deputy"
    AGREE_TO_DEPUTISE = "agree_to_deputise"
    DECLINE_TO_DEPUTISE = "decline_to_deputise"
    COME_BACK = "come_back"
    HAND_BACK = "hand_back"

    LOAD_CATALOGUE = "load_catalogue"
    ROLL_YEAR = "roll_year"
    ASSIGN_REQUIREMENT = "assign_requirement"
    MOVE_RULE = "move_rule"
    ACKNOWLEDGE = "acknowledge"
    END_TRIAL = "end_trial"
    AWAY = "away"
    RESTORE = "restore"
    ADOPT = "adopt"
    HOLD_CLOCK = "hold_clock"
    TRUST_CLOCK = "trust_clock"
    # What was configured, one for each kind of adjustment but a move, which extends tasks.
    ADJUST_REQUIREMENT = "adjust_requirement"
    ADJUST_RETIRE = "adjust_retire"
    ADJUST_IMPORT = "adjust_import"
    ADJUST_ORDER = "adjust_order"
    ADJUST_WAIVE = "adjust_waive"
    ADJUST_PERSON = "adjust_person"
    ADJUST_TRANSFER = "adjust_transfer"
    ADJUST_REASSIGN = "adjust_reassign"
    ADJUST_CALENDAR = "adjust_calendar"
    ADJUST_HOURS = "adjust_hours"
    ADJUST_LADDERS = "adjust_ladders"
    TAKE_BACK_ADJUSTMENT = "take_back_adjustment"
    MAKE_PACK = "make_pack"

    IMPORT_CASES = "import_cases"
    MAP_HANDLER = "map_handler"
    SPEAK_CASES = "speak_cases"
    SAY_ENDED = "say_ended"
    TAKE_BACK_ENDED = "take_back_ended"
    SET_CASE_CLOCK = "set_case_clock"
    # Of what tells of citizens: whether names are kept, that kept ones were deleted, that something was opened.
    KEEP_CITIZENS = "keep_citizens"
    FORGET_CITIZENS = "forget_citizens"
    LOOK = "look"
    # Of people's own data: mended by themselves, asked of an admin, answered; who left is forgotten; what is older
    # than it is kept is erased; how long that is; an incident begins and ends.
    CORRECT_OWN = "correct_own"
    ASK_ABOUT_DATA = "ask_about_data"
    ANSWER_ABOUT_DATA = "answer_about_data"
    FORGET_PERSON = "forget_person"
    FORGET_OLD = "forget_old"
    FORGET_FILES = "forget_files"
    SET_LIMIT = "set_limit"
    START_INCIDENT = "start_incident"
    END_INCIDENT = "end_incident"


ACTIVE = frozenset({State.OPEN, State.CLAIMED, State.RETURNED})
CLOSED = frozenset({State.ACCEPTED, State.WAIVED, State.MISSED})

Ways: TypeAlias = dict[State, frozenset[State]]


def _to(*ends: State, of: frozenset[State]) -> Ways:
    """From each of these states into one of those ends."""
    return dict.fromkeys(of, frozenset(ends))


def _stays(of: frozenset[State]) -> Ways:
    """Made in each of these states, which stays what it is."""
    return {state: frozenset({state}) for state in of}


_NOT_SUBMITTED = frozenset({State.OPEN, State.CLAIMED})
_SUBMITTED = frozenset({State.SUBMITTED})
_TO_SETTLE = frozenset({State.TO_SETTLE})

# In which states a change of a task is made, and where it leads from each of them.
LEADS: dict[Change, Ways] = {
    Change.CLAIM: _to(State.CLAIMED, of=frozenset({State.OPEN, State.RETURNED})),
    Change.DATE_DONE: _stays(frozenset({State.CLAIMED, State.SUBMITTED})),
    Change.CORRECT: _stays(frozenset({State.CLAIMED, State.SUBMITTED})),
    Change.TAKE_BACK: _to(State.OPEN, of=frozenset({State.CLAIMED})),
    # Filling the last required item submits; a further file may come until the review begins. A new file
    # after acceptance voids it; one after closing is kept as "bổ sung sau".
    Change.ADD_EVIDENCE: _to(State.CLAIMED, State.SUBMITTED, of=ACTIVE)
    | _to(State.ACCEPTED, State.SUBMITTED, of=frozenset({State.ACCEPTED}))
    | _stays(frozenset({State.SUBMITTED, State.MISSED})),
    Change.WITHDRAW: _to(State.OPEN, State.CLAIMED, of=_SUBMITTED),
    Change.ACCEPT: _to(State.ACCEPTED, of=_SUBMITTED) | _stays(frozenset({State.MISSED})),
    Change.RETURN: _to(State.RETURNED, of=_SUBMITTED),
    Change.ASSIGN: _stays(ACTIVE | {State.TO_SETTLE, State.SUBMITTED, State.WAITING}),
    Change.HAND_OVER: _stays(ACTIVE),
    Change.NOT_MINE: _stays(ACTIVE),
    Change.SNOOZE: _stays(ACTIVE),
    Change.PROMISE: _stays(ACTIVE),
    Change.SAY: _stays(ACTIVE),
    Change.CLEAR: _stays(ACTIVE),
    Change.FORWARD: _stays(ACTIVE),
    Change.SIGN: _stays(ACTIVE),
    Change.ISSUE: _stays(ACTIVE),
    Change.PASS_BACK: _stays(ACTIVE),
    # The number of an issued document is said, or corrected, until it is accepted.
    Change.RENUMBER: _stays(ACTIVE | _SUBMITTED),
    Change.HOLD_UP: _stays(ACTIVE),
    Change.SPEAK: _stays(ACTIVE | {State.SUBMITTED, State.WAITING}),
    Change.SETTLE: _to(State.TO_SETTLE, State.SUBMITTED, of=_TO_SETTLE),
    Change.SET_DATE: _to(State.OPEN, of=_TO_SETTLE),
    Change.NOT_APPLICABLE: _to(State.WAIVED, of=_TO_SETTLE),
    Change.WAIVE: _to(State.WAIVED, of=ACTIVE | _SUBMITTED),
    # Back to what it was before.
    Change.UNWAIVE: _to(State.TO_SETTLE, State.SUBMITTED, *ACTIVE, of=frozenset({State.WAIVED})),
    Change.EXTEND: _stays(ACTIVE),
    Change.ASK_WAIT: _stays(_NOT_SUBMITTED),
    Change.WAIT: _to(State.WAITING, of=_NOT_SUBMITTED),
    Change.ANSWER: _to(State.OPEN, of=frozenset({State.WAITING})),
    Change.MISS: _to(State.MISSED, of=ACTIVE),
    # Also once it is missed: a list that came late may tell that the result was given in time.
    Change.NOT_NEEDED: _to(State.WAIVED, of=ACTIVE | _TO_SETTLE | {State.MISSED}),
    Change.NEEDED_AGAIN: _to(State.OPEN, State.CLAIMED, of=frozenset({State.WAIVED})),
    Change.PROMISED_EARLIER: _stays(ACTIVE),
}
# A citizen file's limit is the law's: nothing puts it off, and no superior is waited for.
NOT_OF_A_CASE = frozenset(
    {
        Change.SNOOZE,
        Change.PROMISE,
        Change.EXTEND,
        Change.ASK_WAIT,
        Change.WAIT,
        Change.ANSWER,
        Change.SET_DATE,
    }
)
# Past its limit it is missed and still owed: it may be given on and spoken of, and a letter that is none returned.
OF_A_MISSED_CASE = frozenset({Change.ASSIGN, Change.HAND_OVER, Change.NOT_MINE, Change.SAY, Change.RETURN})
ALLOWED: dict[Change, frozenset[State]] = {change: frozenset(ways) for change, ways in LEADS.items()}


def allows(state: State, change: Change, is_case: bool = False) -> bool:
    """Whether a task in `state` may undergo `change`; `is_case`: of a citizen file."""
    if is_case and change in NOT_OF_A_CASE:
        return False
    still_owed = is_case and state is State.MISSED and change in OF_A_MISSED_CASE
    return still_owed or state in ALLOWED[change]
