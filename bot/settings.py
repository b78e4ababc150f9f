"""Settings from the environment and `.env`, read once; placeholders are refused by name."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from bot.days import NoDay, read_day

_TOKEN = re.compile(r"\d{6,}:[\w-]{30,}")
_PLACEHOLDER = re.compile(r"<.*>|your.*|changeme|xxx+", re.IGNORECASE)
_PROXIES = ("http", "https", "socks5", "socks5h")
_CONTROL = re.compile("[\x00-\x1f]")
_CURLY_QUOTES = "“”„‘’"
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_FORMATS = ("text", "json")
_NEVER = "off"


class BadSetting(Exception):
    """A setting that cannot be used; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Settings:
    """What the installation is told from outside. `token` None means: run the sandbox."""

    token: str | None
    api_url: str
    proxy: str | None
    database_url: str
    evidence_dir: Path
    trust_roots_dir: Path | None
    sandbox_port: int
    sandbox_start: date | None
    log_level: str
    letters_dir: Path = Path("data/letters")
    case_lists_dir: Path | None = None
    personal_key_file: Path = Path("data/personal.key")
    deletes_webhook: bool = False
    backup_dir: Path = Path("data/backups")
    # By a wall clock in Vietnam; None: no backup is made by itself.
    backup_at: time | None = time(2)
    # How many stay: of the last days, of the last months.
    backup_keep: tuple[int, int] = (14, 12)
    backup_key_file: Path = Path("data/backup.key")
    disk_free_mb: int = 500
    heartbeat_file: Path | None = None
    # Who knows it can say that all is well: a secret.
    heartbeat_url: str | None = field(default=None, repr=False)
    log_format: str = "text"
    # What the sandbox plays instead of the built-in catalogue.
    sandbox_catalogue: Path | None = None


def read_settings(folder: Path | None = None) -> Settings:
    """The environment first, then `.env` of the folder. Raises BadSetting."""
    written = _file((folder or Path.cwd()) / ".env")
    values = written | {key: value for key, value in os.environ.items() if value}
    known: list[str] = []

    def get(name: str, default: str = "") -> str:
        known.append(name)
        return values.get(name, "").strip() or default

    settings = _settings(get)
    for name in written.keys() - set(known):
        _refuse_misspelled(name, known)
    return settings


def _settings(get: Callable[..., str]) -> Settings:
    return Settings(
        token=_token(get("TELEGRAM_BOT_TOKEN")),
        api_url=_url("TELEGRAM_API_URL", get("TELEGRAM_API_URL", "https://api.telegram.org")),
        proxy=_proxy(get("TELEGRAM_PROXY")),
        database_url=get("DATABASE_URL", "sqlite:///data/nhacviec.db"),
        evidence_dir=Path(get("EVIDENCE_DIR", "data/evidence")),
        trust_roots_dir=Path(get("TRUST_ROOTS_DIR")) if get("TRUST_ROOTS_DIR") else None,
        letters_dir=Path(get("LETTERS_DIR", "data/letters")),
        case_lists_dir=Path(get("CASE_LISTS_DIR")) if get("CASE_LISTS_DIR") else None,
        personal_key_file=Path(get("PERSONAL_KEY_FILE", "data/personal.key")),
        sandbox_port=_port(get("SANDBOX_PORT", "0")),
        sandbox_start=_day(get("SANDBOX_START")),
        log_level=_one_of("LOG_LEVEL", get("LOG_LEVEL", "INFO").upper(), _LEVELS),
        deletes_webhook=_yes("TELEGRAM_DELETE_WEBHOOK", get("TELEGRAM_DELETE_WEBHOOK", "0")),
        backup_dir=Path(get("BACKUP_DIR", "data/backups")),
        backup_at=_hour(get("BACKUP_AT", "02:00")),
        backup_keep=_keep(get("BACKUP_KEEP", "14+12")),
        backup_key_file=Path(get("BACKUP_KEY_FILE", "data/backup.key")),
        disk_free_mb=_megabytes(get("DISK_FREE_MB", "500")),
        heartbeat_file=Path(get("HEARTBEAT_FILE")) if get("HEARTBEAT_FILE") else None,
        heartbeat_url=_watchdog(get("HEARTBEAT_URL")),
        sandbox_catalogue=Path(get("SANDBOX_CATALOGUE")) if get("SANDBOX_CATALOGUE") else None,
        log_format=_one_of("LOG_FORMAT", get("LOG_FORMAT", "text").lower(), _FORMATS),
    )


def _file(path: Path) -> dict[str, str]:
    """What `.env` says, nothing where there is none. Raises BadSetting, also where it was misnamed."""
    if not path.is_file():
        _refuse_txt(path.with_name(".env.txt"))
        return {}
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise BadSetting(
            "Tệp .env không lưu ở mã UTF-8 (có thể là UTF-16, Notepad gọi là “Unicode”): mở lại rồi lưu với mã "
            "hóa UTF-8."
        )
    _refuse_quotes(text)
    return {key: value or "" for key, value in dotenv_values(stream=StringIO(text)).items()}


