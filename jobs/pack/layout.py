"""Where each file lies in the archive: folders by area and criterion, files by their number in the index."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from jobs.pack.naming import LONGEST, segment
from jobs.pack.values import AreaPart, Contents, CriterionPart, Document, Fault, Row
from models.store import EvidenceStore

# Of an area's and a criterion's folder, in characters; what they leave is the file's.
_AREA, _CRITERION, _ENDING = 30, 32, 6
_ENDINGS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}


@dataclass(frozen=True)
class Spelling:
    """The words of paths: a period's name, and the folder of what belongs to no criterion."""

    period: Callable[[str], str]
    loose: str


def lay(contents: Contents, store: EvidenceStore, spelling: Spelling) -> Contents:
    """Gives each file a path, and says which stored files cannot be put in. A file that serves several tasks is
    stored once, and each of its rows leads there; what tells of citizens is not put in."""
    layout = _Layout(store, spelling)
    return replace(contents, areas=tuple(layout.area(each) for each in contents.areas))


@dataclass(frozen=True)
class _Layout:
    store: EvidenceStore
    spelling: Spelling
    # The path of each file by its SHA-256.
    known: dict[str, str] = field(default_factory=dict)

    def area(self, area: AreaPart) -> AreaPart:
        folder = segment(f"{area.code}. {area.name}" if area.code else self.spelling.loose, _AREA)
        return replace(area, criteria=tuple(self._criterion(folder, each) for each in area.criteria))

    def _criterion(self, folder: str, part: CriterionPart) -> CriterionPart:
        if part.code:
            folder = f"{folder}/{segment(f'{part.code}. {part.short}', _CRITERION)}"
        return replace(part, rows=tuple(self._row(folder, row) for row in part.rows))

    def _row(self, folder: str, row: Row) -> Row:
        document = row.document
        if document is None or not document.is_file or document.is_personal:
            return row
        fault = self.store.fault(document.sha256)
        if fault is not None:
            return replace(row, document=replace(document, fault=Fault(fault)))
        path = self.known.setdefault(document.sha256, self._path(folder, row, document))
        return replace(row, document=replace(document, path=path))

    def _path(self, folder: str, row: Row, document: Document) -> str:
        ending = _ENDINGS.get(document.media_type) or PurePosixPath(document.file_name).suffix
        ending = segment(ending.lstrip(".").casefold(), _ENDING)
        parts = [row.work.short, self.spelling.period(row.work.period)]
        parts += [row.work.unit, "" if row.is_only else row.item_title]
        called = f"{document.number:03}. {' '.join(part for part in parts if part)}"
        number = f" - {document.document_number}" if document.document_number else ""
        width = LONGEST - len(folder) - len(ending) - 2
        name = segment(segment(called, width - len(segment(number, 24)) - 3) + number, width)
        return f"{folder}/{name}.{ending}"
