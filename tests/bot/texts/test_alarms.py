"""An alarm promises only what is so."""

import pytest

from bot.silence import Silence
from bot.texts.render import render
from jobs.backup.values import Failed
from jobs.messages.alarms import AlarmRaised
from models.alarms import Alarm


@pytest.mark.parametrize(
    ("alarm", "reason", "says"),
    [
        (Alarm.DEAF, Silence.DNS, "nằm lại ở Telegram, được giữ 24 giờ"),
        (Alarm.DEAF, Silence.OTHER_POLLER, "có thể đã sang nơi khác"),
        (Alarm.DEAF, Silence.WEBHOOK, "có thể đã sang nơi khác"),
        (Alarm.BACKUP, Failed.DISK_FULL, "Mọi việc khác vẫn chạy"),
    ],
)
def test_where_the_words_of_others_are_is_said_as_it_is(alarm: Alarm, reason: str, says: str) -> None:
    assert says in render(AlarmRaised(alarm=alarm, reason=reason)).html


def test_a_damaged_database_is_not_said_to_go_on() -> None:
    said = render(AlarmRaised(alarm=Alarm.BACKUP, reason=Failed.DAMAGED)).html
    assert "Mọi việc khác vẫn chạy" not in said and "nhacviec restore" in said
