"""Who opened what that tells of citizens: recorded at once, counted for the leader (Law 91/2025/QH15 art. 19)."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlmodel import Session, col, func, select

from models.actor import Act
from models.ledger import record
from models.rules.lifecycle import Change
from models.rules.zone import at
from models.tables import Agency, CitizenCase, Evidence, Looked, PersonalAccess


@dataclass(frozen=True)
class Opened:
    """Of one month: how often something that tells of citizens was opened, and by how many people; how often all
    that is kept of somebody, or of everybody, of the agency was exported."""

    times: int
    people: int
    exports: int = 0


def looked(
    act: Act,
    agency: Agency,
    what: Looked,
    *,
    case: CitizenCase | None = None,
    evidence: Evidence | None = None,
    count: int = 1,
) -> PersonalAccess:
    """Records that who acts opens this, before they see it; `count`: of so many citizens."""
    row = PersonalAccess(
        agency_id=agency.id or 0,
        at=act.now,
        who=act.person.code if act.person else act.actor.name,
        what=what,
        case_id=case.id if case else None,
        evidence_id=evidence.id if evidence else None,
        count=count,
    )
    act.write(row)
    about = {"file": row.case_id} if row.case_id else {}
    about |= {"opened": row.evidence_id} if row.evidence_id else {}
    record(act, Change.LOOK, agency, what=what, who=row.who, count=count, **about)
    return row


def accesses(session: Session, agency: Agency, month: date) -> list[PersonalAccess]:
    """All of the month of a day, in Vietnam, in their order."""
    first = month.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    rows = select(PersonalAccess).where(
        PersonalAccess.agency_id == agency.id,
        PersonalAccess.at >= at(first, time()),
        PersonalAccess.at < at(after, time()),
    )
    return list(session.exec(rows.order_by(col(PersonalAccess.at), col(PersonalAccess.id))))


def opened_in(session: Session, agency: Agency, month: date) -> Opened | None:
    """What was opened and exported in the month of a day; None where the agency has no citizen files, and nothing
    was exported."""
    found = accesses(session, agency, month)
    exports = sum(each.count for each in found if each.what is Looked.EXPORT)
    has_cases = select(func.count()).select_from(CitizenCase).where(CitizenCase.agency_id == agency.id)
    if not exports and not session.exec(has_cases).one():
        return None
    opened = [each for each in found if each.what is not Looked.EXPORT]
    return Opened(sum(each.count for each in opened), len({each.who for each in opened}), exports)
