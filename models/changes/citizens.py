"""Names and addresses of citizens: kept only where the agency says so, sealed, and no longer than it says."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta

from sqlalchemy import insert
from sqlmodel import Session, col, delete, func, or_, select

from models.actor import Act
from models.administering import check_in
from models.kept import past_the_session
from models.ledger import record
from models.portions import in_portions
from models.refused import Reason, Refused
from models.rules.cases.listed import Citizen, Standing
from models.rules.lifecycle import Change
from models.rules.zone import day_of
from models.sealing import KeyFile
from models.tables import Agency, CaseCitizen, CaseClock, CaseList, CitizenCase, Evidence

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
    """Whose file it is, sealed; only where the agency keeps it. Raises WrongKey, Altered, BadKey, OSError."""
    keep_all(session, key, {case_id: citizen})


def keep_all(session: Session, key: KeyFile, citizens: Mapping[int, Citizen]) -> None:
    """Of several files, by the id of each: only what is not kept so already is sealed. Raises as `keep_citizen`."""
    for some in in_portions(list(citizens)):
        found = session.exec(
            select(CaseCitizen.case_id, CaseCitizen.sealed).where(col(CaseCitizen.case_id).in_(some))
        )
        kept = {case_id: _opened(key, case_id, sealed) for case_id, sealed in found.all()}
        other = [case_id for case_id in some if kept.get(case_id) != citizens[case_id]]
        session.exec(delete(CaseCitizen).where(col(CaseCitizen.case_id).in_(other)))
        rows = [{"case_id": each, "sealed": _sealed(key, each, citizens[each])} for each in other]
        if rows:
            past_the_session(session, insert(CaseCitizen), rows)


def _sealed(key: KeyFile, case_id: int, citizen: Citizen) -> bytes:
    return key.seal(json.dumps(asdict(citizen), ensure_ascii=False).encode(), _name_of(case_id))


def _opened(key: KeyFile, case_id: int, sealed: bytes) -> Citizen:
    return Citizen(**json.loads(key.unseal(sealed, _name_of(case_id))))


def citizen_of(session: Session, key: KeyFile, case_id: int) -> Citizen | None:
    """Whose file it is; None where that is not kept. Whoever asks records that with `looked`. Raises WrongKey,
    Altered, BadKey, OSError."""
    row = session.get(CaseCitizen, case_id)
    if row is None:
        return None
    return _opened(key, case_id, row.sealed)


def forget_citizens(act: Act, agency: Agency) -> int:
    """Each day: deletes what was kept of files that ended longer ago than the agency keeps it; returns of how
    many."""
    until = kept_until(act, agency)
    kept = set(_kept(act.session, agency))
    over = kept & over_since(act.session, agency, until).keys() if kept else set()
    deleted = _delete(act.session, sorted(over))
    if deleted:
        record(act, Change.FORGET_CITIZENS, agency, deleted=deleted, until=until)
    return deleted


def forget_letters(act: Act, agency: Agency, count: int, until: date) -> None:
    """So many letters of files that ended by this day are deleted from the folders of this machine: recorded before
    it is done."""
    record(act, Change.FORGET_CITIZENS, agency, letters=count, until=until)


def letters_over(session: Session, agency: Agency, until: date) -> tuple[set[str], set[str]]:
    """Of the files that ended by this day the codes, and the SHA-256 of their letters, which are kept sealed."""
    codes = over_since(session, agency, until)
    found = (
        session.exec(
            select(Evidence.sha256)
            .join(CitizenCase, col(CitizenCase.task_id) == Evidence.task_id)
            .where(col(CitizenCase.id).in_(some), col(Evidence.is_sealed))
        ).all()
        for some in in_portions(list(codes))
    )
    return set(codes.values()), {sha256 for some in found for sha256 in some}


def kept_until(act: Act, agency: Agency) -> date:
    """The last day of ending of which nothing of a citizen is kept any more."""
    return act.today - timedelta(days=_clock_of(act, agency).keep_days)


def over_since(session: Session, agency: Agency, until: date) -> dict[int, str]:
    """The codes, by id, of the files that ended by this day; where a file's list names no day, the day of the
    list."""
    known = func.coalesce(CitizenCase.ended_on, CitizenCase.said_ended_on, CitizenCase.missing_since)
    query = (
        select(CitizenCase.id, CitizenCase.code, known, CaseList.as_of)
        .join(CaseList, col(CaseList.id) == CitizenCase.list_id)
        .where(
            CitizenCase.agency_id == agency.id, or_(known.is_not(None), col(CitizenCase.standing).in_(_OVER))
        )
    )
    found = session.exec(query).all()
    return {case_id or 0: code for case_id, code, on, as_of in found if (on or day_of(as_of)) <= until}


def _kept(session: Session, agency: Agency) -> list[int]:
    kept = select(CaseCitizen.case_id).join(CitizenCase, col(CitizenCase.id) == CaseCitizen.case_id)
    return list(session.exec(kept.where(CitizenCase.agency_id == agency.id)))


def _delete(session: Session, case_ids: list[int]) -> int:
    for some in in_portions(case_ids):
        session.exec(delete(CaseCitizen).where(col(CaseCitizen.case_id).in_(some)))
    return len(case_ids)


def _clock_of(act: Act, agency: Agency) -> CaseClock:
    """The agency's settings for citizen files; the usual ones where it has none yet."""
    own = select(CaseClock).where(CaseClock.agency_id == agency.id)
    return act.session.exec(own).first() or CaseClock(agency_id=agency.id or 0)


def _name_of(case_id: int) -> str:
    return f"case/{case_id}"
