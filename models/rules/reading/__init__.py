"""The reader of replies: what an officer wrote, as an intent with its date, documents and place
(docs/design.md, Conversation)."""

from models.rules.reading.features import Context
from models.rules.reading.numbered import read_numbered
from models.rules.reading.reader import read_reply
from models.rules.reading.values import Intent, Place, Reading

__all__ = ["Context", "Intent", "Place", "Reading", "read_numbered", "read_reply"]
