"""Samples of what a cooperating unit is told: the card of its piece, and its line in a digest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from jobs.messages import facts, morning_facts
from jobs.messages.facts import Choice, Do, PieceFacts
from jobs.messages.pieces import PieceCard
from models.rules.lifecycle import State
from models.rules.zone import day_of
from models.tables import ItemKind
from tests.bot.texts.cards import ID, Maker, Sample
from tests.bot.texts.words import CALENDAR, EVE, Words, moment

DUE = date(2026, 12, 31)


def _piece(words: Words, now: datetime, due_on: date = DUE, given: bool = False) -> PieceFacts:
    left = max(0, CALENDAR.count(day_of(now), due_on))
    return PieceFacts(words.item, words.unit, due_on, left, given)


def _card(words: Words, now: datetime, kind: ItemKind = ItemKind.TICK, **changes: object) -> PieceCard:
    piece = _piece(words, now, **changes)  # type: ignore[arg-type]
    item = replace(words.wanted(kind), owed_by=words.unit, due_on=piece.due_on, filled=piece.given)
    do = Do.PIECE_TICK if kind is ItemKind.TICK else Do.PIECE_FILE
    choices = () if piece.given else ((Choice(do, (ID,)),),)
    task = words.task(now, due_on=date(2027, 1, 15), items=(item,))
    return PieceCard(reader=words.named, choices=choices, now=now, task=task, piece=piece, item=item)


def _cards(words: Words) -> Iterator[Sample]:
    for kind in (ItemKind.TICK, ItemKind.ATTACHMENT):
        for day, says in ((10, "Còn"), (30, "Ngày mai đến hạn"), (31, "Hôm nay đến hạn")):
            yield Sample(f"{kind} on {day}/12", _card(words, moment(day, 12), kind), says)
    yield Sample("past", _card(words, EVE, due_on=day_of(EVE) - timedelta(days=5)), "Đã qua hạn phần này")
    yield Sample("given", _card(words, EVE, given=True), "Đã có")
    done = _card(words, EVE)
    closed = replace(done, task=replace(done.task, state=State.ACCEPTED), choices=())
    yield Sample("not needed", closed, "Không cần làm nữa")
    nobody = replace(done, task=replace(done.task, officer=None))
    yield Sample("nobody leads", nobody, "Còn")


def in_digest(words: Words) -> Iterator[Sample]:
    for given in (False, True):
        tasks = ((1, words.task(EVE)), (2, words.task(EVE, due_on=date(2027, 1, 15))))
        numbers = ((Choice(Do.CARD, (ID,), 1), Choice(Do.CARD, (ID,), 2)),)
        digest = morning_facts.Digest(
            reader=words.named,
            choices=numbers,
            now=EVE,
            said_on=day_of(EVE),
            tasks=tasks,
            pieces={2: _piece(words, EVE, given=given)},
        )
        yield Sample(f"a piece, {given}", digest, "Có 2")


PIECES: dict[type[facts.Message], Maker] = {PieceCard: _cards}
