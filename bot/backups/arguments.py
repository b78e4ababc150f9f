"""How the verbs `backup` and `restore` are called."""

from collections.abc import Callable
from pathlib import Path

from bot.usage import Parser

AddVerb = Callable[[str, Callable[..., int], str], Parser]


def add_verbs(verb: AddVerb, later: Callable[[str, str], Callable[..., int]]) -> None:
    """Both; what they do is loaded when they are called."""
    made = verb(
        "backup", later("backups.verbs", "backup"), "sao lưu dữ liệu và minh chứng trong lúc đang chạy"
    )
    made.add_argument("--to", type=Path, metavar="THƯ_MỤC", help="ghi vào thư mục này (mặc định: BACKUP_DIR)")
    made.add_argument("--make-key", action="store_true", help="tạo khóa mã hóa bản sao (BACKUP_KEY_FILE)")
    put_back = verb("restore", later("backups.verbs", "put_back"), "khôi phục một bản sao lưu vào chỗ trống")
    put_back.add_argument("file", type=Path, metavar="TỆP", help="bản sao lưu, đuôi .tar hoặc .tar.sealed")
    put_back.add_argument(
        "--into", type=Path, metavar="THƯ_MỤC", help="vào thư mục này (mặc định: chỗ ghi trong .env)"
    )
