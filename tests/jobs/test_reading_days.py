"""What an admin types into a form: days ahead, several days, hours, steps. It is Monday 23/11/2026, 08:00."""

from collections.abc import Iterator

import pytest

from jobs.forms import reading
from jobs.forms.form import Filling, Misread, TwoReadings
from models.tables import Form
from tests.commune import Commune, at

NOW = at("23/11/2026", "08:00")


@pytest.fixture
def filling(commune: Commune) -> Iterator[Filling]:
    with commune.reads() as session:
        person = commune.person(session, "minh.vp")
        form = Form(
            agency_id=person.agency_id,
            person_id=person.id or 0,
            kind="calendar",
            touched_at=NOW,
        )
        yield Filling(session, form, person, NOW)


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("15/12", "2026-12-15"),
        ("15-12", "2026-12-15"),
        ("hạn 15/12", "2026-12-15"),
        ("thu 3 tuan sau", "2026-12-01"),
        ("cuoi thang", "2026-11-30"),
        ("cuối tháng 12/2026", "2026-12-31"),
        ("mai", "2026-11-24"),
        ("20/1/2027", "2027-01-20"),
        ("ngay 5 thang 1", "2027-01-05"),
        ("ngay 15 thang 6", "2027-06-15"),
        ("2/9", "2027-09-02"),
        ("thu 4 ngay 16/12", "2026-12-16"),
        ("Thứ Tư, 16/12/2026", "2026-12-16"),
        ("28", "2026-11-28"),
        ("2027-01-05", "2027-01-05"),
        ("ngày 15 tháng 6 năm 2027", "2027-06-15"),
    ],
)
def test_a_day_is_read_as_people_write_it(filling: Filling, words: str, on: str) -> None:
    assert reading.day(filling, words) == on


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("hom qua", "day_past"),
        ("20/11", "day_past"),
        ("15/12/2025", "day_past"),
        ("15/12/2035", "day_past"),
        ("31/11", "no_day"),
        ("tuần sau", "no_day"),
        ("chưa biết", "no_day"),
        ("mung 1 tet", "lunar"),
        ("23 tháng Chạp", "lunar"),
    ],
)
def test_what_names_no_day_ahead_is_asked_again(filling: Filling, words: str, fault: str) -> None:
    with pytest.raises(Misread) as misread:
        reading.day(filling, words)
    assert misread.value.fault == fault


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("t6", ["2026-11-27", "2027-06-30"]),
        ("thứ 3 16/12", ["2026-11-24", "2026-12-16"]),
        ("15/12 hoặc 16/12", ["2026-12-15", "2026-12-16"]),
    ],
)
def test_two_readings_are_both_shown(filling: Filling, words: str, values: list[str]) -> None:
    with pytest.raises(TwoReadings) as readings:
        reading.day(filling, words)
    assert readings.value.values == values


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("30/4 - 3/5", "2027-04-30..2027-05-03"),
        ("30/4-3/5", "2027-04-30..2027-05-03"),
        ("từ ngày 30/4 đến 3/5/2027", "2027-04-30..2027-05-03"),
        ("30/12 toi 2/1", "2026-12-30..2027-01-02"),
        ("4/1/2027-9/1/2027", "2027-01-04..2027-01-09"),
        ("15-12", "2026-12-15"),
        ("15/12", "2026-12-15"),
        ("2027-01-05", "2027-01-05"),
    ],
)
def test_several_days_are_read_at_once(filling: Filling, words: str, said: str) -> None:
    assert reading.days(filling, words) == said


@pytest.mark.parametrize("words", ["30/12 - 2/12", "1/12 - 30/6/2027", "15/12 - 15/12"])
def test_days_that_are_no_span_are_asked_again(filling: Filling, words: str) -> None:
    with pytest.raises(Misread) as misread:
        reading.days(filling, words)
    assert misread.value.fault == "no_days"


@pytest.mark.parametrize(
    ("words", "spelled"),
    [
        ("7h30-11h30, 13h30-17h00", "07:30-11:30,13:30-17:00"),
        ("sáng 7:00 - 11:30 chiều 1h30 - 5h", "07:00-11:30,13:30-17:00"),
        ("7g - 11g", "07:00-11:00"),
    ],
)
def test_working_hours_are_read_as_people_write_them(filling: Filling, words: str, spelled: str) -> None:
    assert reading.spans(filling, words) == spelled


@pytest.mark.parametrize("words", ["", "7h30", "7h30-25h", "7h30-11h75", "13h-9h", "7h-11h, 10h-17h"])
def test_hours_that_are_none_are_asked_again(filling: Filling, words: str) -> None:
    with pytest.raises(Misread) as misread:
        reading.spans(filling, words)
    assert misread.value.fault == "no_spans"


@pytest.mark.parametrize(
    ("words", "steps"),
    [("10,5,3,1,0", ["T-10", "T-5", "T-3", "T-1", "T0"]), ("T-1, T-3", ["T-3", "T-1", "T0"]), ("0", ["T0"])],
)
def test_steps_always_end_on_the_due_day(words: str, steps: list[str]) -> None:
    assert reading.steps(words) == steps


@pytest.mark.parametrize("words", ["không nhắc", "90,1", "1,2,3,4,5,6,7,8,9,10,11"])
def test_steps_that_are_none_are_asked_again(words: str) -> None:
    with pytest.raises(Misread) as misread:
        reading.steps(words)
    assert misread.value.fault == "no_steps"
