"""What the admin still has to fill in, on the first working morning of a week."""

from bot.texts.cards import anchor_line
from bot.texts.text import enumerated, lines, more, paragraphs
from bot.texts.wording import wording
from bot.texts.words import LISTED, NAME, briefly, points, safe
from jobs.messages.coverage import Coverage, Lacking
from models.catalogue.words import CADENCES
from models.coverage import Gap

_LACKS = {
    Gap.PERSON: "người phụ trách",
    Gap.DATE: "hạn",
    Gap.ITEMS: "mục minh chứng",
    Gap.HEAD: "trưởng đơn vị",
}
_HOW = {
    Gap.PERSON: "Người phụ trách: /quanly, <b>Các yêu cầu</b>, <b>Đổi phụ trách</b>.",
    Gap.DATE: "Hạn: /quanly, <b>Các yêu cầu</b>, <b>Sửa</b>.",
    Gap.ITEMS: "Mục minh chứng: /quanly, <b>Các yêu cầu</b>, <b>Mục minh chứng</b>.",
    Gap.HEAD: "Trưởng đơn vị: /quanly, <b>Cán bộ</b>, <b>Sửa thông tin, vai trò</b>; người chưa có tên thì /moi.",
}


@wording
def coverage(message: Coverage) -> str:
    count = len(message.lacking) + message.more
    return paragraphs(
        f"🧩 <b>{count} yêu cầu minh chứng còn thiếu thông tin</b>, nhiều điểm trước:",
        lines(*enumerated(message.lacking, lacking_line), more(message.more, "yêu cầu")),
        lines(
            f"Nhờ {briefly(message.reader)} bổ sung dần:",
            *(f"• {_HOW[gap]}" for gap in Gap if gap in message.gaps),
        ),
        "Tin này đến vào buổi làm việc đầu tuần, đến khi đủ thì thôi.",
        anchor_line(message.anchor),
    )


def lacking_line(each: Lacking) -> str:
    lacks = ", ".join(_LACKS[gap] for gap in each.gaps)
    what = f"{safe(each.short, LISTED)}, {CADENCES[each.cadence]}"
    return f"{_criterion(each)}{what} – {safe(each.unit, NAME)}: chưa có {lacks}"


def _criterion(each: Lacking) -> str:
    if not each.criterion:
        return ""
    worth = f" ({points(each.points)} điểm)" if each.points is not None else ""
    return f"{safe(each.criterion, NAME)}{worth} "
