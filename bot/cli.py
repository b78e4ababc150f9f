"""The one command, `nhacviec`: verbs print sentences for people, JSON with --json.

Exit 0 done, 1 a refused or failed job, 2 wrong usage. An error is one line on stderr that says what to do.
"""

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from bot import incident, privacy, verbs
from bot.alone import NotAlone
from bot.arguments import add_start, ask_which
from bot.backups.arguments import add_verbs
from bot.exports import EXPORTS, FILES, export
from bot.exposed import keep_to_the_owner
from bot.freezing import refuse_while_frozen
from bot.logs import keep_out, redact, set_up_logging
from bot.recording import add, confirm
from bot.settings import BadSetting, Settings, read_settings
from bot.simulate import simulate
from bot.texts.opening import OTHER_KEY, bad_key
from bot.texts.troubles import unusable
from bot.texts.upkeep import bad_lasting
from bot.understand import After, understand
from bot.usage import Parser
from bot.verbs import NEWER_VERSION, CannotDo, WrongUsage, in_words
from jobs.backup.lasting import BadLasting
from models.catalogue.faults import CatalogueFaults
from models.database import Unavailable
from models.migrations import BrokenReferences, NewerDatabase
from models.sealing import Altered, BadKey, WrongKey
from models.unavailable import Busy, unavailable

_EXPORTED = (
    "ledger: sổ ghi; receipt: một số ghi nhận; today; pack: hồ sơ minh chứng; pack-template: mẫu danh mục"
)
# What the system refuses, and it is not the path.
_TO_DO = {
    errno.ENOSPC: "xóa bớt tệp không dùng đến trên ổ đĩa ấy rồi chạy lại",
    errno.EROFS: "xem lại quyền ghi và tình trạng ổ đĩa",
}
_CASES = ("list", "figure", "handlers", "map", "rule", "names", "draft", "settle", "signed", "template")


def main(argv: Sequence[str] | None = None) -> None:
    """Runs one verb and exits."""
    keep_to_the_owner()
    _write_vietnamese()
    arguments = _parser().parse_args(argv)
    sys.exit(_run(arguments))


