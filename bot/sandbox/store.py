"""What the sandbox remembers: one SQLite file and a folder of file bytes, so that chats survive a restart."""

import hashlib
import json
import re
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS account (
    chat_id INTEGER PRIMARY KEY, name TEXT NOT NULL,
    started INTEGER NOT NULL DEFAULT 0, blocked INTEGER NOT NULL DEFAULT 0,
    read_up_to INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS message (
    message_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER NOT NULL, from_bot INTEGER NOT NULL,
    body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS message_chat ON message (chat_id, message_id);
CREATE TABLE IF NOT EXISTS pending_update (
    update_id INTEGER PRIMARY KEY AUTOINCREMENT, payload TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS file (
    file_number INTEGER PRIMARY KEY AUTOINCREMENT, file_id TEXT UNIQUE NOT NULL, unique_id TEXT NOT NULL,
    path TEXT UNIQUE, name TEXT, media_type TEXT NOT NULL, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS query (
    query_number INTEGER PRIMARY KEY AUTOINCREMENT, query_id TEXT UNIQUE NOT NULL, answer TEXT);
CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_TABLES = ("account", "message", "pending_update", "file", "query", "setting")


@dataclass(frozen=True)
class Account:
    chat_id: int
    name: str
    started: bool
    blocked: bool


@dataclass(frozen=True)
class StoredMessage:
    """`body`: text, html, entities, markup, reply_to, media (kind and file_id), silent, date, edit_date."""

    message_id: int
    chat_id: int
    from_bot: bool
    body: dict[str, Any]


@dataclass(frozen=True)
class StoredFile:
    file_id: str
    unique_id: str
    path: str
    name: str | None
    media_type: str
    size: int


class Store:
    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / "telegram.sqlite", isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        self._db.close()

    def wipe(self) -> None:
        """Forgets everything; the numbers of messages and updates go on, so that none is ever used twice."""
        for table in _TABLES:
            self._db.execute(f"DELETE FROM {table}")
        for file in self.files.rglob("file_*"):
            file.unlink()

    def add_account(self, chat_id: int, name: str) -> None:
        self._db.execute(
            "INSERT INTO account (chat_id, name) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET name = excluded.name",
            (chat_id, name),
        )

    def account(self, chat_id: int) -> Account | None:
        return next(iter(self._accounts("WHERE chat_id = ?", chat_id)), None)

    def accounts(self) -> list[Account]:
        return self._accounts("ORDER BY chat_id")

    def _accounts(self, condition: str, *values: Any) -> list[Account]:
        rows = self._db.execute(f"SELECT chat_id, name, started, blocked FROM account {condition}", values)
        return [Account(row[0], row[1], bool(row[2]), bool(row[3])) for row in rows]

    def set_started(self, chat_id: int) -> None:
        self._db.execute("UPDATE account SET started = 1 WHERE chat_id = ?", (chat_id,))

    def set_blocked(self, chat_id: int, blocked: bool) -> None:
        self._db.execute("UPDATE account SET blocked = ? WHERE chat_id = ?", (blocked, chat_id))

    def set_read(self, chat_id: int) -> None:
        self._db.execute(
            "UPDATE account SET read_up_to ="
            " (SELECT coalesce(max(message_id), 0) FROM message WHERE chat_id = ?1) WHERE chat_id = ?1",
            (chat_id,),
        )

    def unread(self, chat_id: int) -> int:
        row = self._db.execute(
            "SELECT count(*) FROM message JOIN account USING (chat_id)"
            " WHERE chat_id = ? AND from_bot AND message_id > read_up_to",
            (chat_id,),
        ).fetchone()
        return int(row[0])

    def newest_unread(self, chat_id: int) -> int:
        """The newest message of the bot that this person has not read; 0 where all are read."""
        row = self._db.execute(
            "SELECT coalesce(max(message_id), 0) FROM message JOIN account USING (chat_id)"
            " WHERE chat_id = ? AND from_bot AND message_id > read_up_to",
            (chat_id,),
        ).fetchone()
        return int(row[0])

    def add_message(self, chat_id: int, from_bot: bool, body: dict[str, Any]) -> StoredMessage:
        cursor = self._db.execute(
            "INSERT INTO message (chat_id, from_bot, body) VALUES (?, ?, ?)",
            (chat_id, from_bot, json.dumps(body)),
        )
        return StoredMessage(int(cursor.lastrowid or 0), chat_id, from_bot, body)

    def change_message(self, message_id: int, body: dict[str, Any]) -> None:
        self._db.execute("UPDATE message SET body = ? WHERE message_id = ?", (json.dumps(body), message_id))

    def delete_message(self, message_id: int) -> None:
        self._db.execute("DELETE FROM message WHERE message_id = ?", (message_id,))

    def message(self, chat_id: int, message_id: int) -> StoredMessage | None:
        found = self._messages("WHERE chat_id = ? AND message_id = ?", chat_id, message_id)
        return found[0] if found else None

    def messages(self, chat_id: int, newest: int | None = None) -> list[StoredMessage]:
        """Oldest first; all of them, or only the last `newest`."""
        limit = -1 if newest is None else newest
        return self._messages("WHERE chat_id = ? ORDER BY message_id DESC LIMIT ?", chat_id, limit)[::-1]

    def _messages(self, condition: str, *values: Any) -> list[StoredMessage]:
        rows = self._db.execute(
            f"SELECT message_id, chat_id, from_bot, body FROM message {condition}", values
        )
        return [StoredMessage(row[0], row[1], bool(row[2]), json.loads(row[3])) for row in rows]

    def add_update(self, payload: dict[str, Any]) -> None:
        self._db.execute("INSERT INTO pending_update (payload) VALUES (?)", (json.dumps(payload),))

    def confirm_updates(self, offset: int) -> None:
        """Forgets what a poll says it has: all before the offset."""
        self._db.execute("DELETE FROM pending_update WHERE update_id < ?", (offset,))

    def updates(self, limit: int) -> list[dict[str, Any]]:
        rows = self._db.execute(
            "SELECT update_id, payload FROM pending_update ORDER BY update_id LIMIT ?", (limit,)
        )
        return [{"update_id": row[0], **json.loads(row[1])} for row in rows]

    def pending_updates(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM pending_update").fetchone()[0])

    def add_file(self, data: bytes, name: str | None, media_type: str, kind: str) -> StoredFile:
        """Keeps the bytes under `files/<kind>/file_<n><suffix>`, the path that getFile will name."""
        file_id = secrets.token_urlsafe(24)
        unique_id = hashlib.sha256(data).hexdigest()[:16]
        cursor = self._db.execute(
            "INSERT INTO file (file_id, unique_id, name, media_type, size) VALUES (?, ?, ?, ?, ?)",
            (file_id, unique_id, name, media_type, len(data)),
        )
        path = f"{kind}/file_{cursor.lastrowid}{_suffix(name)}"
        (self.files / kind).mkdir(exist_ok=True)
        (self.files / path).write_bytes(data)
        self._db.execute("UPDATE file SET path = ? WHERE file_id = ?", (path, file_id))
        return StoredFile(file_id, unique_id, path, name, media_type, len(data))

    def file(self, file_id: str) -> StoredFile | None:
        return self._file("file_id", file_id)

    def file_at(self, path: str) -> StoredFile | None:
        return self._file("path", path)

    def _file(self, column: str, value: str) -> StoredFile | None:
        row = self._db.execute(
            f"SELECT file_id, unique_id, path, name, media_type, size FROM file WHERE {column} = ?", (value,)
        ).fetchone()
        return StoredFile(*row) if row else None

    def add_query(self) -> str:
        query_id = str(secrets.randbelow(10**18) + 10**18)
        self._db.execute("INSERT INTO query (query_id) VALUES (?)", (query_id,))
        return query_id

    def answer_query(self, query_id: str, answer: dict[str, Any]) -> bool:
        """False when there is no such query or it was answered before."""
        cursor = self._db.execute(
            "UPDATE query SET answer = ? WHERE query_id = ? AND answer IS NULL",
            (json.dumps(answer), query_id),
        )
        return cursor.rowcount == 1

    def answer_of(self, query_id: str) -> dict[str, Any] | None:
        row = self._db.execute("SELECT answer FROM query WHERE query_id = ?", (query_id,)).fetchone()
        return json.loads(row[0]) if row and row[0] else None

    def setting(self, key: str, default: Any) -> Any:
        row = self._db.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else default

    def set_setting(self, key: str, value: Any) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, json.dumps(value))
        )


def _suffix(name: str | None) -> str:
    suffix = PurePosixPath(name or "").suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""
