"""CSV: a text with a row a line, its cells between commas, semicolons or tabs."""

import csv
import io
from collections.abc import Iterator, Mapping

from jobs.caselists.letters import encoding_of
from jobs.caselists.raw import COLUMNS, RawRow
from models.rules.cases.columns import field_of
from models.rules.cases.listed import CannotRead, Field, ListFault

_BETWEEN = ";\t,|"
_SAMPLE, _SAMPLE_ROWS = 64 << 10, 60


def separated_rows(data: bytes, remembered: Mapping[str, Field]) -> Iterator[RawRow]:
    """The rows of a CSV file; raises CannotRead where it is none, or damaged."""
    encoding = encoding_of(data)
    between = _between(data, encoding, remembered)
    with io.TextIOWrapper(io.BytesIO(data), encoding, newline="") as text:
        try:
            for number, cells in enumerate(csv.reader(text, delimiter=between), start=1):
                yield RawRow("", number, cells[:COLUMNS])
        except csv.Error:
            raise CannotRead(ListFault.DAMAGED) from None


def _between(data: bytes, encoding: str, remembered: Mapping[str, Field]) -> str:
    """What stands between the cells: what makes the most headings of one line."""
    sample = data[:_SAMPLE].decode(encoding, "ignore")
    return max(_BETWEEN, key=lambda mark: _headings(sample, mark, remembered))


def _headings(sample: str, mark: str, remembered: Mapping[str, Field]) -> int:
    counts = [0]
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=mark)):
            counts.append(sum(bool(field_of(each.strip(), remembered)) for each in cells[:COLUMNS]))
            if number >= _SAMPLE_ROWS:
                break
    except csv.Error:
        pass
    return max(counts)
