"""Names and addresses of citizens: kept only where the agency says so, sealed, and no longer than it says."""

import json
from dataclasses import asdict
from datetime import date, timedelta

from sqlmodel import Session, col, delete, func, or_, select

from models.actor import Act
from models.administering import check_in
from models.ledger import record
from models.refused import Reason, Refused
from models.rules.cases.listed import Citizen, Standing
from models.rules.lifecycle import Change
from models.rules.zone import day_of
from models.sealing import KeyFile
from models.tables import Agency, CaseCitizen, CaseClock, CaseList, CitizenCase

LONGEST_KEPT_DAYS = 3650
# What will move no more.
_OVER = (Standing.ENDED, Standing.NONE)


def keep_citizens(act: Act, agency: Agency, on: bool, days: int) -> None:
    """Whether names and addresses are kept from now on, until so many days after a file has its result. Turned off,
    what was kept is deleted. Raises Refused: NOT_YOURS, NO_CHANGE, NOT_VALID for days that are none."""
    check_in(act, agency.id or 0, Change.KEEP_CITIZENS)
    if not 1 <= days <= LONGEST_KEPT_DAYS:
        raise Refused(Reason.NOT_VALID)
    clock = _clock_of(act, agency)
    if (clock.keeps_citizens, clock.keep_days) == (on, days):
        raise Refused(Reason.NO_CHANGE)
    clock.keeps_citizens, clock.keep_days = on, days
    act.write(clock)
    deleted = 0 if on else _delete(act.session, _kept(act.session, agency))
    record(act, Change.KEEP_CITIZENS, agency, on=on, days=days, deleted=deleted)


def keep_citizen(session: Session, key: KeyFile, case_id: int, citizen: Citizen) -> None:
    """Whose file it is, sealed; only where the agency keeps it. Raises BadKey, OSError."""
    plain = json.dumps(asdict(citizen), ensure_ascii=False).encode()
    session.merge(CaseCitizen(case_id=case_id, sealed=key.seal(plain, _name_of(case_id))))


def citizen_of(session: Session, key: KeyFile, case_id: int) -> Citizen | None:
    """Whose file it is; None where that is not kept. Whoever asks records that with `looked`. Raises WrongKey,
    Altered, BadKey, OSError."""
    row = session.get(CaseCitizen, case_id)
    if row is None:
        return None
    return Citizen(**json.loads(key.unseal(row.sealed, _name_of(case_id))))


def forget_citizens(act: Act, agency: Agency) -> int:
    """Each day: deletes what was kept of files that ended longer ago than the agency keeps it; returns of how
    many."""
    clock = _clock_of(act, agency)
    until = act.today - timedelta(days=clock.keep_days)
    over = [case_id for case_id, ended_on in _ended(act.session, agency) if ended_on <= until]
    deleted = _delete(act.session, over)
    if deleted:
        record(act, Change.FORGET_CITIZENS, agency, deleted=deleted, until=until)
    return deleted


def _ended(session: Session, agency: Agency) -> list[tuple[int, date]]:
    """Each file of which something is kept and that is over, with the day since when; where its list names none,
    the day of the list."""
    known = func.coalesce(CitizenCase.ended_on, CitizenCase.said_ended_on, CitizenCase.missing_since)
    query = (
        select(CitizenCase.id, known, CaseList.as_of)
        .join(CaseCitizen, col(CaseCitizen.case_id) == CitizenCase.id)
        .join(CaseList, col(CaseList.id) == CitizenCase.list_id)
        .where(
            CitizenCase.agency_id == agency.id, or_(known.is_not(None), col(CitizenCase.standing).in_(_OVER))
        )
    )
    return [(case_id or 0, ended_on or day_of(as_of)) for case_id, ended_on, as_of in session.exec(query)]


def _kept(session: Session, agency: Agency) -> list[int]:
    kept = select(CaseCitizen.case_id).join(CitizenCase, col(CitizenCase.id) == CaseCitizen.case_id)
    return list(session.exec(kept.where(CitizenCase.agency_id == agency.id)))


def _delete(session: Session, case_ids: list[int]) -> int:
    for case_id in case_ids:
        session.exec(delete(CaseCitizen).where(col(CaseCitizen.case_id) == case_id))
    return len(case_ids)


def _clock_of(act: Act, agency: Agency) -> CaseClock:
    """The agency's settings for citizen files; the usual ones where it has none yet."""
    own = select(CaseClock).where(CaseClock.agency_id == agency.id)
    return act.session.exec(own).first() or CaseClock(agency_id=agency.id or 0)


def _name_of(case_id: int) -> str:
    return f"case/{case_id}"
