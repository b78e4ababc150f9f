"""Samples of waiting for a superior: the form, the head's question, the decision, the answer."""

from collections.abc import Iterator
from datetime import date

from jobs.messages import facts, waiting
from jobs.messages.facts import Choice, Do
from jobs.messages.waiting import NONE_YET, OTHER, WRITE, Step, Superior
from models.changes.waiting import Request
from models.rules.lifecycle import State
from models.waits import Wait
from tests.bot.texts.cards import ID, Maker, Sample
from tests.bot.texts.words import Words

NEW_DAY = date(2026, 12, 25)
DETAILS = ((Choice(Do.DETAILS, (ID,)),),)
_STEPS = {
    Step.SUPERIOR: "Đang chờ cơ quan nào ạ?",
    Step.SUPERIOR_WORDS: "Đang chờ cơ quan nào ạ?",
    Step.DOCUMENT: "Xã đã gửi văn bản nào ạ?",
    Step.DOCUMENT_WORDS: "Số, ngày văn bản là gì ạ?",
    Step.REASON: "Vì sao vẫn làm tiếp ạ?",
}
_PICKS = {Step.SUPERIOR: (*Superior, OTHER), Step.DOCUMENT: (WRITE, NONE_YET)}
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


def _questions(words: Words) -> Iterator[Sample]:
    for step, says in _STEPS.items():
        picks = tuple((Choice(Do.WAIT_FOR, (ID, pick)),) for pick in _PICKS.get(step, ()))
        for officer in (words.named, None):
            made = waiting.WaitQuestion(
                reader=words.named,
                choices=(*picks, (Choice(Do.DISMISS),)) if picks else (),
                task=words.task(),
                step=step,
                superior=words.agency,
                officer=officer,
            )
            yield Sample(f"{step}, {officer}", made, says)


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


def _answer_days(words: Words) -> Iterator[Sample]:
    task = words.task(
        state=State.WAITING, waiting=Wait(words.agency, words.reason, date(2026, 12, 1)), late=0
    )
    for read, unclear in ((None, False), (None, True), (NEW_DAY, False)):
        made = waiting.AskAnswerDay(
            reader=words.named,
            choices=((Choice(Do.ANSWER_BY, (ID, NEW_DAY)),), (Choice(Do.DISMISS),)),
            task=task,
            superior=words.agency,
            read=read,
            unclear=unclear,
        )
        yield Sample(f"{read}, {unclear}", made, "Đã có trả lời, xong ngày nào ạ?")


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
    waiting.WaitQuestion: _questions,
    waiting.WaitAsked: _asked,
    waiting.WaitSaid: _said,
    waiting.WaitDecided: _decided,
    waiting.AskAnswerDay: _answer_days,
    waiting.AnswerCame: _answers,
}
