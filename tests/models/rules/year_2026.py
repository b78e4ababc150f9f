"""The working days of 2026 as decided (9441/TB-BNV, 12729/VPCP-KGVX; Resolution 28/2026/QH16)."""

from datetime import date

from models.rules.working_days import CalendarDay, DayStatus, WorkingCalendar


def row(day: date, working: bool, name: str) -> CalendarDay:
    return CalendarDay(day, working, name, "tests", DayStatus.DECIDED)


ROWS = [
    row(date(2026, 1, 1), False, "Tết Dương lịch"),
    row(date(2026, 1, 2), False, "Nghỉ hoán đổi với thứ Bảy 10/01"),
    row(date(2026, 1, 10), True, "Làm bù cho thứ Sáu 02/01"),
    *(row(date(2026, 2, day), False, "Tết Nguyên đán") for day in range(16, 21)),
    row(date(2026, 4, 26), False, "Giỗ Tổ Hùng Vương"),
    row(date(2026, 4, 27), False, "Nghỉ bù Giỗ Tổ Hùng Vương"),
    row(date(2026, 4, 30), False, "Ngày Chiến thắng"),
    row(date(2026, 5, 1), False, "Ngày Quốc tế Lao động"),
    row(date(2026, 8, 22), True, "Làm bù cho thứ Hai 31/8"),
    row(date(2026, 8, 31), False, "Nghỉ hoán đổi với thứ Bảy 22/8"),
    row(date(2026, 9, 1), False, "Quốc khánh"),
    row(date(2026, 9, 2), False, "Quốc khánh"),
    row(date(2026, 11, 24), False, "Ngày Văn hóa Việt Nam"),
]
CALENDAR = WorkingCalendar.of(ROWS)
