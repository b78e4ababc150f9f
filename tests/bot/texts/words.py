"""The facts that texts are made of: ordinary ones, hostile ones, and ordinary ones typed on a Mac (NFD)."""

import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jobs.messages.facts import ClaimFacts, ItemFacts, Named, TaskFacts
from models.catalogue.reading import builtin_calendar
from models.points import Loss, Worth
from models.rules.lifecycle import State
from models.rules.working_days import CalendarDay, WorkingCalendar
from models.rules.zone import VIETNAM, day_of
from models.tables import ItemKind

CALENDAR = WorkingCalendar.of(
    CalendarDay(each.day, each.working, each.name, each.source, each.status) for each in builtin_calendar()
)


def moment(day: int, month: int, year: int = 2026, hour: int = 7, minute: int = 30) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)


EVE = moment(15, 12)


@dataclass(frozen=True)
class Words:
    """Every word in a message that somebody outside this program has chosen."""

    reader: str = "Nguyễn Thị An"
    address: str | None = "chị"
    other: str = "Trần Văn Bình"
    title: str = "Báo cáo tình hình hồ sơ giải quyết TTHC"
    short: str = "Báo cáo TTHC"
    unit: str = "Phòng Văn hóa – Xã hội"
    agency: str = "UBND xã Tân Kỳ"
    position: str = "Chuyên viên"
    system: str = "baocao.nghean.gov.vn"
    item: str = "Ảnh chụp màn hình báo cáo đã gửi"
    hint: str = "có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được"
    criterion: str = "Chế độ báo cáo trên Hệ thống thông tin báo cáo tỉnh"
    opinion: str = "8/9 báo cáo kịp thời, đúng quy định"
    lesson: str = "01 báo cáo tình hình hồ sơ giải quyết TTHC của tháng 12 không gửi trên hệ thống tỉnh."
    cause: str = "có 01 báo cáo tình hình hồ sơ giải quyết thủ tục hành chính tháng 12 không báo cáo."
    reason: str = "Nghị định 09/2019/NĐ-CP chốt số liệu tháng vào ngày 14 (Điều 12); cơ quan cần xác nhận."
    file: str = "da-gui-thang-12.png"
    code: str = "an.vhxh"

    @property
    def named(self) -> Named:
        return Named(self.reader, self.address)

    @property
    def colleague(self) -> Named:
        return Named(self.other, "anh")

    def task(self, now: datetime = EVE, **changes: Any) -> TaskFacts:
        """The December report as it stands at `now`, with whatever a sample changes of it."""
        due_on = changes.get("due_on", date(2026, 12, 16))
        made = TaskFacts(
            id=999_999_999,
            title=self.title,
            short=self.short,
            period="2026-12",
            unit=self.unit,
            system=self.system,
            cutoff_on=date(2026, 12, 14),
            due_on=due_on,
            closes_on=date(2027, 1, 14),
            left=max(0, CALENDAR.count(day_of(now), due_on)),
            late=max(0, CALENDAR.count(due_on, day_of(now))),
            state=State.OPEN,
            worth=self.worth(),
            items=(self.wanted(),),
            officer=self.named,
            claim=None,
            asks_evidence_at=None,
        )
        return replace(made, **changes)

    def worth(self, at_stake: Decimal | None = Decimal("0.09")) -> Worth:
        loss = Loss(2025, Decimal("0.17"), self.opinion, self.cause, self.lesson)
        return Worth("7.5", self.criterion, Decimal("1.5"), at_stake, loss)

    def wanted(self, kind: ItemKind = ItemKind.SCREENSHOT, required: bool = True) -> ItemFacts:
        return ItemFacts(self.item, kind, required, self.hint, filled=False)

    def claim(self, with_file: bool = False, said_at: datetime = EVE) -> ClaimFacts:
        return ClaimFacts(self.named, "NV-2026-000123", said_at, day_of(said_at), with_file)


def _hostile(words: Words) -> Words:
    """Tags, ampersands, quotes, broken lines, marks that turn the text around, and far too long."""
    long_title = (
        "Thực hiện việc xin lỗi <văn bản; gắn file pdf & xin lỗi đối với từng trường hợp hồ sơ bị chậm> của "
        "người dân, tổ chức khi để xảy ra trễ hẹn trên Hệ thống thông tin giải quyết thủ tục hành chính tỉnh "
        "Nghệ An năm 2026 </b>"
    )
    assert len(long_title) >= 216
    return replace(
        words,
        reader='Nguyễn <b>Văn</b> & "An"',
        other="<i>Trần Thị Phương Thảo Nguyên Bảo Châu Quỳnh Anh</i>",
        title=long_title,
        short=long_title,
        unit="Phòng <VH> & Xã hội, Thể thao, Du lịch, Gia đình, Trẻ em và Người cao tuổi " * 3,
        agency='UBND xã <b>Tân Kỳ</b> & "các xã sáp nhập" thuộc tỉnh Nghệ An cũ',
        position="Phó Trưởng phòng <phụ trách> & kiêm nhiệm công tác kiểm soát thủ tục hành chính",
        system='<a href="x">baocao</a>&.nghean.gov.vn/rat/dai/' + "x" * 100,
        item="Ảnh <b>chụp</b> & " + "màn hình " * 30,
        hint="có <trạng thái> & " + "giờ gửi " * 60,
        criterion=long_title,
        opinion="“Nội dung <này> & " + "tất cả các xã chấm 0 điểm " * 40,
        lesson="Kế hoạch <ban hành> & " + "muộn và không ký số " * 20,
        cause="Một số nhiệm vụ <chưa>\nminh chứng & " + "được mức độ hoàn thành\n" * 60,
        reason="Nghị định <09/2019> & " + "chốt số liệu tháng " * 60,
        file="bao-cao</b>\n<script>&\u202ecod.exe" + "-rat-dai" * 30 + ".pdf",
        code="an.vhxh-" + "x" * 60,
    )


def _decomposed(words: Words) -> Words:
    spelled = {each.name: getattr(words, each.name) for each in fields(words)}
    return Words(**{name: text and unicodedata.normalize("NFD", text) for name, text in spelled.items()})


ORDINARY = Words()
KINDS_OF_WORDS = {
    "ordinary": ORDINARY,
    "address unknown": replace(ORDINARY, reader="Nguyễn Thị Thanh Hương", address=None),
    "hostile": _hostile(ORDINARY),
    "hostile, address unknown": replace(_hostile(ORDINARY), address=None),
    "decomposed": _decomposed(ORDINARY),
}
