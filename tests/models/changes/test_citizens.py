"""Names of citizens: kept where the agency says so, sealed, forgotten in time; who opened what is counted."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, func, select

from models.actor import CLOCK, OPERATOR, Act
from models.changes.citizens import citizen_of, forget_citizens, keep_citizen, keep_citizens
from models.changes.looking import Opened, accesses, looked, opened_in
from models.refused import Reason, Refused
from models.rules.cases.listed import Citizen, ListKind, Standing
from models.sealing import KeyFile, WrongKey
from models.tables import CaseCitizen, CaseList, CitizenCase, Looked
from tests.commune import Commune, at

YEN = Citizen("Đinh Thị Bạch Yến", "xóm 5, xã Tân Kỳ")
NOW = at("14/12/2026", "09:00")


@pytest.fixture
def key(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "personal.key")


def lay_case(session: Session, commune: Commune, code: str = "H40.17-261201-0001", **said: object) -> int:
    agency_id = commune.agency(session).id or 0
    listed = CaseList(
        agency_id=agency_id,
        sha256="0" * 64,
        kind=ListKind.CSV,
        is_full=True,
        as_of=NOW - timedelta(days=100),
        imported_at=NOW,
        rows=1,
    )
    session.add(listed)
    session.flush()
    day = date(2026, 12, 1)
    values: dict[str, object] = {"standing": Standing.RUNNING} | said
    case = CitizenCase(
        agency_id=agency_id,
        code=code,
        first_promised_on=day,
        promised_on=day,
        list_id=listed.id or 0,
        **values,
    )
    session.add(case)
    session.flush()
    return case.id or 0


def kept(session: Session) -> int:
    return session.exec(select(func.count()).select_from(CaseCitizen)).one()


def operator(session: Session) -> Act:
    return Act(session, OPERATOR, NOW)


def test_a_name_is_sealed_and_opens_with_the_key_of_its_own_file_alone(
    commune: Commune, key: KeyFile, tmp_path: Path
) -> None:
    with commune.writes() as session:
        mine, other = lay_case(session, commune), lay_case(session, commune, "H40.17-261201-0002")
        keep_citizen(session, key, mine, YEN)
        keep_citizen(session, key, mine, YEN)
    with commune.writes() as session:
        assert citizen_of(session, key, mine) == YEN
        assert citizen_of(session, key, other) is None
        foreign = KeyFile(tmp_path / "other.key")
        foreign.seal(b"", "")
        with pytest.raises(WrongKey):
            citizen_of(session, foreign, mine)
    files = [each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()]
    spelled = [words.encode(how) for words in ("Bạch Yến", "xóm 5") for how in ("utf-8", "unicode_escape")]
    assert len(files) > 1
    assert not any(words in data for words in spelled for data in files)


def test_switched_off_what_was_kept_is_deleted_and_the_ledger_says_how_many(
    commune: Commune, key: KeyFile
) -> None:
    with commune.writes() as session:
        keep_citizens(operator(session), commune.agency(session), True, 30)
        for number in range(3):
            keep_citizen(session, key, lay_case(session, commune, f"H40.17-261201-000{number}"), YEN)
    with commune.writes() as session:
        keep_citizens(operator(session), commune.agency(session), False, 30)
        assert kept(session) == 0
    entries = [each.body for each in commune.ledger() if each.change == "keep_citizens"]
    assert ['"on":true' in entries[0], '"deleted":3' in entries[1]] == [True, True]
    assert commune.faults() == []


@pytest.mark.parametrize(
    ("who", "on", "days", "why"),
    [
        ("an.vhxh", True, 30, Reason.NOT_YOURS),
        ("minh.vp", True, 0, Reason.NOT_VALID),
        ("minh.vp", False, 90, Reason.NO_CHANGE),
    ],
)
def test_only_who_manages_may_switch_it_and_only_to_something_else(
    commune: Commune, who: str, on: bool, days: int, why: Reason
) -> None:
    with commune.writes() as session, pytest.raises(Refused) as refused:
        keep_citizens(commune.act(session, who), commune.agency(session), on, days)
    assert refused.value.reason is why


@pytest.mark.parametrize(
    ("said", "is_kept"),
    [
        ({"standing": Standing.ENDED, "ended_on": date(2026, 11, 14)}, False),
        ({"standing": Standing.ENDED, "ended_on": date(2026, 11, 15)}, True),
        ({"said_ended_on": date(2026, 11, 1)}, False),
        ({"missing_since": date(2026, 11, 1)}, False),
        # Its list, a hundred days old, says no day.
        ({"standing": Standing.NONE}, False),
        ({"standing": Standing.PAUSED}, True),
        ({}, True),
    ],
)
def test_names_are_forgotten_so_many_days_after_the_file_ended(
    commune: Commune, key: KeyFile, said: dict[str, object], is_kept: bool
) -> None:
    with commune.writes() as session:
        agency = commune.agency(session)
        keep_citizens(operator(session), agency, True, 30)
        keep_citizen(session, key, lay_case(session, commune, **said), YEN)
        deleted = forget_citizens(Act(session, CLOCK, NOW), agency)
        assert (kept(session), deleted) == (int(is_kept), int(not is_kept))
        assert forget_citizens(Act(session, CLOCK, NOW), agency) == 0
    entries = [each for each in commune.ledger() if each.change == "forget_citizens"]
    assert len(entries) == int(not is_kept)


def test_who_opened_what_is_in_the_ledger_and_counted_by_month(commune: Commune) -> None:
    def look(moment: str, who: str, count: int = 1) -> Callable[[Session], object]:
        def take(session: Session) -> object:
            act = Act(session, commune.actor(session, who), at(moment, "23:30"))
            return looked(act, commune.agency(session), Looked.NAMES, count=count)

        return take

    with commune.writes() as session:
        assert opened_in(session, commune.agency(session), date(2026, 11, 5)) is None
        lay_case(session, commune)
        for take in (
            look("31/10/2026", "an.vhxh"),
            look("01/11/2026", "an.vhxh"),
            look("30/11/2026", "an.vhxh", 4),
            look("30/11/2026", "minh.vp"),
            look("01/12/2026", "minh.vp"),
        ):
            take(session)
        agency = commune.agency(session)
        assert opened_in(session, agency, date(2026, 11, 5)) == Opened(6, 2)
        assert opened_in(session, agency, date(2027, 1, 5)) == Opened(0, 0)
        assert [each.who for each in accesses(session, agency, date(2026, 12, 31))] == ["minh.vp"]
    assert sum(each.change == "look" for each in commune.ledger()) == 5
    assert commune.faults() == []
