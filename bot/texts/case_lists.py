"""What is wrong with a list of citizen files, or with rows of it: what is seen, and what to do."""

from collections.abc import Callable, Sequence

from bot.texts.words import cut
from models.rules.cases.listed import CannotRead, ListFault, RowFault

_HEADING, _MOST = 60, 3
_Named = Sequence[str]


def list_fault(fault: CannotRead) -> str:
    """Why a list cannot be used and what to do, as plain text: whoever puts it into HTML makes it safe."""
    return _LIST_FAULTS[fault.fault](fault.named)


def row_fault(fault: RowFault) -> str:
    """What is wrong with a row of a list and what becomes of it, to stand behind its number."""
    return _ROW_FAULTS[fault]


def _plain(sentence: str) -> Callable[[_Named], str]:
    return lambda named: sentence


def _quoted(named: _Named) -> str:
    said = [f"“{cut(each, _HEADING)}”" for each in named[:_MOST]]
    return ", ".join(said) + ("…" if len(named) > _MOST else "")


def _no_column(what: str, usual: str) -> Callable[[_Named], str]:
    def sentence(named: _Named) -> str:
        seen = f" Các cột thấy được: {_quoted(named)}." if named else ""
        return (
            f"Danh sách chưa có cột {what} ({usual}).{seen} Xin xuất lại danh sách có cột này rồi nhập lại."
        )

    return sentence


def _two_columns(named: _Named) -> str:
    return (
        f"Danh sách có nhiều cột cùng nghĩa: {_quoted(named)}. Xin giữ lại một cột, hoặc chọn cột cần dùng, rồi "
        "nhập lại."
    )


def _two_sheets(named: _Named) -> str:
    return (
        f"Tệp có nhiều danh sách hồ sơ, ở trang hoặc bảng {_quoted(named)}. Xin lưu riêng từng danh sách rồi nhập "
        "từng tệp."
    )


def _formulas(named: _Named) -> str:
    return (
        f"Cột {_quoted(named)} chứa công thức chưa được tính. Xin mở tệp bằng Excel, chép cột đó rồi dán giá trị "
        "(Paste Values), lưu và nhập lại."
    )


def _too_many_rows(named: _Named) -> str:
    return (
        f"Danh sách dài quá {_limit(named)} dòng nên chưa đọc. Xin xuất lại theo từng năm hoặc từng lĩnh vực."
    )


def _too_large(named: _Named) -> str:
    return (
        f"Tệp lớn quá {_limit(named)} MB nên chưa đọc. Xin xuất lại, chỉ chọn khoảng thời gian cần theo dõi."
    )


def _encoding(named: _Named) -> str:
    seen = f" ({cut(named[0], _HEADING)})" if named else ""
    return (
        f"Bảng mã chữ trong tệp chưa đọc được{seen}. Xin chuyển sang Unicode (UniKey, Công cụ) rồi nhập lại."
    )


def _limit(named: _Named) -> str:
    return f"{int(named[0]):,}".replace(",", ".")


_LIST_FAULTS: dict[ListFault, Callable[[_Named], str]] = {
    ListFault.EMPTY: _plain("Tệp chưa có nội dung. Xin xuất lại danh sách từ hệ thống tỉnh rồi nhập lại."),
    ListFault.NOT_A_LIST: _plain(
        "Đây chưa phải danh sách hồ sơ dạng Excel hoặc CSV. Xin chọn lại tệp đã xuất từ hệ thống tỉnh."
    ),
    ListFault.NO_HEADINGS: _plain(
        "Chưa thấy dòng tiêu đề cột như “Mã hồ sơ”, “Ngày hẹn trả”. Xin kiểm tra đúng tệp chưa, rồi xuất lại danh "
        "sách có dòng tiêu đề."
    ),
    ListFault.NO_CODE_COLUMN: _no_column("mã hồ sơ", "thường ghi “Mã hồ sơ”"),
    ListFault.NO_PROMISED_COLUMN: _no_column("ngày hẹn trả", "thường ghi “Ngày hẹn trả”"),
    ListFault.TWO_COLUMNS: _two_columns,
    ListFault.TWO_SHEETS: _two_sheets,
    ListFault.NO_ROWS: _plain(
        "Danh sách có tiêu đề cột nhưng chưa có hồ sơ nào. Xin xem lại điều kiện lọc khi xuất rồi nhập lại."
    ),
    ListFault.TOO_MANY_ROWS: _too_many_rows,
    ListFault.TOO_LARGE: _too_large,
    ListFault.BOMB: _plain(
        "Tệp giải nén ra quá lớn hoặc có nội dung bất thường nên không mở. Xin xuất lại danh sách từ hệ thống "
        "tỉnh, không dùng tệp này."
    ),
    ListFault.PASSWORD: _plain("Tệp có mật khẩu. Xin mở tệp, bỏ mật khẩu, lưu lại dạng .xlsx rồi nhập lại."),
    ListFault.OLD_EXCEL: _plain(
        "Tệp lưu ở dạng bảng tính chưa đọc được (ví dụ Excel đời cũ). Xin mở tệp bằng Excel, chọn Lưu thành, dạng "
        "Excel Workbook (.xlsx), rồi nhập lại."
    ),
    ListFault.FORMULAS: _formulas,
    ListFault.ENCODING: _encoding,
    ListFault.DAMAGED: _plain(
        "Tệp bị hỏng hoặc chưa tải về hết. Xin xuất lại từ hệ thống tỉnh, hoặc mở bằng Excel, lưu lại dạng .xlsx, "
        "rồi nhập lại."
    ),
}
_ROW_FAULTS: dict[RowFault, str] = {
    RowFault.NO_CODE: "chưa có mã hồ sơ đọc được nên chưa nhập; xin bổ sung mã trên hệ thống tỉnh rồi xuất lại",
    RowFault.NO_PROMISE: "chưa có ngày hẹn trả nên chưa nhập; xin bổ sung ngày hẹn trả rồi xuất lại",
    RowFault.BAD_DATE: "có ô ngày không đọc được; xin sửa thành ngày/tháng/năm, ví dụ 14/12/2026, rồi nhập lại",
    RowFault.TWICE: "trùng mã với dòng khác mà khác nội dung; hệ thống dùng dòng còn lại, xin kiểm tra hồ sơ này",
    RowFault.UNKNOWN_STATE: "có trạng thái chưa biết, tạm tính theo ngày kết thúc; xin cho biết nghĩa của nó",
}
