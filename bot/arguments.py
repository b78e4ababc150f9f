"""The arguments of what a start needs: `init`, `catalogue`, `run`, `invite`, `slips`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from bot import verbs
from bot.inviting import invite, roles_there_are
from bot.usage import Parser

_CATALOGUE_WHAT = (
    "check: kiểm tra; load: nạp; show: xem; export: xuất ra tệp; roll NĂM: lập năm mới; "
    "template: mẫu Excel để điền; schema: mô tả dạng YAML cho trình soạn thảo (JSON Schema)"
)

Verb = Callable[[str, Callable[..., int], str], Parser]


def add_start(verb: Verb, later: Callable[[str, str], Callable[..., int]]) -> None:
    """The verbs, in the order in which a newcomer needs them."""
    init = verb("init", verbs.init, "tạo hoặc nâng cấp cơ sở dữ liệu và nạp danh mục")
    init.add_argument(
        "--catalogue", type=Path, metavar="TỆP", help="danh mục YAML hoặc Excel (mặc định: ví dụ kèm sẵn)"
    )
    catalogue = verb(
        "catalogue", verbs.catalogue, "danh mục tiêu chí và yêu cầu: mẫu, kiểm tra, nạp, xem, xuất, năm mới"
    )
    ask_which(catalogue, tuple(verbs.CATALOGUE_VERBS), _CATALOGUE_WHAT)
    catalogue.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="TỆP",
        help="danh mục YAML (.yaml) hoặc Excel (.xlsx); năm (roll)",
    )
    catalogue.add_argument(
        "--to", type=Path, metavar="TỆP", help="ghi năm mới ra tệp để xem lại, chưa nạp (roll)"
    )
    for each in (init, catalogue):
        each.add_argument(
            "--replace",
            action="store_true",
            help="thay cơ quan khác đang có, khi chưa ai tham gia; sao lưu trước (load, init)",
        )
    verb("run", later("running", "run"), "chạy bot và bộ nhắc; không có token thì chạy thử trên máy này")
    _ask_whom(verb("invite", invite, "tạo mã mời một lần cho một người"))
    _ask_for_slips(verb("slips", later("slips", "slips"), "in phiếu mời cho mọi người chưa tham gia"))


def ask_which(parser: Parser, ways: tuple[str, ...], about: str) -> None:
    """One of these, which is called by them where it is missing."""
    parser.add_argument("what", choices=ways, metavar="|".join(ways), help=about)


def _ask_whom(parser: Parser) -> None:
    """The arguments of `invite`."""
    parser.add_argument("name", metavar="HỌ_TÊN", help="họ tên đầy đủ, trong dấu ngoặc kép")
    parser.add_argument("--person", metavar="MÃ", help="mã cán bộ (mặc định: đặt theo tên và đơn vị)")
    parser.add_argument("--role", required=True, metavar="VAI_TRÒ[,VAI_TRÒ]", help=roles_there_are())
    parser.add_argument("--unit", metavar="ĐƠN_VỊ", help="mã đơn vị, ví dụ VHXH")
    _ask_how_long(parser)


def _ask_how_long(parser: Parser) -> None:
    parser.add_argument(
        "--valid-days", type=_days, default=7, metavar="N", help="mã dùng được mấy ngày, mặc định 7"
    )


def _ask_for_slips(parser: Parser) -> None:
    """The arguments of `slips`."""
    parser.add_argument("file", type=Path, metavar="TỆP.html", help="trang khổ A4 để in và cắt")
    parser.add_argument(
        "--again", action="store_true", help="cấp mã mới cả cho người đang có mã, mã cũ hết dùng"
    )
    _ask_how_long(parser)


def _days(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 365:
        raise argparse.ArgumentTypeError("phải là số ngày từ 1 đến 365")
    return int(text)
