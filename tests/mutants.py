"""How many small faults in the rules and changes are noticed: `make mutants`, or `make mutants N=200 SEED=7`.

1. Every test of TESTS is run once, and noted which functions of TARGETS it calls.
2. Of all faults that could be put into those functions, N are drawn by SEED: the same ones each time.
3. For each a child process is forked, the one function is given the faulty code, and the tests that call it are
   run, the quickest first, until one fails (the fault is killed) or SECONDS of tests are over (it survived).

Tools of this kind (mutmut, cosmic-ray) start an interpreter for each fault, which here takes longer than the tests
themselves, and run by module, not by function. What stands outside of functions (tables, patterns) is not changed.
"""

import ast
import copy
import hashlib
import importlib
import json
import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
TARGETS = [ROOT / "models" / "rules", ROOT / "models" / "changes"]
TESTS = os.environ.get("TESTS", "tests/models tests/jobs").split()
# A year at a time says little about one function that shorter tests do not say.
LEFT_OUT = ["tests/jobs/test_a_year.py", "tests/jobs/test_simulate.py", "tests/models/test_migrations.py"]
N, SEED = int(os.environ.get("N", "80")), int(os.environ.get("SEED", "2026"))
# The tests of one fault, as long as they take without it; and how long they may take with it.
SECONDS, PATIENCE = 20.0, 120
_PASSED, _FAILED, _BROKEN = 0, 1, 70
KEPT = ROOT / ".pytest_cache" / "reached.json"

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

Function = ast.FunctionDef | ast.AsyncFunctionDef


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


def functions(path: Path) -> Iterator[tuple[str, Function]]:
    """The functions and methods of a module; what is defined inside of one belongs to it."""
    for node in tree(path).body:
        if isinstance(node, Function):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from (
                (f"{node.name}.{each.name}", each) for each in node.body if isinstance(each, Function)
            )


def faults(path: Path) -> Iterator[Fault]:
    numbers = {id(node): number for number, node in enumerate(ast.walk(tree(path)))}
    for name, function in functions(path):
        for statement in function.body:
            for node in ast.walk(statement):
                changed = broken(copy.deepcopy(node))
                if changed is not None:
                    what = f"{ast.unparse(node)} → {ast.unparse(changed)}".replace("\n", " ")
                    yield Fault(path, name, numbers[id(node)], getattr(node, "lineno", 0), what)


def broken(node: ast.AST) -> ast.AST | None:
    """The node with a fault; None where this kind of node has none."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPPED:
        node.ops[0] = SWAPPED[type(node.ops[0])]()  # type: ignore[assignment]
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
    code = next(
        each for each in codes(compile(faulty, fault.path, "exec")) if each.co_qualname == fault.function
    )
    function_of(fault).__code__ = code


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self._new if node is self._old else self.generic_visit(node)


def codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from codes(each)


def function_of(fault: Fault) -> FunctionType:
    found: Any = importlib.import_module(".".join(fault.path.relative_to(ROOT).with_suffix("").parts))
    _forget_answers(found)
    for name in fault.function.split("."):
        found = vars(found)[name]
    for name in ("__wrapped__", "fget", "func", "__func__"):
        found = getattr(found, name, found)
    assert isinstance(found, FunctionType), fault
    return found


def _forget_answers(module: Any) -> None:
    """What functions of a module remember of their answers they gave before the fault."""
    for each in vars(module).values():
        if hasattr(each, "cache_clear"):
            each.cache_clear()


class Watching:
    """Notes of each test how long it took and which functions of the targets it called."""

    def __init__(self) -> None:
        self.reached: dict[str, set[str]] = defaultdict(set)
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        called: set[CodeType] = set()

        def note(frame: FrameType, event: str, _argument: object) -> None:
            if event == "call":
                called.add(frame.f_code)

        began = time.process_time()
        sys.setprofile(note)
        try:
            return (yield)
        finally:
            sys.setprofile(None)
            self.seconds[item.nodeid] = time.process_time() - began
            for code in called:
                if any(code.co_filename.startswith(str(target)) for target in TARGETS):
                    self.reached[f"{code.co_filename}:{code.co_qualname}"].add(item.nodeid)


def watched() -> tuple[dict[str, list[str]], dict[str, float]]:
    """The tests that call each function, and how long each takes; kept until a file changes."""
    digest = hashlib.sha256(" ".join(TESTS).encode())
    for path in sorted(path for room in ("models", "jobs", "tests") for path in (ROOT / room).rglob("*.py")):
        digest.update(path.read_bytes())
    if KEPT.exists() and (kept := json.loads(KEPT.read_text()))["digest"] == digest.hexdigest():
        return kept["reached"], kept["seconds"]
    watching = Watching()
    if pytest.main(["-q", "--tb=short", *ignored(), *TESTS], plugins=[watching]) != 0:
        sys.exit("The tests fail as they are: mend them first.")
    reached = {name: sorted(tests) for name, tests in watching.reached.items()}
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(
        json.dumps({"digest": digest.hexdigest(), "reached": reached, "seconds": watching.seconds})
    )
    return reached, watching.seconds


def ignored() -> list[str]:
    return [f"--ignore={path}" for path in LEFT_OUT]


def chosen(tests: list[str], seconds: dict[str, float]) -> list[str]:
    """The quickest of some tests, as many as there is time for."""
    found, spent = [], 0.0
    for test in sorted(tests, key=lambda each: seconds[each]):
        spent += seconds[test]
        if found and spent > SECONDS:
            break
        found.append(test)
    return found


def in_a_child(act: Callable[[], int]) -> int:
    """Carries something out in a forked process; returns what it ended with."""
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        signal.alarm(PATIENCE)
        try:
            os._exit(act())
        except BaseException:
            os._exit(_BROKEN)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def is_killed(fault: Fault, tests: list[str]) -> bool:
    """Whether a test fails, or never ends, with this fault."""

    def act() -> int:
        put_in(fault)
        return int(pytest.main(["-x", "-q", "--tb=no", "-p", "no:cacheprovider", *tests]))

    ended = in_a_child(act)
    if ended not in (_PASSED, _FAILED, -signal.SIGALRM):
        sys.exit(f"This fault cannot be tried ({ended}): {fault}")
    return ended != _PASSED


def mutants() -> None:
    reached, seconds = watched()
    every = [fault for target in TARGETS for path in sorted(target.rglob("*.py")) for fault in faults(path)]
    drawn = Random(SEED).sample(every, min(N, len(every)))
    survived: dict[str, list[Fault]] = {"survived": [], "called by no test": []}
    for fault in drawn:
        tests = reached.get(f"{fault.path}:{fault.function}", [])
        if not tests:
            survived["called by no test"].append(fault)
        elif not is_killed(fault, chosen(tests, seconds)):
            survived["survived"].append(fault)
            print(f"survived  {fault}", flush=True)
    for fault in survived["called by no test"]:
        print(f"not run   {fault}")
    killed = len(drawn) - sum(map(len, survived.values()))
    share = f"{100 * killed / len(drawn):.0f} %"
    print(f"\n{killed} of {len(drawn)} killed: {share} (of {len(every)} possible; seed {SEED})")


if __name__ == "__main__":
    mutants()
