"""Samples of what reviewers, their heads and the officers they answer read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bot.texts.reviewing import REASONS
from jobs.messages import facts, reviewing, verdicts
from jobs.messages.attachments import Attachment
from jobs.messages.facts import Choice, Do
from jobs.messages.reviewing import Handed, ReviewFacts, Waiting
from models.rules.inspection.findings import Severity
from models.rules.lifecycle import State
from models.tables import Verdict
from tests.bot.texts.cards import EVERY_BUTTON, ID, Maker, Sample
from tests.bot.texts.inspecting import findings, inspections
from tests.bot.texts.words import EVE, Words, moment

_REVIEWING = (
    (Choice(Do.OPEN_FILE, (ID,)), Choice(Do.DETAILS, (ID,))),
    (Choice(Do.ACCEPT, (ID, ID)), Choice(Do.RETURN, (ID, ID))),
)
_FIX_BY = date(2026, 12, 18)


def _handed(words: Words, files: int = 1, late_by: int = 0) -> Handed:
    return Handed(words.named, EVE, words.file, files, EVE.date(), late_by, 1)


def _verdict(words: Words, verdict: Verdict, **changes: Any) -> ReviewFacts:
    reason = words.cause if verdict is Verdict.RETURNED else ""
    made = ReviewFacts(words.colleague, verdict, reason, moment(16, 12, hour=8), 0, void=False)
    return replace(made, **changes)


def _card(words: Words, state: State, **changes: Any) -> reviewing.ReviewCard:
    made = reviewing.ReviewCard(
        reader=words.colleague,
        choices=_REVIEWING,
        task=words.task(state=state, claim=words.claim(with_file=True)),
        now=EVE,
        awaits=state is State.SUBMITTED,
        handed=_handed(words),
        answer_by=date(2026, 12, 17),
        last=None,
    )
    return replace(made, **changes)


def _cards(words: Words) -> Iterator[Sample]:
    yield Sample("no verdict in words", _card(words, State.SUBMITTED, unheard=True), "Chờ thẩm tra")
    sent_back = _verdict(words, Verdict.RETURNED)
    approved = _verdict(words, Verdict.ACCEPTED)
    void, late = replace(approved, void=True), replace(approved, late_by=3)
    waits = _card(words, State.SUBMITTED)
    yield Sample("asked", waits, "Chờ thẩm tra")
    yield Sample("again", replace(waits, reminder=True, now=moment(16, 12)), "Còn chờ thẩm tra")
    yield Sample("overdue answer", replace(waits, now=moment(21, 12)), "Chờ thẩm tra")
    yield Sample("several files, late", replace(waits, handed=_handed(words, 4, 3)), "Chờ thẩm tra")
    yield Sample("no criterion", replace(waits, task=replace(waits.task, worth=None)), "Chờ thẩm tra")
    for number, read in enumerate(inspections(words)):
        yield Sample(f"inspected {number}", replace(waits, inspected=(read,)), "Chờ thẩm tra")
    yield Sample("mended", replace(waits, last=sent_back), "Chờ thẩm tra")
    yield Sample("void", replace(waits, last=void), "Chờ thẩm tra")
    yield Sample("after closing", _card(words, State.MISSED, awaits=True), "Chờ thẩm tra, bổ sung sau")
    yield Sample("accepted", _card(words, State.ACCEPTED, last=approved), "Đã duyệt")
    yield Sample("accepted late", _card(words, State.ACCEPTED, last=late), "Đã duyệt")
    yield Sample("accepted after closing", _card(words, State.MISSED, last=approved), "Đã duyệt")
    returned = _card(words, State.RETURNED, last=sent_back, handed=None)
    yield Sample("returned", returned, "Đã trả lại")
    yield Sample("withdrawn", _card(words, State.CLAIMED, handed=None), "Đã rút lại")
    yield Sample("waived", _card(words, State.WAIVED), "Không áp dụng")


def _lists(words: Words) -> Iterator[Sample]:
    states = (State.SUBMITTED, State.MISSED, State.ACCEPTED, State.RETURNED, State.CLAIMED)
    for count, more, reminder in ((0, 0, False), (1, 0, True), (5, 0, False), (12, 7, True)):
        lines = [_line(words, states[number % len(states)]) for number in range(count)]
        numbered = tuple(enumerate(lines, start=1))
        each = tuple(Choice(Do.REVIEW, (ID,), number) for number, _ in numbered)
        listed = reviewing.ReviewList(
            reader=words.colleague,
            choices=tuple(each[start : start + 4] for start in range(0, count, 4)),
            tasks=numbered,
            awaiting=count + more,
            reminder=reminder,
        )
        yield Sample(f"{count} and {more}", listed, "minh chứng")


def _line(words: Words, state: State) -> Waiting:
    awaits = state in (State.SUBMITTED, State.MISSED)
    return Waiting(words.task(state=state), _handed(words) if awaits else None, awaits)


def _late(words: Words) -> Iterator[Sample]:
    for count, asked in ((1, 1), (12, 4), (1, 0)):
        late = reviewing.ReviewLate(
            reader=words.named,
            loud=True,
            tasks=tuple(_line(words, State.SUBMITTED) for _ in range(count)),
            reviewers=(words.colleague,) * asked,
        )
        yield Sample(f"{count}, {asked} asked", late, f"{count} minh chứng chờ thẩm tra")
    decided = reviewing.ReviewLate(
        reader=words.named, tasks=(_line(words, State.ACCEPTED),), reviewers=(words.colleague,)
    )
    yield Sample("decided since", decided, "Không còn minh chứng nào chờ")


def _nobody(words: Words) -> Iterator[Sample]:
    told = reviewing.NoReviewer(
        reader=words.named, choices=EVERY_BUTTON[:1], task=words.task(state=State.SUBMITTED)
    )
    yield Sample("nobody", told, "Chưa có người thẩm tra")


def _returned(words: Words) -> Iterator[Sample]:
    for state in (State.RETURNED, State.CLAIMED, *(set(State) - {State.RETURNED, State.CLAIMED})):
        open_yet = state is State.RETURNED
        for reason in (words.cause, REASONS[0].words):
            told = reviewing.Returned(
                reader=words.named,
                choices=EVERY_BUTTON,
                loud=True,
                task=words.task(state=state),
                review=_verdict(words, Verdict.RETURNED, reason=reason),
                fix_by=_FIX_BY,
                open=open_yet,
            )
            yield Sample(f"{state}, {reason[:9]}", told, "Cần bổ sung" if open_yet else "Đã trả lại")


def _accepted(words: Words) -> Iterator[Sample]:
    next_one = words.task(moment(16, 12), period="2027-01", due_on=date(2027, 1, 18))
    for name, state, changes, says in (
        ("on time", State.ACCEPTED, {}, "Đạt yêu cầu"),
        ("late", State.ACCEPTED, {"late_by": 2}, "Đạt yêu cầu"),
        ("after closing", State.MISSED, {}, "Đạt yêu cầu"),
        ("void", State.SUBMITTED, {"void": True}, "Cần thẩm tra lại"),
        ("void, accepted again", State.ACCEPTED, {"void": True}, "Đã thẩm tra lại"),
    ):
        for following in (None, next_one):
            told = reviewing.Accepted(
                reader=words.named,
                choices=EVERY_BUTTON,
                task=words.task(state=state, claim=words.claim(True)),
                review=_verdict(words, Verdict.ACCEPTED, **changes),
                next=following,
            )
            yield Sample(f"{name}, {following is not None}", told, says)


def _reasons(words: Words) -> Iterator[Sample]:
    quick = [Choice(Do.RETURN_FOR, (ID, ID, index)) for index in range(len(REASONS))]
    rows = (
        *(tuple(quick[start : start + 2]) for start in range(0, 8, 2)),
        (Choice(Do.RETURN_OTHER, (ID, ID)),),
    )
    for officer in (words.named, None):
        asked = verdicts.AskReason(
            reader=words.colleague,
            choices=rows,
            task=words.task(state=State.SUBMITTED),
            officer=officer,
            reasons=tuple(range(len(REASONS))),
        )
        yield Sample(f"to choose, {officer is not None}", asked, "Trả lại để bổ sung")
        own = replace(asked, choices=(), own=True)
        yield Sample(f"to write, {officer is not None}", own, "Lý do trả lại")
        again = replace(asked, again=True)
        yield Sample(f"again, {officer is not None}", again, "Lý do trả lại")


def _why_accepted(words: Words) -> Iterator[Sample]:
    about = (ID, ID)
    found = tuple(each for each in findings(words) if each.severity is Severity.BLOCKING)
    asked = verdicts.AskWhyAccept(
        reader=words.colleague,
        choices=((Choice(Do.ACCEPT_FOR, about),), (Choice(Do.ACCEPT_OTHER, about),)),
        task=words.task(state=State.SUBMITTED),
        findings=found[:4],
    )
    yield Sample("to choose", asked, "Duyệt dù còn điểm phải xử lý")
    yield Sample("to write", replace(asked, choices=(), own=True), "Duyệt dù còn điểm phải xử lý")


def _reasons_sent(words: Words) -> Iterator[Sample]:
    for officer, fix_by in ((words.named, _FIX_BY), (None, None)):
        sent = verdicts.ReasonSent(
            reader=words.colleague,
            task=words.task(state=State.RETURNED),
            officer=officer,
            reason=words.cause,
            fix_by=fix_by,
        )
        yield Sample(f"{fix_by}", sent, "Đã trả lại")


def _files(words: Words) -> Iterator[Sample]:
    file = reviewing.EvidenceFile(
        reader=words.colleague,
        attachment=Attachment("0" * 64, "application/pdf", "NV-2026-000123"),
        task=words.task(state=State.SUBMITTED),
        sent_at=EVE,
    )
    yield Sample("a file", file, "Minh chứng")


def _locked(words: Words) -> Iterator[Sample]:
    locked = reviewing.EvidenceLocked(
        reader=words.colleague,
        task=words.task(state=State.SUBMITTED),
        receipt="NV-2026-000123",
        sha256="0" * 64,
        opener="an.vhxh",
    )
    yield Sample("what tells of citizens", locked, "Minh chứng có dữ liệu người dân")


REVIEWING: dict[type[facts.Message], Maker] = {
    reviewing.ReviewCard: _cards,
    reviewing.ReviewList: _lists,
    reviewing.ReviewLate: _late,
    reviewing.NoReviewer: _nobody,
    reviewing.Returned: _returned,
    reviewing.Accepted: _accepted,
    verdicts.AskReason: _reasons,
    verdicts.AskWhyAccept: _why_accepted,
    verdicts.ReasonSent: _reasons_sent,
    reviewing.EvidenceFile: _files,
    reviewing.EvidenceLocked: _locked,
}
