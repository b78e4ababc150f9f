"""Reads what an officer wrote about a task: rules, no model; a wrong "done" is worse than a question back."""

from datetime import datetime

from models.rules.reading import telling
from models.rules.reading.deciding import decide
from models.rules.reading.documents import Document, MentionKind
from models.rules.reading.past import done_day
from models.rules.reading.patterns import occurs
from models.rules.reading.periods import find_period
from models.rules.reading.said import Utterance, take_apart
from models.rules.reading.values import Intent, Place, Reading
from models.rules.working_days import WorkingCalendar
from models.rules.zone import day_of

_DONE = {Intent.DONE, Intent.DONE_WITH_DOCNUMBER}
_UNDONE = {Intent.NOT_DONE, Intent.POSTPONE}


def read_reply(text: str, now: datetime, calendar: WorkingCalendar | None = None) -> Reading:
    """What `text`, said at the aware moment `now`, means.

    Never raises on any text; composed and decomposed spelling read alike. Working days are counted by `calendar`
    (without one: Monday to Friday minus the public holidays). The order of decision is that of
    docs/design.md, Conversation.
    """
    said = take_apart(text, now, calendar)
    verdict, promise = decide(said)
    documents = _documents(said)
    return Reading(
        intent=verdict.intent,
        reason=verdict.reason,
        date=promise.value if promise else None,
        other_date=promise.other if promise else None,
        document=documents[0] if documents else None,
        documents=documents,
        place=_place(said, verdict.intent),
        obstacle=verdict.intent in _UNDONE and occurs(telling.OBSTACLE + telling.SUPERIOR, said.line),
        period=find_period(said.plain, day_of(now)),
        done_on=done_day(said.plain, said.whens, now),
    )


def _documents(said: Utterance) -> tuple[Document, ...]:
    """The documents named that hold; where one is corrected, the number said to be right."""
    return tuple(each.document for each in said.mentions if each.kind is MentionKind.NAMED)


def _place(said: Utterance, intent: Intent) -> Place | None:
    """Where the document lies, as far as the words say."""
    if intent in _DONE:
        return Place.ISSUED if occurs(telling.ISSUED, said.line) else None
    if (intent not in _UNDONE and intent is not Intent.AMBIGUOUS) or occurs(telling.SUPERIOR, said.line):
        return None
    return next((place for place, phrases in telling.LIES_WITH.items() if occurs(phrases, said.line)), None)
