"""Who was told that a deadline moved says that they know, or asks to see the letter."""

from bot.texts import alerts
from bot.turn import Turn
from models.actor import acting
from models.changes.move_telling import acknowledge
from models.moves import may_see_letter
from models.refused import Reason, Refused
from models.tables import Adjustment


def seen(turn: Turn, adjustment: Adjustment) -> None:
    """Raises Refused."""
    acknowledge(turn.session, acting(turn.me), turn.now, adjustment)
    turn.alert = alerts.SEEN


def show_letter(turn: Turn, adjustment: Adjustment) -> None:
    """Sends the stored file. Raises Refused."""
    if not may_see_letter(turn.session, turn.me, adjustment):
        raise Refused(Reason.NOT_YOURS)
    if not adjustment.letter_sha256:
        raise Refused(Reason.GONE)
    turn.answer("letter", adjustment=adjustment.id)
    turn.alert = alerts.ANSWERED_BELOW
