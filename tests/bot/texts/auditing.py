"""Samples of what the program should have done and has not."""

from collections.abc import Iterator

from jobs.messages import auditing, facts
from jobs.messages.auditing import LapseFacts
from models.lapses import Lapse
from tests.bot.texts.cards import Maker, Sample
from tests.bot.texts.words import Words, moment


def _audits(words: Words) -> Iterator[Sample]:
    since = moment(15, 12, hour=8)
    told = (
        LapseFacts(Lapse.UNSPOKEN, since, words.short, words.named, ""),
        LapseFacts(Lapse.UNSPOKEN, since, words.short, None, ""),
        LapseFacts(Lapse.UNSENT, since, words.short, words.colleague, ""),
        LapseFacts(Lapse.UNSENT, since, None, words.colleague, ""),
        LapseFacts(Lapse.WAITING, since, words.short, words.colleague, ""),
        LapseFacts(Lapse.STEP, since, None, None, "speak"),
        LapseFacts(Lapse.STEP, since, words.short, None, "close_tasks"),
        LapseFacts(Lapse.STEP, since, None, words.named, "escalate"),
        LapseFacts(Lapse.UNREAD, since, None, None, ""),
    )
    for each in told:
        made = auditing.Audit(reader=words.named, lapses=(each,))
        yield Sample(f"{each}", made, "1 điều chưa chạy")
    full = auditing.Audit(reader=words.named, lapses=(told * 2)[:12], more=40)
    yield Sample("52 of them", full, "52 điều chưa chạy")


AUDITING: dict[type[facts.Message], Maker] = {auditing.Audit: _audits}
