"""The page of threats names tests that there are; and what holds everywhere is looked for everywhere."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.logs import fault
from bot.sandbox import server

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "threats.md").read_text("utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| threat ")]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
# Names of our own tables, and of our own pragmas: no word of anybody's.
OWN_NAMES = {"bot/sandbox/store.py", "jobs/backup/contents.py", "models/database.py"}
RUNS_SQL = {"execute", "exec_driver_sql", "executescript", "executemany", "text"}
RUNS_CODE = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.load", "pickle.loads"}


def sources() -> Iterator[tuple[str, ast.AST]]:
    for room in ("bot", "jobs", "models"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


@cache
def calls() -> list[tuple[str, ast.Call]]:
    """Every call of the program, with the file that makes it."""
    return [(path, node) for path, tree in sources() for node in ast.walk(tree) if isinstance(node, ast.Call)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:60])
def test_every_threat_names_a_test_that_there_is(row: str) -> None:
    named = NAMED.findall(row.split("|")[-2])
    assert named
    for file, test in named:
        assert re.search(rf"^(?:async )?def {test}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), test


def test_no_statement_is_made_of_words() -> None:
    """A statement that is put together holds names of our own alone; whatever else comes as a parameter."""
    made = {
        path
        for path, call in calls()
        if ast.unparse(call.func).split(".")[-1] in RUNS_SQL
        and call.args
        and isinstance(call.args[0], (ast.JoinedStr, ast.BinOp))
        and re.search(r"(?i)\b(?:select|insert|update|delete|pragma)\b", ast.unparse(call.args[0]))
    }
    assert made == OWN_NAMES


def test_nothing_that_is_data_is_ever_run() -> None:
    for path, call in calls():
        name = ast.unparse(call.func)
        assert name not in RUNS_CODE, f"{path}:{call.lineno}"
        assert not any(each.arg == "shell" for each in call.keywords), f"{path}:{call.lineno}"
        assert name != "yaml.load" or any("Safe" in ast.unparse(each.value) for each in call.keywords), path


def test_a_fault_is_told_without_its_words() -> None:
    try:
        raise ValueError("Nguyễn Thị An\n2026-12-15 ERROR bot: giả")
    except ValueError as error:
        told = fault(error)
    assert re.fullmatch(r"ValueError \(test_threats\.py:\d+\)", told)


def test_the_sandbox_listens_on_this_machine_alone() -> None:
    listener = server._listen(0)
    try:
        assert listener.getsockname()[0] == "127.0.0.1"
    finally:
        listener.close()
