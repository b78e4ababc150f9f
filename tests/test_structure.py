"""The house rules of docs/design.md, Rooms, read off the source: they hold for every module there is."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {"models": {"models"}, "jobs": {"jobs", "models"}, "bot": {"bot", "jobs", "models"}}
OUR_OWN = {"bot", "jobs", "models", "tests"}
MODULES = sorted(path for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py"))
# Tables as Alembic wrote them are data: one long list, never edited again.
GENERATED = ROOT / "models" / "migrations" / "versions"
HAND_WRITTEN = [path for path in MODULES if path.parent != GENERATED]

# What documents are read and written with: tens of megabytes, loaded when they are needed, in a process of its own.
HEAVY = {"pyhanko", "pyhanko_certvalidator", "asn1crypto", "pypdfium2", "lxml", "docx", "openpyxl"}

LINES_A_MODULE, LINES_A_FUNCTION = 400, 50

# Who may ask the machine what time it is, and why.
ASKS_THE_MACHINE = {
    "models/clock.py": "the one clock that is handed to everyone else",
    "bot/clockwork.py": "APScheduler's own wake-ups, which only wake the program",
    "bot/sandbox/run.py": "the first morning of a sandbox that was given no date",
    "bot/sandbox/exchange.py": "a number that still rises after a restart, never a moment",
}
MACHINE_TIME = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("func", "now"),
}

# Rows whose state is not a task's: the outbox, the inbox, a rung.
STATES_OF_OTHER_ROWS = {"OutboxState", "InboxState", "RungState"}
THE_ONE_WRITER = ("models/changes/common.py", "enter_all")

# What puts a row into the outbox, and who in the room of the channel does so.
PUTS_ROWS = {"tell", "tell_addressee", "telling", "tell_above", "tell_decision"}
MAY_TELL = {
    "bot/turn.py": "the answers to whoever acts",
}

# Written so that this file does not contain what it looks for.
FORBIDDEN_WORDS = {
    "a folder outside the repository": r"\.\./shared",
    "a package registry": r"(?:pypi|pythonhosted|npmjs|anaconda|debian|jsdelivr|unpkg)\.(?:org|com|net)\b",
    "a path of one machine": r"(?<![\w.<>\"'-])/(?:work|root|home|Users)/\w",
}
LOOKED_AT = (*OUR_OWN, ".ci", "docs")
TEXT = {
    ".csv",
    ".py",
    ".md",
    ".toml",
    ".lock",
    ".yaml",
    ".yml",
    ".html",
    ".js",
    ".css",
    ".mako",
    ".example",
    ".txt",
    "",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All that a module is made of."""
    return tuple(ast.walk(tree(path)))


@pytest.fixture(scope="module", autouse=True)
def trees_are_forgotten() -> Iterator[None]:
    """Kept for these tests alone: all of them together are as large as what the other tests need."""
    yield
    tree.cache_clear()
    nodes.cache_clear()


def imported(path: Path) -> set[str]:
    """The full names of the modules that a module imports, wherever in it."""
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} imports relatively"
            found.add(node.module or "")
    return found


def imported_at_once(path: Path) -> set[str]:
    """The full names of what is loaded with a module: what a function imports is not."""
    found = set()
    for node in tree(path).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def loaded_with(name: str) -> set[str]:
    """The full names of all that is loaded with one of our modules, and with what it loads."""
    found, waiting = set(), [name]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            parts = module.split(".")
            waiting += [".".join(parts[:end]) for end in range(1, len(parts))]
            path = ROOT.joinpath(*parts)
            files = [each for each in (path.with_suffix(".py"), path / "__init__.py") if each.is_file()]
            waiting += [each for file in files for each in imported_at_once(file)]
    return found


def top(module: str) -> str:
    return module.partition(".")[0]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def texts() -> list[Path]:
    """Every file of the repository that a person wrote, without what tools left behind."""
    below = [path for folder in LOOKED_AT for path in (ROOT / folder).rglob("*") if path.is_file()]
    beside = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".env"]
    return [
        path
        for path in below + beside
        if path.suffix in TEXT and not {"__pycache__", "node_modules"} & set(path.parts)
    ]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_run_from_bot_to_jobs_to_models_and_never_up(room: str) -> None:
    upward = [
        f"{name_of(path)} imports {module}"
        for path in MODULES
        if path.relative_to(ROOT).parts[0] == room
        for module in imported(path)
        if top(module) in OUR_OWN - MAY_IMPORT[room]
    ]
    assert upward == []


def test_only_bot_knows_of_telegram_and_of_the_web() -> None:
    channels = {"telegram", "starlette", "uvicorn", "httpx", "multipart"}
    assert [
        f"{name_of(path)} imports {module}"
        for path in MODULES
        if path.relative_to(ROOT).parts[0] != "bot"
        for module in imported(path)
        if top(module) in channels
    ] == []


@pytest.mark.parametrize("module", ["bot.cli", "bot.running"])
def test_the_bot_runs_without_what_reads_and_writes_documents(module: str) -> None:
    loaded = loaded_with(module)
    assert "models.tables" in loaded
    assert {top(each) for each in loaded} & HEAVY == set()


def test_the_child_that_reads_files_does_without_the_reader_of_replies_and_the_web() -> None:
    loaded = loaded_with("jobs.inspecting.child")
    assert "pyhanko" in {top(each) for each in loaded}
    assert [each for each in loaded if each.startswith(("models.rules.reading", "pyhanko.sign"))] == []


