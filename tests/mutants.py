"""How many small faults in the rules and changes are noticed: `make mutants`, or `make mutants N=200 SEED=7`.

1. Every test of TESTS is run once, and noted which functions of TARGETS it calls (tests/reached.py).
2. Of all faults that could be put into those functions, N are drawn by SEED: the same ones each time.
3. For each a child process is forked, the one function is given the faulty code, and the tests that call it are
   run, those nearest to it first, until one fails (the fault is killed) or SECONDS of tests are over (it survived).

Tools of this kind (mutmut, cosmic-ray) start an interpreter for each fault, which here takes longer than the tests
themselves, and run by module, not by function. What stands outside of functions (tables, patterns), and functions
that are called to make it, are not changed.
"""

import ast
import copy
import io
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

import pytest

from tests import shared
from tests.commune import lay_empty
from tests.reached import (
    ROOT,
    Function,
    Noted,
    codes,
    forget_answers,
    function_of,
    functions,
    imports,
    of,
    sources,
    watched,
)

TESTS = os.environ.get("TESTS", "tests/models tests/jobs tests/reader tests/bot tests/e2e").split()
# A year at a time says little about one function that shorter tests do not say; the others are of other programs.
LEFT_OUT = [
    "tests/jobs/test_a_year.py",
    "tests/jobs/test_simulate.py",
    "tests/models/test_migrations.py",
    "tests/e2e/test_a_year_lived.py",
    "tests/e2e/test_browser.py",
    "tests/e2e/test_kill.py",
]
N, SEED = int(os.environ.get("N", "80")), int(os.environ.get("SEED", "2026"))
CORES = os.cpu_count() or 1
# The tests of one fault, as long as they take without it. With it they may take so long of a processor, and so long
# at all: a machine that has other work is no fault.
SECONDS, OF_A_PROCESSOR, AT_ALL = 20.0, 90, 900
_PASSED, _FAILED, _BROKEN = 0, 1, 70

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}


@dataclass(frozen=True)
class Fault:
    """One changed node, the `number`th of its module's tree; `function` is its qualified name there."""

    path: Path
    function: str
    number: int
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line} {self.function}: {self.what}"


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def faults(path: Path) -> Iterator[Fault]:
    numbers = {id(node): number for number, node in enumerate(ast.walk(tree(path)))}
    for name, function in functions(tree(path)):
        given = _given(function)
        for statement in function.body:
            for node in _that_matter(statement, given):
                changed = broken(copy.deepcopy(node))
                if changed is not None:
                    what = f"{ast.unparse(node)} → {ast.unparse(changed)}".replace("\n", " ")
                    yield Fault(path, name, numbers[id(node)], getattr(node, "lineno", 0), what)


def called_at_import(path: Path) -> set[str]:
    """The functions of a module that it calls itself as it is imported."""
    outside = [node for node in tree(path).body if not isinstance(node, Function | ast.ClassDef)]
    calls = [node for each in outside for node in ast.walk(each) if isinstance(node, ast.Call)]
    return {node.func.id for node in calls if isinstance(node.func, ast.Name)}


def _that_matter(statement: ast.stmt, given: set[str]) -> Iterator[ast.AST]:
    """All nodes but two that no test can tell from their faults: the 0 of `row.id or 0`, which is for the type
    checker, for a row that was stored has an id, and 0 would be refused as that of none; and `session.add(row)`,
    `act.write(row)` of a row that was `given`, whose session writes what changed of it anyhow (but for a file that
    just came, which tests would miss)."""
    nodes = list(ast.walk(statement))
    ids = [node for node in nodes if isinstance(node, ast.BoolOp) and _is_id(node.values[0])]
    left_out = {id(node.values[-1]) for node in ids if isinstance(node.op, ast.Or)}
    left_out |= {id(node) for node in nodes if _writes_one_of(given, node)}
    return (node for node in nodes if id(node) not in left_out)


def _given(function: Function) -> set[str]:
    """The names of a function's parameters, and of what its loops go through."""
    loops = (node.target for node in ast.walk(function) if isinstance(node, ast.For))
    arguments = function.args
    named = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    return {each.arg for each in named} | {each.id for each in loops if isinstance(each, ast.Name)}


def _writes_one_of(given: set[str], node: ast.AST) -> bool:
    if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
        return False
    match node.value:
        case ast.Call(
            func=ast.Attribute(value=ast.Name("session") | ast.Attribute(attr="session"), attr="add")
            | ast.Attribute(value=ast.Name("act"), attr="write"),
            args=[ast.Name(name)],
        ):
            return name in given
    return False


