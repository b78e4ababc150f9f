"""Invites on paper: a slip a person, eight on a page of A4, to be cut apart and handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from bot.pictures import svg_of
from bot.texts.paper import page
from bot.texts.words import ROLES, hour_and_day
from models.tables import Role

NOBODY = (
    "Ai trong danh mục cũng đã tham gia, hoặc chưa có ai: thêm người vào danh mục, hoặc dùng nhacviec invite."
)
_STYLE = """
@page { size: A4 portrait; margin: 10mm; }
body { font: 11pt/1.3 "Times New Roman", "Liberation Serif", serif; color: #000; margin: 0 auto; max-width: 190mm; }
h1 { font-size: 13pt; margin: 0 0 2mm; text-align: center; }
.notes { font-size: 10pt; font-style: italic; margin: 0 0 3mm; }
.slips { display: grid; grid-template-columns: 1fr 1fr; }
.slip { border: 0.3mm dashed #000; padding: 3mm; height: 56mm; box-sizing: border-box; overflow: hidden;
  break-inside: avoid; }
.slip b { font-size: 13pt; } .slip p { margin: 0.5mm 0; overflow-wrap: anywhere; }
.slip .code { font: bold 16pt "Liberation Mono", monospace; } .slip .small { font-size: 8.5pt; }
.slip svg { float: right; width: 30mm; height: 30mm; margin-left: 2mm; }
@media screen { body { padding: 10mm; } }
"""
_NOTES = (
    "Cắt theo đường đứt, đưa tận tay từng người. Mỗi mã chỉ dùng một lần; ai có mã là vào được thay người đó, nên "
    "in xong nhờ xóa tệp này, phiếu thừa thì hủy."
)


@dataclass(frozen=True)
class Slip:
    """What stands on one; `link` is "" while the bot has not met Telegram."""

    person: str
    full_name: str
    position: str
    unit: str
    roles: tuple[Role, ...]
    code: str
    link: str
    expires_at: datetime


def as_page(agency: str, slips: Sequence[Slip]) -> str:
    """A page of its own that asks nothing of the net; what people typed is escaped."""
    body = "\n".join(_slip(agency, each) for each in slips)
    notes = f'<p class="notes">{escape(_NOTES)}</p>'
    return page(f"Phiếu mời dùng Nhắc Việc – {agency}", [notes, f'<div class="slips">{body}</div>'], _STYLE)


def _slip(agency: str, slip: Slip) -> str:
    post = ", ".join(filter(None, (slip.position, slip.unit)))
    roles = ", ".join(ROLES[each] for each in slip.roles)
    way = (
        f"Quét mã QR, hoặc mở {slip.link}"
        if slip.link
        else "Mở Telegram, tìm bot của cơ quan (người quản trị cho biết tên), bấm Bắt đầu rồi gõ mã trên."
    )
    lines = (
        f"<p><b>{escape(slip.full_name)}</b></p>",
        f"<p>{escape(post or agency)}</p>",
        f'<p class="small">Vai trò: {escape(roles)}</p>' if roles else "",
        f'<p class="code">{slip.code}</p>',
        f'<p class="small">{escape(way)}</p>',
        f'<p class="small">Dùng một lần, đến {hour_and_day(slip.expires_at)}.</p>',
    )
    picture = svg_of(slip.link) if slip.link else ""
    return f'<div class="slip">{picture}{"".join(lines)}</div>'


def no_page(file: Path) -> str:
    return f"Phiếu mời là trang để in, tệp HTML: đặt tên {file.stem}.html."


def still_good(people: int) -> str:
    return (
        f"{people} người chưa tham gia đều đã có mã còn dùng được: thêm --again để cấp mã mới, mã cũ của họ hết "
        "dùng."
    )


def written(file: Path, people: int, left_out: int, is_linked: bool) -> str:
    said = [f"Đã ghi {people} phiếu mời vào {file}: mở bằng trình duyệt rồi in, in xong xóa tệp."]
    if left_out:
        said.append(
            f"{left_out} người đã có mã còn dùng được nên không in lại: --again để cấp mã mới, mã cũ hết dùng."
        )
    if not is_linked:
        said.append(
            "Phiếu chỉ có mã, chưa có đường dẫn và mã QR: chạy nhacviec run một lần cho bot gặp Telegram rồi in "
            "lại với --again."
        )
    return "\n".join(said)
