"""A year that is rolled, in words: why not, and what the admin is to confirm."""

from models.catalogue.rolling import Asked, CannotRoll, NoRoll, ToConfirm


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
