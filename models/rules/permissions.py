"""Who may make which change: one table, asked at every press and every command."""

from enum import StrEnum

from models.rules.lifecycle import Change


class Standing(StrEnum):
    """What somebody is to a task. A person may have several; a stranger has none."""

    RESPONSIBLE = "responsible"
    DEPUTY = "deputy"
    CLAIMANT = "claimant"
    UNIT_HEAD = "unit_head"
    ADMIN = "admin"
    CLOCK = "clock"
    OPERATOR = "operator"


DOERS = frozenset({Standing.RESPONSIBLE, Standing.DEPUTY})
_ASSIGNERS = frozenset({Standing.UNIT_HEAD, Standing.ADMIN, Standing.OPERATOR})
_SETTLERS = frozenset({Standing.UNIT_HEAD, Standing.ADMIN})
_CLOCK = frozenset({Standing.CLOCK})

MAY: dict[Change, frozenset[Standing]] = {
    Change.OPEN: _CLOCK,
    Change.SPEAK: _CLOCK,
    Change.MISS: _CLOCK,
    Change.CLAIM: DOERS | {Standing.ADMIN},
    Change.TAKE_BACK: frozenset({Standing.CLAIMANT, Standing.UNIT_HEAD}),
    Change.ADD_EVIDENCE: DOERS,
    Change.WITHDRAW: DOERS,
    Change.ASSIGN: _ASSIGNERS,
    Change.SETTLE: _SETTLERS,
    Change.SET_DATE: _SETTLERS,
    Change.NOT_APPLICABLE: _SETTLERS,
}


def may(standings: frozenset[Standing], change: Change) -> bool:
    """Whether somebody with these standings may make this change."""
    return bool(standings & MAY[change])
