"""Whose the files of a list are: kept as it comes in where the agency says so, of files that are not long over."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from models.changes.case_lists import import_list
from models.changes.citizens import citizen_of, keep_citizens
from models.rules.cases.listed import CaseListRead, Citizen, Column, Field, ListedCase, ListKind, Standing
from models.sealing import KeyFile
from models.tables import CitizenCase
from tests.jobs.cases.office import Office, day, listed

YEN, TU = Citizen("Đinh Thị Bạch Yến", "xóm 5, xã Tân Kỳ"), Citizen("Vi Văn Tú")

Brings = Callable[..., dict[str, Citizen | None]]


@pytest.fixture
def brings(files: Office, tmp_path: Path) -> Brings:
    """A list comes in with its names; returns whose each known file is, as kept."""
    key = KeyFile(tmp_path / "personal.key")

    def bring(*cases: ListedCase, keeps: bool | None = None) -> dict[str, Citizen | None]:
        columns = (Column("Mã hồ sơ", Field.CODE),)
        read = CaseListRead(ListKind.XLSX, columns, cases, as_of=files.commune.now, is_full=True)
        with files.acts() as act:
            agency = files.commune.agency(act.session)
            if keeps is not None:
                keep_citizens(act, agency, keeps, 30)
            import_list(replace(act, key=key), agency, read, f"{hash(cases):x}")
            found = act.session.exec(select(CitizenCase)).all()
            return {case.code: citizen_of(act.session, key, case.id or 0) for case in found}

    return bring


def test_names_of_a_list_are_kept_but_of_files_that_ended_long_ago(brings: Brings) -> None:
    over = listed("H2", "16/10/2026", standing=Standing.ENDED, ended_on=day("14/11/2026"), citizen=TU)
    just = listed("H3", "16/12/2026", standing=Standing.ENDED, ended_on=day("15/11/2026"), citizen=TU)
    kept = brings(listed("H1", "16/12/2026", citizen=YEN), over, just, listed("H4", "16/12/2026"), keeps=True)
    assert kept == {"H1": YEN, "H2": None, "H3": TU, "H4": None}


def test_where_the_agency_keeps_none_a_list_leaves_none(brings: Brings) -> None:
    assert brings(listed("H1", "16/12/2026", citizen=YEN)) == {"H1": None}


def test_a_newer_list_corrects_a_name_and_one_without_names_leaves_it(brings: Brings) -> None:
    brings(listed("H1", "16/12/2026", citizen=YEN), listed("H2", "16/12/2026", citizen=YEN), keeps=True)
    newer = brings(listed("H1", "16/12/2026", citizen=TU), listed("H2", "17/12/2026"))
    assert newer == {"H1": TU, "H2": YEN}
