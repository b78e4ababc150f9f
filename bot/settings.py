"""Settings from the environment and `.env`, read once; placeholders are refused by name."""

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

_TOKEN = re.compile(r"\d{6,}:[\w-]{30,}")
_PLACEHOLDER = re.compile(r"<.*>|your.*|changeme|xxx+", re.IGNORECASE)
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


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


def read_settings(folder: Path | None = None) -> Settings:
    """The environment first, then `.env` of the folder. Raises BadSetting."""
    file = {key: value or "" for key, value in dotenv_values((folder or Path.cwd()) / ".env").items()}
    values = file | {key: value for key, value in os.environ.items() if value}

    def get(name: str, default: str = "") -> str:
        return values.get(name, "").strip() or default

    return Settings(
        token=_token(get("TELEGRAM_BOT_TOKEN")),
        api_url=_url("TELEGRAM_API_URL", get("TELEGRAM_API_URL", "https://api.telegram.org")),
        proxy=get("TELEGRAM_PROXY") or None,
        database_url=get("DATABASE_URL", "sqlite:///data/nhacviec.db"),
        evidence_dir=Path(get("EVIDENCE_DIR", "data/evidence")),
        trust_roots_dir=Path(get("TRUST_ROOTS_DIR")) if get("TRUST_ROOTS_DIR") else None,
        sandbox_port=_port(get("SANDBOX_PORT", "0")),
        sandbox_start=_day(get("SANDBOX_START")),
        log_level=_level(get("LOG_LEVEL", "INFO")),
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
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise BadSetting(f"{name} phải là địa chỉ đầy đủ, ví dụ https://api.telegram.org.")
    return text.rstrip("/")


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise BadSetting("SANDBOX_PORT phải là một số từ 0 đến 65535 (0: cổng nào cũng được).")
    return int(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadSetting("SANDBOX_START phải là một ngày dạng năm-tháng-ngày, ví dụ 2026-11-23.") from None


def _level(text: str) -> str:
    if text.upper() not in _LEVELS:
        raise BadSetting(f"LOG_LEVEL phải là một trong: {', '.join(_LEVELS)}.")
    return text.upper()
