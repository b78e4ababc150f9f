"""The admin says that the machine's clock is right."""

from bot.buttons import button
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.facts import Do
from jobs.timekeeping import trust
from models.tables import Agency


@button(Do.TRUST_CLOCK, says=alerts.CLOCK_TRUSTED)
def clock_is_right(turn: Turn) -> None:
    """Raises Refused. What every admin was told loses its button."""
    trust(turn.act, turn.session.get_one(Agency, turn.me.agency_id))
