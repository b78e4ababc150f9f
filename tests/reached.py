"""Which functions of the rules and changes each test calls, for tests/mutants.py; a plugin of pytest as well.

Each function tells so itself, by a call put before its first statement: a profiler would be told of every call of
every library, and tests would take hours.
"""

import ast
import builtins
import hashlib
import importlib
import json
import os
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, TypedDict

import pytest

from tests.quick import file_of, imported

ROOT = Path(__file__).parents[1]
TARGETS = [ROOT / "models" / "rules", ROOT / "models" / "changes"]
KEPT = ROOT / ".pytest_cache" / "reached.json"

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Noted(TypedDict):
    """What a test called, by `of`, and how long it took of a processor."""

    called: list[str]
    seconds: float


class NotedOfFile(TypedDict):
    digest: str
    tests: dict[str, Noted]


def sources() -> list[Path]:
    return [path for target in TARGETS for path in sorted(target.rglob("*.py"))]


def of(path: Path, function: str) -> str:
    return f"{path.relative_to(ROOT)}:{function}"


def functions(module: ast.Module) -> Iterator[tuple[str, Function]]:
    """The functions and methods of a module; what is defined inside of one belongs to it."""
    for node in module.body:
        if isinstance(node, Function):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from (
                (f"{node.name}.{each.name}", each) for each in node.body if isinstance(each, Function)
            )


def codes(module: ast.Module, path: Path) -> dict[str, CodeType]:
    """The code of each function and method of a module."""
    return {each.co_qualname: each for each in _codes(compile(module, path, "exec"))}


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


def imported_from(path: Path) -> Any:
    return importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def function_of(path: Path, function: str) -> FunctionType:
    found: Any = imported_from(path)
    for name in function.split("."):
        found = vars(found)[name]
    for name in ("__wrapped__", "fget", "func", "__func__"):
        found = getattr(found, name, found)
    assert isinstance(found, FunctionType), of(path, function)
    return found


def forget_answers() -> None:
    """What functions remember of the answers they gave before."""
    for each in _that_remember():
        each.cache_clear()


@cache
def _that_remember() -> list[Any]:
    return [
        each
        for path in sources()
        for each in vars(imported_from(path)).values()
        if hasattr(each, "cache_clear")
    ]


# So many files are watched before what was noted of them is kept.
_AT_ONCE = 40
# What was called since this was last emptied, and by the fixtures that several tests share.
_called: set[str] = set()
_by_fixture: dict[str, set[str]] = {}
_files: set[Path] = set()
# In the process that collects what its workers report.
_noted: dict[str, Noted] = {}
_failed: set[str] = set()


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        builtins._is_called = _called.add  # type: ignore[attr-defined]
        for path in sources():
            _let_tell(path)


def _let_tell(path: Path) -> None:
    module = ast.parse(path.read_text("utf-8"))
    names = []
    for name, function in functions(module):
        tell = ast.parse(f"_is_called({of(path, name)!r})").body[0]
        for node in ast.walk(tell):
            ast.copy_location(node, function.body[0])
        function.body.insert(0, tell)
        names.append(name)
    telling = codes(module, path)
    for name in names:
        function_of(path, name).__code__ = telling[name]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Answers are forgotten for each file: for each test, patterns would be compiled longer than tests run."""
    _called.clear()
    item.user_properties.append(("began", time.process_time()))
    if item.path not in _files:
        _files.add(item.path)
        forget_answers()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
    before = set(_called)
    _called.clear()
    try:
        return (yield)
    finally:
        if fixturedef.scope != "function":
            _by_fixture[fixturedef.argname] = set(_called)
        _called.update(before)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Function, call: pytest.CallInfo[None]) -> Iterator[None]:
    if call.when == "call":
        shared = (_by_fixture.get(name, set()) for name in item.fixturenames)
        began = dict(item.user_properties)["began"]
        item.user_properties.append(("called", sorted(_called.union(*shared))))
        item.user_properties.append(("seconds", time.process_time() - float(str(began))))
    return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.failed:
        _failed.add(report.nodeid)
    if report.when == "call":
        said: dict[str, Any] = dict(report.user_properties)
        _noted[report.nodeid] = {"called": said["called"], "seconds": said["seconds"]}


def watched(tests: list[str]) -> dict[str, Noted]:
    """What each test of some files called; of a file it is kept until that, or what it imports, changes."""
    digests = {test: digest(test) for test in tests}
    kept: dict[str, NotedOfFile] = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    new = [test for test in tests if kept.get(test, {"digest": ""})["digest"] != digests[test]]
    for first in range(0, len(new), _AT_ONCE):
        kept |= _watch(new[first : first + _AT_ONCE], digests)
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(kept))
    return {name: noted for test in tests for name, noted in kept[test]["tests"].items()}


def _watch(tests: list[str], digests: dict[str, str]) -> dict[str, NotedOfFile]:
    """A test that fails while functions tell is left out: one that counts the steps of a program, of which telling
    is one more."""
    quiet = ["-q", "--tb=line", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    ended = pytest.main([*quiet, "-n", str(os.cpu_count() or 1), "-p", "tests.reached", *tests])
    if ended not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        sys.exit(f"The tests cannot be run ({ended}).")
    found: dict[str, NotedOfFile] = {test: {"digest": digests[test], "tests": {}} for test in tests}
    for name, noted in _noted.items():
        if name not in _failed:
            found[name.partition("::")[0]]["tests"][name] = noted
    _noted.clear()
    return found


def digest(test: str) -> str:
    """Of a test file and all that it imports, however indirectly; a conftest.py counts for the tests beside it."""
    conftests = (
        each / "conftest.py" for each in Path(test).parents if (ROOT / each / "conftest.py").is_file()
    )
    names = [test, *map(str, conftests)]
    found: set[str] = set()
    while names:
        name = names.pop()
        if name not in found:
            found.add(name)
            names += imports(name)
    whole = hashlib.sha256()
    for name in sorted(found):
        whole.update((ROOT / name).read_bytes())
    return whole.hexdigest()


@cache
def imports(name: str) -> list[str]:
    return [file for module in imported(ROOT / name) if (file := file_of(module)) is not None]
