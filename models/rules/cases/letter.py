"""What a letter of apology says, as values (form 04 of Circular 03/2025/TT-VPCP, Annex I)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LetterFacts:
    """One letter to one citizen. `citizen` and `address` are "" for a blank to be filled in by hand; `new_on` None
    likewise. `superior` is the line above the agency's name; `signer` who signs for the agency, in the letter's
    words ("CHỦ TỊCH")."""

    agency: str
    superior: str
    place: str
    drafted_on: date
    code: str
    procedure: str
    received_on: date | None
    promised_on: date
    new_on: date | None
    unit: str = ""
    reason: str = ""
    citizen: str = ""
    address: str = ""
    signer: str = ""
    officer: str = ""
