"""A year that is rolled, in words: why not, and what the admin is to confirm."""

from collections.abc import Sequence

from models.catalogue.difference import Difference
from models.catalogue.rolling import Asked, CannotRoll, NoRoll, Rolled, ToConfirm


def why_no_roll(refused: CannotRoll) -> str:
    """One sentence that says what to do."""
    year, newest = refused.year, refused.newest
    match refused.why:
        case NoRoll.EARLIER:
            return f"Bộ mới nhất là năm {newest}, không lập lùi về năm {year}: hãy lập năm {newest + 1}."
        case NoRoll.TOO_FAR:
            return f"Bộ mới nhất là năm {newest}: hãy lập năm {newest + 1} trước, rồi mới đến năm {year}."
        case NoRoll.DIFFERENT:
            return (
                f"Bộ tiêu chí năm {year} đã có và khác năm trước, không chép đè: hãy xuất danh mục ra Excel và sửa "
                "trong tệp."
            )


NO_YEAR = "Cần ghi năm muốn lập, ví dụ nhacviec catalogue roll 2027."


def done(made: Rolled, differences: Sequence[Difference]) -> str:
    """What was made, and what is to be confirmed."""
    told = f"Đã lập năm {made.year}: {len(differences)} thay đổi."
    said = [*map(str, differences), told] if differences else [f"Năm {made.year} đã lập rồi, không đổi gì."]
    return "\n".join([*said, *_list(made)])


def written(made: Rolled, file: str) -> str:
    """That it lies in a file, and what is to be confirmed."""
    said = f"Đã ghi danh mục có năm {made.year} vào {file}, chưa nạp gì: xem lại rồi nạp bằng catalogue load."
    return "\n".join([said, *_list(made)])


def _list(made: Rolled) -> list[str]:
    lines = [f"- {to_confirm(each, made.year)}" for each in made.asked]
    return [f"Cần xác nhận {len(lines)} điều:", *lines] if lines else []


def to_confirm(asked: Asked, year: int) -> str:
    """What is to be looked at, as a line of a list."""
    named = f"{asked.title} ({asked.code})"
    match asked.what:
        case ToConfirm.DATE:
            return f"{named}: đề xuất hạn {asked.day:%d/%m/%Y}, cần xác nhận."
        case ToConfirm.ONE_OFF:
            return f"{named}: việc một lần của năm {year - 1}, không chép; năm {year} còn thì giao mới."
        case ToConfirm.CRITERION_GONE:
            return f"{named}: tiêu chí không còn trong bộ {year}, cần sửa hoặc ngừng theo dõi."
        case ToConfirm.OPINION:
            return f"{named}: lần chấm gần nhất mất điểm mà chưa mục minh chứng nào có nội dung soát."
        case ToConfirm.RESULTS:
            return f"Chưa có kết quả năm {year - 1}: khi có, ghi vào bộ {year - 1}."
        case ToConfirm.WORKING_DAYS:
            return f"Lịch làm việc năm {year} chưa có quyết định cho mọi ngày nghỉ: cần xem lại."
