"""A true .xlsx, opened without running, fetching or believing anything in it."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from jobs.caselists.raw import (
    BYTES_OF_A_ROW,
    BYTES_OF_LOOKS,
    BYTES_OF_WORDS,
    BYTES_UNPACKED,
    COLUMNS,
    PARTS,
    TIMES_UNPACKED,
    UNCOUNTED,
    RawRow,
    until_empty,
)
from models.rules.cases.listed import CannotRead, ListFault
from models.store import has_too_many_parts

# Parts that are smaller may be packed as well as they like.
_SMALL, _HEAD, _CHUNK, _SLICE = 4 << 20, 2_048, 1 << 20, 100
_STRICT = b"http://purl.oclc.org/ooxml/"
_FORMULAS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ")


def workbook_rows(data: bytes) -> Iterator[RawRow]:
    """The rows of all sheets that are shown, a formula as what it was last counted to be.

    Raises CannotRead where it is no such workbook, where it has a password, would fill the memory, or is damaged.
    """
    has_formulas = _looked_into(data)
    values = _sheets(data, is_counted=True)
    formulas = _sheets(data, is_counted=False) if has_formulas else [None] * len(values)
    for sheet, written in zip(values, formulas, strict=True):
        yield from until_empty(_rows(sheet, written))


def _looked_into(data: bytes) -> bool:
    """Whether there are formulas in a workbook that may be opened; raises CannotRead of any other."""
    if has_too_many_parts(data):
        raise CannotRead(ListFault.BOMB)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _refuse_bomb(packed.infolist())
            _refuse_other_kinds(packed)
            sheets = [name for name in packed.namelist() if "worksheets/" in name]
            have_formulas = [_has_formulas(packed, name) for name in sheets]
            return any(have_formulas)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        KeyError,
        NotImplementedError,
        RuntimeError,
    ):
        raise CannotRead(ListFault.DAMAGED) from None


def _refuse_bomb(parts: Sequence[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise CannotRead(ListFault.PASSWORD)
    is_too_large = sum(part.file_size for part in parts) > BYTES_UNPACKED
    if len(parts) > PARTS or is_too_large or any(map(_is_bomb, parts)):
        raise CannotRead(ListFault.BOMB)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    is_packed_too_well = part.file_size > _SMALL and part.file_size > TIMES_UNPACKED * part.compress_size
    return is_packed_too_well or part.file_size > _most(part.filename.lower())


def _most(name: str) -> int:
    """How large a part may be unpacked; those that are read whole, less than the sheets."""
    if name.endswith("sharedstrings.xml"):
        return BYTES_OF_WORDS
    is_read_whole = name.endswith((".rels", "styles.xml", "workbook.xml", "_types].xml")) or "theme" in name
    return BYTES_OF_LOOKS if is_read_whole else BYTES_UNPACKED


def _refuse_other_kinds(packed: zipfile.ZipFile) -> None:
    names = packed.namelist()
    if "xl/workbook.xml" not in names:
        is_other_workbook = "xl/workbook.bin" in names or "content.xml" in names
        raise CannotRead(ListFault.OLD_EXCEL if is_other_workbook else ListFault.NOT_A_LIST)
    heads = {name: _head(packed, name) for name in names if name.endswith((".xml", ".rels"))}
    if _STRICT in heads["xl/workbook.xml"]:
        raise CannotRead(ListFault.OLD_EXCEL)
    if any(b"<!DOCTYPE" in head or b"<!ENTITY" in head for head in heads.values()):
        raise CannotRead(ListFault.BOMB)


def _head(packed: zipfile.ZipFile, name: str) -> bytes:
    """How a part begins, whether it has one byte a letter or two."""
    with packed.open(name) as part:
        return part.read(_HEAD).replace(b"\0", b"")


def _has_formulas(packed: zipfile.ZipFile, name: str) -> bool:
    """Whether a formula stands in a sheet; raises CannotRead where one of its rows would fill the memory."""
    before, without_row, found = b"", 0, False
    with packed.open(name) as part:
        while chunk := part.read(_CHUNK):
            without_row = 0 if b"row" in chunk else without_row + len(chunk)
            if without_row > BYTES_OF_A_ROW:
                raise CannotRead(ListFault.BOMB)
            found = found or any(mark in before + chunk for mark in _FORMULAS)
            before = chunk[-2:]
    return found


def _sheets(data: bytes, is_counted: bool) -> list[Any]:
    # Loaded where a workbook is read: the running bot seldom needs it.
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=is_counted, keep_links=False)
            return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except Exception:  # openpyxl raises whatever a damaged part of the file leads to
        raise CannotRead(ListFault.DAMAGED) from None


def _rows(sheet: Any, written: Any) -> Iterator[RawRow]:
    """The rows of a sheet; `written`: the same sheet with its formulas, if any."""
    formulas = _cells(written) if written is not None else None
    for number, cells in enumerate(_cells(sheet), start=1):
        if formulas is not None:
            cells = _uncounted(cells, next(formulas, ()))
        yield RawRow(sheet.title, number, cells)


def _uncounted(cells: Sequence[object], written: Sequence[object]) -> list[object]:
    """The cells of a row, marked where a formula stands that has no value."""
    return [
        UNCOUNTED if cell is None and place < len(written) and written[place] is not None else cell
        for place, cell in enumerate(cells)
    ]


def _cells(sheet: Any) -> Iterator[Sequence[object]]:
    sheet.reset_dimensions()  # what the file says of its own size need not be true
    rows = sheet.iter_rows(values_only=True)
    while some := _some(rows):
        for cells in some:
            yield cells[:COLUMNS]


def _some(rows: Iterator[Sequence[object]]) -> list[Sequence[object]]:
    """The next rows: few at a time, for openpyxl warns of cells while it reads, with what stands in them."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(islice(rows, _SLICE))
    except Exception:  # openpyxl raises whatever a damaged part of the file leads to
        raise CannotRead(ListFault.DAMAGED) from None
