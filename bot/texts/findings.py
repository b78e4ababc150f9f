"""What a check found of a file: what is seen, what to do about it lawfully, and its id.

No sentence ever suggests changing a date: what is late is kept and explained. Remedies of an issued document are
those of Decree 30/2020/NĐ-CP art. 18(3): a replacement for its content, a correction for its form.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from bot.texts.text import lines
from bot.texts.words import STILL_ACCEPTED, TAKEN, capital, safe
from jobs.messages.facts import FindingFacts
from models.rules.inspection.findings import Rule, Severity
from models.store import HEIC
from models.tables import ItemKind

Facts = Mapping[str, Any]

_NAME, _TITLE, _WISH, _MOST = 60, 120, 60, 3


class Said(NamedTuple):
    """What is seen, more about it, and what to do."""

    seen: str
    more: str = ""
    todo: str = ""


_Wording = Callable[[Facts], Said]
_WORDED: dict[Rule, _Wording] = {}


def _of(rule: Rule) -> Callable[[_Wording], _Wording]:
    """Says that a function words this finding."""

    def register(function: _Wording) -> _Wording:
        _WORDED[rule] = function
        return function

    return register


def in_full(findings: Sequence[FindingFacts], first: int) -> Iterator[str]:
    """Findings by number: what is seen, what to do, the id. What to do is said once where several have it."""
    told: dict[str, int] = {}
    for number, finding in enumerate(findings, first):
        said = _WORDED[finding.rule](finding.facts)
        seen = f"{number}. <b>{said.seen}.</b> {said.more}".strip()
        before = told.setdefault(said.todo, number)
        todo = said.todo if before == number else f"Như điểm {before}."
        yield lines(seen, f"→ {todo} <i>({finding.rule})</i>" if said.todo else f"<i>({finding.rule})</i>")


def in_line(finding: FindingFacts) -> str:
    """What is seen and what to do, in one paragraph."""
    said = _WORDED[finding.rule](finding.facts)
    return f"{said.seen}. {f'→ {said.todo} ' if said.todo else ''}<i>({finding.rule})</i>"


def in_short(finding: FindingFacts) -> str:
    """What is seen, in a line of a list."""
    return f"{_WORDED[finding.rule](finding.facts).seen} <i>({finding.rule})</i>"


def in_sentences(finding: FindingFacts) -> str:
    """All that is said of it, in one paragraph, without its id."""
    said = _WORDED[finding.rule](finding.facts)
    return " ".join(filter(None, (f"{said.seen}.", said.more, said.todo)))


def of_severity(findings: Sequence[FindingFacts], severity: Severity) -> list[FindingFacts]:
    return [each for each in findings if each.severity is severity]


_BOTH_STAGES = (
    "Nếu chưa phát hành: {before}. Nếu đã phát hành: giữ nguyên bản cũ, làm công văn đính chính hoặc ban hành "
    "văn bản thay thế."
)


# Nobody replaces an issued document because another one was sent by mistake.
_MAYBE_ANOTHERS = "Gửi nhầm tệp thì gửi lại đúng tệp."


def _content(facts: Facts, mend: str) -> str:
    """The remedy of wrong content, by stage; both where the stage is not known."""
    before, after = f"{mend}, rồi trình ký và phát hành", "ban hành văn bản thay thế cùng loại"
    match facts.get("issued"):
        case True:
            return f"Văn bản đã phát hành: {after} (Nghị định 30/2020/NĐ-CP Điều 18)."
        case False:
            return f"{capital(before)}."
    return f"Nếu chưa phát hành: {before}. Nếu đã phát hành: {after}."


def _form(facts: Facts, mend: str) -> str:
    """The remedy of wrong form, by stage."""
    if facts.get("issued"):
        return "Văn bản đã phát hành: làm công văn đính chính (Nghị định 30/2020/NĐ-CP Điều 18)."
    return _BOTH_STAGES.format(before=mend)


def _day(spelled: str) -> str:
    return f"{date.fromisoformat(spelled):%d/%m/%Y}"


def _accepted(facts: Facts) -> str:
    """Past the due day, and accepted all the same."""
    until = facts.get("accepted_until")
    return f", {STILL_ACCEPTED} đến {_day(until)}" if until else ""


def _whose(facts: Facts) -> str:
    """Whose signatures: the first of them by name."""
    names = [safe(each["name"], _NAME) for each in facts["signatures"]]
    return names[0] + (f" và {len(names) - 1} chữ ký khác" if len(names) > 1 else "")


def _wishes(phrases: Sequence[Sequence[str]]) -> str:
    """Phrases that are wanted, each by its first way to say it."""
    shown = [f"“{safe(each[0], _WISH)}”" for each in phrases if each]
    return ", ".join(shown[:_MOST]) + (" …" if len(shown) > _MOST else "")


@_of(Rule.SIG001)
def _unsigned(facts: Facts) -> Said:
    if facts.get("named_signed"):
        more = "Tên tệp có chữ “signed” nhưng bên trong không có chữ ký số nào."
    elif facts.get("looks_signed"):
        more = "Khung chữ ký, hình dấu trên trang chỉ là hình ảnh."
    else:
        more = ""
    before = "trình người có thẩm quyền ký số, văn thư ký số của cơ quan, rồi gửi bản đã ký"
    return Said("Chưa có chữ ký số", more, _BOTH_STAGES.format(before=before))


@_of(Rule.SIG002)
def _broken(facts: Facts) -> Said:
    return Said(
        f"Chữ ký số không còn nguyên vẹn: {_whose(facts)}",
        "Tệp đã bị sửa, nén hoặc in lại sau khi ký.",
        "Tải lại bản gốc đã ký từ phần mềm quản lý văn bản và gửi nguyên tệp đó.",
    )


@_of(Rule.SIG003)
def _no_agency(facts: Facts) -> Said:
    more = "Dấu đỏ trên trang chỉ là hình ảnh." if facts.get("looks_signed") else ""
    return Said(
        "Chưa có chữ ký số của cơ quan",
        more,
        _BOTH_STAGES.format(before="nhờ văn thư ký số của cơ quan trên phần mềm quản lý văn bản"),
    )


@_of(Rule.SIG010)
def _no_person(facts: Facts) -> Said:
    if posts := [safe(each, _WISH) for each in facts.get("posts", ())]:
        of = f"{', '.join(posts[:_MOST])}{' …' if len(posts) > _MOST else ''}"
        more = "Đã tìm trong chứng thư chữ ký số và ở phần ký tên trên trang."
        return Said(f"Không thấy chữ ký của {of}", more, _BOTH_STAGES.format(before=f"trình {of} ký"))
    return Said(
        "Chưa có chữ ký số của người có thẩm quyền",
        "Mới có chữ ký số của cơ quan.",
        _BOTH_STAGES.format(before="trình người có thẩm quyền ký số trước, văn thư ký sau"),
    )


@_of(Rule.SIG004)
def _unanchored(facts: Facts) -> Said:
    if facts.get("named_only"):
        return Said(
            f"Chứng thư của {_whose(facts)} mang tên giống CA của Chính phủ nhưng không nối được về gốc đã cài",
            "",
            "Người thẩm tra đối chiếu người ký.",
        )
    if not facts.get("has_anchors"):
        return Said("Chưa kiểm tra được nơi cấp chứng thư (CA chưa cài)")
    return Said(
        f"Chứng thư của {_whose(facts)} do một CA chưa cài cấp",
        "",
        "Nếu là CA công cộng hợp pháp: nhờ quản trị cài chứng thư của CA đó.",
    )


@_of(Rule.SIG005)
def _signed_late(facts: Facts) -> Said:
    limit = "ngày phải ban hành" if facts["limit"] == "issue_by" else "hạn"
    return Said(
        f"Ký số sau {limit} {_day(facts['limit_on'])}{_accepted(facts)}",
        f"Chữ ký cuối ngày {_day(facts['signatures'][0]['signed_on'])}.",
        "Giữ nguyên và chuẩn bị một câu giải trình.",
    )


@_of(Rule.SIG006)
def _signed_long_after(facts: Facts) -> Said:
    signed_on = _day(facts["signatures"][0]["signed_on"])
    return Said(
        f"Ký số sau ngày văn bản {facts['days']} ngày",
        f"Văn bản ghi {_day(facts['dated'])}, ký số {signed_on}; văn bản phát hành trong ngày ký, chậm nhất ngày "
        "làm việc tiếp theo (Nghị định 30/2020/NĐ-CP Điều 18).",
        "<b>Không ghi lùi ngày.</b> Giữ nguyên và chuẩn bị một câu giải trình.",
    )


@_of(Rule.SIG007)
def _not_in_force(facts: Facts) -> Said:
    return Said(
        f"Chứng thư của {_whose(facts)} không còn hiệu lực lúc ký",
        "",
        "Gia hạn chứng thư; người thẩm tra quyết định có cần bản ký lại không.",
    )


@_of(Rule.SIG008)
def _weak(facts: Facts) -> Said:
    return Said(f"Chữ ký của {_whose(facts)} dùng thuật toán cũ", "", "Nhờ văn thư cập nhật công cụ ký số.")


@_of(Rule.SIG009)
def _revoked(facts: Facts) -> Said:
    return Said(
        f"Chứng thư của {_whose(facts)} đã bị thu hồi",
        "Theo danh sách thu hồi đã cài.",
        _BOTH_STAGES.format(before="dùng chứng thư còn hiệu lực để ký lại"),
    )


@_of(Rule.SIG011)
def _old_kind(facts: Facts) -> Said:
    return Said(
        f"Có {facts['count']} chữ ký số kiểu cũ, không kiểm tra được",
        "",
        "Người thẩm tra mở tệp bằng phần mềm ký số để đối chiếu.",
    )


@_of(Rule.DOC001)
def _no_number(facts: Facts) -> Said:
    symbol = f", mới có ký hiệu {safe(facts['symbol'], 30)}" if facts.get("symbol") else ""
    return Said(
        f"Chưa thấy số văn bản{symbol}", "", "Nhờ văn thư cấp số và phát hành, rồi gửi bản đã phát hành."
    )


@_of(Rule.DOC002)
def _no_date(facts: Facts) -> Said:
    if facts.get("day_blank"):
        seen = f"Chỗ ghi ngày còn để trống (tháng {safe(facts['month_year'], 10)})"
    else:
        seen = "Chưa thấy ngày, tháng, năm của văn bản"
    return Said(seen, "", "Văn thư ghi ngày khi cấp số, phát hành; gửi bản đã phát hành.")


@_of(Rule.DOC003)
def _wrong_type(facts: Facts) -> Said:
    wanted = " hoặc ".join(each["name"].lower() for each in facts["wanted"])
    found = facts.get("name") or facts.get("type") or "không rõ loại"
    return Said(
        f"Tên loại là {safe(found.lower(), 30)}, mục này cần {safe(wanted, 80)}",
        "",
        f"{_MAYBE_ANOTHERS} {_content(facts, 'làm đúng loại văn bản')}",
    )


@_of(Rule.DOC004)
def _wrong_title(facts: Facts) -> Said:
    subject = safe(facts.get("subject") or "", _TITLE)
    return Said(
        "Trích yếu chưa đúng tên tiêu chí",
        f"Đang ghi “{subject}”; cần có {_wishes(facts['missing'])}." if subject else "",
        f"{_MAYBE_ANOTHERS} {_content(facts, 'sửa trích yếu cho khớp tên tiêu chí')}",
    )


_WANTED = {"words": "nội dung “{}”", "code": "mã hồ sơ {}"}


@_of(Rule.DOC005)
def _missing(facts: Facts) -> Said:
    wishes = [f"“{safe(each, _WISH)}”" for each in facts["looked_for"][:_MOST]]
    looked_for, first = ", ".join(wishes), safe(facts["looked_for"][0], _WISH)
    what = _WANTED.get(facts["wanted"], "mục {}").format(first)
    if facts["fault"] == "missing":
        seen, more = f"Chưa thấy {what}", f"Đã tìm {looked_for} ở cả {facts['pages']} trang."
        mend = f"bổ sung {what}"
    else:
        heading, page = safe(facts["heading"], _TITLE), facts["page"]
        lacks = "chưa có nội dung" if facts["fault"] == "empty" else "chưa nêu số tiền hoặc nguồn kinh phí"
        seen, more = f"{capital(what)} {lacks}", f"Mục “{heading}” ở trang {page}."
        mend = f"ghi đủ {what}"
    if facts["wanted"] == "amount" and facts["fault"] == "missing":
        mend += " có số tiền hoặc nguồn"
    return Said(seen, more, _content(facts, mend))


@_of(Rule.DOC006)
def _issued_late(facts: Facts) -> Said:
    keep = "Giữ nguyên ngày và chuẩn bị một câu giải trình."
    dated, by = _day(facts["dated"]), _day(facts["by"])
    if facts["limit"] == "issue_from":
        early = f"{_MAYBE_ANOTHERS} Đúng là văn bản này thì giữ nguyên ngày và chuẩn bị một câu giải trình."
        return Said(f"Văn bản ban hành trước ngày {by} (ghi ngày {dated})", "", early)
    limit = "ngày phải ban hành" if facts["limit"] == "issue_by" else "hạn"
    return Said(f"Văn bản ghi ngày {dated}, sau {limit} {by}{_accepted(facts)}", "", keep)


@_of(Rule.DOC007)
def _wrong_year(facts: Facts) -> Said:
    return Said(
        f"Trích yếu ghi năm {facts['named']}, kỳ này là năm {facts['wanted']}",
        "",
        _content(facts, "sửa năm trong trích yếu, nếu đúng là văn bản của kỳ này"),
    )


@_of(Rule.DOC008)
def _wrong_body(facts: Facts) -> Said:
    wanted = " hoặc ".join(facts["wanted"][:2])
    return Said(
        f"Cơ quan ban hành là {safe(facts['body'], _NAME)}, mục này cần văn bản của {safe(wanted, _NAME)}",
        "",
        "Xem lại có gửi nhầm tệp không.",
    )


@_of(Rule.DOC009)
def _secret(facts: Facts) -> Said:
    return Said(f"Văn bản có dấu {facts['mark']}", "", "Tài liệu mật không gửi qua hệ thống này.")


@_of(Rule.PDF001)
def _no_pdf(facts: Facts) -> Said:
    """`kind`: of an item that would take other files than PDF too."""
    if facts.get("media_type") == HEIC:
        return Said(
            "Tệp là ảnh HEIC của iPhone, máy khác không mở được",
            "",
            "Xuất ảnh ra JPEG; để lần sau chụp ra JPEG ngay: Cài đặt › Camera › Định dạng › Tương thích nhất.",
        )
    if facts.get("kind") in (ItemKind.SCREENSHOT, ItemKind.ATTACHMENT):
        return Said("Loại tệp này không dùng được cho mục này", "", f"Mục này cần {TAKEN[facts['kind']]}.")
    return Said("Tệp không phải PDF", "", "Gửi bản PDF đã ký số tải từ phần mềm quản lý văn bản.")


@_of(Rule.PDF002)
def _locked(facts: Facts) -> Said:
    return Said("Tệp đòi mật khẩu mới mở được", "", "Gửi bản không đặt mật khẩu.")


@_of(Rule.PDF003)
def _damaged(facts: Facts) -> Said:
    return Said("Tệp hỏng, không mở được", "", "Tải lại từ phần mềm quản lý văn bản rồi gửi lại.")


@_of(Rule.PDF004)
def _scan(facts: Facts) -> Said:
    if facts.get("letters") == "unreadable":
        return Said("Chữ trong tệp dùng phông máy không đọc được", "", "Người thẩm tra đọc bằng mắt.")
    if facts.get("letters") == "ocr":
        return Said(
            "Tệp là bản quét, máy đọc bằng nhận dạng chữ", "", "Người thẩm tra xem lại số, ngày, trích yếu."
        )
    return Said(
        "Tệp là bản quét, không có chữ để máy đọc", "", "Nên gửi bản PDF gốc; người thẩm tra đọc bằng mắt."
    )


@_of(Rule.PDF005)
def _active(facts: Facts) -> Said:
    return Said("Tệp có nội dung tự chạy hoặc tệp kèm bên trong", "", "Người thẩm tra cẩn thận khi mở tệp.")


@_of(Rule.PDF006)
def _too_much(facts: Facts) -> Said:
    return Said(
        "Tệp quá lớn hoặc quá phức tạp, máy dừng giữa chừng",
        "",
        "Gửi bản PDF gốc, phụ lục gửi thành tệp riêng.",
    )
