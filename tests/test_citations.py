"""Comments and docstrings cite a file in `docs/`, or the law: never a document that is not in the repository."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = ("bot", "jobs", "models", "tests", "docs", ".ci")
SUFFIXES = {".py", ".md", ".toml", ".yaml", ".yml", ".sh", ""}
ELSEWHERE = re.compile(
    "DESIGN" + r" §|(?<!docs/)\b(?:law|catalogue|messages|signatures|STYLE|TECH)" + r"\.md\b"
)
CITED = re.compile(r"docs/design\.md, ([A-Z][a-z]+)(?: and ([A-Z][a-z]+))?")


def texts() -> list[tuple[Path, str]]:
    files = [each for folder in KEPT for each in (ROOT / folder).rglob("*") if each.is_file()]
    files += [each for each in ROOT.iterdir() if each.is_file()]
    return [(each, each.read_text(encoding="utf-8")) for each in files if each.suffix in SUFFIXES]


def test_nothing_cites_a_document_that_is_not_here() -> None:
    found = [str(path) for path, text in texts() if path != Path(__file__) and ELSEWHERE.search(text)]
    assert found == []


def test_every_section_that_is_cited_stands_in_the_document() -> None:
    headings = re.findall(r"^## (\w+)", (ROOT / "docs" / "design.md").read_text(encoding="utf-8"), re.M)
    cited = {(path, name) for path, text in texts() for pair in CITED.findall(text) for name in pair if name}
    assert {(str(path), name) for path, name in cited if name not in headings} == set()
