"""What the chat page shows, as JSON."""

from datetime import datetime
from typing import Any

from bot.sandbox.markup import as_json, parse_html
from bot.sandbox.telegram import ChatMessage, SandboxTelegram
from models.rules.zone import local

MESSAGES_SHOWN = 300
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
MEDIA_WORDS = {"document": "Tệp", "photo": "Ảnh", "voice": "Tin thoại", "sticker": "Nhãn dán"}


def moment_view(moment: datetime) -> dict[str, str]:
    """`spoken` for people, `value` for a datetime-local input."""
    here = local(moment)
    return {"spoken": f"{_day(here)} · {here:%H:%M}", "value": f"{here:%Y-%m-%dT%H:%M}"}


def person_view(telegram: SandboxTelegram, chat_id: int, name: str, title: str) -> dict[str, Any]:
    newest = telegram.messages(chat_id, newest=1)
    return {
        "chat_id": chat_id,
        "name": name,
        "title": title,
        "unread": telegram.store.unread(chat_id),
        "preview": _summary(newest[0]) if newest else "",
    }


def chat_view(telegram: SandboxTelegram, chat_id: int) -> dict[str, Any]:
    messages = telegram.messages(chat_id, newest=MESSAGES_SHOWN)
    account = telegram.store.account(chat_id)
    return {
        "chat_id": chat_id,
        "blocked": bool(account and account.blocked),
        "started": bool(account and account.started),
        "commands": telegram.commands(chat_id),
        "keyboard": _reply_keyboard(messages),
        "force_reply": messages[-1].message_id if messages and messages[-1].force_reply else None,
        "messages": _message_views(messages),
    }


def _message_views(messages: list[ChatMessage]) -> list[dict[str, Any]]:
    known = {message.message_id: message for message in messages}
    days = [_day(message.at) for message in messages]
    before = ["", *days]
    return [
        _message_view(message, known.get(message.reply_to or 0), day if day != previous else None)
        for message, day, previous in zip(messages, days, before, strict=False)
    ]


def _message_view(message: ChatMessage, replied: ChatMessage | None, new_day: str | None) -> dict[str, Any]:
    return {
        "message_id": message.message_id,
        "from_bot": message.from_bot,
        "content": as_json(parse_html(message.html)),
        "summary": _summary(message),
        "forwarded_from": message.forwarded_from,
        "buttons": [
            [{"label": button.label, "data": button.data} for button in row] for row in message.buttons
        ],
        "reply": {"message_id": replied.message_id, "summary": _summary(replied)} if replied else None,
        "media": message.media,
        "file": {"path": message.file_path, "name": message.document} if message.file_path else None,
        "edited": message.edited,
        "silent": message.silent,
        "time": f"{message.at:%H:%M}",
        "new_day": new_day,
    }


def _reply_keyboard(messages: list[ChatMessage]) -> list[list[str]]:
    """The keyboard of the newest message that set one."""
    return next((each.reply_keyboard for each in reversed(messages) if each.reply_keyboard), [])


def _summary(message: ChatMessage) -> str:
    words = " ".join(message.text.split())
    media = message.document or MEDIA_WORDS.get(message.media or "", "")
    return ": ".join(filter(None, (media, words)))[:120]


def _day(moment: datetime) -> str:
    return f"{WEEKDAYS[moment.weekday()]}, {moment:%d/%m/%Y}"
