"""The verb `understand`: how the reader of replies reads what comes on standard input."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from bot.settings import Settings
from bot.verbs import moment_of
from models.clock import SystemClock
from models.rules.reading import Reading, read_reply


def understand(_: Settings, arguments: argparse.Namespace) -> int:
    """Prints one JSON line for each reply on standard input, empty lines skipped; needs no database."""
    given = arguments.now
    now = SystemClock().now() if given is None else moment_of("--now", given)
    for text in _replies(sys.stdin.buffer):
        print(json.dumps(_shown(text, read_reply(text, now)), ensure_ascii=False), flush=True)
    return 0


def _replies(lines: Iterable[bytes]) -> Iterator[str]:
    """The lines that say something; bytes that are no UTF-8 become U+FFFD."""
    for line in lines:
        text = line.decode("utf-8", errors="replace").strip("\r\n\ufeff")
        if text.strip():
            yield text


def _shown(text: str, reading: Reading) -> dict[str, Any]:
    document = reading.document
    return {
        "text": text,
        "intent": reading.intent,
        "date": reading.date.isoformat() if reading.date else None,
        "document": document
        and {
            "number": document.number,
            "date": document.date.isoformat() if document.date else None,
        },
    }
