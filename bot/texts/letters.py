"""The words about letters of apology, for the screen of this machine: names of files may be a citizen's, and never
go into the chat."""

from collections.abc import Sequence
from pathlib import Path

from bot.texts.alerts import refused
from bot.texts.text import lines
from jobs.letters.values import Fate, Taken
from models.refused import Refused

_SHOWN = 12
_HELD = "chưa tính là đã có thư, còn điểm phải xử lý ({rules}); tệp để ở {folder}/, sửa rồi để lại vào da-ky/"
_SAYS = {
    Fate.TAKEN: "đã nhận làm minh chứng của hồ sơ {code}",
    Fate.ALREADY: "đã nhận từ trước cho hồ sơ {code}, không ghi lại",
    Fate.HELD: "hồ sơ {code} " + _HELD,
    Fate.SECRET: "có dấu mật nên không giữ lại gì (DOC009); tệp để ở {folder}/, báo bộ phận bảo mật của cơ quan",
    Fate.SECOND: "hồ sơ {code} đã có một thư xin lỗi, chỉ được hẹn lại một lần: xem lại trước khi gửi thư thứ hai",
    Fate.CHANGING: "đang được chép hoặc đang mở, để lần sau",
    Fate.NO_CODE: "chưa thấy mã hồ sơ nào đang theo dõi, cả trong văn bản lẫn ở tên tệp: đặt mã hồ sơ vào tên tệp",
    Fate.SEVERAL_CODES: "ứng với nhiều hồ sơ nên chưa ghi: mỗi hồ sơ cần một văn bản riêng",
    Fate.NOBODY: "hồ sơ {code} chưa có người phụ trách nên chưa ghi: giao việc trước",
    Fate.NOT_PDF: "không phải PDF nên chưa đọc: xuất ra PDF, ký số rồi để lại vào đây",
    Fate.TOO_LARGE: "lớn quá nên chưa đọc: tách phần kèm theo rồi để lại vào đây",
}


def taken_words(taken: Sequence[Taken]) -> str:
    """What became of each file, a line each, and how many were taken."""
    if not taken:
        return "Không có thư nào trong da-ky/."
    told = [f"{each.path.name}: {_said(each)}." for each in taken]
    count = sum(each.fate is Fate.TAKEN for each in taken)
    return lines(*told, f"Đã nhận {count}/{len(taken)} tệp.")


def _said(taken: Taken) -> str:
    if taken.fate is Fate.REFUSED and taken.why is not None:
        return f"hồ sơ {taken.code}: {refused(Refused(taken.why)).rstrip('.')}"
    return _SAYS[taken.fate].format(
        code=taken.code, rules=", ".join(taken.rules), folder=taken.path.parent.name
    )


def written_words(new: int, kept: Sequence[str], same: int, pdfs: int, folders: Sequence[Path]) -> str:
    """What came of drafting letters, in counts; `kept`: codes whose draft somebody has worked on."""
    if not (new or kept or same):
        return "Không có thư nào phải soạn."
    where = ", ".join(map(str, folders))
    named = ", ".join(kept[:_SHOWN]) + (" …" if len(kept) > _SHOWN else "")
    return lines(
        f"Đã soạn {new} thư xin lỗi vào {where}." if new else None,
        f"{pdfs} thư có thêm bản PDF để xem." if pdfs else None,
        f"{same} thư đã soạn từ trước, giữ nguyên." if same else None,
        f"{len(kept)} thư đã có người sửa, giữ nguyên: {named}. Muốn soạn lại thì bỏ tệp cũ."
        if kept
        else None,
    )
