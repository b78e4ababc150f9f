"""The piece of a task that a cooperating unit owes: what, by when, and what becomes of it."""

from datetime import date

from bot.texts.cards import countdown
from bot.texts.text import lines, paragraphs
from bot.texts.wording import wording
from bot.texts.words import HINT, LISTED, NAME, briefly, capital, due_long, long_day, safe, title, who
from jobs.messages.pieces import PieceCard
from models.rules.lifecycle import ACTIVE
from models.rules.zone import day_of
from models.tables import ItemKind


@wording
def piece_card(message: PieceCard) -> str:
    piece, today = message.piece, day_of(message.now)
    return paragraphs(
        lines(
            f"{_how_long(message, today)} – Phần của {safe(piece.unit, NAME)}: {safe(piece.title, LISTED)}",
            f"Hạn phần này: <b>{long_day(piece.due_on)}</b>",
        ),
        _whole(message),
        _ask(message),
    )


def _how_long(message: PieceCard, today: date) -> str:
    piece = message.piece
    if piece.given:
        return "✅ <b>Đã có</b>"
    if message.task.state not in ACTIVE:
        return "🌿 <b>Không cần làm nữa</b>"
    if piece.due_on < today:
        return "🗓 <b>Đã qua hạn phần này</b>"
    return countdown(piece.due_on, piece.left, today)


def _whole(message: PieceCard) -> str:
    """Whose task it is part of: the reader is asked for nothing else of it."""
    task = message.task
    unit = safe(task.unit, NAME)
    lead = f"{capital(who(task.officer))}, {unit}," if task.officer else unit
    return f"{lead} phụ trách việc chung: {title(task)}, hạn {due_long(task)}."


def _ask(message: PieceCard) -> str:
    reader = briefly(message.reader)
    if message.piece.given:
        return f"Cảm ơn {reader}, hệ thống thôi nhắc phần này."
    if message.task.state not in ACTIVE:
        return f"Việc chung đã xong bước này, {reader} không phải làm gì thêm."
    if message.item.kind is ItemKind.TICK:
        return f"Nhờ {reader} làm phần này, xong thì bấm <b>Đã xong phần này</b>."
    hint = f" ({safe(message.item.hint, HINT)})" if message.item.hint else ""
    return f"Nhờ {reader} trả lời tin này kèm tệp{hint}. Hệ thống chỉ nhắc phần này, không nhắc việc chung."
