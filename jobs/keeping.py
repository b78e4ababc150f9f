"""What is kept, counted as it stands: for `verify --retention` and the page that describes it."""

from dataclasses import dataclass

from sqlmodel import Session, SQLModel, func, select

from models.kinds import Kind
from models.people import holding
from models.retention import KEPT, USUAL, Keeping, Limit, Measure, limit_of
from models.tables import Agency, CaseCitizen, Evidence, Notification, Person, Role


@dataclass(frozen=True)
class KeptTable:
    """A table with how many rows it has now, and until when they are kept."""

    name: str
    keeping: Keeping
    rows: int
    amount: int


@dataclass(frozen=True)
class KeptLimit:
    """A limit as it holds; `is_usual`: nobody has set it."""

    limit: Limit
    amount: int
    measure: Measure
    is_usual: bool


@dataclass(frozen=True)
class Description:
    """All that the page says of one agency; `zalo`: how often a list was copied to be passed on there."""

    agency: str
    province: str
    admins: tuple[str, ...]
    people: int
    linked: int
    forgotten: int
    citizens: int
    sealed: int
    zalo: int
    tables: tuple[KeptTable, ...]
    limits: tuple[KeptLimit, ...]


def kept_tables(session: Session, agency: Agency) -> tuple[KeptTable, ...]:
    """Every table; what tells of people first."""
    found = [_table(session, agency, table, keeping) for table, keeping in KEPT.items()]
    return tuple(sorted(found, key=lambda each: not each.keeping.personal))


def _table(session: Session, agency: Agency, table: type[SQLModel], keeping: Keeping) -> KeptTable:
    rows = session.exec(select(func.count()).select_from(table)).one()
    amount = limit_of(agency, keeping.ends) if isinstance(keeping.ends, Limit) else 0
    return KeptTable(str(table.__tablename__), keeping, rows, amount)


def kept_limits(agency: Agency) -> tuple[KeptLimit, ...]:
    """Every limit, as the agency has it."""
    return tuple(
        KeptLimit(limit, limit_of(agency, limit), usual.measure, limit not in agency.limits)
        for limit, usual in USUAL.items()
    )


def description(session: Session, agency: Agency) -> Description:
    people = session.exec(select(Person).where(Person.agency_id == agency.id)).all()
    here = [each for each in people if each.deactivated_at is None]
    return Description(
        agency=agency.name,
        province=agency.province,
        admins=tuple(each.full_name for each in holding(session, agency.id or 0, Role.ADMIN)),
        people=len(here),
        linked=len([each for each in here if each.chat_id is not None]),
        forgotten=len([each for each in people if each.forgotten_at is not None]),
        citizens=_count(session, CaseCitizen),
        sealed=_count(session, Evidence, is_sealed=True),
        zalo=_count(session, Notification, kind=Kind.ZALO_COPY),
        tables=kept_tables(session, agency),
        limits=kept_limits(agency),
    )


def _count(session: Session, table: type[SQLModel], **which: object) -> int:
    return session.exec(select(func.count()).select_from(table).filter_by(**which)).one()
