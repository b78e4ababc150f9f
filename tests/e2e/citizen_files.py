"""Lists of citizen files in a world: what its officer Hoa handles, imported as the command line does."""

from dataclasses import replace
from pathlib import Path

from sqlmodel import select

from bot.cases.lists import bring_in, read_offered
from models.actor import OPERATOR
from models.rules.cases.listed import ListKind
from models.sealing import KeyFile
from models.tables import Agency
from tests.case_lists import SampleRow, make_list, sample_rows
from tests.e2e.world import CHATS, World, at

HOA = CHATS["hoa.ttpvhcc"]


def rows(*promised: str, handler: str = "Phan Thị Hoa") -> list[SampleRow]:
    """Running files that Hoa handles, promised on these days."""
    found = sample_rows(len(promised), running=True)
    days = [at(each).date() for each in promised]
    return [
        replace(row, promised=day, handler=handler, ended=None, state="Đang xử lý")
        for row, day in zip(found, days, strict=True)
    ]


def imports(world: World, tmp_path: Path, listed: list[SampleRow], kind: ListKind = ListKind.HTML) -> None:
    """As the command line does."""
    assert world.sandbox.runtime is not None
    engine, key = world.sandbox.runtime.engine, KeyFile(tmp_path / "world" / "personal.key")
    with world.rows() as session:
        agency = session.exec(select(Agency)).one()
        offered = read_offered(
            session, agency, make_list(kind, listed, titles=("DANH SÁCH HỒ SƠ",)), "ds.xls"
        )
    bring_in(engine, lambda _: OPERATOR, agency.id or 0, offered, world.sandbox.now(), key)
