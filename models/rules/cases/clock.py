"""The legal clock of one citizen file: by which day the apology is to be sent, and when it is first asked for.

Decree 61/2018/NĐ-CP article 19 clause 9: at latest 01 day before the promised day, the return date re-set at most
once. Decree 118/2025/NĐ-CP, which took its place, is unconfirmed on this: the rule is the agency's to edit.
"""

from dataclasses import dataclass
from datetime import date

from models.rules.working_days import WorkingCalendar

SOURCE = (
    "Nghị định 61/2018/NĐ-CP, Điều 19 khoản 9 (bản hợp nhất): chậm nhất 01 ngày trước ngày hẹn trả, gia hạn một "
    "lần; chưa đối chiếu được nguyên văn Nghị định 118/2025/NĐ-CP."
)


@dataclass(frozen=True)
class ClockRule:
    """`before`: the limit is the end of the working day so many working days before the promised day; `lead`: it is
    first asked for so many working days before that day; `extensions`: how often a day may be promised anew."""

    before: int = 1
    lead: int = 2
    extensions: int = 1

    def limit(self, promised_on: date, calendar: WorkingCalendar) -> date:
        """The last day on which the apology is in time: promised on a Monday, the Friday before."""
        return calendar.shift(promised_on, -self.before)

    def opens_on(self, promised_on: date, calendar: WorkingCalendar) -> date:
        """The day from which a file that has no result yet needs its apology prepared."""
        return calendar.shift(promised_on, -max(self.lead, self.before))


def is_late(promised_on: date, ended_on: date | None, today: date) -> bool:
    """Whether a file was, or is, answered after its promised day: compared by day, never by the hour."""
    return (ended_on or today) > promised_on


def speaks_on(limit: date, today: date, calendar: WorkingCalendar) -> bool:
    """Whether a file is reason enough for a morning's message: until its limit every working day, then as any task
    on T+1 to T+5 and every fifth day after; the apology is still owed to the citizen."""
    late = calendar.count(limit, today)
    return late <= 5 or late % 5 == 0
