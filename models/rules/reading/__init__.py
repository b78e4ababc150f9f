"""The reader of replies: what an officer wrote, as an intent with its date, documents and place
(docs/design.md, Conversation)."""

from models.rules.reading.dates import TimePhrase, find_dates
from models.rules.reading.documents import Document
from models.rules.reading.features import Context
from models.rules.reading.fold import fold
from models.rules.reading.numbered import Answers, read_numbered
from models.rules.reading.past import read_done_day
from models.rules.reading.reader import read_reply
from models.rules.reading.values import Intent, Place, Reading

__all__ = [
    "Answers",
    "Context",
    "Document",
    "Intent",
    "Place",
    "Reading",
    "TimePhrase",
    "find_dates",
    "fold",
    "read_done_day",
    "read_numbered",
    "read_reply",
]
