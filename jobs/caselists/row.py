"""One row of a list as a citizen file: what is a citizen's is dropped here."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from jobs.caselists.raw import UNCOUNTED, text_in
from jobs.pack.privacy import without_names
from models.rules.cases.codes import spelled
from models.rules.cases.columns import Layout, folded
from models.rules.cases.days import day_in
from models.rules.cases.listed import (
    PERSONAL,
    CannotRead,
    Citizen,
    Field,
    ListedCase,
    ListFault,
    RowFault,
    Standing,
)
from models.rules.cases.names import without_full_names
from models.rules.cases.numbers import without_numbers
from models.rules.cases.states import standing_of

_PROCEDURE, _STATE, _HANDLER, _NAME, _ADDRESS = 300, 80, 120, 200, 300
_CODE = re.compile(r"(?=.*\d)[^\W_][\w./-]{2,59}")
_AROUND_MARKS = re.compile(r"\s*([-./])\s*")
# Digits alone as they stand on identity cards and in telephones, and a day: no code of a file.
_NO_CODE = re.compile(r"0\d{8,11}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_TOTAL = re.compile(r"(?:tong|tong cong|tong so|cong)(?: \d.*| ho so.*)?")
_SHORTEST_OWN, _LONGEST_TOTAL, _MOST_SHOWN = 4, 60, 5_000
_LEFT_OUT = "…"


@dataclass(frozen=True)
class Asked:
    """How rows are to be read: what the agency said of columns (by folded heading) and states (by folded word),
    whether it keeps names and addresses, and who is told how many rows were read."""

    remembered: Mapping[str, Field]
    states: Mapping[str, Standing]
    keeps_citizens: bool
    told: Callable[[int], None] | None


class Unfit(Exception):
    """Why a row is no file; nothing of it is in here."""

    def __init__(self, fault: RowFault) -> None:
        super().__init__(fault)
        self.fault = fault


class RowRead(NamedTuple):
    """A file, and what is to be looked at of its row."""

    case: ListedCase
    doubts: tuple[RowFault, ...]


@dataclass
class RowReader:
    """Reads rows whose columns are known."""

    layout: Layout
    asked: Asked
    _shown: dict[str, str] = field(default_factory=dict)
    _personal: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._personal = self.layout.personal

    def read(self, cells: Sequence[object]) -> RowRead | None:
        """The file of a row; None where it is no row of a file: a total, a group, headings once more, a signature.

        Raises Unfit where it is one that cannot be taken, and CannotRead where a needed cell is a formula that was
        never counted.
        """
        if _is_total(cells):
            return None
        self._refuse_formulas(cells)
        code = self._code(cells)
        promised_on = self._promised_on(code, cells)
        state = self._text(Field.STATE, cells)[:_STATE]
        standing = standing_of(state, self.asked.states) if state else None
        if promised_on is None and (not code or standing is Standing.NONE):
            return None
        if not code or promised_on is None:
            raise Unfit(RowFault.NO_PROMISE if code else RowFault.NO_CODE)
        return self._read(code, promised_on, standing, cells)

    def _code(self, cells: Sequence[object]) -> str:
        """ "" where there is none, as where it is what the row says of its citizen."""
        code = _code(self._text(Field.CODE, cells))
        return "" if code.isdigit() and code in self._own(cells) else code

    def _read(
        self, code: str, promised_on: date, standing: Standing | None, cells: Sequence[object]
    ) -> RowRead:
        state = self._text(Field.STATE, cells)[:_STATE]
        received, ended = self._day_or_doubt(Field.RECEIVED, cells), self._day_or_doubt(Field.ENDED, cells)
        doubts = {each for each in (received, ended) if isinstance(each, RowFault)}
        if state and standing is None:
            doubts.add(RowFault.UNKNOWN_STATE)
        ended_on = _known(ended)
        case = ListedCase(
            code=code,
            promised_on=promised_on,
            standing=standing or (Standing.ENDED if ended_on else Standing.RUNNING),
            state=state if standing else self._clean(state, cells),
            procedure=self._clean(self._text(Field.PROCEDURE, cells), cells),
            received_on=_known(received),
            ended_on=ended_on,
            handler=self._handler(cells),
            citizen=self._citizen(cells) if self.asked.keeps_citizens else None,
        )
        return RowRead(case, tuple(sorted(doubts)))

    def _refuse_formulas(self, cells: Sequence[object]) -> None:
        for each, place in self.layout.places.items():
            if each not in PERSONAL and self._cell(each, cells) is UNCOUNTED:
                raise CannotRead(ListFault.FORMULAS, self.layout.columns[place].heading)

    def _promised_on(self, code: str, cells: Sequence[object]) -> date | None:
        """The promised day; raises Unfit where it is none, though the row is one of a file."""
        day = self._day_or_doubt(Field.PROMISED, cells)
        if isinstance(day, RowFault) and code:
            raise Unfit(day)
        return _known(day)

    def _day_or_doubt(self, of: Field, cells: Sequence[object]) -> date | RowFault | None:
        cell = self._cell(of, cells)
        try:
            return day_in((text_in(cell) or None) if isinstance(cell, str) else cell)
        except ValueError:
            return RowFault.BAD_DATE

    def _citizen(self, cells: Sequence[object]) -> Citizen | None:
        name, address = self._text(Field.NAME, cells)[:_NAME], self._text(Field.ADDRESS, cells)[:_ADDRESS]
        return Citizen(name, address) if name or address else None

    def _handler(self, cells: Sequence[object]) -> str:
        """Who works on it; nobody where a citizen's name or number was typed there."""
        kept = without_numbers(self._without_own(self._text(Field.HANDLER, cells)[:_HANDLER], cells))
        return kept if kept.strip(" ….,;:()-") else ""

    def _clean(self, text: str, cells: Sequence[object]) -> str:
        """A text without what its own row says of the citizen, without long numbers, or other names."""
        return self._without_others(self._without_own(text, cells)[:_PROCEDURE])

    def _without_own(self, text: str, cells: Sequence[object]) -> str:
        lowered = text.casefold()
        for own in self._own(cells):
            if own.casefold() in lowered:
                text = re.sub(re.escape(own), _LEFT_OUT, text, flags=re.IGNORECASE)
        return text

    def _without_others(self, text: str) -> str:
        """Once for every procedure, of which a list has few."""
        if text not in self._shown:
            if len(self._shown) == _MOST_SHOWN:
                self._shown.clear()
            self._shown[text] = without_full_names(without_names(without_numbers(text), ()))
        return self._shown[text]

    def _own(self, cells: Sequence[object]) -> Iterator[str]:
        """What a row says of its citizen."""
        for place in self._personal:
            own = text_in(cells[place]) if place < len(cells) else ""
            if len(own) >= _SHORTEST_OWN:
                yield own

    def _text(self, of: Field, cells: Sequence[object]) -> str:
        return text_in(self._cell(of, cells))

    def _cell(self, of: Field, cells: Sequence[object]) -> object:
        place = self.layout.places.get(of)
        return cells[place] if place is not None and place < len(cells) else None


def _code(text: str) -> str:
    """The code of a file, without blanks around its marks; "" where it is none."""
    code = _AROUND_MARKS.sub(r"\1", spelled(text))
    return code if _CODE.fullmatch(code) and not _NO_CODE.fullmatch(code) else ""


def _known(day: date | RowFault | None) -> date | None:
    return None if isinstance(day, RowFault) else day


def _is_total(cells: Sequence[object]) -> bool:
    first = next((text for text in map(text_in, cells) if text), "")
    return len(first) < _LONGEST_TOTAL and not first.isdecimal() and bool(_TOTAL.fullmatch(folded(first)))
