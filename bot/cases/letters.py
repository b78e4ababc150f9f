"""Letters of apology for citizen files: what each says is gathered, and they are drafted into LETTERS_DIR."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlmodel import Session

from bot.texts.forms.cases import REASONS
from jobs.forms.cases import BLANK
from models.actor import Act
from models.calendar import working_calendar
from models.cases import cases_of, clock_of
from models.changes.citizens import citizen_of
from models.changes.looking import looked
from models.people import responsible
from models.rules.cases.letter import LetterFacts
from models.rules.cases.listed import Citizen
from models.sealing import KeyFile
from models.tables import Agency, CitizenCase, Looked, Task, Unit

_COMMITTEE = re.compile(r"(?:UBND|Ủy ban nhân dân)\s+(?:xã|phường|thị trấn|đặc khu)\s+", re.IGNORECASE)
_SIGNER = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"


def letters_of(
    act: Act, agency: Agency, tasks: Sequence[Task], reason: str, days: str, key: KeyFile
) -> list[LetterFacts]:
    """What the letters of these files say. `reason`: typed, or the name of a ready one; `days`: so many working
    days more are asked for, or blank. Names and addresses only where the agency keeps them, which is recorded."""
    cases = cases_of(act.session, tasks)
    keeps = clock_of(act.session, agency.id or 0).keeps_citizens
    found = [
        _letter(
            act.session, agency, task, cases[task.id or 0], reason, days, act.today, key if keeps else None
        )
        for task in tasks
        if task.id in cases
    ]
    named = sum(bool(each.citizen) for each in found)
    if named:
        looked(act, agency, Looked.LETTER, count=named)
    return found


def _letter(
    session: Session,
    agency: Agency,
    task: Task,
    case: CitizenCase,
    reason: str,
    days: str,
    today: date,
    key: KeyFile | None,
) -> LetterFacts:
    citizen = (citizen_of(session, key, case.id or 0) if key else None) or Citizen()
    officer = responsible(session, task)
    return LetterFacts(
        agency=agency.name,
        superior=f"UBND tỉnh {agency.province}" if agency.province else "",
        place=_COMMITTEE.sub("", agency.name).strip(),
        drafted_on=today,
        code=case.code,
        procedure=case.procedure,
        received_on=case.received_on,
        promised_on=case.promised_on,
        new_on=_new_day(session, case, days, today),
        unit=session.get_one(Unit, task.unit_id).name,
        reason=_reason(reason),
        citizen=citizen.name,
        address=citizen.address,
        signer=_SIGNER,
        officer=officer.full_name if officer else "",
    )


def _new_day(session: Session, case: CitizenCase, days: str, today: date) -> date | None:
    """So many working days after the promised day, or after today where that is past."""
    if not days.isdigit():
        return None
    return working_calendar(session, case.agency_id).shift(max(case.promised_on, today), int(days))


def _reason(given: str) -> str:
    return "" if given == BLANK else REASONS.get(given, given)


def signed_folder(letters_dir: Path) -> Path:
    """Where signed letters are put."""
    from jobs.letters.folder import COMING

    return letters_dir / COMING