def _is_id(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "id"


def broken(node: ast.AST) -> ast.AST | None:
    """The node with a fault; None where this kind of node has none."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPPED:
        node.ops[0] = SWAPPED[type(node.ops[0])]()  # type: ignore[call-overload]
        return node
    if isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPPED:
        node.op = SWAPPED[type(node.op)]()  # type: ignore[assignment]
        return node
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return node.operand
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return ast.Constant(not node.value)
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return ast.Constant(node.value + 1)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return ast.Pass()
    return None


def put_in(fault: Fault) -> None:
    """Gives the function of a fault its faulty code, wherever it was imported to."""
    module = ast.parse(fault.path.read_text("utf-8"))
    target = list(ast.walk(module))[fault.number]
    changed = broken(copy.deepcopy(target))
    assert changed is not None
    faulty = ast.fix_missing_locations(_Replace(target, ast.copy_location(changed, target)).visit(module))
    forget_answers()
    function_of(fault.path, fault.function).__code__ = codes(faulty, fault.path)[fault.function]


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self._new if node is self._old else self.generic_visit(node)


def test_files() -> list[str]:
    found = [path for each in TESTS for path in ([ROOT / each] if each.endswith(".py") else rooms(each))]
    return [name for path in found if (name := path.relative_to(ROOT).as_posix()) not in LEFT_OUT]


def rooms(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("test_*.py"))


def chosen(noted: dict[str, Noted], path: Path, function: str) -> list[str]:
    """The tests that call a function, as many as there is time for: those of files that import its module first,
    then those that call the fewest functions."""
    name, module = of(path, function), path.relative_to(ROOT).as_posix()
    calling = [
        (module not in imports(test.partition("::")[0]), len(each["called"]), each["seconds"], test)
        for test, each in noted.items()
        if name in each["called"]
    ]
    found: list[str] = []
    spent = 0.0
    for *_, seconds, test in sorted(calling):
        if not found or spent + seconds <= SECONDS:
            spent += seconds
            found.append(test)
    return found


class InThisOrder:
    """These tests alone: some have names that cannot be given on a command line."""

    def __init__(self, tests: list[str]) -> None:
        self._order = {test: number for number, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self._order]
        items[:] = sorted(chosen, key=lambda item: self._order[item.nodeid])


class Trials:
    """As many faults tried at a time as there are cores, each in a process and a folder of its own."""

    def __init__(self, noted: dict[str, Noted]) -> None:
        self._noted = noted
        self._running: dict[int, tuple[Fault, TemporaryDirectory[str]]] = {}
        self.not_killed: list[Fault] = []

    def of(self, faults: list[Fault]) -> None:
        for fault in faults:
            if len(self._running) == CORES:
                self._wait()
            self._try(fault)
        while self._running:
            self._wait()

    def _try(self, fault: Fault) -> None:
        tests = chosen(self._noted, fault.path, fault.function)
        if not tests:
            self._note(fault, "is called by no test")
            return
        folder: TemporaryDirectory[str] = TemporaryDirectory(prefix="nhacviec-mutant-")
        child = os.fork()
        if child == 0:
            in_a_child(fault, tests, Path(folder.name))
        self._running[child] = fault, folder

    def _wait(self) -> None:
        child, status = os.wait()
        fault, folder = self._running.pop(child)
        folder.cleanup()
        ended = os.waitstatus_to_exitcode(status)
        if ended not in (_PASSED, _FAILED, -signal.SIGPROF, -signal.SIGALRM):
            sys.exit(f"This fault cannot be tried ({ended}): {fault}")
        if ended == _PASSED:
            self._note(fault, "survived")

    def _note(self, fault: Fault, what: str) -> None:
        print(f"{what}: {fault}", flush=True)
        self.not_killed.append(fault)


def in_a_child(fault: Fault, tests: list[str], folder: Path) -> NoReturn:
    """Ends with _FAILED, or never, where a test fails or never ends with this fault."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    signal.setitimer(signal.ITIMER_PROF, OF_A_PROCESSOR)
    signal.alarm(AT_ALL)
    try:
        # What tests make once for all of them is made with the fault here, and nobody else's.
        shared.be_at(shutil.copytree(shared.root(), folder / "shared"))
        put_in(fault)
        options = ["-x", "-q", "--tb=no", "-p", "no:cacheprovider", f"--basetemp={folder / 'tests'}"]
        files = dict.fromkeys(test.partition("::")[0] for test in tests)
        os._exit(pytest.main([*options, *files], plugins=[InThisOrder(tests)]))
    except BaseException:
        os._exit(_BROKEN)


def prepare(files: list[str]) -> None:
    """What no fault can touch is done once: modules imported, an empty database migrated."""
    with redirect_stdout(io.StringIO()) as said:
        ended = pytest.main(["-q", "--collect-only", "-p", "no:cacheprovider", *files])
    if ended != 0:
        sys.exit(said.getvalue())
    with TemporaryDirectory() as folder:
        lay_empty(Path(folder))


def mutants() -> None:
    files = test_files()
    noted = watched(files)
    called = {function for each in noted.values() for function in each["called"]}
    every = [
        fault
        for path in sources()
        for fault in faults(path)
        if of(path, fault.function) in called or fault.function not in called_at_import(path)
    ]
    drawn = Random(SEED).sample(every, min(N, len(every)))
    prepare(files)
    trials = Trials(noted)
    trials.of(drawn)
    killed = len(drawn) - len(trials.not_killed)
    share = f"{100 * killed / len(drawn):.0f} %"
    print(f"\n{killed} of {len(drawn)} killed: {share} (of {len(every)} possible; seed {SEED})")


if __name__ == "__main__":
    mutants()
