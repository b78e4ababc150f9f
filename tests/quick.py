"""The tests that a change touches, in under a minute: `make quick`.

1. What differs from main, committed or not.
2. The test files that import any of it, however indirectly: the changed ones, those of the same name as a
   changed module, then what imports a changed module, what imports that, and so on.
3. As many of them as their recorded durations (`make test` keeps them) allow; what is left out is named, for
   `make test` to run.
"""

import ast
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.durations import KEPT

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "jobs", "models", "tests")
# Of tests alone, of which two run at a time; the rest of the minute is for starting.
SECONDS = 60.0
UNKNOWN = 5.0


def changed(base: str) -> list[str]:
    """The files that differ from where this branch left `base`, without those deleted."""
    since = git("merge-base", "HEAD", base)[0]
    names = {*git("diff", "--name-only", since), *git("ls-files", "--others", "--exclude-standard")}
    return sorted(name for name in names if (ROOT / name).is_file())


def git(*words: str) -> list[str]:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def importers() -> dict[str, set[str]]:
    """For each module's file, the files that import it, or anything from it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for module in imported(path):
                if (file := file_of(module)) is not None:
                    found[file].add(path.relative_to(ROOT).as_posix())
    return found


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def file_of(module: str) -> str | None:
    name = module.replace(".", "/")
    return next((each for each in (f"{name}.py", f"{name}/__init__.py") if (ROOT / each).is_file()), None)


def touched(names: Sequence[str]) -> list[str]:
    """The test files that these files touch, nearest first; a conftest.py counts for the tests beside it."""
    imports, order, ring = importers(), dict.fromkeys(names), list(names)
    while ring:
        ring = sorted({each for name in ring for each in (*imports[name], *beside(name))} - order.keys())
        order |= dict.fromkeys(ring)
    tests = [name for name in order if is_test(name)]
    return sorted(tests, key=lambda test: test not in names and subject(test) not in map(subject, names))


def subject(name: str) -> str:
    """What a file is about: of test_figures.py as of figures.py it is "figures"."""
    return Path(name).stem.removeprefix("test_")


def beside(name: str) -> list[str]:
    path = ROOT / name
    if path.name != "conftest.py":
        return []
    return [each.relative_to(ROOT).as_posix() for each in path.parent.rglob("test_*.py")]


def is_test(name: str) -> bool:
    return name.startswith("tests/") and Path(name).name.startswith("test_") and name.endswith(".py")


def affordable(tests: list[str]) -> list[str]:
    """The nearest for which there is time; a longer one leaves room for those after it."""
    seconds, spent, found = durations(), 0.0, []
    for test in tests:
        takes = seconds.get(test, UNKNOWN)
        if spent + takes <= SECONDS:
            spent += takes
            found.append(test)
    return found


def durations() -> dict[str, float]:
    return dict(json.loads(KEPT.read_text())) if KEPT.exists() else {}


def quick(base: str = "main") -> int:
    names = changed(base)
    tests = touched(names)
    run = affordable(tests)
    left = [test for test in tests if test not in run]
    print(f"{len(names)} changed files touch {len(tests)} test files; {len(run)} are run.", flush=True)
    if left:
        print("Not run for want of time: " + ", ".join(left), flush=True)
    python = [name for name in names if name.endswith(".py")]
    commands = [["ruff", "check", *python], ["ruff", "format", "--check", *python]] if python else []
    commands += [["pytest", "-n", "2", "--dist", "worksteal", *run]] if run else []
    return max((subprocess.call([sys.executable, "-m", *each], cwd=ROOT) for each in commands), default=0)


if __name__ == "__main__":
    sys.exit(quick(*sys.argv[1:]))
