"""Samples of waiting for a superior: the head's question, the decision, the answer."""

from collections.abc import Iterator
from datetime import date

from jobs.messages import facts, waiting
from jobs.messages.facts import Choice, Do
from models.changes.waiting import Request
from tests.bot.texts.cards import ID, Maker, Sample
from tests.bot.texts.words import Words

NEW_DAY = date(2026, 12, 25)
DETAILS = ((Choice(Do.DETAILS, (ID,)),),)
_ASKED = {
    Request.PENDING: "Nhờ",
    Request.CONFIRMED: "Đã xác nhận: chờ",
    Request.DECLINED: "Đã ghi: vẫn làm tiếp",
    Request.GONE: "Không cần xác nhận nữa",
}
_SAID = {
    Request.PENDING: "Đã ghi: chờ",
    Request.CONFIRMED: "Đã xác nhận: chờ",
    Request.DECLINED: "Việc vẫn làm tiếp",
    Request.GONE: "Không còn hiệu lực",
}


def _asked(words: Words) -> Iterator[Sample]:
    decisions = (
        (Choice(Do.WAIT_OK, (ID,)), Choice(Do.WAIT_NO, (ID,))),
        (Choice(Do.WAIT_WHY, (ID,)),),
    )
    for stands, says in _ASKED.items():
        for document in ("", words.reason):
            made = waiting.WaitAsked(
                reader=words.colleague,
                choices=decisions if stands is Request.PENDING else DETAILS,
                task=words.task(),
                officer=words.named,
                superior=words.agency,
                document=document,
                stands=stands,
            )
            yield Sample(f"{stands}, {bool(document)}", made, says)


def _said(words: Words) -> Iterator[Sample]:
    for stands, says in _SAID.items():
        made = waiting.WaitSaid(
            reader=words.named,
            choices=((Choice(Do.UNSAY, (ID,)),),),
            task=words.task(),
            head=words.colleague,
            superior=words.agency,
            document=words.reason,
            stands=stands,
        )
        yield Sample(stands, made, says)


def _decided(words: Words) -> Iterator[Sample]:
    for confirmed, reason, next_on, says in (
        (True, "", date(2027, 1, 15), "Đã xác nhận chờ"),
        (True, "", None, "Đã xác nhận chờ"),
        (False, words.reason, None, "Việc vẫn làm tiếp"),
        (False, "", None, "Việc vẫn làm tiếp"),
    ):
        made = waiting.WaitDecided(
            reader=words.named,
            choices=((Choice(Do.ANSWERED, (ID,)), Choice(Do.NOT_YET, (ID,))), *DETAILS),
            task=words.task(),
            by=words.colleague,
            confirmed=confirmed,
            superior=words.agency,
            reason=reason,
            next_on=next_on,
        )
        yield Sample(f"{confirmed}, {bool(reason)}, {next_on}", made, says)


def _answers(words: Words) -> Iterator[Sample]:
    for by, says in ((None, "Đã ghi: có trả lời"), (words.colleague, "Đã có trả lời")):
        made = waiting.AnswerCame(
            reader=words.named,
            choices=DETAILS,
            task=words.task(due_on=NEW_DAY),
            superior=words.agency,
            fix_by=NEW_DAY,
            by=by,
        )
        yield Sample(f"{by}", made, says)


WAITING: dict[type[facts.Message], Maker] = {
    waiting.WaitAsked: _asked,
    waiting.WaitSaid: _said,
    waiting.WaitDecided: _decided,
    waiting.AnswerCame: _answers,
}