def test_rules_know_nothing_but_rules() -> None:
    """Values in, values out: no rows, no session, no catalogue."""
    allowed = sys.stdlib_module_names | {"holidays", "pydantic"}
    assert [
        f"{name_of(path)} imports {module}"
        for path in MODULES
        if path.is_relative_to(ROOT / "models" / "rules")
        for module in imported(path)
        if top(module) not in allowed and not module.startswith("models.rules")
    ] == []


def put_into_the_outbox(module: ast.Module) -> Iterator[str]:
    """Where a module imports what puts a row into the outbox, calls it by its module, or makes such a row."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("models.changes"):
            found = {alias.name for alias in node.names} & PUTS_ROWS
        elif isinstance(node, ast.Attribute):
            found = {node.attr} & PUTS_ROWS
        elif isinstance(node, ast.Call):
            found = {ast.unparse(node.func)} & {"Notification", "tables.Notification"}
        else:
            continue
        yield from (f"{node.lineno} {name}" for name in sorted(found))


def test_handlers_answer_who_acts_and_tell_nobody_else() -> None:
    """Who else hears of a change is decided where it is made; a handler has nothing but its `Turn`."""
    assert [
        f"{name_of(path)}:{found}"
        for path in MODULES
        if path.relative_to(ROOT).parts[0] == "bot" and name_of(path) not in MAY_TELL
        for found in put_into_the_outbox(tree(path))
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        "from models.changes.common import check, tell as put",
        "from models.changes import telling",
        "common.tell(act, 1, 'card', 'key')",
        "row = Notification(key='key')",
    ],
)
def test_a_handler_that_tells_somebody_is_found(line: str) -> None:
    assert len(list(put_into_the_outbox(ast.parse(line)))) == 1


def written_states(path: Path) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, str]]:
    """The function and the value of every assignment to an attribute called `state`."""
    for function in functions(path):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    yield from ((function, value) for value in _states(target, node.value))
            elif isinstance(node, ast.AugAssign | ast.AnnAssign) and node.value is not None:
                yield from ((function, value) for value in _states(node.target, node.value))


def _states(target: ast.expr, value: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, its_value in zip(target.elts, value.elts, strict=True):
            yield from _states(one, its_value)
    elif isinstance(target, ast.Attribute) and target.attr == "state":
        yield ast.unparse(value)


def test_a_state_of_a_task_is_written_in_one_place() -> None:
    """Any other `.state =` spells the state of an outbox row, an inbox row or a rung, or was handed one."""
    written = {
        (name_of(path), function.name)
        for path in MODULES
        for function, value in written_states(path)
        if value.partition(".")[0] not in STATES_OF_OTHER_ROWS
        and _annotations(function).get(value) not in STATES_OF_OTHER_ROWS
    }
    assert written == {THE_ONE_WRITER}


def _annotations(function: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, str]:
    given = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    return {each.arg: ast.unparse(each.annotation) for each in given if each.annotation is not None}


def test_tasks_are_made_and_changed_only_by_changes() -> None:
    """Elsewhere a task is not built, not updated in bulk, and nothing is set by name where tasks are at hand."""
    assert [
        f"{name_of(path)}:{node.lineno} {ast.unparse(node.func)}"
        for path in MODULES
        if not name_of(path).startswith("models/changes/") and _names_task(path)
        for node in nodes(path)
        if isinstance(node, ast.Call) and _makes_or_sets_a_task(node)
    ] == []


def _names_task(path: Path) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "Task" for node in nodes(path))


def _makes_or_sets_a_task(call: ast.Call) -> bool:
    called = ast.unparse(call.func)
    first = ast.unparse(call.args[0]) if call.args else ""
    return (
        called in ("Task", "setattr")
        or called.endswith(".sqlmodel_update")
        or (called in ("update", "delete", "insert") and first == "Task")
    )


def test_who_acts_and_when_travel_as_one_value() -> None:
    found = [
        f"{name_of(path)}: {each.name}"
        for path in HAND_WRITTEN
        for each in functions(path)
        if {"actor", "now"} <= {argument.arg for argument in each.args.args}
    ]
    assert found == []


def test_nothing_is_awaited_while_a_transaction_is_open() -> None:
    """An open write session blocks every other writer of the file."""
    assert [
        f"{name_of(path)}:{inner.lineno}"
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.With) and any(_opens_a_transaction(item.context_expr) for item in node.items)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Await | ast.AsyncFor | ast.AsyncWith)
    ] == []


def _opens_a_transaction(expression: ast.expr) -> bool:
    return isinstance(expression, ast.Call) and ast.unparse(expression.func).split(".")[-1] in (
        "writing",
        "reading",
        "Session",
    )


def test_only_a_few_named_places_ask_the_machine_what_time_it_is() -> None:
    asking = {
        name_of(path)
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.Attribute)
        and (ast.unparse(node.value).split(".")[-1], node.attr) in MACHINE_TIME
    }
    assert asking == set(ASKS_THE_MACHINE)


@pytest.mark.parametrize("what", FORBIDDEN_WORDS)
def test_no_file_names(what: str) -> None:
    pattern = re.compile(FORBIDDEN_WORDS[what])
    found = [
        f"{name_of(path)}: {hit.group()}"
        for path in texts()
        for hit in pattern.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_modules_and_functions_can_be_read_in_one_sitting() -> None:
    too_long = [
        f"{name_of(path)} has {length} lines"
        for path in [*HAND_WRITTEN, *(ROOT / "bot").rglob("*.js")]
        if (length := len(path.read_text("utf-8").splitlines())) > LINES_A_MODULE
    ]
    too_long += [
        f"{name_of(path)}:{node.lineno} {node.name} has {length} lines"
        for path in HAND_WRITTEN
        for node in functions(path)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LINES_A_FUNCTION
    ]
    assert too_long == []
