"""A catalogue file sent to the bot: its faults, or its differences to be confirmed."""

from bot.handlers import forms
from bot.importing import Offered
from bot.turn import Turn
from jobs.forms.form import Opening
from jobs.forms.importing import given_by
from models.kinds import Kind
from models.refused import Refused

_MOST_FAULTS = 60


def offered(turn: Turn, offer: Offered) -> None:
    """Nothing is loaded before the differences are confirmed; a file with faults is not loaded at all."""
    if offer.content is None:
        sentences = [str(fault) for fault in offer.faults[:_MOST_FAULTS]]
        return turn.answer(Kind.IMPORT_FAULTS, faults=sentences, total=len(offer.faults))
    try:
        given = given_by(turn.session, turn.me, offer.content, turn.now)
        forms.begin(turn, Opening("import", given))
    except Refused as refused:
        turn.refusal(refused)
    return None
