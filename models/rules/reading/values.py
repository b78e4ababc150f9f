"""What the reader of replies hands back."""

from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from enum import StrEnum

from models.rules.reading.documents import Document


class Intent(StrEnum):
    """What a reply wants (docs/design.md, Conversation)."""

    DONE = "done"
    DONE_WITH_DOCNUMBER = "done_with_docnumber"
    NOT_DONE = "not_done"
    POSTPONE = "postpone"
    QUESTION = "question"
    ACK_ONLY = "ack_only"
    REFUSE_NOT_MINE = "refuse_not_mine"
    HAND_OVER = "hand_over"
    CANCEL_UNDO = "cancel_undo"
    ABSENCE = "absence"
    MULTI = "multi"
    UNRELATED = "unrelated"
    AMBIGUOUS = "ambiguous"


DONE = frozenset({Intent.DONE, Intent.DONE_WITH_DOCNUMBER})
"""The meanings that claim a deed."""


class Place(StrEnum):
    """Where a document lies on its way (Decree 30/2020 art. 14): whoever holds it is reminded."""

    DRAFTING = "drafting"
    UNIT_HEAD = "unit_head"
    LEADER = "leader"
    CLERK = "clerk"
    ISSUED = "issued"


@dataclass(frozen=True)
class Reading:
    """One reply as it was understood; with AMBIGUOUS nothing was, and `offers` are the likeliest readings.

    `date` is the day, or the aware moment (Vietnam) where an hour or a part of the day was said, that the person
    promises; None with intent postpone means that the date was too vague to take;
    `other_date` is its second reading where it has two ("t5"). `document` is the one that now holds,
    `documents` all that do. `place` says where the document lies, `obstacle` that something outside the person's
    power is in the way, `over` that something no longer is. `period` is the period named, spelled as periods are
    ("2026-11", "2026-W51"). `done_on` is the day up to today on which it was done, where one is named.
    `piece` are the words it was read from where they are a part of the message, "" where none are.
    """

    intent: Intent
    reason: str
    offers: tuple[Intent, ...] = ()
    date: Day | datetime | None = None
    other_date: Day | None = None
    document: Document | None = None
    documents: tuple[Document, ...] = ()
    place: Place | None = None
    obstacle: bool = False
    over: bool = False
    period: str | None = None
    done_on: Day | None = None
    piece: str | None = None
