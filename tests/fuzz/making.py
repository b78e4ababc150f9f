"""Updates as Telegram sends them, drawn from a seed; and what becomes of one that is bent somewhere."""

import copy
from random import Random
from typing import Any

from bot.sandbox.exchange import chat_json, user_json
from bot.sandbox.telegram import SandboxTelegram
from jobs.messages.facts import Do
from models.catalogue.values import _TURNS as TURNS

Update = dict[str, Any]

WORDS = (
    "xong rồi ạ",
    "1 xong, 2 mai nộp",
    "da gui so 25/KH-UBND ngay 10/12",
    "chưa xong",
    "mai em nộp",
    "hoãn đến thứ 6",
    "không phải việc của em",
    "việc này của chị Hoa",
    "cần những gì vậy?",
    "ok",
    "đã nhận",
    "huỷ",
    "hoàn tác",
    "2",
    "1,2,3,4,5,6,7,8,9",
    "672/5505",
    "em nghỉ từ mai đến thứ 6",
    "em đi làm lại rồi",
    "chờ sở trả lời",
    "mạng lỗi",
    "giao chị An",
    "1 giao cho anh Dũng",
    "trình lãnh đạo rồi",
    "đang ở văn thư",
    "duyệt",
    "trả lại: thiếu số liệu",
    "31/2",
    "99/99/9999",
    "0",
    "-1",
    "٣",
    "²",
    "🙂🙂🙂",
    "<b>đậm</b>",
    "&lt;",
    "[bấm](http://a.vn)",
    "http://a.vn/x",
    "/start",
    "/start 7K3M92QD",
    "/viec",
    "/viec bao cao",
    "/lich",
    "/vang",
    "/donvi",
    "/bang",
    "/duyet",
    "/quanly",
    "/moi",
    "/ketnoi",
    "/trogiup",
    "/diem",
    "/khong_co",
    "/viec@bot",
    "/",
    "NV 7K3M 92QD",
    "📋 Việc của tôi",
    "a",
    " ",
    "\u0301" * 40,
    "x" * 5000,
    ",mai " * 300,
    "(" * 900,
    "1 xong 2 chưa " * 90,
    TURNS,
    "\x00",
    "\u200b",
    "Kính gửi các phòng, đề nghị nộp báo cáo trước ngày 20/12/2026 theo Công văn số 2624/SNV-CCHC",
)
NAMES = (
    "bao cao.pdf",
    "../../etc/passwd",
    "..\\..\\a.exe",
    "C:\\a\\b.pdf",
    "a/b/c.pdf",
    "\x00.pdf",
    "con.txt",
    "",
    "=cmd|' /C calc'!A0.xlsx",
    "<script>.pdf",
    "x" * 300 + ".pdf",
    "\u202efdp.exe",
    "ảnh.png",
    ".",
    "..",
)
BYTES = (
    b"",
    b"%PDF-1.7\n%%EOF",
    b"PK\x03\x04" + b"\0" * 40,
    b"\x89PNG\r\n\x1a\n",
    b"MZ",
    b"a;b\n1;2\n",
    b"\xff" * 99,
)
JUNK: tuple[Any, ...] = (
    None,
    True,
    False,
    -1,
    0,
    1,
    2**31,
    -(2**31),
    2**53,
    2**63,
    2**70,
    -(2**70),
    1.5,
    1e308,
    "",
    "x",
    "0",
    "9" * 40,
    "\u0000",
    "\ud800",
    "🙂",
    "a" * 5000,
    "./../",
    [],
    [None],
    {},
    {"id": "x"},
    [[[[[[[[{}]]]]]]]],
    {"a": {"b": [1]}},
    "private",
    "group",
    "kicked",
)
UNKNOWN = (
    "inline_query",
    "chosen_inline_result",
    "shipping_query",
    "pre_checkout_query",
    "poll",
    "poll_answer",
    "chat_member",
    "chat_join_request",
    "channel_post",
    "edited_channel_post",
    "business_message",
    "edited_business_message",
    "business_connection",
    "deleted_business_messages",
    "message_reaction",
    "message_reaction_count",
    "chat_boost",
    "removed_chat_boost",
    "purchased_paid_media",
    "khong_co",
)
GROUP = {"id": -1001234567890, "type": "supergroup", "title": "Cán bộ xã"}


