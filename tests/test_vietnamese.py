"""Sentences to people stand in `bot/texts`; whatever else is Vietnamese in the source is named here, with why."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from tests.test_structure import HAND_WRITTEN, name_of, tree, trees_are_forgotten

__all__ = ["trees_are_forgotten"]

VIETNAMESE = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE
)
MAY_SPEAK = {
    "bot/texts/": "what the chat says",
    "bot/sandbox/": "the pages of the sandbox",
    "bot/cli.py": "the command line",
    "bot/days.py": "vocabulary of what an administrator types",
    "bot/exports.py": "the command line",
    "bot/packing/": "the command line",
    "bot/settings.py": "the command line: what a setting lacks",
    "bot/setup.py": "the command line",
    "bot/simulate.py": "the command line",
    "bot/usage.py": "the command line: how it is called",
    "bot/verbs.py": "the command line",
    "bot/running.py": "the command line",
    "bot/ticking.py": "the command line",
    "jobs/patience.py": "the log, for the operator: what could not be written, and why",
    "jobs/pack/privacy.py": "vocabulary of what people write",
    "models/rules/document_types.py": "vocabulary of what people write",
    "models/rules/cases/": "vocabulary of what provincial systems export",
    "bot/letters/": "what a letter of apology says",
    "bot/cases/": "the command line",
    "bot/backups/": "the command line",
    "models/rules/letters.py": "vocabulary of what people write",
    "jobs/verify.py": "the findings of `nhacviec verify`",
    "models/ledger.py": "the findings of `nhacviec verify`",
    "bot/menus.py": "the menu of commands",
    "bot/inviting.py": "the command line",
    "bot/recording.py": "the command line",
    "bot/logs.py": "the log, for the operator",
    "bot/poller.py": "the log, for the operator: its faults",
    "bot/runtime.py": "the log, for the operator: what work failed",
    "bot/telegram_api.py": "the log, for the operator: what came instead of an answer; a proxy that is none",
    "models/catalogue/": "the catalogue: its words, and what is wrong with a file",
    "models/rules/reading/": "vocabulary of what people write",
    "models/rules/inspection/": "vocabulary of documents and of certificates",
    "jobs/forms/reading.py": "vocabulary of what people write",
    "jobs/forms/requirement.py": "vocabulary of what people write, and words that become a requirement's own",
    "jobs/forms/checks.py": "types of documents by their abbreviations, kept as data",
    "jobs/forms/calendar.py": "names of days off, kept as data",
    "jobs/forms/waiting.py": "vocabulary of what people write, and names kept as data",
    "jobs/forms/order.py": "a reason kept as data",
    "jobs/messages/joining.py": "forms of address, kept as data",
    "models/changes/joining.py": "vocabulary of what people write: an invite",
    "models/changes/configuring.py": "a reason kept in the ledger",
    "models/changes/importing.py": "a reason kept in the ledger",
    "models/changes/ordering.py": "a reason kept in the ledger",
    "bot/handlers/above.py": "a reason kept in the ledger",
}


def may_speak(name: str) -> bool:
    return any(name == each or (each.endswith("/") and name.startswith(each)) for each in MAY_SPEAK)


def docstrings(module: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(module):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr):
                yield first.value


def logged(module: ast.Module) -> Iterator[ast.AST]:
    """Whatever stands in a call of `log`: the operator reads it, nobody else."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("log."):
            yield from ast.walk(node)


def vietnamese(module: ast.Module) -> list[str]:
    allowed = {id(node) for node in (*docstrings(module), *logged(module))}
    return [
        f"{node.lineno}: {node.value}"
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in allowed
        if VIETNAMESE.search(node.value)
    ]


@cache
def spoken() -> dict[str, list[str]]:
    """By module, where any is spoken."""
    found = {name_of(path): vietnamese(tree(path)) for path in HAND_WRITTEN}
    return {name: said for name, said in found.items() if said}


def test_sentences_to_people_stand_in_the_texts_alone() -> None:
    assert {name: said for name, said in spoken().items() if not may_speak(name)} == {}


def test_who_speaks_no_vietnamese_is_not_listed() -> None:
    assert [each for each in MAY_SPEAK if not any(name.startswith(each) for name in spoken())] == []


def test_a_sentence_is_found_and_a_docstring_or_a_log_line_is_not() -> None:
    found = vietnamese(ast.parse('"""Nhắc."""\nlog.info("lỗi")\nreply(f"Đã ghi {x}")'))
    assert found == ["3: Đã ghi "]
