"""By which letter something is moved or ordered: its words, or the file itself."""

from typing import Any

from jobs.forms import reading
from jobs.forms.form import Filling
from models.changes.adjusting import Basis
from models.changes.filing import ReceivedFile
from models.rules.reading.documents import mentions


def typed(filling: Filling, words: str) -> dict[str, str]:
    """Typed words as the answer. Raises Misread."""
    return {"words": reading.reason(filling, words)}


def shown(filling: Filling, value: Any) -> str:
    """The answer in words; "" where it is a choice, or a text of before an upgrade."""
    return value.get("words") or value.get("name", "") if isinstance(value, dict) else ""


def basis_of(filling: Filling) -> Basis:
    """The letter, with its number and day where the words name them; nothing where there is none."""
    said = filling.get("basis")
    if not isinstance(said, dict):
        return Basis()
    words = str(said.get("words") or "")
    letter = (
        ReceivedFile(said["sha256"], said["size"], said["type"], said["name"]) if "sha256" in said else None
    )
    named = next(iter(mentions(words.lower(), filling.now)), None)
    return Basis(
        words=words,
        document_number=named.document.number if named else "",
        document_on=named.document.date if named else None,
        letter=letter,
    )
