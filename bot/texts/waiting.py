"""Waiting for a superior: for whom and by which document, what the head says to it, the answer when it comes."""

from bot.texts.text import lines, paragraphs
from bot.texts.wording import wording
from bot.texts.words import NAME, QUOTE, briefly, capital, due_long, long_day, quoted, safe, title, who
from jobs.messages.facts import Named, TaskFacts
from jobs.messages.waiting import AnswerCame, WaitAsked, WaitDecided, WaitSaid
from models.changes.waiting import Request
from models.waits import Wait

_DOCUMENT = 60


def waits(wait: Wait | None) -> str:
    """chờ Sở Nội vụ từ 16/01/2026 (25/TTr-UBND ngày 16/01/2026)"""
    document = f" ({safe(wait.document, _DOCUMENT)})" if wait and wait.document else ""
    return f"{waits_briefly(wait)}{document}"


def waits_briefly(wait: Wait | None) -> str:
    """chờ Sở Nội vụ từ 16/01/2026"""
    if wait is None:
        return "chờ cấp trên"
    return f"chờ {safe(wait.superior, NAME)} từ {wait.since:%d/%m/%Y}"


@wording
def wait_asked(message: WaitAsked) -> str:
    task, superior = title(message.task), safe(message.superior, NAME)
    match message.stands:
        case Request.CONFIRMED:
            return lines(f"⏳ Đã xác nhận: <b>chờ {superior}</b> – {task}.", _sent(message.document))
        case Request.DECLINED:
            officer = who(message.officer)
            return f"↪️ Đã ghi: <b>vẫn làm tiếp</b> – {task}.\nHệ thống báo lại {officer}."
        case Request.GONE:
            return f"↩️ <b>Không cần xác nhận nữa</b> – {task}.\nLời xin chờ đã được rút hoặc thay."
    reader = briefly(message.reader)
    return paragraphs(
        lines(
            f"⏳ <b>Nhờ {briefly(message.reader)} xác nhận</b> – {task}",
            f"Hạn {due_long(message.task)}",
        ),
        lines(
            f"{capital(who(message.officer))} báo việc này đang chờ <b>{superior}</b> trả lời.",
            _sent(message.document),
        ),
        f"{capital(reader)} xác nhận thì hệ thống thôi nhắc hạn, mỗi tháng hỏi một lần đã có trả lời chưa. "
        "Chưa xác nhận thì hạn và tin nhắc vẫn như thường.",
    )


@wording
def wait_said(message: WaitSaid) -> str:
    task, superior, head = title(message.task), safe(message.superior, NAME), who(message.head)
    match message.stands:
        case Request.CONFIRMED:
            return f"⏳ Đã xác nhận: <b>chờ {superior}</b> – {task}."
        case Request.DECLINED:
            return f"↪️ <b>Việc vẫn làm tiếp</b> – {task}.\n{capital(head)} chưa xác nhận chờ {superior}."
        case Request.GONE:
            return f"↩️ Không còn hiệu lực: chờ {superior} – {task}."
    return paragraphs(
        lines(f"⏳ Đã ghi: <b>chờ {superior}</b> – {task}.", _sent(message.document)),
        f"{capital(head)} được hỏi xác nhận; đến lúc đó hạn và tin nhắc vẫn như thường.",
    )


@wording
def wait_decided(message: WaitDecided) -> str:
    task, superior, by = title(message.task), safe(message.superior, NAME), capital(who(message.by))
    if not message.confirmed:
        reason = f" Lý do: “{quoted(message.reason, QUOTE)}”" if message.reason else ""
        return lines(
            f"↪️ <b>Việc vẫn làm tiếp</b> – {task}",
            f"{by} chưa xác nhận chờ {superior}.{reason}",
            f"Hạn {due_long(message.task)}; nhắc như thường lệ.",
        )
    when = f"; lần đầu {long_day(message.next_on)}" if message.next_on else ""
    return paragraphs(
        f"⏳ <b>Đã xác nhận chờ {superior}</b> – {task}",
        f"{by} đã xác nhận. Từ giờ hệ thống thôi nhắc hạn, mỗi tháng hỏi một lần đã có trả lời chưa{when}. "
        "Có trả lời sớm hơn, mở việc này rồi bấm <b>Đã có trả lời</b>.",
    )


@wording
def answer_came(message: AnswerCame) -> str:
    task, superior = title(message.task), safe(message.superior, NAME)
    due = f"Hạn mới: <b>{long_day(message.fix_by)}</b>; từ nay nhắc như thường lệ."
    if message.by is None:
        return lines(f"📬 Đã ghi: <b>có trả lời</b> – {task}.", f"Trả lời của {superior}.", due)
    by = capital(who(message.by))
    return lines(f"📬 <b>Đã có trả lời</b> – {task}", f"{by} báo đã có trả lời của {superior}.", due)


def waiting_paragraph(task: TaskFacts, reader: Named | None, monthly: bool) -> str:
    """What a card says of a waiting task; once a month it asks."""
    document = _sent(task.waiting.document if task.waiting else "")
    if monthly:
        return lines(
            document,
            f"{capital(briefly(reader))} ạ, <b>đã có trả lời chưa?</b> Chưa có cũng không sao, tháng sau hệ thống "
            "hỏi lại.",
        )
    return lines(document, "Trong lúc chờ hệ thống không nhắc hạn, mỗi tháng hỏi một lần.")


def _sent(document: str) -> str:
    return f"Văn bản đã gửi: {safe(document, _DOCUMENT)}." if document else "Chưa có văn bản gửi đi."
