"""The day in a cell, however a system wrote it."""

from datetime import UTC, date, datetime, time

import pytest

from models.rules.cases.days import day_in

DAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    "cell",
    [
        "04/12/2026",
        "4/12/2026",
        "04/12/2026 16:30",
        "04/12/2026 16:30:59",
        "04/12/2026 - 16:30",
        "16:30 04/12/2026",
        "16h30 ngày 04/12/2026",
        "4/12/2026 4:30:00 CH",
        "thứ Sáu, 04/12/2026",
        "04-12-2026",
        "04.12.2026",
        "04/12/26",
        "2026-12-04",
        "2026-12-04 16:30:00",
        "2026-12-04T16:30:00.123",
        "2026-12-04T16:30:00+07:00",
        "2026-12-03T18:00:00Z",
        "46360",
        "46360,6875",
        46360,
        46360.6875,
        date(2026, 12, 4),
        datetime.combine(date(2026, 12, 4), time(23, 59)),
        datetime(2026, 12, 3, 18, 0, tzinfo=UTC),
    ],
)
def test_a_day_is_read_without_its_hour(cell: object) -> None:
    assert day_in(cell) == DAY


@pytest.mark.parametrize(
    "cell",
    [None, "01/01/0001 00:00:00", "0001-01-01T00:00:00", "01/01/1900", datetime.combine(date.min, time())],
)
def test_an_empty_cell_holds_no_day_nor_what_a_system_writes_there(cell: object) -> None:
    assert day_in(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2026",
        "12/14/2026",
        "04/12",
        "04/12/2026 và 05/12/2026",
        "10 ngày",
        "Nguyễn Thị Bưởi",
        "x" * 1_000,
        "9" * 40,
        "04/12/1926",
        "2126-12-04",
        "04/12/0026",
        "9999-12-31T23:00:00Z",
        7,
        -1.5,
        1e300,
        float("nan"),
        True,
        time(16, 30),
        "٠٤/١٢/٢٠٢٦x٤",
    ],
)
def test_what_is_no_day_is_refused_and_never_repeated(cell: object) -> None:
    with pytest.raises(ValueError) as refused:
        day_in(cell)
    assert str(refused.value) == "not a day"
