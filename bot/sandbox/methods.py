"""The methods of the Bot API that the bot uses, each a function of (exchange, params)."""

from collections.abc import Callable
from typing import Any

from bot.sandbox import checks
from bot.sandbox.exchange import Exchange
from bot.sandbox.markup import utf16_length
from bot.sandbox.params import ApiError, Params, bad_request
from bot.sandbox.store import Account, StoredFile, StoredMessage

GET_FILE_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
ANSWER_LIMIT = 200
_DELETABLE_SECONDS = 48 * 3600


def get_me(exchange: Exchange, params: Params) -> dict[str, Any]:
    abilities = {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }
    return exchange.bot_user() | abilities


def get_webhook_info(exchange: Exchange, params: Params) -> dict[str, Any]:
    waiting = exchange.store.pending_updates()
    return {"url": "", "has_custom_certificate": False, "pending_update_count": waiting}


def send_message(exchange: Exchange, params: Params) -> dict[str, Any]:
    return _deliver(exchange, params, checks.message_text(params))


def send_document(exchange: Exchange, params: Params) -> dict[str, Any]:
    return _send_file(exchange, params, "document", "documents")


def send_photo(exchange: Exchange, params: Params) -> dict[str, Any]:
    return _send_file(exchange, params, "photo", "photos")


def _send_file(exchange: Exchange, params: Params, kind: str, folder: str) -> dict[str, Any]:
    body = checks.caption(params)
    _reachable(exchange, params)
    file = _file_to_send(exchange, params, kind, folder)
    return _deliver(exchange, params, body | {"media": {"kind": kind, "file_id": file.file_id}})


def _file_to_send(exchange: Exchange, params: Params, kind: str, folder: str) -> StoredFile:
    upload = params.upload(kind)
    if upload is None:
        raise bad_request(f"there is no {kind} in the request")
    if len(upload.data) > UPLOAD_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    if not upload.data:
        raise bad_request("file must be non-empty")
    return exchange.store.add_file(upload.data, upload.name, upload.media_type, folder)


def _deliver(exchange: Exchange, params: Params, body: dict[str, Any]) -> dict[str, Any]:
    account = _reachable(exchange, params)
    body |= {
        "markup": checks.reply_markup(params),
        "reply_to": _reply_to(exchange, params, account.chat_id),
        "silent": params.truth("disable_notification"),
        "date": exchange.unix_now(),
    }
    message = exchange.store.add_message(account.chat_id, True, body)
    exchange.notify()
    return exchange.message_json(message)


def _known(exchange: Exchange, params: Params) -> Account:
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    account = exchange.store.account(params.number("chat_id"))
    if account is None:
        raise bad_request("chat not found")
    return account


def _reachable(exchange: Exchange, params: Params) -> Account:
    account = _known(exchange, params)
    if account.blocked:
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    if not account.started:
        raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
    return account


def _reply_to(exchange: Exchange, params: Params, chat_id: int) -> int | None:
    reply = params.parsed("reply_parameters", "reply parameters")
    if not reply:
        return None
    message_id = int(reply.get("message_id", 0))
    if exchange.store.message(chat_id, message_id):
        return message_id
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def edit_message_text(exchange: Exchange, params: Params) -> dict[str, Any]:
    message = _editable(exchange, params)
    if "media" in message.body:
        raise bad_request("there is no text in the message to edit")
    return _edit(exchange, message, checks.message_text(params) | {"markup": checks.reply_markup(params)})


def _editable(exchange: Exchange, params: Params) -> StoredMessage:
    account = _reachable(exchange, params)
    message = exchange.store.message(account.chat_id, params.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or message.body["markup"].keys() - {"inline_keyboard"}:
        raise bad_request("message can't be edited")
    return message


def _edit(exchange: Exchange, message: StoredMessage, change: dict[str, Any]) -> dict[str, Any]:
    if all(message.body[key] == value for key, value in change.items() if key != "html"):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same"
            " as a current content and reply markup of the message"
        )
    body = message.body | change
    if "text" in change:
        body["edit_date"] = exchange.unix_now()
    exchange.store.change_message(message.message_id, body)
    exchange.notify()
    return exchange.message_json(StoredMessage(message.message_id, message.chat_id, True, body))


def delete_message(exchange: Exchange, params: Params) -> bool:
    """A bot may delete what a private chat's person wrote, and its own, for two days."""
    account = _reachable(exchange, params)
    message = exchange.store.message(account.chat_id, params.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if exchange.unix_now() - message.body["date"] > _DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    exchange.store.delete_message(message.message_id)
    exchange.notify()
    return True


def answer_callback_query(exchange: Exchange, params: Params) -> bool:
    text = params.text("text")
    if utf16_length(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = {"text": text, "show_alert": params.truth("show_alert")}
    if not exchange.store.answer_query(params.text("callback_query_id"), answer):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    exchange.notify()
    return True


def get_file(exchange: Exchange, params: Params) -> dict[str, Any]:
    file = exchange.store.file(params.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > GET_FILE_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }


def set_my_commands(exchange: Exchange, params: Params) -> bool:
    commands = checks.bot_commands(params)
    exchange.store.set_setting(_command_key(exchange, params), commands)
    exchange.notify()
    return True


def _command_key(exchange: Exchange, params: Params) -> str:
    scope = params.parsed("scope", "BotCommandScope") or {"type": "default"}
    if scope["type"] == "chat":
        _known(exchange, Params(scope, {}))
    return command_key(scope["type"], scope.get("chat_id", ""))


def command_key(scope: str, chat_id: int | str = "") -> str:
    """Under which name the store keeps the commands of one scope."""
    return f"commands {scope} {chat_id}".rstrip()


METHODS: dict[str, Callable[[Exchange, Params], Any]] = {
    "getme": get_me,
    "getwebhookinfo": get_webhook_info,
    "sendmessage": send_message,
    "senddocument": send_document,
    "sendphoto": send_photo,
    "editmessagetext": edit_message_text,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "getfile": get_file,
    "setmycommands": set_my_commands,
}