class Maker:
    """Draws one update after the other for the chats of a Telegram."""

    def __init__(self, random: Random, telegram: SandboxTelegram) -> None:
        self.random, self._telegram = random, telegram

    def update(self, chat_id: int) -> Update:
        """Anything at all from the person of a chat; one in three is bent."""
        kinds = (
            self._text,
            self._press,
            self._press,
            self._file,
            self._edit,
            self._member,
            self._unknown,
            self._group,
        )
        made = self.random.choices(kinds, (30, 20, 20, 6, 6, 3, 8, 7))[0](chat_id)
        return self._bent(made) if self.random.random() < 1 / 3 else made

    def _message(self, chat_id: int, **content: Any) -> Update:
        account = self._telegram._account(chat_id)
        made = {
            "message_id": self.random.randint(1, 10**6),
            "from": user_json(account),
            "chat": chat_json(account),
        }
        # Of other minutes, so that it is read and no crowd.
        made["date"] = self._telegram.exchange.unix_now() - self.random.randint(0, 20_000)
        theirs = self._telegram.messages(chat_id, 10)
        if theirs and self.random.random() < 0.4:
            replied = self._telegram._message(chat_id, self.random.choice(theirs).message_id)
            made["reply_to_message"] = self._telegram.exchange.message_json(replied, with_reply=False)
        if self.random.random() < 0.1:
            made["forward_origin"] = {
                "type": "hidden_user",
                "sender_user_name": "Ai đó",
                "date": made["date"],
            }
        return made | content

    def _text(self, chat_id: int) -> Update:
        return {"message": self._message(chat_id, text=self.random.choice(WORDS))}

    def _edit(self, chat_id: int) -> Update:
        message = self._message(chat_id, text=self.random.choice(WORDS))
        return {"edited_message": message | {"edit_date": message["date"] + 5}}

    def _file(self, chat_id: int) -> Update:
        file = self._telegram.store.add_file(
            self.random.choice(BYTES), "a.pdf", "application/pdf", "documents"
        )
        document = {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": file.size}
        document |= {"file_name": self.random.choice(NAMES), "mime_type": "application/pdf"}
        return {
            "message": self._message(chat_id, document=document, caption=self.random.choice(WORDS)[:1024])
        }

    def _press(self, chat_id: int) -> Update:
        """A button of a message in this chat, or any data below any message, another's included."""
        shown = [each for each in self._telegram.messages(chat_id, 12) if each.buttons]
        data = self._data()
        message = self._message(chat_id, text="a")
        if shown:
            below = self.random.choice(shown)
            kept = self._telegram._message(chat_id, below.message_id)
            message = self._telegram.exchange.message_json(kept)
            if self.random.random() < 0.7:
                data = self.random.choice([key.data for row in below.buttons for key in row])
        return {"callback_query": self._query(chat_id, data) | {"message": message}}

    def _query(self, chat_id: int, data: str) -> Update:
        sender = user_json(self._telegram._account(chat_id))
        return {"id": self._telegram.store.add_query(), "from": sender, "chat_instance": "1", "data": data}

    def _data(self) -> str:
        arguments = [
            self.random.choice(
                ("", "-1", "0", "²", "9" * 18, "9" * 40, "2026-12-31", "none", "all", "\x00", "an")
            )
            if self.random.random() < 0.4
            else str(self.random.randint(1, 60))
            for _ in range(self.random.randint(0, 4))
        ]
        return ":".join((self.random.choice(list(Do)), *arguments))

    def _member(self, chat_id: int) -> Update:
        account = self._telegram._account(chat_id)
        bot = {"user": self._telegram.exchange.bot_user()}
        before, after = self.random.sample(("member", "left", "restricted_x"), 2)
        change = {
            "chat": chat_json(account),
            "from": user_json(account),
            "date": self._telegram.exchange.unix_now(),
        }
        return {
            "my_chat_member": change
            | {"old_chat_member": bot | {"status": before}, "new_chat_member": bot | {"status": after}}
        }

    def _unknown(self, chat_id: int) -> Update:
        message = self._message(chat_id, text=self.random.choice(WORDS))
        return {
            self.random.choice(UNKNOWN): self.random.choice((message, message | {"id": "1", "query": "a"}))
        }

    def _group(self, chat_id: int) -> Update:
        """What somebody says, or presses, where others read along."""
        message = self._message(chat_id, text=self.random.choice(WORDS)) | {"chat": GROUP}
        if self.random.random() < 0.5:
            return {"message": message}
        return {"callback_query": self._query(chat_id, self._data()) | {"message": message}}

    def _bent(self, update: Update) -> Update:
        """One to three places anywhere in it hold something else, or nothing."""
        bent = copy.deepcopy(update)
        for _ in range(self.random.randint(1, 3)):
            places = list(_places(bent))
            if places:
                holder, key = self.random.choice(places)
                if isinstance(holder, dict) and self.random.random() < 0.3:
                    del holder[key]
                else:
                    holder[key] = copy.deepcopy(self.random.choice(JUNK))
        return bent


def _places(value: Any) -> Any:
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, inner in list(entries):
        yield value, key
        yield from _places(inner)
