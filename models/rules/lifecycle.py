"""The lifecycle of a task: which change is allowed in which state, and where it leads (DESIGN §4)."""

from enum import StrEnum


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
    OPEN = "open"
    CLAIM = "claim"
    TAKE_BACK = "take_back"
    ADD_EVIDENCE = "add_evidence"
    WITHDRAW = "withdraw"
    ASSIGN = "assign"
    SPEAK = "speak"
    SETTLE = "settle"
    SET_DATE = "set_date"
    NOT_APPLICABLE = "not_applicable"
    MISS = "miss"


ACTIVE = frozenset({State.OPEN, State.CLAIMED, State.RETURNED})
CLOSED = frozenset({State.ACCEPTED, State.WAIVED, State.MISSED})

ALLOWED: dict[Change, frozenset[State]] = {
    Change.CLAIM: frozenset({State.OPEN, State.RETURNED}),
    Change.TAKE_BACK: frozenset({State.CLAIMED}),
    # Filling the last required item submits; a further file may come until the review begins.
    Change.ADD_EVIDENCE: ACTIVE | {State.SUBMITTED},
    Change.WITHDRAW: frozenset({State.SUBMITTED}),
    Change.ASSIGN: ACTIVE | {State.TO_SETTLE, State.SUBMITTED, State.WAITING},
    Change.SPEAK: ACTIVE,
    Change.SETTLE: frozenset({State.TO_SETTLE}),
    Change.SET_DATE: frozenset({State.TO_SETTLE}),
    Change.NOT_APPLICABLE: frozenset({State.TO_SETTLE}),
    Change.MISS: ACTIVE,
}


def allows(state: State, change: Change) -> bool:
    """Whether a task in `state` may undergo `change`."""
    return state in ALLOWED[change]
