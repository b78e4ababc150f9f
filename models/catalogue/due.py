"""The date rule of a requirement, as a catalogue file spells it. Sentences are read by the admin."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from models.catalogue.entry import Entry, refuse
from models.catalogue.values import CadenceName, Day, WeekdayName, YearDay, day_month
from models.catalogue.words import DUE_FORMS
from models.rules.cadence import Cadence, a_year

FORMS: dict[str, tuple[str, ...]] = {
    "once": ("date",),
    "weekly": ("weekday", "last_day"),
    "monthly": ("after_cutoff", "day", "last_day"),
    "quarterly": ("after_cutoff", "dates", "last_day"),
    "half_yearly": ("after_cutoff", "dates", "last_day"),
    "yearly": ("after_cutoff", "dates", "last_day"),
    "per_case": (),
}


# What is due on days of the year comes up in every year alike.
_ANY_YEAR = 2026


class DueEntry(Entry):
    """Exactly one date rule.

    `after_cutoff` working days after the cut-off · `day` of the month · `dates` of every year, one a period ·
    `weekday` · `last_day` of the period, `plus` working days · one `date`.

    `dates` may lie in the `next_year` (the period closes on 31/12, its evidence comes in January), or give way
    to `after_letter` working days after a superior's letter, whichever is later; `letters` are the days of the
    letters that have come.
    """

    after_cutoff: Annotated[int, Field(ge=1, le=60)] | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    dates: tuple[YearDay, ...] | None = None
    weekday: WeekdayName | None = None
    last_day: Literal[True] | None = None
    plus: Annotated[int, Field(ge=0, le=60)] | None = None
    date: Day | None = None
    next_year: Literal[True] | None = None
    after_letter: Annotated[int, Field(ge=1, le=60)] | None = None
    letters: tuple[Day, ...] = ()

    @property
    def form(self) -> str:
        """The name of the one rule given."""
        return self._forms()[0]

    def _forms(self) -> list[str]:
        return [form for form in DUE_FORMS if getattr(self, form) is not None]

    @model_validator(mode="after")
    def _is_one_rule(self) -> Self:
        one, single = len(self._forms()) == 1, len(self.dates or ()) == 1
        sentences = {
            f"“due” phải có đúng một trong: {', '.join(DUE_FORMS)}.": one,
            "“plus” chỉ đi với last_day: true.": self.plus is None or self.last_day,
            "“next_year” chỉ đi với một ngày trong dates.": single or not self.next_year,
            "“after_letter” chỉ đi với một ngày trong dates.": single or not self.after_letter,
            "“letters” chỉ đi với after_letter.": self.after_letter or not self.letters,
        }
        refuse(*(sentence for sentence, holds in sentences.items() if not holds))
        return self


def due_from(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The rule as values again, from the JSON it is kept as (days and lists have no form there)."""
    values = dict(kept)
    if "dates" in kept:
        values["dates"] = tuple(kept["dates"])
    if "date" in kept:
        values["date"] = dt.date.fromisoformat(kept["date"])
    if "letters" in kept:
        values["letters"] = tuple(dt.date.fromisoformat(day) for day in kept["letters"])
    return values


def due_fault(cadence: CadenceName, due: DueEntry | None, cutoff: int | None) -> str | None:
    """What makes a date rule impossible for a cadence, or its absence."""
    if due is None and cadence == "per_case":
        return None
    if due is None:
        return "Thiếu “due”: mỗi yêu cầu phải có hạn, ví dụ due: {after_cutoff: 2}."
    return _form_fault(cadence, due) or _count_fault(cadence, due) or _cutoff_fault(due, cutoff)


def _form_fault(cadence: CadenceName, due: DueEntry) -> str | None:
    allowed = FORMS[cadence]
    if due.form in allowed:
        return None
    if not allowed:
        return "Việc theo từng hồ sơ (per_case) lấy hạn của hồ sơ: bỏ “due”."
    return f"“due: {due.form}” không dùng được với cadence: {cadence}; dùng {' hoặc '.join(allowed)}."


def _count_fault(cadence: CadenceName, due: DueEntry) -> str | None:
    if due.dates is None:
        return None
    expected = a_year(Cadence(cadence), _ANY_YEAR)
    days = [day_month(each)[::-1] for each in due.dates]
    if len(days) != expected:
        return f"cadence: {cadence} cần đúng {expected} ngày trong “dates”, đang có {len(due.dates)}."
    if days != sorted(set(days)):
        are_different = len(set(days)) == expected
        later = "; hạn sau khi hết kỳ: “cutoff” là 31 rồi dùng after_cutoff" if are_different else ""
        return f"Các ngày trong “dates” phải khác nhau, sớm trước muộn sau{later}."
    return None


def _cutoff_fault(due: DueEntry, cutoff: int | None) -> str | None:
    if cutoff is not None:
        return None
    if due.after_cutoff:
        return "Hạn tính sau ngày chốt (after_cutoff) cần “cutoff”, ví dụ cutoff: 14."
    if due.next_year:
        return "Hạn vào năm sau (next_year) cần “cutoff”, ví dụ cutoff: 31, để biết minh chứng của năm nào."
    return None
