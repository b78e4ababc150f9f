"""Citizen files in words: what is to be apologised for by when, what is past it, how old the list is."""

from collections.abc import Callable, Mapping
from functools import partial

from bot.texts.text import lines, more, numbered, paragraphs
from bot.texts.wording import wording
from bot.texts.words import (
    NAME,
    briefly,
    capital,
    hour_and_day,
    long_day,
    near_day,
    safe,
    short_day,
    when_told,
    who,
)
from jobs.cases.figures import CaseFigure
from jobs.messages.case_facts import CaseDeed, CaseFacts, CaseGroup, ListFacts
from jobs.messages.cases import CaseAlarm, CaseBundle, CasesLate, CasesReview, CasesSaid
from models.rules.zone import day_of

CODE, PROCEDURE, PATH = 40, 40, 60
MOST_CODES = 5
_CENTRE = "đơn vị tiếp nhận hồ sơ"
_HEADS = {
    CaseGroup.TODAY: "Gửi trong hôm nay",
    CaseGroup.NEXT: "Gửi chậm nhất {limit}",
    CaseGroup.LATER: "Sắp đến hạn",
    CaseGroup.SAID: "Đã báo gửi, chờ thư đã ký",
    CaseGroup.PAST: "Đã qua thời hạn xin lỗi",
}
_WANTED = (
    "📥 {reader} nhớ nhập danh sách hôm nay trên máy cơ quan (<code>nhacviec import files</code> hoặc thư mục theo "
    "dõi), không gửi tệp qua Telegram."
)


@wording
def bundle(message: CaseBundle) -> str:
    left = sum(n for group, n in message.counts.items() if group in _HEADS)
    if not left:
        thanks = f"✅ <b>Tin này không còn hồ sơ nào phải gửi.</b> Cảm ơn {briefly(message.reader)}."
        return lines(thanks, *_over_lines(message.counts))
    return paragraphs(
        _first_line(message, left),
        list_line(message.list) if message.list else None,
        _WANTED.format(reader=capital(briefly(message.reader))) if message.wants_list else None,
        *_groups(message),
        more(message.more, "hồ sơ"),
        lines(*_over_lines(message.counts)),
        "Nhóm đã qua thời hạn vẫn phải xin lỗi và hẹn lại với người dân, càng sớm càng tốt; ngày gửi được "
        "ghi đúng như "
        "thực tế."
        if message.counts[CaseGroup.PAST]
        else None,
        _above(message),
        _how_to_say(message),
    )


def _first_line(message: CaseBundle, left: int) -> str:
    if message.last:
        return _last_line(message, left)
    if message.given_by:
        giver = capital(who(message.given_by))
        return f"🙏 <b>{giver} chuyển {left} hồ sơ cần văn bản xin lỗi</b> cho {briefly(message.reader)}"
    return f"🙏 <b>{left} hồ sơ cần văn bản xin lỗi</b> – {long_day(day_of(message.now))}"


def _last_line(message: CaseBundle, left: int) -> str:
    if message.said_on < day_of(message.now):
        return f"⏳ <b>{left} hồ sơ phải gửi văn bản xin lỗi trong ngày {short_day(message.said_on)}</b>"
    to_send = message.counts[CaseGroup.TODAY]
    if not to_send:
        return "⏳ <b>Hồ sơ của hôm nay đã báo gửi hết</b>, còn chờ thư đã ký"
    return f"⏳ <b>Hôm nay còn {to_send} hồ sơ phải gửi văn bản xin lỗi</b>"


def _how_to_say(message: CaseBundle) -> str | None:
    """By example, with numbers that the message has; "hồ sơ" tells them from those of other work."""
    shown = [number for number, _ in message.cases]
    if message.last or not shown:
        return None
    if len(shown) >= 5 and shown[:5] == list(range(shown[0], shown[0] + 5)):
        return f"<i>Có thể nhắn: “hồ sơ {shown[0]}-{shown[4]} đã gửi, trừ {shown[2]}”.</i>"
    return f"<i>Có thể nhắn: “hồ sơ {', '.join(map(str, shown[:2]))} đã gửi”.</i>"


def owed_line(count: int) -> str | None:
    """In a list of other work."""
    return f"🙏 <b>{count} hồ sơ</b> cần văn bản xin lỗi, xem ở nút dưới đây." if count else None


def unit_owed_line(count: int, late: int) -> str | None:
    """To who heads their units, or sees all."""
    past = f", trong đó <b>{late} đã qua thời hạn</b>" if late else ""
    return f"🙏 {count} hồ sơ cần văn bản xin lỗi{past}; cán bộ phụ trách được nhắc riêng." if count else None


