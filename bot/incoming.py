"""A file on its way in."""

from dataclasses import dataclass

from telegram.error import BadRequest

from bot.cases.lists import CaseListSent
from bot.importing import Offered
from jobs.messages.files import FileProblem
from models.changes.filing import ReceivedFile

# What the Bot API lets a bot download.
MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class Incoming:
    """A file as its message describes it; `stored` once its bytes are safe, None where they were not had."""

    file_name: str
    size: int
    caption: str
    stored: ReceivedFile | None
    problem: FileProblem | None = None
    # What several files sent as one have in common.
    album: str = ""
    is_passed_on: bool = False
    # It tells of citizens, or might: its name is told to nobody.
    is_sealed: bool = False
    # A catalogue that an admin sends.
    offered: Offered | None = None
    # A list of citizen files: nothing else of it was kept.
    case_list: CaseListSent | None = None


# In Telegram's own words, in small letters.
_FOR_GOOD = {
    "too big": FileProblem.TOO_LARGE,
    "wrong file identifier": FileProblem.LOST,
    "invalid file_id": FileProblem.LOST,
    "wrong type of file": FileProblem.LOST,
    "file not found": FileProblem.LOST,
}


def refused_for_good(error: BadRequest) -> FileProblem:
    """Raises what may pass: "wrong file_id or the file is temporarily unavailable" is one answer to both, and words
    that nobody knows are waited out for as long as Telegram keeps the file."""
    said = error.message.lower()
    problem = next((problem for words, problem in _FOR_GOOD.items() if words in said), None)
    if problem is None or "temporarily" in said:
        raise error
    return problem
