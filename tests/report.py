"""How the three rooms are built, in figures (`make report`): no target, but looked at before and after a change."""

import ast
import io
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from radon.visitors import ComplexityVisitor

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "jobs", "models")
# Tables as Alembic wrote them are data.
GENERATED = Path("models", "migrations", "versions")
MANY_PATHS = 10

_NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
_WITH_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass
class Figures:
    """What was counted in some files. `lengths`: lines of each function, its decorators left out; `paths`: how many
    ways lead through each function (McCabe), with its name."""

    files: int = 0
    lines: int = 0
    code: int = 0
    expressions: int = 0
    lengths: list[int] = field(default_factory=list)
    paths: list[tuple[int, str]] = field(default_factory=list)

    def add(self, path: Path) -> None:
        text = path.read_text("utf-8")
        tree = ast.parse(text)
        nodes = list(ast.walk(tree))
        self.files += 1
        self.lines += text.count("\n")
        self.code += len(lines_of_code(text) - lines_of_docstrings(nodes))
        self.expressions += sum(isinstance(node, ast.expr) for node in nodes)
        self.lengths += lengths(nodes)
        self.paths += paths(tree, path.relative_to(ROOT).as_posix())


def lines_of_code(text: str) -> set[int]:
    """The lines on which something stands that is no comment."""
    found: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in _NO_CODE:
            found.update(range(token.start[0], token.end[0] + 1))
    return found


def lines_of_docstrings(nodes: Sequence[ast.AST]) -> set[int]:
    found: set[int] = set()
    for node in nodes:
        if isinstance(node, _WITH_DOCSTRING) and ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            found.update(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return found


def lengths(nodes: Sequence[ast.AST]) -> list[int]:
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [(node.end_lineno or node.lineno) - node.lineno + 1 for node in functions]


def paths(tree: ast.Module, name: str) -> list[tuple[int, str]]:
    """Of each function and method; a function inside of another counts with it."""
    visitor = ComplexityVisitor.from_ast(tree)
    methods = [method for each in visitor.classes for method in each.methods]
    return [
        (each.complexity, f"{name}:{each.lineno} {each.fullname}") for each in [*visitor.functions, *methods]
    ]


def counted(rooms: Sequence[str]) -> Figures:
    figures = Figures()
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            if path.parent != ROOT / GENERATED:
                figures.add(path)
    return figures


def ninetieth(values: Sequence[int]) -> float:
    return quantiles(values, n=10, method="inclusive")[-1]


def line(name: str, figures: Figures) -> str:
    ways = [number for number, _ in figures.paths]
    return (
        f"{name:<8}{figures.files:>6}{figures.lines:>8}{figures.code:>8}{len(figures.lengths):>7}"
        f"{figures.expressions / figures.code:>8.2f}"
        f"{spread(figures.lengths):>14}{spread(ways):>14}{sum(number > MANY_PATHS for number in ways):>6}"
    )


def spread(values: Sequence[int]) -> str:
    return f"{median(values):g}/{ninetieth(values):g}/{max(values)}"


def report() -> None:
    print("Expressions a line: ast.expr nodes ÷ lines of code, docstrings and comments left out.")
    print("Lengths (lines) and paths (McCabe, by radon) of functions: median/p90/most.\n")
    print(
        f"{'room':<8}{'files':>6}{'lines':>8}{'code':>8}{'funcs':>7}{'expr/l':>8}{'lengths':>14}{'paths':>14}{'>10':>6}"
    )
    for room in ROOMS:
        print(line(room, counted([room])))
    everything = counted(ROOMS)
    print(line("together", everything))
    print(f"\nFunctions with more than {MANY_PATHS} paths:")
    for number, name in sorted(everything.paths, reverse=True):
        if number > MANY_PATHS:
            print(f"{number:>4}  {name}")


if __name__ == "__main__":
    report()
