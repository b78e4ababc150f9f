"""Logs that never hold a secret: tokens and passwords are taken out of every line and every traceback."""

import logging
import re
import sys
import traceback
from pathlib import Path
from types import TracebackType

# Whatever the configured token is: anything of a token's form, as an address may spell it too.
_TOKEN = re.compile(r"\d{6,}(:|%3A)[\w-]{30,}", re.IGNORECASE)


# Of an address that names who may use it, a proxy's or a database's: the name and the password.
_PASSWORD = re.compile(r"(?<=://)[^\s/'\"]+(?=@)")


class _Redacting(logging.Formatter):
    """Formats, tracebacks included, then redacts what was formatted."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def redact(text: str) -> str:
    """Without the token, and without a password that stands in an address."""
    return _PASSWORD.sub("<mật khẩu>", _TOKEN.sub("<token>", text))


def fault(error: BaseException) -> str:
    """What an error is and where it arose, without its words: they may hold what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return type(error).__name__ + where


def set_up_logging(level: str) -> None:
    """One handler on stderr, for everything; httpx and httpcore log whole addresses, so they are quieted."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Redacting("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("httpx", "httpcore", "apscheduler", "telegram", "uvicorn", "asyncio", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # A timer that comes while its job still runs is no news: the job looks again by itself.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    sys.excepthook = _hook


def _hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("nhacviec").critical("dừng vì lỗi ngoài dự kiến", exc_info=(kind, error, trace))
