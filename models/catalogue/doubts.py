"""What of a catalogue is possible and probably not meant. It loads all the same; the admin is told."""

from collections.abc import Iterable, Iterator
from datetime import date

from models.catalogue.document import Catalogue, RequirementEntry
from models.catalogue.values import day_month
from models.rules.cadence import RECURRING, Cadence, name_of, period

# What is due on days of the year comes up in every year alike.
_ANY_YEAR = 2026


def doubts(catalogue: Catalogue) -> list[str]:
    """A sentence each, by the code of the requirement."""
    return [
        f"{entry.code}: {sentence}"
        for entry in catalogue.requirements
        for sentence in (*_early(entry), *_idle_checks(entry))
    ]


def _early(entry: RequirementEntry) -> Iterator[str]:
    """A due day before the data that it asks for have closed: then estimates are wanted."""
    due, cutoff = entry.due, entry.cutoff
    if due is None or cutoff is None or entry.cadence not in RECURRING:
        return
    if due.day is not None and due.day < cutoff:
        yield _sentence(f"ngày {due.day}", f"{cutoff} cùng tháng")
    if due.dates is not None and not due.next_year:
        yield from _early_day(due.dates, Cadence(entry.cadence), cutoff)


def _early_day(days: Iterable[str], cadence: Cadence, cutoff: int) -> Iterator[str]:
    """The first day of the year that is before its own period's data have closed."""
    for part, text in enumerate(days, start=1):
        closes = _closing(cadence, cutoff, part)
        day, month = day_month(text)
        if closes and date(_ANY_YEAR, month, day) < closes:
            yield _sentence(text, f"{closes:%d/%m} của kỳ đó")
            return


def _sentence(due: str, closes: str) -> str:
    return f"hạn {due} đến trước ngày chốt số liệu {closes}; nếu không phải xin số ước thì sửa một trong hai."


def _closing(cadence: Cadence, cutoff: int, part: int) -> date | None:
    """The cut-off of the so many-th period of a year; None where it has none."""
    try:
        return period(name_of(cadence, _ANY_YEAR, part), cutoff).cutoff_on
    except ValueError:
        return None


def _idle_checks(entry: RequirementEntry) -> Iterator[str]:
    for item in entry.items:
        if item.kind in ("figure", "tick") and item.checks.model_dump(exclude_defaults=True):
            yield f"mục “{item.title}” không nhận tệp, phần kiểm tra văn bản ghi ở đó không dùng đến."
