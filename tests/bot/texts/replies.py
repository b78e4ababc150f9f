"""Samples of what is said back to an officer who wrote, of what the head hears of it, and of the clerk's list."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.texts.render import render
from jobs.messages import clerk, facts, replies
from jobs.messages.facts import Choice, Do
from jobs.messages.questions import Ask
from models.rules.lifecycle import State
from models.rules.reading import Intent, Place
from models.tables import StatementKind
from tests.bot.texts.cards import ID, Maker, Sample
from tests.bot.texts.words import EVE, Words, moment

LATER = moment(15, 12, hour=14, minute=0)
PROMISED, SINCE = date(2026, 12, 18), date(2026, 12, 14)
AFTER = (
    (Choice(Do.DONE, (ID,)), Choice(Do.FILE, (ID,))),
    (Choice(Do.LATER, (ID,)), Choice(Do.STUCK, (ID,))),
    (Choice(Do.UNSAY, (ID,)),),
)
PLACES = tuple((Choice(Do.PUT_AT, (ID, place)),) for place in Place)
WHEN = (
    (Choice(Do.SNOOZE, (ID, int(LATER.timestamp()))),),
    (Choice(Do.PROMISE, (ID, PROMISED)),),
    (Choice(Do.DISMISS),),
)
DAYS = ((Choice(Do.DONE_ON, (ID, PROMISED)), Choice(Do.DONE_ON, (ID, date(2026, 12, 17)))),)
_SAYS = {
    StatementKind.SEEN: "Đã ghi: đã xem",
    StatementKind.NOT_DONE: "Đã ghi: chưa xong",
    StatementKind.PLACE: "Đã ghi: văn bản",
    StatementKind.OBSTACLE: "Đã ghi: đang vướng",
    StatementKind.SNOOZE: "Sẽ nhắc lại lúc 14 giờ 00",
    StatementKind.PROMISE: "Đã ghi: hẹn xong thứ Sáu, 18/12/2026",
    StatementKind.NOT_MINE: "Đã báo",
    StatementKind.HAND_OVER: "Đã chuyển",
    StatementKind.NOTE: "Đã ghi kèm tin chuyển tiếp",
}
_ABOVE = {
    StatementKind.NOT_MINE: "phân công lại",
    StatementKind.OBSTACLE: "Không còn vướng",
    StatementKind.HAND_OVER: "Đã chuyển việc",
    StatementKind.PROMISE: "Lời hẹn mới",
}


def _heard(words: Words) -> Iterator[Sample]:
    for kind, says in _SAYS.items():
        for place in Place if kind is StatementKind.PLACE else (None,):
            made = replies.Understood(
                reader=words.named,
                choices=PLACES if place else AFTER,
                task=words.task(EVE),
                kind=kind,
                until=LATER,
                day=PROMISED,
                place=place,
                head=words.colleague,
            )
            yield Sample(f"{kind}, {place}", made, says)
            if kind is StatementKind.OBSTACLE:
                assert "Đang vướng gì ạ?" in render(made).html
                yield Sample("a claim denied", replace(made, denied=True), says)
                yield Sample("stuck, in words", replace(made, words=words.reason), "Đã ghi: đang vướng")
    beside = ((Choice(Do.COUNT_FILE, (ID,)),), *AFTER)
    kept = replace(made, kind=StatementKind.OBSTACLE, choices=beside, beside=2)
    yield Sample("with files beside it", kept, "Đã ghi: đang vướng")


def _questions(words: Words) -> Iterator[Sample]:
    several = tuple((number, words.task(EVE)) for number in range(1, 9))
    numbers = tuple((Choice(Do.MEANT, (ID, ID), number),) for number, _ in several)
    notes = tuple((Choice(Do.NOTE, (ID, ID), number),) for number, _ in several)
    readings = [each for each in Intent if each is not Intent.AMBIGUOUS]
    meanings = (*((Choice(Do.MEANING, (ID, each)),) for each in readings), (Choice(Do.OTHERWISE, (ID,)),))
    otherwise = tuple(
        (Choice(do, (ID,)),) for do in (Do.LATER, Do.STUCK, Do.COLLEAGUE, Do.NOT_MINE, Do.DISMISS)
    )
    colleagues = ((Choice(Do.HAND_TO, (ID, ID), name=words.other),), (Choice(Do.DISMISS),))
    asked = {
        Ask.WHICH_TASK: (numbers, words.other, several, "vừa nhắn"),
        Ask.MEANING: (meanings, "rồi chưa", (), "vừa nhắn"),
        Ask.OTHERWISE: (otherwise, "rồi chưa", (), "vừa nhắn"),
        Ask.FORWARDED: (notes, words.other, several, "vừa chuyển tiếp"),
        Ask.EDITED: (((Choice(Do.REREAD, (ID,)),),), words.other, (), "vừa sửa tin thành"),
        Ask.WHEN: (WHEN, "", (), "Nhắc lại vào lúc nào"),
        Ask.DONE_DAY: (DAYS, "", (), "xong từ hôm nào"),
        Ask.PLACE: (PLACES, "", (), "Văn bản đang ở đâu"),
        Ask.COLLEAGUE: (colleagues, "", (), "Chuyển cho ai trong đơn vị"),
    }
    for ask, (choices, quote, tasks, says) in asked.items():
        made = replies.Question(
            reader=words.named, choices=choices, ask=ask, quote=quote, task=words.task(EVE), tasks=tasks
        )
        yield Sample(ask, made, says)
        if ask is Ask.EDITED:
            yield Sample("edited, of what was only asked", replace(made, recorded=False), says)
        if ask is Ask.WHEN:
            yield Sample("a day to promise", replace(made, promises=True), "Đến lúc này không hẹn")


def _from_officers(words: Words) -> Iterator[Sample]:
    decisions = tuple((Choice(do, (ID,)),) for do in (Do.TAKE, Do.KEEP_OFFICER, Do.DECLINE_TASK))
    for kind, says in _ABOVE.items():
        made = replies.FromOfficer(
            reader=words.colleague,
            choices=decisions,
            task=words.task(EVE),
            now=EVE,
            officer=words.named,
            kind=kind,
            day=PROMISED,
        )
        yield Sample(kind, made, says)
        yield Sample(f"{kind}, taken back", replace(made, taken_back=True), "↩️ Đã hủy l")
    for phone, said in (("", "chưa có trong danh sách"), ("0912 345 678", "Điện thoại: 0912 345 678")):
        for reason in ("", words.reason):
            obstacle = facts.Obstacle(words.named, SINCE, reason, phone)
            stuck = replace(
                made,
                kind=StatementKind.OBSTACLE,
                obstacle=obstacle,
                stuck=True,
                choices=((Choice(Do.CLEARED, (ID,)),),),
            )
            assert said in render(stuck).html
            yield Sample(f"stuck, {phone}, {bool(reason)}", stuck, "Đang vướng")
    done = replace(made, task=words.task(EVE, state=State.ACCEPTED), day=None)
    yield Sample("a promise kept", done, "Lời hẹn trước")
    handed = replace(done, kind=StatementKind.HAND_OVER, declined_by=words.colleague)
    yield Sample("nobody took it", handed, "Chưa chuyển được việc")


def _passed_on(words: Words) -> Iterator[Sample]:
    for place, says in ((Place.LEADER, "đang ở lãnh đạo UBND"), (Place.CLERK, "đang ở văn thư")):
        made = replies.PassedOn(
            reader=words.named,
            choices=((Choice(Do.CARD, (ID,)),),),
            task=words.task(EVE, place=place, place_since=SINCE),
            by=words.colleague,
            place=place,
        )
        yield Sample(place, made, f"Văn bản {says}")
        for before in (place, None):
            yield Sample(f"{place}, back", replace(made, place=before, back=True), "Đính chính: văn bản")


def _reassigned(words: Words) -> Iterator[Sample]:
    for to, kept, says in (
        (words.named, True, "Giữ nguyên"),
        (words.colleague, False, "Đã phân công lại"),
    ):
        made = replies.Reassigned(
            reader=words.named, task=words.task(EVE), by=words.colleague, to=to, kept=kept
        )
        yield Sample(f"{to.full_name}, {kept}", made, says)


def _undone(words: Words) -> Iterator[Sample]:
    kinds = (*replies.TakenBack, *StatementKind)
    for again in (False, True):
        for kind in kinds:
            made = replies.Undone(
                reader=words.named, choices=AFTER, what=((kind, words.task(EVE)),), again=again
            )
            yield Sample(f"{kind}, {again}", made, "↩️ L" if again else "Đã hủy")
        several = tuple((kind, words.task(EVE)) for kind in kinds[:6])
        yield Sample(f"six, {again}", replies.Undone(reader=words.named, what=several, again=again), "Đã hủy")


def _clerk_lists(words: Words) -> Iterator[Sample]:
    for count in (1, 12):
        documents = tuple(
            (number, words.task(EVE, place=list(Place)[number % 5], place_since=SINCE))
            for number in range(1, count + 1)
        )
        made = clerk.ClerkList(
            reader=words.named,
            choices=tuple((Choice(Do.ISSUED, (ID,), number),) for number, _ in documents),
            documents=documents,
            total=count,
        )
        yield Sample(f"{count} documents", made, f"{count} văn bản")


REPLIES: dict[type[facts.Message], Maker] = {
    replies.Understood: _heard,
    replies.Question: _questions,
    replies.FromOfficer: _from_officers,
    replies.PassedOn: _passed_on,
    replies.Reassigned: _reassigned,
    replies.Undone: _undone,
    clerk.ClerkList: _clerk_lists,
}