def list_line(found: ListFacts) -> str:
    """How old it is; a list older than one working day comes first of all."""
    as_of = hour_and_day(found.as_of)
    if found.age > 1:
        keeper = who(found.keeper) if found.keeper else _CENTRE
        old = f"⚠️ <b>Danh sách đã cũ</b> (số liệu đến {as_of})"
        return f"{old}, nhờ {keeper} xuất lại từ hệ thống tỉnh trước khi xử lý."
    return f"Số liệu đến {as_of}. Hồ sơ nào đã trả kết quả, bấm <b>Đã trả</b> để bỏ khỏi danh sách."


def _groups(message: CaseBundle) -> list[str]:
    """The groups of this page, each with how many it has in all."""
    found = []
    for group, head in _HEADS.items():
        listed = [each for each in message.cases if each[1].group is group]
        if listed:
            days = {case.promised_on for _, case in listed}
            named = head.format(limit=near_day(listed[0][1].limit_on))
            shared = f" – hẹn trả {short_day(days.pop())}" if len(days) == 1 else ""
            first = f"<b>{named} ({message.counts[group]})</b>{shared}"
            found.append(lines(first, *numbered(listed, partial(_line, not shared))))
    return found


def _line(dated: bool, case: CaseFacts) -> str:
    notes = [f"của {who(case.officer)}"] if case.officer else []
    notes += [f"hẹn trả {short_day(case.promised_on)}"] if dated else []
    if case.returned:
        notes.append("thư bị trả lại, cần sửa")
    elif case.has_letter:
        notes.append("đã có thư, chưa báo đính kèm")
    if case.stuck:
        notes.append("đang vướng")
    if case.missing:
        notes.append("không còn trong danh sách mới, xem lại")
    return ", ".join([_called(case), *notes])


def _called(case: CaseFacts) -> str:
    return f"<code>{safe(case.code, CODE)}</code> {safe(case.procedure, PROCEDURE)}".rstrip()


def _over_lines(counts: Mapping[CaseGroup, int]) -> list[str]:
    done, given = counts[CaseGroup.DONE], counts[CaseGroup.GIVEN]
    found = [f"☑️ Đã xong {done} hồ sơ."] if done else []
    return [*found, f"🤝 {given} hồ sơ đã chuyển người khác."] if given else found


def _above(message: CaseBundle) -> str | None:
    if message.head is None or message.head_at is None or message.now >= message.head_at:
        return None
    when = when_told(message.head_at, day_of(message.now))
    left = sum(n for group, n in message.counts.items() if group is not CaseGroup.DONE)
    return (
        f"{capital(when)}, nếu chưa ghi nhận, {who(message.head)} sẽ được báo: “{left} hồ sơ đã qua thời hạn gửi "
        "văn bản xin lỗi, chưa ghi nhận thư”."
    )


@wording
def said(message: CasesSaid) -> str:
    """Said back, with its number and codes."""
    return lines(_SAID[message.what](message), *_said_more(message))


def _said_more(message: CasesSaid) -> list[str]:
    found = [f"{codes_line(message.codes)}."] if message.codes else []
    if message.what is CaseDeed.SENT:
        found.append(
            f"Còn thiếu thư đã ký của {message.lacking} hồ sơ: chép tệp PDF vào thư mục thư đã ký trên máy "
            f"cơ quan."
            if message.lacking
            else "Đủ minh chứng, đã gửi thẩm tra."
        )
    if message.what is CaseDeed.ENDED:
        if message.late:
            found.append(f"{message.late} hồ sơ trả sau ngày hẹn nên vẫn phải có văn bản xin lỗi.")
        found.append("Danh sách nhập lần tới sẽ đối chiếu lại.")
    return found


def codes_line(codes: tuple[str, ...]) -> str:
    shown = ", ".join(f"<code>{safe(each, CODE)}</code>" for each in codes[:MOST_CODES])
    return shown + (f" và {len(codes) - MOST_CODES} hồ sơ khác" if len(codes) > MOST_CODES else "")


def _ended_on(message: CasesSaid) -> str:
    day = near_day(message.day) if message.day else ""
    return f"📦 Đã ghi: <b>đã trả kết quả {message.count} hồ sơ</b> {day}."