def _write_vietnamese() -> None:
    """Windows gives a file or a pipe a code page that cannot spell it: UTF-8 everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _run(arguments: argparse.Namespace) -> int:
    try:
        settings = read_settings()
        set_up_logging(settings.log_level, settings.log_format)
        keep_out(settings.heartbeat_url)
        refuse_while_frozen(settings, arguments)
        verb: Callable[..., int] = arguments.verb
        return verb(settings, arguments)
    except CatalogueFaults as faults:
        for fault in faults.faults:
            print(fault, file=sys.stderr)
        return 1
    except WrongUsage as error:
        _say(str(error))
        return 2
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (
        BadSetting,
        CannotDo,
        Unavailable,
        BadKey,
        BadLasting,
        WrongKey,
        Altered,
        BrokenReferences,
        NewerDatabase,
        NotAlone,
        ArgumentError,
        ModuleNotFoundError,
        OSError,
    ) as error:
        return _say(_why_not(error))
    except DatabaseError as error:
        if refused := unavailable(error):
            return _say(_why_not(refused))
        if type(error) not in (OperationalError, DatabaseError):  # the others are faults of the program
            raise
        return _say(
            f"Không dùng được cơ sở dữ liệu ({error.orig}): xem lại DATABASE_URL và quyền ghi thư mục."
        )
    except KeyboardInterrupt:
        return 0


def _why_not(error: Exception) -> str:
    """What went wrong outside the program, and what to do about it."""
    match error:
        case BrokenReferences():
            return (
                "Nâng cấp cơ sở dữ liệu không trọn vẹn, chưa đổi gì; bản sao trước khi nâng cấp nằm cạnh tệp dữ "
                "liệu, tên có đuôi .before-<phiên bản>. Xin gửi cả hai tệp cho người phát triển."
            )
        case BadLasting():
            return bad_lasting(error.file)
        case BadKey():
            return bad_key(error.path, error.is_missing)
        case WrongKey() | Altered():
            return OTHER_KEY
        case NewerDatabase():
            return NEWER_VERSION
        case NotAlone():
            return (
                "Dữ liệu là của phiên bản cũ và Nhắc Việc đang chạy với nó nên chưa nâng cấp: dừng bản đang chạy "
                "(Ctrl-C, hay dừng dịch vụ) rồi chạy lại lệnh này."
            )
        case Busy():
            return (
                "Cơ sở dữ liệu đang bận, chưa đổi gì: đợi chương trình khác ghi xong rồi chạy lại lệnh này."
            )
        case Unavailable(trouble=trouble):
            return unusable(trouble)
        case ArgumentError():
            return "DATABASE_URL không đúng dạng, ví dụ sqlite:///data/nhacviec.db."
        case ModuleNotFoundError():
            return (
                f"DATABASE_URL cần gói Python {error.name}: cài gói đó, hoặc dùng sqlite:///data/nhacviec.db."
            )
        case OSError():
            where = f" {error.filename}" if error.filename else ""
            to_do = _TO_DO.get(error.errno or 0, "xem lại đường dẫn và quyền truy cập")
            return f"Không dùng được{where} ({in_words(error)}): {to_do}."
    return str(error)


def _say(sentence: str) -> int:
    print(redact(sentence), file=sys.stderr)
    return 1


def _later(module: str, name: str) -> Callable[..., int]:
    """A verb that is loaded when it is called: no other needs Telegram, nor what answers there."""
    return lambda *given: getattr(import_module(f"bot.{module}"), name)(*given)


def _parser() -> Parser:
    parser = Parser(prog="nhacviec", description="Nhắc việc và minh chứng CCHC cho cấp xã.")
    parser.add_argument("--json", action="store_true", help="in JSON thay cho câu chữ")
    commands = parser.add_subparsers(required=True, metavar="LỆNH", title="lệnh", dest="command")

    def verb(name: str, run: Callable[..., int], about: str) -> Parser:
        added = commands.add_parser(name, help=about, description=about)
        added.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="in JSON thay cho câu chữ"
        )
        added.set_defaults(verb=run)
        return added

    add_start(verb, _later)
    assign = verb("assign", verbs.assign, "giao một yêu cầu cho một người")
    assign.add_argument("requirement", metavar="YÊU_CẦU", help="mã yêu cầu, ví dụ 7.5-bao-cao-tthc-thang")
    assign.add_argument("person", metavar="CÁN_BỘ", help="mã cán bộ, ví dụ an.vhxh")
    _ask_what_is_inspected(
        verb("inspect", _later("inspecting", "inspect"), "kiểm tra tệp trước khi nộp; không ghi gì")
    )
    _ask_what_was_done(verb)
    _ask_what_would_come(verb)
    tick = verb("tick", _later("ticking", "tick_once"), "chạy một lượt nhắc và gửi rồi thoát")
    tick.add_argument("--at", metavar="THỜI_ĐIỂM", help='ví dụ "07:30 15/12/2026" (giờ Việt Nam)')
    tick.add_argument("--yes", action="store_true", help="cho phép thời điểm xa hơn một ngày")
    _ask_what_is_kept(verb)
    add_verbs(verb, _later)
    _ask_of_files(verb)
    verb("trust", _later("trusting", "trust"), "chứng thư CA đã cài, còn thiếu, dùng đến bao giờ")
    verb("doctor", _later("doctor", "doctor"), "kiểm tra cấu hình, kết nối Telegram, dữ liệu và chứng thư")
    _ask_what_is_read(verb("understand", understand, "đọc thử câu trả lời, mỗi dòng một câu, in JSON Lines"))
    _ask_what_to_export(verb("export", export, "xuất dữ liệu: ledger, receipt SỐ, today, pack --year N"))
    return parser


def _ask_what_would_come(verb: Callable[[str, Callable[..., int], str], Parser]) -> None:
    """The verbs that project: reminders, and points."""
    projection = verb(
        "simulate", simulate, "tính trước các lượt nhắc khi không ai trả lời; không ghi, không gửi"
    )
    projection.add_argument("--from", dest="first", required=True, metavar="NGÀY", help="ví dụ 01/01/2026")
    projection.add_argument("--to", dest="last", required=True, metavar="NGÀY", help="ví dụ 31/12/2026")
    foreseen = verb(
        "forecast",
        _later("forecasting", "show_forecast"),
        "dự báo điểm của năm theo việc đã được duyệt; không ghi",
    )
    foreseen.add_argument("--year", type=_year, metavar="NĂM", help="năm của bộ tiêu chí; để trống: năm nay")


def _ask_what_to_export(exported: Parser) -> None:
    """The arguments of `export`."""
    ask_which(exported, (*EXPORTS, *FILES), _EXPORTED)
    exported.add_argument("number", nargs="?", metavar="SỐ", help="số ghi nhận, ví dụ NV-2026-000123")
    exported.add_argument("--unit", metavar="ĐƠN_VỊ", help="chỉ một đơn vị (today)")
    exported.add_argument(
        "--output", type=Path, metavar="TỆP", help="tệp HTML khổ A4 để in (today), tệp ZIP (pack)"
    )
    exported.add_argument("--year", type=_year, metavar="NĂM", help="năm của bộ tiêu chí (pack)")
    exported.add_argument(
        "--edition",
        choices=("nop", "noi-bo"),
        metavar="nop|noi-bo",
        help="bản nộp (mặc định) hay nội bộ (pack)",
    )
    exported.add_argument("--template", type=Path, metavar="TỆP", help="mẫu danh mục DOCX của cơ quan (pack)")


def _ask_what_is_inspected(inspected: Parser) -> None:
    """The arguments of `inspect`."""
    inspected.add_argument(
        "path", type=Path, metavar="TỆP|THƯ_MỤC", help="một tệp, hoặc mọi tệp trong thư mục"
    )
    inspected.add_argument(
        "--requirement", required=True, metavar="YÊU_CẦU", help="mã yêu cầu, ví dụ 7.5-bao-cao-tthc-thang"
    )
    inspected.add_argument(
        "--item", type=_number, metavar="N", help="số thứ tự mục (mặc định: mục đầu tiên nhận loại tệp đó)"
    )


def _ask_what_is_read(parser: Parser) -> None:
    """The arguments of `understand`."""
    parser.add_argument("--now", metavar="THỜI_ĐIỂM", help='ví dụ "09:00 02/12/2026" (giờ Việt Nam)')
    parser.add_argument(
        "--context",
        choices=tuple(After),
        default=After.CARD,
        help="câu trả lời đáp lại: card (thẻ một việc, mặc định), digest3, digest5 (danh sách), free (tự nhắn)",
    )


def _ask_of_files(verb: Callable[[str, Callable[..., int], str], Parser]) -> None:
    """The arguments of `import` and `cases`."""
    imported = verb("import", _later("cases.importing", "import_files"), "nhập danh sách hồ sơ TTHC")
    imported.add_argument("what", choices=("files",), metavar="files", help="files: danh sách hồ sơ TTHC")
    imported.add_argument(
        "file", type=Path, metavar="TỆP", help="tệp xuất từ hệ thống tỉnh (.xlsx, .xls, .csv)"
    )
    imported.add_argument(
        "--preview", action="store_true", help="chỉ xem các cột được hiểu thế nào, không nhập"
    )
    imported.add_argument("--yes", action="store_true", help="nhập luôn, không hỏi lại")
    imported.add_argument(
        "--partial",
        action="store_true",
        help="danh sách chỉ có một phần hồ sơ: hồ sơ vắng mặt không bị hỏi lại",
    )
    imported.add_argument(
        "--new-codes", action="store_true", help="đầu mã hồ sơ khác trước mà vẫn đúng là danh sách của mình"
    )
    imported.add_argument("--as-of", metavar="THỜI_ĐIỂM", help="số liệu đến lúc nào, khi trong tệp không ghi")
    imported.add_argument(
        "--column", action="append", metavar='"TÊN CỘT=LOẠI"', help='ví dụ --column "Hạn trả dân=promised"'
    )
    cases = verb(
        "cases", _later("cases.verbs", "cases"), "hồ sơ TTHC sắp trễ: cần xin lỗi, soạn thư, người xử lý"
    )
    ask_which(cases, _CASES, "list, figure, handlers, map, rule, names, draft, settle, signed, template")
    cases.add_argument(
        "who", nargs="?", metavar="AI", help="mã cán bộ (list, draft, settle), tên (map), on|off (names)"
    )
    cases.add_argument("to", nargs="?", metavar="MÃ", help="mã cán bộ hoặc đơn vị (map)")
    cases.add_argument(
        "--before", type=_number_or_none, metavar="N", help="gửi trước ngày hẹn trả mấy ngày (rule)"
    )
    cases.add_argument("--lead", type=_number_or_none, metavar="N", help="bắt đầu nhắc trước mấy ngày (rule)")
    cases.add_argument(
        "--extensions", type=_number_or_none, metavar="N", help="gia hạn tối đa mấy lần (rule)"
    )
    cases.add_argument("--source", metavar="VĂN_BẢN", help="căn cứ của quy tắc (rule)")
    days = "hẹn lại mấy ngày làm việc (draft), giữ mấy ngày (names)"
    cases.add_argument("--days", type=_number, metavar="N", help=days)
    cases.add_argument("--reason", metavar="LÝ_DO", help="lý do chậm ghi trong thư (draft), lý do (settle)")
    cases.add_argument("--output", type=Path, metavar="TỆP", help="ghi mẫu thư ra tệp này (template)")


def _ask_what_is_kept(verb: Callable[[str, Callable[..., int], str], Parser]) -> None:
    """The arguments of `verify`, `privacy` and `incident`."""
    verified = verb("verify", verbs.verify_all, "kiểm tra sổ ghi, trạng thái và tệp minh chứng")
    verified.add_argument(
        "--pack", type=Path, metavar="TỆP.zip", help="đối chiếu một hồ sơ minh chứng với sổ ghi"
    )
    verified.add_argument("--retention", action="store_true", help="in thời gian giữ dữ liệu theo bảng")
    privacy.ask(verb("privacy", privacy.privacy, "dữ liệu cá nhân: xem, xóa, trang mô tả, thời gian giữ"))
    incident.ask(verb("incident", incident.incident, "sự cố dữ liệu cá nhân: tạm dừng, liệt kê, chạy tiếp"))


def _number_or_none(text: str) -> int:
    if not text.isdecimal() or int(text) > 20:
        raise argparse.ArgumentTypeError("cần một số từ 0 đến 20")
    return int(text)


_EVIDENCE = {"add": add, "open": _later("opening", "open_evidence")}


def _evidence(settings: Settings, arguments: argparse.Namespace) -> int:
    if arguments.what == "add" and arguments.file is None:
        arguments.refuse("the following arguments are required: TỆP")
    return _EVIDENCE[arguments.what](settings, arguments)


def _ask_what_was_done(verb: Callable[[str, Callable[..., int], str], Parser]) -> None:
    """The arguments of `evidence` and `confirm`."""
    evidence = verb(
        "evidence", _evidence, "nộp tệp thay một người, hoặc mở minh chứng có dữ liệu người dân trên máy này"
    )
    evidence.add_argument(
        "what", choices=tuple(_EVIDENCE), metavar="|".join(_EVIDENCE), help="add: thêm tệp; open: mở ra xem"
    )
    confirmed = verb("confirm", confirm, "ghi lời báo xong của một người, báo trực tiếp hoặc trên giấy")
    for each in (evidence, confirmed):
        each.add_argument("task", metavar="VIỆC", help="mã yêu cầu/kỳ, ví dụ 7.5-bao-cao-tthc-thang/2026-12")
    evidence.add_argument("file", nargs="?", type=Path, metavar="TỆP", help="tệp minh chứng (add)")
    evidence.set_defaults(refuse=evidence.error)
    evidence.add_argument("--output", type=Path, metavar="TỆP", help="ghi ra tệp này (open)")
    evidence.add_argument("--item", type=_number, metavar="N", help="số thứ tự mục, khi việc có nhiều mục")
    evidence.add_argument(
        "--anyway", metavar="LÝ_DO", help="vẫn gửi thẩm tra dù có điểm phải xử lý, kèm lý do người đó nêu"
    )
    for each in (evidence, confirmed):
        each.add_argument(
            "--for", dest="person", required=True, metavar="CÁN_BỘ", help="mã cán bộ đã làm, hoặc mở ra xem"
        )
    confirmed.add_argument("--words", required=True, metavar="LỜI", help="đúng lời người đó báo")


def _year(text: str) -> int:
    if not text.isdecimal() or not 2000 <= int(text) <= 2100:
        raise argparse.ArgumentTypeError("phải là một năm, ví dụ 2026")
    return int(text)


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 3:
        raise argparse.ArgumentTypeError("phải là một số")
    return int(text)
