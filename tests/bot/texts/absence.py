"""Samples of what is said about an absence that was recorded, and of the lists on request."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from jobs.cases.figures import CaseFigure
from jobs.messages import absence, facts, lists, morning_facts
from jobs.messages.absence import AbsenceEvent
from jobs.messages.facts import Choice, Do, TaskFacts, Variant
from models.people import Because
from models.rules.lifecycle import State
from models.tables import DeputyState
from tests.bot.texts.cards import ID, Maker, Sample
from tests.bot.texts.words import EVE, Words, moment

_TODAY = date(2026, 12, 14)
_FROM, _TO, _BACK = date(2026, 12, 15), date(2026, 12, 18), date(2026, 12, 21)
_SPANS = ((_FROM, _TO), (_FROM, _FROM))


def _recorded(words: Words) -> Iterator[Sample]:
    def made(says: str, **changes: Any) -> Sample:
        kept: dict[str, Any] = {
            "reader": words.named,
            "absent": words.named,
            "choices": (
                (Choice(Do.REDATE, (ID,)), Choice(Do.APPOINT, (ID,))),
                (Choice(Do.BACK, (ID,)),),
            ),
            "from_on": _FROM,
            "to_on": _TO,
            "back_on": _BACK,
            "begun": True,
            "ended": False,
            "deputy": words.colleague,
            "deputy_state": DeputyState.ASKED,
            "covers": words.colleague,
        }
        return Sample(f"{changes}", absence.AwayRecorded(**(kept | changes)), says)

    for state in DeputyState:
        yield made("Đã ghi", deputy_state=state)
        yield made("Đã ghi", deputy_state=state, covers=None, to_on=_FROM)
    yield made("Đã ghi", deputy=None, choices=((Choice(Do.APPOINT, (ID, ID), name=words.other),),))
    yield made("Đã ghi", ended=True, choices=())
    yield made("Đã bỏ lần báo vắng", ended=True, begun=False, choices=())
    for changes in ({}, {"ended": True}, {"ended": True, "begun": False}):
        yield made("Đã ", by=words.colleague, **changes)
        yield made("Đã ", reader=words.colleague, **changes)


def _tasks(words: Words, count: int) -> tuple[tuple[int, TaskFacts], ...]:
    states: list[dict[str, Any]] = [
        {},
        {"due_on": date(2026, 12, 18)},
        {"state": State.CLAIMED, "claim": words.claim()},
        {"due_on": date(2026, 12, 1)},
        {"state": State.SUBMITTED, "claim": words.claim(with_file=True)},
        {"state": State.MISSED},
    ]
    return tuple((n, words.task(**states[(n - 1) % len(states)])) for n in range(1, count + 1))


def _deputies_asked(words: Words) -> Iterator[Sample]:
    answers = ((Choice(Do.DEPUTISE, (ID,)), Choice(Do.DECLINE, (ID,))),)
    for state, says in (
        (DeputyState.ASKED, "Nhờ "),
        (DeputyState.ACCEPTED, "đã nhận làm"),
        (DeputyState.DECLINED, "Đã ghi: "),
    ):
        for count, more in ((0, 0), (1, 0), (6, 3)):
            for from_on, to_on in _SPANS:
                asked = _asked(words, state, count, more)
                asked = absence.DeputyAsked(
                    **(asked | {"from_on": from_on, "to_on": to_on, "choices": answers})
                )
                says_here = says if words.address else ""
                yield Sample(f"{state}, {count}, {to_on}", asked, says_here)
    withdraws = _asked(words, DeputyState.ACCEPTED, 1, 0) | {
        "choices": ((Choice(Do.DECLINE, (ID,), variant=Variant.AGREED),),)
    }
    yield Sample("may withdraw", absence.DeputyAsked(**withdraws), "đã nhận làm" if words.address else "")
    for over in (True, False):
        gone = absence.DeputyAsked(**_asked(words, DeputyState.ASKED, 1, 0), over=over, mine=over)
        yield Sample("no longer", gone, "Không cần làm thay")


def _asked(words: Words, state: DeputyState, count: int, more: int) -> dict[str, Any]:
    return {
        "reader": words.named,
        "absent": words.colleague,
        "now": EVE,
        "from_on": _FROM,
        "to_on": _TO,
        "tasks": tuple(task for _, task in _tasks(words, count)),
        "more": more,
        "also_head": count == 1,
        "also_reviewer": count != 0,
        "covers": words.colleague,
        "state": state,
    }


def _news(words: Words) -> Iterator[Sample]:
    says = {
        AbsenceEvent.DECLINED: "✋ ",
        AbsenceEvent.UNCOVERED: "🏖 ",
        AbsenceEvent.ENDED: "Không cần làm thay",
        AbsenceEvent.REPLACED: "Đã nhờ người khác làm thay",
        AbsenceEvent.REDATED: "Đổi ngày vắng",
    }
    for event in AbsenceEvent:
        for own in (True, False):
            for covers, by in ((None, None), (words.named, words.colleague), (words.colleague, None)):
                told = absence.AbsenceNews(
                    reader=words.named,
                    choices=((Choice(Do.APPOINT, (ID, ID), name=words.other),),),
                    event=event,
                    own=own,
                    absent=words.named if own else words.colleague,
                    from_on=_FROM,
                    to_on=_TO if own else _FROM,
                    deputy=words.colleague,
                    covers=covers,
                    by=by,
                    now=EVE,
                    tasks=(words.task(EVE),) * 6 if covers == words.named else (),
                    more=2 if covers == words.named else 0,
                )
                yield Sample(f"{event}, {own}, {covers is not None}", told, says[event])


def _handed_back(words: Words) -> Iterator[Sample]:
    for done, still, days in ((0, 0, 0), (1, 0, 1), (0, 6, 4), (6, 6, 10)):
        for deputy in (None, words.colleague):
            finished = tuple(
                (n, words.task(state=State.CLAIMED, claim=words.claim())) for n in range(1, done + 1)
            )
            unfinished = tuple((done + n, task) for n, task in _tasks(words, still))
            back = absence.HandBack(
                reader=words.named,
                choices=((Choice(Do.CARD, (ID,), 1),),),
                deputy=deputy,
                now=moment(21, 12),
                from_on=_FROM,
                days=days,
                done=finished,
                open=unfinished,
                more=3 if still == 6 and done == 6 else 0,
                stand_ins={done + 1: morning_facts.StandIn(Because.ABSENT, words.colleague)},
                reviews=done,
            )
            yield Sample(f"{done}, {still}, {deputy is not None}", back, "Chào")


def _calendars(words: Words) -> Iterator[Sample]:
    monday = moment(14, 12)
    for count in (0, 1, 12):
        tasks = tuple(
            (n, words.task(monday, due_on=date(2026, 12, 10) + timedelta(days=2 * n), cutoff_on=None))
            for n in range(1, count + 1)
        )
        listed = lists.DueCalendar(
            reader=words.named,
            choices=((Choice(Do.CARD, (ID,), 1),),),
            now=monday,
            said_on=_TODAY,
            tasks=tasks,
        )
        yield Sample(f"{count}", listed, "Lịch hạn" if count else "Bốn tuần tới")
    stands = tuple(_tasks(words, 6))
    made = lists.DueCalendar(reader=words.named, now=monday, said_on=_TODAY, tasks=stands)
    yield Sample("every standing", made, "Lịch hạn")


def _units(words: Words) -> Iterator[Sample]:
    away = words.task(stand_in=words.colleague)
    shown = (*_tasks(words, 6), (7, away), (8, words.task(officer=None)))
    for units, total in (((words.unit,), 30), ((words.unit, words.unit), 8), ((), 8)):
        listed = lists.UnitList(
            reader=words.colleague,
            choices=((Choice(Do.CARD, (ID,), 1),),),
            now=EVE,
            agency=words.unit,
            units=units,
            tasks=shown,
            total=total,
        )
        yield Sample(f"{len(units)} units", listed, "Việc đang mở của")
        yield Sample(f"{len(units)} units, found", replace(listed, searched=words.short), "Tìm")
        yield Sample(f"{len(units)} units, instead", replace(listed, instead=True), "Việc đang mở của")
    board = replace(listed, files=CaseFigure(12, 10, 1, unread=2))
    yield Sample("the board with citizen files", board, "Việc đang mở của")
    empty = replace(listed, tasks=(), total=0, choices=())
    yield Sample("with files", replace(listed, owed=4, owed_late=1), "Việc đang mở của")
    yield Sample("nothing", empty, "Phòng")
    yield Sample("nothing found", replace(empty, searched=words.short), "Không thấy")


ABSENCE: dict[type[facts.Message], Maker] = {
    absence.AwayRecorded: _recorded,
    absence.DeputyAsked: _deputies_asked,
    absence.AbsenceNews: _news,
    absence.HandBack: _handed_back,
    lists.DueCalendar: _calendars,
    lists.UnitList: _units,
}
