"""A catalogue file sent to the bot: its faults, or its differences to be confirmed."""

from typing import Any

from bot.cases.lists import CaseListSent
from bot.handlers import forms
from bot.importing import Offered
from bot.turn import Turn
from jobs.cases.lists import facts_of
from jobs.forms.form import Opening
from jobs.forms.importing import given_by
from models.changes.case_lists import import_list
from models.changes.deleting import ask_to_delete
from models.kinds import Kind
from models.refused import Refused
from models.tables import Agency

_MOST_FAULTS = 60


def case_list(turn: Turn, sent: CaseListSent) -> None:
    """Of a list of citizen files codes, procedures, dates and handlers are kept, never names, whatever the agency
    keeps; its message leaves the chat, for it names citizens."""
    if turn.message_id is not None:
        ask_to_delete(turn.act, turn.me, turn.chat_id, turn.message_id)
    if sent.offered is None:
        assert sent.fault is not None
        why: dict[str, Any] = {"why": sent.fault.fault.value, "named": list(sent.fault.named)}
        return turn.answer(Kind.CASE_LIST_REFUSED, deleted=True, **why)
    agency = turn.session.get_one(Agency, turn.me.agency_id)
    try:
        done = import_list(turn.act, agency, sent.offered.read, sent.offered.sha256)
    except Refused as refused:
        return turn.answer(Kind.CASE_LIST_REFUSED, deleted=True, why=refused.reason.value)
    return turn.answer(Kind.CASE_LIST_TAKEN, deleted=True, **facts_of(done))


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
