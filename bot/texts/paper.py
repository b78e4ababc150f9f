"""Pages to print: A4, asking nothing of the net, with whatever people typed escaped."""

from collections.abc import Iterable, Sequence
from html import escape

_STYLE = """
@page { size: A4 portrait; margin: 15mm 12mm; }
body { font: 11pt/1.35 "Times New Roman", "Liberation Serif", serif; color: #000; margin: 0 auto; }
body { max-width: 186mm; }
h1 { font-size: 15pt; text-align: center; margin: 4mm 0 1mm; }
p { margin: 1mm 0; }
h2 { font-size: 12pt; margin: 6mm 0 1mm; break-after: avoid; }
table { width: 100%; border-collapse: collapse; margin: 1mm 0 4mm; }
thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { border: 0.3mm solid #000; padding: 1mm 1.5mm; vertical-align: top; text-align: left; }
td { overflow-wrap: anywhere; } th { background: #eee; }
@media screen { body { padding: 10mm; } }
"""


def page(title: str, parts: Iterable[str], style: str = _STYLE) -> str:
    """A whole page of these parts, which are HTML."""
    name = escape(title)
    body = "\n".join([f"<h1>{name}</h1>", *parts])
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>{name}</title>\n'
        f"<style>{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def heading(words: str) -> str:
    return f"<h2>{escape(words)}</h2>"


def paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], nothing: str = "Không có.") -> str:
    """Rows below their headings; a sentence where there is none."""
    cells = ["".join(f"<td>{escape(str(each))}</td>" for each in row) for row in rows]
    if not cells:
        return paragraph(nothing)
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "\n".join(f"<tr>{row}</tr>" for row in cells)
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"