def _refuse_misspelled(name: str, known: list[str]) -> None:
    """Another program's setting may stand there; one that nearly has the name of ours was meant for us."""
    upper = name.upper()
    longer = [each for each in known if each.endswith(f"_{upper}")]
    if meant := longer or get_close_matches(upper, known, n=1, cutoff=0.8):
        raise BadSetting(f"Tệp .env: không có thiết lập {name}. Có phải là {meant[0]}? Xin sửa lại tên.")


def _refuse_txt(path: Path) -> None:
    """Windows hides the ending that Notepad adds."""
    if path.is_file():
        raise BadSetting(
            "Chỉ có tệp .env.txt mà không có .env: Notepad đã thêm đuôi .txt. Đổi tên thành .env (trong Explorer "
            "bật View → File name extensions để thấy đuôi tệp)."
        )


def _refuse_quotes(text: str) -> None:
    """A line that is not read would be taken for one that is not there."""
    for found in parse_stream(StringIO(text)):
        if found.error:
            raise BadSetting(
                f"Tệp .env, dòng {found.original.line}: không đọc được. Mỗi dòng ghi TÊN=giá trị; mở dấu nháy thì "
                "phải đóng, tốt nhất bỏ dấu nháy."
            )
        if found.value and found.value[0] in _CURLY_QUOTES:
            raise BadSetting(
                f"Tệp .env, dòng {found.original.line}: {found.key} nằm trong dấu ngoặc kép cong "
                f"({found.value[0]}) do Word hay Zalo thêm vào: bỏ các dấu ấy đi."
            )
        if found.value and _CONTROL.search(found.value):
            raise BadSetting(
                f"Tệp .env, dòng {found.original.line}: {found.key} có dấu \\ trong dấu nháy nên bị đọc sai. Viết "
                "đường dẫn bằng dấu /, không có dấu nháy, ví dụ D:/nhacviec/data."
            )
        if found.value and found.value[-1] in f"{_CURLY_QUOTES}'\"":
            raise BadSetting(
                f"Tệp .env, dòng {found.original.line}: {found.key} thừa dấu nháy ở cuối: bỏ dấu ấy."
            )


def _token(text: str) -> str | None:
    if not text:
        return None
    if _PLACEHOLDER.fullmatch(text):
        raise BadSetting(
            f"TELEGRAM_BOT_TOKEN còn là chữ giữ chỗ ({text}): dán token do @BotFather cấp, "
            "hoặc để trống để chạy thử."
        )
    if not _TOKEN.fullmatch(text):
        raise BadSetting(
            "TELEGRAM_BOT_TOKEN không đúng dạng (số, dấu hai chấm, rồi ít nhất 30 chữ): "
            "chép lại token từ @BotFather, hoặc để trống để chạy thử."
        )
    return text


def _url(name: str, text: str) -> str:
    if not _is_address(text, ("http", "https")):
        raise BadSetting(f"{name} phải là địa chỉ đầy đủ, ví dụ https://api.telegram.org.")
    return text.rstrip("/")


def _proxy(text: str) -> str | None:
    """It may hold a password, so it is not repeated."""
    if text and not _is_address(text, _PROXIES):
        raise BadSetting(
            "TELEGRAM_PROXY phải là địa chỉ đầy đủ, bắt đầu bằng http://, https:// hoặc socks5://, ví dụ "
            "http://proxy.example:3128."
        )
    return text or None


def is_local(address: str) -> bool:
    """Whether it leads to this very machine: no proxy stands between, whatever the environment says."""
    return urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")


def _is_address(text: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(text)
        known = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that do not close, a port that is no number
        return False
    return known and not re.search(r"\s", text)


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 65535:
        raise BadSetting("SANDBOX_PORT phải là một số từ 0 đến 65535 (0: cổng nào cũng được).")
    return int(text)


def _yes(name: str, text: str) -> bool:
    if text not in ("0", "1"):
        raise BadSetting(f"{name} phải là 1 (có) hoặc 0 (không).")
    return text == "1"


def _day(text: str) -> date | None:
    try:
        return read_day(text) if text else None
    except NoDay:
        raise BadSetting("SANDBOX_START phải là một ngày, ví dụ 23/11/2026 hoặc 2026-11-23.") from None


def _one_of(name: str, text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise BadSetting(f"{name} phải là một trong: {', '.join(allowed)}.")
    return text


def _hour(text: str) -> time | None:
    if text.lower() == _NEVER:
        return None
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007
    except ValueError:
        raise BadSetting(f"BACKUP_AT phải là giờ và phút, ví dụ 02:00, hoặc {_NEVER}.") from None


def _keep(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([1-9][0-9]{0,2})\+([0-9]{1,3})", text)
    if found is None:
        raise BadSetting("BACKUP_KEEP phải là số ngày, dấu cộng, số tháng giữ bản sao, ví dụ 14+12.")
    return int(found[1]), int(found[2])


def _megabytes(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,7}", text):
        raise BadSetting("DISK_FREE_MB phải là một số MB, ví dụ 500 (0: không báo).")
    return int(text)


def _watchdog(text: str) -> str | None:
    """Whoever has it may ping it, so it is not repeated."""
    if text and not _is_address(text, ("http", "https")):
        raise BadSetting("HEARTBEAT_URL phải là địa chỉ đầy đủ, bắt đầu bằng http:// hoặc https://.")
    return text.rstrip("/") or None
