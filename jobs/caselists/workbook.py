"""A true .xlsx, opened without running, fetching or believing anything in it."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from jobs.caselists.raw import (
    BYTES_OF_WORDS,
    BYTES_UNPACKED,
    COLUMNS,
    EMPTY_ROWS,
    PARTS,
    TIMES_UNPACKED,
    UNCOUNTED,
    RawRow,
    is_empty,
)
from models.rules.cases.listed import CannotRead, ListFault

# Parts that are smaller may be packed as well as they like.
_SMALL, _HEAD, _SLICE = 4 << 20, 2_048, 100
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
        yield from _rows(sheet, written)


def _looked_into(data: bytes) -> bool:
    """Whether there are formulas in a workbook that may be opened; raises CannotRead of any other."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _refuse_bomb(packed.infolist())
            _refuse_other_kinds(packed)
            return any(_has_formulas(packed, name) for name in packed.namelist() if "worksheets/" in name)
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
    words = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    is_too_large = sum(part.file_size for part in parts) > BYTES_UNPACKED or words > BYTES_OF_WORDS
    if len(parts) > PARTS or is_too_large or any(map(_is_bomb, parts)):
        raise CannotRead(ListFault.BOMB)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > _SMALL and part.file_size > TIMES_UNPACKED * part.compress_size


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
    before = b""
    with packed.open(name) as part:
        while chunk := part.read(1 << 20):
            if any(mark in before + chunk for mark in _FORMULAS):
                return True
            before = chunk[-2:]
    return False


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
    """The rows of a sheet until nothing more comes; `written`: the same sheet with its formulas, if any."""
    empty = 0
    formulas = _cells(written) if written is not None else None
    for number, cells in enumerate(_cells(sheet), start=1):
        if formulas is not None:
            cells = _uncounted(cells, next(formulas, ()))
        empty = empty + 1 if is_empty(cells) else 0
        if empty > EMPTY_ROWS:
            return
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
