"""Everything that is known of one task."""

from collections.abc import Iterable, Iterator

from bot.texts.cards import accepted_line, away_mark, due_line, issue_days, obstacle_line, worth_line
from bot.texts.checklists import checklist, open_parts, part_named
from bot.texts.checks import checked_for
from bot.texts.inspecting import seen_by_reviewer
from bot.texts.notes import notes
from bot.texts.places import elsewhere
from bot.texts.text import lines, more, paragraphs
from bot.texts.waiting import waits
from bot.texts.wording import wording
from bot.texts.words import NAME, QUOTE, capital, points, quoted, safe, short_day, title, who
from jobs.messages.details import Checked, Details, Direction, Reasoned
from jobs.messages.facts import TaskFacts
from jobs.messages.inspecting import Inspected
from models.rules.lifecycle import State
from models.rules.reading.answers import Asked
from models.rules.zone import day_of
from models.tables import DecisionKind, Verdict

_REASON = 80
_MOST_CHECKED, _CHECKED = 3, 280
# The longest message, with blank lines above and below what is put in.
_BETWEEN = "\n\n"
_LONGEST = 4096 - 2 * len(_BETWEEN)
_DECIDED = {
    DecisionKind.EXTEND: "lùi hạn",
    Direction.LATER: "lùi hạn",
    Direction.EARLIER: "đổi hạn sớm hơn",
    DecisionKind.KEEP: "giữ hạn",
    DecisionKind.WAIVE: "không áp dụng",
    DecisionKind.WAIT: "chờ cấp trên",
    Verdict.RETURNED: "trả lại để bổ sung",
}


@wording
def details(message: Details) -> str:
    """Everything that is known of the task: what counts, who takes part, where the day comes from; of one that
    was returned why it was, and nothing of last year."""
    task = message.task
    worth = task.worth
    above = paragraphs(
        _answer(message),
        lines(
            f"❓ <b>{title(task)}</b>",
            f"⏳ {capital(waits(task.waiting))}." if task.waiting else None,
            due_line(task),
            accepted_line(task),
            worth_line(task),
        ),
        obstacle_line(task, with_phone=True),
        _returned_for(message),
        f"<b>Tiêu chí {worth.criterion}:</b> {safe(worth.title, 216)}" if worth else None,
        "<b>Minh chứng được tính:</b>\n" + checklist(task),
    )
    below = paragraphs(
        issue_days(task),
        f"{capital(place)}." if (place := elsewhere(task)) else None,
        lines(
            f"<b>Nộp trên:</b> <code>{safe(task.system, NAME)}</code>" if task.system else None,
            f"<b>Đơn vị:</b> {safe(task.unit, NAME)}" + _with(message.partners),
            f"<b>Phụ trách:</b> {who(task.officer) if task.officer else 'chưa có người'}{away_mark(task)}",
        ),
        _decisions(message),
        notes(message.notes),
        None if message.returned_by else _loss_in_full(task),
        f"<b>Căn cứ hạn:</b> {safe(message.reason, 400)}" if message.reason else None,
    )
    beside = (
        _inspected("Tệp đang giữ, chưa tính là đã nộp:", message.held),
        _inspected("Tệp đã nộp:", message.seen),
        _checked(message.checked),
    )
    return paragraphs(above, *_fitting(beside, _LONGEST - _length(above) - _length(below)), below)


def _fitting(parts: Iterable[str | None], room: int) -> Iterator[str]:
    """Those parts for which there is room, the first ones first."""
    for part in filter(None, parts):
        wanted = _length(part) + len(_BETWEEN)
        if wanted <= room:
            room -= wanted
            yield part


def _length(text: str) -> int:
    """As Telegram counts, or more: it leaves the markup out."""
    return len(text.encode("utf-16-le")) // 2


def _checked(items: tuple[Checked, ...]) -> str | None:
    """What the document of each item is checked for."""
    match items:
        case ():
            return None
        case (only,):
            return f"<b>Máy soát:</b> {checked_for(only.checks, _CHECKED)}."
    shown = (
        f"• {safe(each.item, NAME)}: {checked_for(each.checks, _CHECKED)}" for each in items[:_MOST_CHECKED]
    )
    return lines("<b>Máy soát:</b>", *shown, more(len(items) - _MOST_CHECKED, "mục"))


def _inspected(heading: str, read: Inspected | None) -> str | None:
    """What was read of a file, and what was found."""
    found = seen_by_reviewer([read]) if read else None
    return lines(f"<b>{heading}</b>", found) if found else None


def _answer(message: Details) -> str | None:
    """The one thing that was asked for."""
    task = message.task
    match message.asked:
        case Asked.DUE:
            return f"{due_line(task)}."
        case Asked.WHERE:
            there = f"Nộp trên <code>{safe(task.system, NAME)}</code>, rồi gửi" if task.system else "Gửi"
            return f"{there} minh chứng bằng cách trả lời tin này."
        case Asked.WHAT:
            wanted = [part_named(part) for part in open_parts(task)]
            return f"Cần: {'; '.join(wanted)}." if wanted else "Đã đủ minh chứng, không thiếu gì."
        case Asked.WHO:
            return f"Người thẩm tra: {_reviewers(message)}."
        case Asked.SEEN:
            return _seen(message)
    return None


def _seen(message: Details) -> str:
    """How far the evidence has come with who looks at it."""
    match message.task.state:
        case State.SUBMITTED:
            return f"Minh chứng đã nhận, đang chờ {_reviewers(message)} thẩm tra."
        case State.ACCEPTED:
            return "Đã thẩm tra và duyệt rồi."
        case State.RETURNED:
            return "Đã xem và trả lại để bổ sung."
    return "Chưa có minh chứng nào để thẩm tra."


def _reviewers(message: Details) -> str:
    return ", ".join(map(who, message.reviewers)) or "chưa có người thẩm tra"


def _decisions(message: Details) -> str | None:
    """What was decided, in the words of whoever decided it; a return that waits is told by itself."""
    said_above = Verdict.RETURNED if message.returned_by else None
    listed = [each for each in message.decided if each.what is not said_above]
    return lines("<b>Đã quyết định:</b>", *(f"• {_decision(each)}" for each in listed)) if listed else None


def _decision(each: Reasoned) -> str:
    why = f": “{quoted(each.words, _REASON)}”" if each.words else ""
    return f"{short_day(day_of(each.at))} {_DECIDED[each.what]} – {who(each.by)}{why}"


def _returned_for(message: Details) -> str | None:
    """What is asked for, and whom to ask about it."""
    if message.returned_by is None:
        return None
    by = who(message.returned_by)
    return (
        f"{capital(by)} trả lại và đề nghị:\n<blockquote>{quoted(message.returned_for, 500)}</blockquote>\n"
        f"Cần hỏi thêm, xin hỏi {by}."
    )


def _with(partners: tuple[str, ...]) -> str:
    return f" · phối hợp: {safe(', '.join(partners), 80)}" if partners else ""


def _loss_in_full(task: TaskFacts) -> str | None:
    if task.worth is None or task.worth.loss is None:
        return None
    loss = task.worth.loss
    return lines(
        f"<b>Năm {loss.year} cơ quan mất {points(loss.points)} điểm.</b>",
        f"Rút kinh nghiệm: {quoted(loss.lesson, QUOTE)}" if loss.lesson else None,
        f"Ý kiến thẩm định: {quoted(loss.opinion, 300)}",
        f"Nguyên nhân: {quoted(loss.cause, 230)}",
    )
