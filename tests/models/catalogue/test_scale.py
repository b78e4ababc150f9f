"""A catalogue of many requirements: what it costs grows with them no faster than they do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlmodel import select

from bot.setup import set_up
from models.actor import OPERATOR, Act
from models.catalogue.exporting import as_catalogue, calendar_of
from models.catalogue.loading import load
from models.catalogue.reading import Content, read_catalogue, read_content
from models.catalogue.workbook.writing import as_workbook
from models.catalogue.writing import as_yaml
from models.database import connect, reading, writing
from models.rules.zone import VIETNAM
from models.tables import Agency, Requirement, Task
from tests.bench.catalogues import a_catalogue

NOW = datetime(2026, 12, 1, 7, 30, tzinfo=VIETNAM)
FEW, MANY = 50, 200
# SQLite gives a new row its number one by one; nothing else is said of each.
NUMBERED = (
    "INSERT INTO requirement ",
    "INSERT INTO checklist_item ",
    "INSERT INTO task ",
    "INSERT INTO criterion ",
)
A_REQUIREMENT = 0.1


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    said: list[str] = []

    def hear(*call: object) -> None:
        said.append(str(call[2]))

    event.listen(engine, "before_cursor_execute", hear)
    yield said
    event.remove(engine, "before_cursor_execute", hear)


def prepared(folder: Path, count: int) -> Engine:
    engine = connect(f"sqlite:///{folder / f'{count}.db'}")
    set_up(engine, NOW, Content(a_catalogue(1)), opens=False)
    return engine


def statements(folder: Path, count: int) -> dict[str, int]:
    """What loading, opening, loading again and exporting so many requirements say to the database."""
    engine, catalogue, costs = prepared(folder, count), a_catalogue(count), {}
    for name in ("load and open", "again"):
        with counted(engine) as said:
            set_up(engine, NOW, Content(catalogue))
        costs[name] = sum(not each.startswith(NUMBERED) for each in said)
    with counted(engine) as said, reading(engine) as session:
        exported = as_catalogue(session, session.exec(select(Agency)).one())
    assert exported.requirements == catalogue.requirements
    costs["export"] = len(said)
    engine.dispose()
    return costs


def test_a_requirement_more_is_no_statement_more(tmp_path: Path) -> None:
    few, many = statements(tmp_path, FEW), statements(tmp_path, MANY)
    more = {name: (many[name] - few[name]) / (MANY - FEW) for name in few}
    assert {name: cost for name, cost in more.items() if cost > A_REQUIREMENT} == {}


def test_each_opens_its_tasks_and_loading_again_changes_nothing(tmp_path: Path) -> None:
    engine, catalogue = prepared(tmp_path, FEW), a_catalogue(FEW)
    set_up(engine, NOW, Content(catalogue))
    with reading(engine) as session:
        opened = set(session.exec(select(Task.requirement_id)))
        assert opened == set(session.exec(select(Requirement.id)))
    assert set_up(engine, NOW, Content(catalogue)).differences == []


def test_progress_is_told_to_the_last_one(tmp_path: Path) -> None:
    engine, heard = prepared(tmp_path, FEW), []
    with writing(engine) as session:
        load(Act(session, OPERATOR, NOW), a_catalogue(FEW), [], progress=lambda *said: heard.append(said))
    assert heard[-1] == (FEW, FEW)


@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
def test_it_survives_both_formats(tmp_path: Path, kind: str) -> None:
    catalogue = a_catalogue(FEW)
    content = as_yaml(catalogue).encode() if kind == "yaml" else as_workbook(catalogue, (), "xa.xlsx")
    assert read_content(content, f"xa.{kind}").catalogue == catalogue


def test_a_parser_in_c_or_not_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = as_yaml(a_catalogue(FEW)).replace("status: proposed", "status: maybe", 1)
    said = []
    for _ in range(2):
        with pytest.raises(Exception, match="status: maybe") as raised:
            read_catalogue(text, "xa.yaml")
        said.append(str(raised.value))
        monkeypatch.setattr("models.catalogue.source._FastLoader", None)
    assert said[0] == said[1]


def test_a_workbook_of_what_is_loaded_changes_nothing(tmp_path: Path) -> None:
    engine = prepared(tmp_path, FEW)
    set_up(engine, NOW, Content(a_catalogue(FEW)))
    with reading(engine) as session:
        agency = session.exec(select(Agency)).one()
        current = as_catalogue(session, agency), calendar_of(session, agency)
    content = read_content(as_workbook(*current, "xa.xlsx"), "xa.xlsx", current)
    assert set_up(engine, NOW, content).differences == []