_SAID: dict[CaseDeed, Callable[[CasesSaid], str]] = {
    CaseDeed.SENT: lambda said: f"☑️ Đã ghi: <b>đã gửi, đã đính kèm {said.count} hồ sơ</b>.",
    CaseDeed.UNSENT: lambda said: f"↩️ Đã bỏ ghi nhận đã gửi của <b>{said.count} hồ sơ</b>.",
    CaseDeed.ENDED: _ended_on,
    CaseDeed.UNENDED: lambda said: (
        f"↩️ Đã bỏ ghi nhận đã trả kết quả của <b>{said.count} hồ sơ</b>, tiếp tục theo dõi."
    ),
    CaseDeed.GIVEN: lambda said: (
        f"🤝 Đã chuyển <b>{said.count} hồ sơ</b> cho {safe(said.to or _CENTRE, NAME)}, đã có tin báo."
    ),
    CaseDeed.DRAFTING: lambda said: (
        f"⏳ Đang soạn <b>{said.count} thư xin lỗi</b>, xong sẽ báo ngay dưới đây."
    ),
    CaseDeed.ACCEPTED: lambda said: f"✔️ Đã duyệt <b>{said.count} văn bản xin lỗi</b>.",
    CaseDeed.MAPPED: lambda said: (
        f"✅ Đã ghi, <b>{said.count} hồ sơ</b> đang mở chuyển theo: “{safe(said.handler, NAME)}” trong "
        f"danh sách là <b>{safe(said.to, NAME)}</b>."
    ),
}


@wording
def late(message: CasesLate) -> str:
    return paragraphs(
        f"📌 <b>{message.total} hồ sơ đã qua thời hạn gửi văn bản xin lỗi</b>, chưa ghi nhận thư",
        lines(*numbered(message.cases, _late_line)),
        figure_line(message.figure),
        f"Cán bộ đã được nhắc trước hạn. Vẫn phải xin lỗi người dân: nhờ {briefly(message.reader)} đôn đốc "
        f"gửi thư và "
        "đính kèm trên hệ thống tỉnh.",
        list_line_short(message.list),
    )


def _late_line(case: CaseFacts) -> str:
    officer = who(case.officer) if case.officer else "chưa có người phụ trách"
    stands = ", nay đã ghi nhận" if case.group is CaseGroup.DONE else ""
    return f"{_called(case)} – {officer}, hạn gửi {short_day(case.limit_on)}{stands}"


def figure_line(figure: CaseFigure) -> str:
    """ "Năm nay: 11/12 hồ sơ đã xin lỗi đúng hạn (92 %), 1 muộn." """
    if not figure.needed:
        return "Năm nay chưa có hồ sơ nào phải xin lỗi."
    share = figure.in_time * 100 // figure.needed
    rest = [
        f"{figure.late} muộn" if figure.late else "",
        f"{figure.none_yet} chưa có" if figure.none_yet else "",
    ]
    rest.append(f"{figure.unread} chờ thẩm tra" if figure.unread else "")
    told = "; ".join(each for each in rest if each)
    return (
        f"Năm nay (tiêu chí 3.3.2): <b>{figure.in_time}/{figure.needed}</b> hồ sơ đã xin lỗi đúng thời hạn "
        f"({share} %){f' – {told}' if told else ''}."
    )


def list_line_short(found: ListFacts | None) -> str | None:
    return f"<i>Theo danh sách số liệu đến {hour_and_day(found.as_of)}.</i>" if found else None


@wording
def review(message: CasesReview) -> str:
    if not message.waiting:
        return "✅ <b>Đã thẩm tra hết các văn bản xin lỗi của tin này.</b>"
    return paragraphs(
        f"📥 <b>{message.waiting} văn bản xin lỗi chờ thẩm tra</b>",
        lines(*numbered(message.cases, _review_line)),
        "Bấm số để xem từng thư, hoặc duyệt cả danh sách. Thư có điểm phải xử lý thì xem riêng.",
    )


def _review_line(case: CaseFacts) -> str:
    mark = "⛔ " if case.blocked else ""
    return f"{mark}{_called(case)}, hạn gửi {short_day(case.limit_on)}"


@wording
def alarm(message: CaseAlarm) -> str:
    what = (
        f"đã xin lỗi một lần, nay lại sắp quá ngày hẹn mới {near_day(message.promised_again_on)}"
        if message.why == "again"
        else "đã có văn bản xin lỗi, nay nhận thêm văn bản thứ hai"
    )
    officer = f" Phụ trách: {who(message.case.officer)}." if message.case.officer else ""
    return paragraphs(
        f"🚨 <b>Hồ sơ {safe(message.case.code, CODE)}</b> {what}",
        f"Chỉ được gia hạn một lần; văn bản xin lỗi thứ hai không cứu được tiêu chí này. Cần trả kết quả "
        f"ngay.{officer}",
    )
