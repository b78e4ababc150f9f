"""Samples of alarms."""

from collections.abc import Iterator

from bot.silence import Silence
from jobs.backup.values import Failed
from jobs.messages import facts
from jobs.messages.alarms import AlarmRaised
from models.alarms import Alarm
from models.unavailable import Trouble
from tests.bot.texts.cards import Maker, Sample
from tests.bot.texts.words import Words, moment


def _alarms(words: Words) -> Iterator[Sample]:
    since = moment(15, 12, hour=8)
    for alarm in Alarm:
        made = AlarmRaised(reader=words.named, alarm=alarm, since=since, about=words.title, count=3)
        yield Sample(f"{alarm}", made, "🔴")
        yield Sample(f"{alarm}, short", AlarmRaised(reader=words.named, alarm=alarm), "🔴")
    for why in Failed:
        made = AlarmRaised(reader=words.named, alarm=Alarm.BACKUP, since=since, reason=why)
        yield Sample(f"backup, {why}", made, "Không sao lưu được")
    over = AlarmRaised(
        reader=words.named, alarm=Alarm.STORAGE, since=since, reason=Trouble.FULL, is_over=True
    )
    for why, alarm in [
        *((each, Alarm.STORAGE) for each in Trouble),
        *((each, Alarm.DEAF) for each in Silence),
    ]:
        made = AlarmRaised(reader=words.named, alarm=alarm, since=since, reason=why)
        yield Sample(f"{alarm}, {why}", made, "🔴")
    yield Sample("over", over, "Đã hết")


ALARMS: dict[type[facts.Message], Maker] = {AlarmRaised: _alarms}
