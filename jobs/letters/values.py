"""What became of signed letters that lay in a folder."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from models.refused import Reason


class Fate(StrEnum):
    """What became of a file; one that was not moved lies where it lay, and is looked at again the next time.

    taken: evidence of its case, moved to `da-nhan`. already: it was before; moved likewise. held: findings hold it
    back; moved to `can-sua`. secret: it bears a secrecy mark, nothing is kept of it; moved to `can-sua`. second:
    its case has another letter already, which is an alarm. changing: still being copied, or in use. no_code,
    several_codes: no code of a case in it, or more than one. nobody: no officer answers for the case. refused: the
    state of the task does not allow it. not_pdf, too_large: nothing of it was read.
    """

    TAKEN = "taken"
    ALREADY = "already"
    HELD = "held"
    SECRET = "secret"
    SECOND = "second"
    CHANGING = "changing"
    NO_CODE = "no_code"
    SEVERAL_CODES = "several_codes"
    NOBODY = "nobody"
    REFUSED = "refused"
    NOT_PDF = "not_pdf"
    TOO_LARGE = "too_large"


@dataclass(frozen=True)
class Taken:
    """One file. `path`: where it lies now; its name may be a citizen's: for the screen of this machine alone.
    `code`: of its case, "" where none was made out. `rules`: ids of what was found, the gravest first. `why`: it
    was refused."""

    path: Path
    fate: Fate
    code: str = ""
    task_id: int | None = None
    evidence_id: int | None = None
    rules: tuple[str, ...] = ()
    why: Reason | None = None
