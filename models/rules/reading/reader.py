"""Reads what an officer wrote about a task: a model proposes, rules extract and guard (docs/reading.md)."""

from datetime import datetime

from models.rules.reading import lying
from models.rules.reading.deciding import Decision, settle, without_words
from models.rules.reading.documents import Document, MentionKind
from models.rules.reading.features import Context
from models.rules.reading.model import model, proposals
from models.rules.reading.past import done_day
from models.rules.reading.periods import find_period
from models.rules.reading.promise import promise
from models.rules.reading.said import Utterance, take_apart
from models.rules.reading.values import DONE, Intent, Place, Reading
from models.rules.working_days import WorkingCalendar
from models.rules.zone import day_of

_DATED = {*DONE, Intent.CANCEL_UNDO}
_UNDONE = {Intent.NOT_DONE, Intent.POSTPONE, Intent.AMBIGUOUS}


def read_reply(
    text: str,
    now: datetime,
    calendar: WorkingCalendar | None = None,
    context: Context = Context.CARD,
) -> Reading:
    """What `text`, said at the aware moment `now` after what `context` says, means.

    Never raises on any text; composed and decomposed spelling read alike. Working days are counted by `calendar`
    (without one: Monday to Friday minus the public holidays). AMBIGUOUS is to be asked about: `offers` are the
    likeliest readings. How a reply is read, from words to act: docs/reading.md.
    """
    said = take_apart(text, now, calendar)
    decision = without_words(said) or settle(
        text, said, proposals(text, said, context), model().card["sure"], context
    )
    return _with_what_rules_find(said, decision, now)


def _with_what_rules_find(said: Utterance, decision: Decision, now: datetime) -> Reading:
    documents = tuple(each.document for each in said.mentions if each.kind is MentionKind.NAMED)
    intent = _with_number(decision.intent, documents)
    meant = {intent, *decision.offers}
    when = promise(said) if Intent.POSTPONE in meant else None
    place = lying.place_of(said) if intent in _UNDONE else None
    if intent in DONE and said.says("issued"):
        place = Place.ISSUED
    return Reading(
        intent=intent,
        reason=decision.reason,
        offers=tuple(_with_number(each, documents) for each in decision.offers),
        date=when.value if when else None,
        other_date=when.other if when else None,
        document=documents[0] if documents else None,
        documents=documents,
        place=place,
        obstacle=intent in _UNDONE and lying.is_stuck(said),
        over=said.says("over"),
        period=find_period(said.plain, day_of(now)),
        done_on=done_day(said, now) if meant & _DATED else None,
    )


def _with_number(intent: Intent, documents: tuple[Document, ...]) -> Intent:
    """What is done is done with a number where one is named."""
    return Intent.DONE_WITH_DOCNUMBER if intent is Intent.DONE and documents else intent
