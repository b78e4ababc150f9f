"""What loads all the same, and is told as probably not meant."""

import pytest

from models.catalogue.doubts import doubts
from models.catalogue.reading import builtin_catalogue, read_catalogue
from tests.models.catalogue.test_reading import GOOD

MONTHLY = "cadence: monthly\n    cutoff: 14\n    due: {after_cutoff: 2}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "{after_cutoff: 2}",
            "{day: 5}",
            "hạn ngày 5 đến trước ngày chốt số liệu 14 cùng tháng; nếu không phải xin số ước thì "
            "sửa một trong hai.",
        ),
        (
            MONTHLY,
            'cadence: yearly\n    cutoff: 31\n    due: {dates: ["31/1"]}',
            "hạn 31/1 đến trước ngày chốt số liệu 31/12 của kỳ đó; nếu không phải xin số ước thì "
            "sửa một trong hai.",
        ),
        (MONTHLY, 'cadence: yearly\n    cutoff: 31\n    due: {dates: ["31/1"], next_year: true}', None),
        (
            "kind: screenshot",
            "kind: tick, checks: {words: [năm 2026]}",
            "mục “Ảnh chụp màn hình” không nhận tệp, phần kiểm tra văn bản ghi ở đó không dùng đến.",
        ),
    ],
)
def test_what_is_probably_not_meant_is_told_by_its_requirement(old: str, new: str, told: str | None) -> None:
    assert old in GOOD
    found = doubts(read_catalogue(GOOD.replace(old, new), "xa.yaml"))
    assert [each.partition(": ")[2] for each in found] == ([told] if told else [])


def test_the_builtin_catalogue_leaves_no_doubt() -> None:
    assert doubts(builtin_catalogue()) == []
