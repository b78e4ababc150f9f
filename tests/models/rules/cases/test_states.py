"""What a state of the provincial system means for the clock."""

import pytest

from models.rules.cases.columns import folded
from models.rules.cases.listed import Standing
from models.rules.cases.states import standing_of


@pytest.mark.parametrize(
    ("word", "standing"),
    [
        ("Mới đăng ký", Standing.NONE),
        ("Được tiếp nhận", Standing.RUNNING),
        ("Không được tiếp nhận", Standing.NONE),
        ("Đang xử lý", Standing.RUNNING),
        ("Yêu cầu bổ sung giấy tờ", Standing.PAUSED),
        ("Yêu cầu thực hiện nghĩa vụ tài chính", Standing.PAUSED),
        ("Công dân yêu cầu rút hồ sơ", Standing.NONE),
        ("Dừng xử lý", Standing.PAUSED),
        ("Đã xử lý xong", Standing.ENDED),
        ("ĐÃ TRẢ KẾT QUẢ", Standing.ENDED),
        ("Đang bay", None),
    ],
)
def test_the_ten_usual_states(word: str, standing: Standing | None) -> None:
    assert standing_of(word, {}) is standing


def test_what_the_agency_said_counts_first() -> None:
    said = {folded("Dừng xử lý"): Standing.ENDED, folded("Đang bay"): Standing.RUNNING}
    assert standing_of("Dừng xử lý", said) is Standing.ENDED
    assert standing_of("Đang bay.", said) is Standing.RUNNING
