"""Logs that never hold a secret, and of which nobody can forge a line: a sentence for people, fields for machines.

A secret is taken out of every line and every traceback. Control characters of what is logged are escaped, and each
line of a traceback is set in: a line that begins with a date is always ours.
"""

import json
import logging
import re
import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from models.rules.zone import VIETNAM

# Whatever the configured token is: anything of a token's form, as an address may spell it too.
_TOKEN = re.compile(r"\d{6,}(:|%3A)[\w-]{30,}", re.IGNORECASE)
# Name and password within an address, as of a proxy.
_LOGIN = re.compile(r"(?<=://)[^\s/'\"]+(?=@)")
# What moves the cursor, ends a line, or turns the direction of what follows.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SECRETS: set[str] = set()
# What every record has; all else was given as `extra`.
_OF_EVERY_RECORD = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}


class _Sentences(logging.Formatter):
    """A line a record, its traceback set in below."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {one_line(record.getMessage())}"
        return redact("\n    ".join([line, *map(one_line, _trace(record))]))


class _Objects(logging.Formatter):
    """One JSON object a line: when, how bad, whose, the sentence, what was given as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, VIETNAM).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": redact(one_line(record.getMessage())),
        }
        fields = {name: _plain(value) for name, value in vars(record).items() if name not in _OF_EVERY_RECORD}
        trace = [redact(one_line(line)) for line in _trace(record)]
        told |= ({"fields": fields} if fields else {}) | ({"trace": trace} if trace else {})
        return json.dumps(told, ensure_ascii=False)


_FORMATS: dict[str, type[logging.Formatter]] = {"text": _Sentences, "json": _Objects}


def redact(text: str) -> str:
    """The text without what is secret: a token, a login within an address, what `keep_out` was told."""
    text = _LOGIN.sub("<ẩn>", _TOKEN.sub("<token>", text))
    for secret in _SECRETS:
        text = text.replace(secret, "<ẩn>")
    return text


def keep_out(secret: str | None) -> None:
    """From now on no log holds this."""
    if secret:
        _SECRETS.add(secret)


def one_line(text: str) -> str:
    """Control characters as their escapes, so that a value ends no line and hides nothing."""
    return _CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


def fault(error: BaseException) -> str:
    """What an error is and where it arose, without its words: they may hold what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return type(error).__name__ + where


def set_up_logging(level: str, form: str = "text") -> None:
    """One handler on stderr, for everything; httpx and httpcore log whole addresses, so they are quieted."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_FORMATS[form]())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("httpx", "httpcore", "apscheduler", "telegram", "uvicorn", "asyncio", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # A timer that comes while its job still runs is no news: the job looks again by itself.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    sys.excepthook = _hook


def _trace(record: logging.LogRecord) -> list[str]:
    """The lines of a record's traceback, none where it has none."""
    if not record.exc_info or record.exc_info[0] is None:
        return []
    return "".join(traceback.format_exception(*record.exc_info)).rstrip("\n").split("\n")


def _plain(value: object) -> object:
    return (
        redact(one_line(value))
        if isinstance(value, str)
        else value
        if _is_plain(value)
        else redact(repr(value))
    )


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, bool | int | float)


def _hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("nhacviec").critical("dừng vì lỗi ngoài dự kiến", exc_info=(kind, error, trace))
