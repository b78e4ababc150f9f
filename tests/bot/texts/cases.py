"""Samples of what is said of citizen files."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from jobs.cases.figures import CaseFigure
from jobs.messages import facts
from jobs.messages.case_facts import CaseDeed, CaseFacts, CaseGroup, ListFacts
from jobs.messages.case_lists import (
    CaseDrafts,
    CaseLettersLeft,
    CaseListBlind,
    CaseListRefused,
    CaseListTaken,
    CaseListWanted,
)
from jobs.messages.cases import CaseAlarm, CaseBundle, CasesLate, CasesReview, CasesSaid
from jobs.messages.facts import Choice, Do
from models.rules.cases.listed import ListFault
from tests.bot.texts.cards import Maker, Sample
from tests.bot.texts.words import Words, moment
from tests.commune import at

_CODE = "000.00.26.H41-261201-0001"
_BUTTONS = tuple(
    tuple(Choice(Do.FORM_START, (kind, "about=7")) for kind in row)
    for row in (("case_sent",), ("case_draft", "case_ended"), ("case_others", "case_unsent"))
)


def _case(words: Words, group: CaseGroup, **more: object) -> CaseFacts:
    limits = {
        CaseGroup.TODAY: 15,
        CaseGroup.NEXT: 16,
        CaseGroup.LATER: 18,
        CaseGroup.SAID: 16,
        CaseGroup.PAST: 10,
    }
    limit = date(2026, 12, limits.get(group, 10))
    return CaseFacts(_CODE, words.title, date(2026, 12, limit.day + 1), limit, group, **more)  # type: ignore[arg-type]


def _list(words: Words, age: int = 0, keeper: bool = True) -> ListFacts:
    return ListFacts(moment(15 - age, 12, hour=7), age, words.named if keeper else None)


def _bundles(words: Words) -> Iterator[Sample]:
    groups = [group for group in CaseGroup if group not in (CaseGroup.DONE, CaseGroup.GIVEN)]
    cases = [_case(words, group) for group in groups] + [
        _case(words, CaseGroup.TODAY, missing=True),
        _case(words, CaseGroup.PAST, has_letter=True),
        _case(words, CaseGroup.PAST, returned=True, stuck=True),
        *(_case(words, CaseGroup.NEXT) for _ in range(5)),
    ]
    cases.sort(key=lambda case: list(CaseGroup).index(case.group))
    for age, last in ((0, False), (1, True), (3, False)):
        made = CaseBundle(
            reader=words.named,
            choices=_BUTTONS,
            loud=True,
            now=moment(15, 12, hour=8),
            said_on=date(2026, 12, 15),
            cases=tuple(enumerate(cases, start=1)),
            counts=Counter(dict.fromkeys(CaseGroup, 4)),
            more=7,
            list=_list(words, age),
            last=last,
            head=words.named if last else None,
            head_at=moment(16, 12, hour=10) if last else None,
        )
        yield Sample(f"bundle {age}", made, "hồ sơ")
    done = CaseBundle(
        reader=words.named,
        now=moment(15, 12),
        said_on=date(2026, 12, 15),
        cases=(),
        counts=Counter({CaseGroup.DONE: 4, CaseGroup.GIVEN: 2}),
        more=0,
        list=None,
    )
    yield Sample("all done", done, "không còn hồ sơ")
    called = replace(
        made, now=moment(16, 12, hour=8), counts=Counter({CaseGroup.PAST: 4}), last=True, cases=made.cases[:4]
    )
    yield Sample("the day after its call", called, "4 hồ sơ phải gửi")
    said = replace(called, now=moment(15, 12, hour=16), counts=Counter({CaseGroup.SAID: 4}))
    yield Sample("all said", said, "đã báo gửi hết")
    given = replace(made, last=False, given_by=words.named, head=None, head_at=None)
    yield Sample("given", given, "🙏")


def _late(words: Words) -> Iterator[Sample]:
    cases = (
        (1, _case(words, CaseGroup.PAST, officer=words.named)),
        (2, _case(words, CaseGroup.DONE)),
    )
    for figure in (CaseFigure(12, 8, 1, 2), CaseFigure(1, 0, 0, 0), CaseFigure()):
        made = CasesLate(
            reader=words.named, loud=True, cases=cases, total=2, figure=figure, list=_list(words)
        )
        yield Sample(f"late {figure.needed}", made, "đã qua thời hạn")


def _reviews(words: Words) -> Iterator[Sample]:
    cases = ((1, _case(words, CaseGroup.DONE)), (2, _case(words, CaseGroup.DONE, blocked=True)))
    accept = (Choice(Do.FORM_START, ("case_accept", "about=7")),)
    numbers = (Choice(Do.REVIEW, (1,), 1), Choice(Do.REVIEW, (2,), 2))
    made = CasesReview(reader=words.named, choices=(numbers, accept), cases=cases, waiting=2)
    yield Sample("letters wait", made, "văn bản xin lỗi chờ thẩm tra")
    yield Sample("none waits", CasesReview(reader=words.named, cases=(), waiting=0), "Đã thẩm tra hết")


def _alarms(words: Words) -> Iterator[Sample]:
    for why in ("again", "letter"):
        case = _case(words, CaseGroup.DONE, officer=words.named)
        made = CaseAlarm(
            reader=words.named, loud=True, case=case, promised_again_on=date(2026, 12, 18), why=why
        )
        yield Sample(why, made, _CODE)


def _wanted(words: Words) -> Iterator[Sample]:
    yield Sample("wanted", CaseListWanted(reader=words.named, list=_list(words, 1)), "Nhập danh sách hồ sơ")


def _blind(words: Words) -> Iterator[Sample]:
    for newer in (False, True):
        made = CaseListBlind(reader=words.named, loud=not newer, list=_list(words, 3), newer=newer)
        yield Sample(f"newer {newer}", made, "anh sách hồ sơ" if newer else "Đồng hồ hồ sơ")


def _taken(words: Words) -> Iterator[Sample]:
    map_them = ((Choice(Do.FORM_START, ("case_handler",)),),)
    for is_new, deleted in ((True, None), (True, True), (False, True)):
        made = CaseListTaken(
            reader=words.named,
            choices=map_them if is_new else (),
            list=_list(words),
            is_new=is_new,
            rows=500,
            new=12,
            changed=40,
            missing=3,
            left_out=2,
            opened=5,
            rewritten=(_CODE,) * 7 if is_new else (),
            handlers=(words.other,) * 7 if is_new else (),
            deleted=deleted,
        )
        yield Sample(f"taken {is_new} {deleted}", made, "anh sách" if not is_new else "Đã nhập 500 hồ sơ")


def _drafts(words: Words) -> Iterator[Sample]:
    made = CaseDrafts(
        reader=words.named,
        count=5,
        kept=1,
        folder="data/letters/2026-12-15",
        pdf=True,
        signed_folder="data/letters/da-ky",
    )
    yield Sample("drafted", made, "Đã soạn 5 thư xin lỗi")
    for fault in ("nothing", "template", "disk", "failed"):
        failed = CaseDrafts(
            reader=words.named, count=0, kept=0, folder="", pdf=False, signed_folder="", fault=fault
        )
        yield Sample(fault, failed, "thư" if fault != "nothing" else "hồ sơ")


def _said(words: Words) -> Iterator[Sample]:
    undo = ((Choice(Do.FORM_START, ("case_unsent", "about=7")),),)
    for what in CaseDeed:
        for lacking in (0, 2):
            made = CasesSaid(
                reader=words.named,
                choices=undo if what is CaseDeed.SENT else (),
                what=what,
                count=7,
                codes=() if what is CaseDeed.MAPPED else (_CODE,) * 7,
                lacking=lacking,
                day=date(2026, 12, 15) if what is CaseDeed.ENDED else None,
                late=lacking,
                to=words.other if lacking else "",
                handler=words.other,
            )
            yield Sample(f"{what} {lacking}", made, "✅" if what is CaseDeed.MAPPED else "7")


def _refused(words: Words) -> Iterator[Sample]:
    limits = (ListFault.TOO_MANY_ROWS, ListFault.TOO_LARGE)
    known = ("preview", "unreadable", "key", "older_list", "other_office", "no_case_requirement", "not_yours")
    for why in (*known, *ListFault):
        for deleted, saved_at in ((None, at("14/12/2026", "07:12")), (True, None)):
            made = CaseListRefused(
                reader=words.named,
                why=why,
                named=("200000",) if why in limits else (words.item, words.hint),
                saved_at=saved_at,
                deleted=deleted,
            )
            yield Sample(f"refused {why} {deleted}", made, "Chưa nhập danh sách")


def _left(words: Words) -> Iterator[Sample]:
    yield Sample("left", CaseLettersLeft(reader=words.named, count=3), "3 tệp trong thư mục thư đã ký")


CASES: dict[type[facts.Message], Maker] = {
    CaseBundle: _bundles,
    CasesLate: _late,
    CasesReview: _reviews,
    CaseAlarm: _alarms,
    CaseListWanted: _wanted,
    CaseListBlind: _blind,
    CaseListTaken: _taken,
    CaseDrafts: _drafts,
    CasesSaid: _said,
    CaseListRefused: _refused,
    CaseLettersLeft: _left,
}
