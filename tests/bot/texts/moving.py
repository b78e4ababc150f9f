"""Samples of a deadline that moved, of its correction, and of who has not said that they know."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from itertools import product

from jobs.messages import facts, moving
from jobs.messages.attachments import Attachment
from jobs.messages.facts import Choice, Do
from models.moves import Move
from models.rules.due_day import DueDay
from tests.bot.texts.cards import ID, Maker, Sample
from tests.bot.texts.words import EVE, Words, moment

OLD = DueDay(date(2026, 12, 16))
LATER = Move(OLD, DueDay(date(2026, 12, 22)), earlier=False)
EARLIER = Move(DueDay(date(2026, 12, 22)), DueDay(date(2026, 12, 17), time(10)), earlier=True)
ASKING = (
    (Choice(Do.SEEN_CHANGE, (ID,)), Choice(Do.STUCK, (ID,))),
    (Choice(Do.LETTER, (ID,)), Choice(Do.DETAILS, (ID,))),
)
MOST = 12


def _bases(words: Words) -> tuple[moving.BasisFacts, ...]:
    number, on = "2624/SNV-CCHC&VTLT", date(2026, 4, 14)
    return (
        moving.BasisFacts(words.reason, number, on, letter=True),
        moving.BasisFacts(document_number=words.title, document_on=on),
        moving.BasisFacts(letter=True),
        moving.BasisFacts(words.reason),
        moving.BasisFacts(),
    )


def _tasks(words: Words, move: Move, count: int = 1, stands: bool = True) -> tuple[moving.MovedTask, ...]:
    task = words.task(EVE, due_on=move.new.on, due_hour=move.new.hour)
    return tuple(moving.MovedTask(n, task, move, 5, stands) for n in range(1, count + 1))


def _moved(words: Words) -> Iterator[Sample]:
    told = moving.Moved(
        reader=words.named,
        choices=ASKING,
        tasks=_tasks(words, LATER),
        by=words.colleague,
        basis=_bases(words)[0],
        next_at=moment(21, 12),
    )
    says = {LATER: "Hạn được lùi", EARLIER: "Hạn đổi sớm hơn"}
    for move, basis in product((LATER, EARLIER), _bases(words)):
        one = replace(told, tasks=_tasks(words, move), basis=basis, next_at=None)
        yield Sample(f"{move.earlier}, {basis}", one, says[move])
    yield Sample("next reminder", told, says[LATER])
    for move, stands in product((LATER, EARLIER), (True, False)):
        several = replace(told, tasks=_tasks(words, move, MOST, stands), more=3, seen_at=EVE)
        yield Sample(f"several, {move.earlier}, {stands}", several, says[move])
        one = replace(told, tasks=_tasks(words, move, 1, stands), seen_at=EVE)
        yield Sample(f"seen, {move.earlier}, {stands}", one, says[move])
    for count in (1, MOST):
        back = replace(told, tasks=_tasks(words, EARLIER, count), taken_back=True)
        yield Sample(f"{count} taken back", back, "Lần đổi hạn đã được hủy")


def _moved_back(words: Words) -> Iterator[Sample]:
    for move, count in product((LATER, EARLIER), (1, MOST)):
        back = moving.MovedBack(
            reader=words.named,
            tasks=_tasks(words, move, count),
            by=words.colleague,
            more=count // MOST,
        )
        yield Sample(f"{count}, {move.earlier}", back, "Hạn trở lại như cũ")


def _silent(words: Words) -> Iterator[Sample]:
    silent = (
        moving.Asked(words.named, words.unit, "0912 345 678"),
        moving.Asked(words.colleague, "", ""),
        moving.Asked(words.colleague, words.unit, words.title),
    )
    seen = moving.Asked(words.named, words.unit, "", seen_at=EVE)
    for name, asked, back, says in (
        ("three", silent, False, "Chưa bấm Đã rõ: 3 người"),
        ("one since", (*silent, seen), False, "Chưa bấm Đã rõ: 3 người"),
        ("a screen", silent * 4, False, "Chưa bấm Đã rõ: 12 người"),
        ("all since", (seen,), False, "Tất cả đã bấm Đã rõ"),
        ("taken back", silent, True, "Lần đổi hạn đã được hủy"),
    ):
        listed = moving.Silent(
            reader=words.colleague,
            tasks=_tasks(words, EARLIER),
            count=1,
            asked=asked,
            taken_back=back,
        )
        yield Sample(name, listed, says)
        yield Sample(f"{name}, three", replace(listed, tasks=listed.tasks * 3, count=3), says)


def _letters(words: Words) -> Iterator[Sample]:
    file = Attachment("0" * 64, "application/pdf", "van-ban-1")
    for number, on in (("", None), (words.title, date(2026, 4, 14))):
        letter = moving.Letter(reader=words.named, attachment=file, document_number=number, document_on=on)
        yield Sample(f"{on}", letter, "Văn bản")


MOVING: dict[type[facts.Message], Maker] = {
    moving.Moved: _moved,
    moving.MovedBack: _moved_back,
    moving.Silent: _silent,
    moving.Letter: _letters,
}
