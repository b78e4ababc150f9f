"""The python-telegram-bot application: which update goes to which handler. Reads top-down."""

import re
from collections.abc import Callable

from telegram import Bot, Message, MessageOrigin, MessageOriginUser, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.desk import App, Desk, Effect
from bot.handlers import (
    above,
    asking,
    away,
    coming_in,
    files,
    form_words,
    forms,
    forwarding,
    importing,
    mending,
    privacy,
    replies,
    reviewing,
    waiting,
)
from bot.handlers.presses import pressed, said
from bot.inbox import has_new_words
from bot.incoming import Incoming
from bot.texts import alerts
from bot.texts.text import ABOUT_ME, AWAY, CALENDAR, MANAGE, MY_TASKS, OF_AGENCY, OF_UNIT, TO_REVIEW
from bot.turn import Turn
from jobs.messages.facts import Notice
from models.actor import CLOCK
from models.changes.joining import offered_code, read_code
from models.changes.reaching import blocked
from models.restored import is_lost

_LONGEST_TEXT = 4096
_LONGEST_SEARCH = 60
_FILES = filters.Document.ALL | filters.PHOTO


class _Live(filters.MessageFilter):
    """A place that goes on being told: an event of the client, no answer to anything."""

    def filter(self, message: Message) -> bool:
        return message.location is not None and message.location.live_period is not None


_LIVE = _Live()
_ASKED_IN_WORDS: dict[str, Callable[[Turn], None]] = {
    MY_TASKS: asking.my_tasks,
    CALENDAR: asking.my_calendar,
    AWAY: away.start,
    ABOUT_ME: asking.about_me,
    OF_UNIT: asking.my_unit,
    OF_AGENCY: asking.whole_agency,
    TO_REVIEW: reviewing.waiting,
    MANAGE: forms.manage,
}


def build_application(bot: Bot, desk: Desk) -> App:
    """Handlers in order; the first that fits takes the update, the last one takes what is left."""
    application = Application.builder().bot(bot).updater(None).job_queue(None).build()
    fresh = filters.UpdateType.MESSAGE
    application.add_handlers(
        [
            CallbackQueryHandler(desk.handles(_press)),
            MessageHandler(fresh & _command("start"), desk.handles(_start)),
            MessageHandler(fresh & _command("viec"), desk.handles(_with_words(asking.my_tasks))),
            MessageHandler(fresh & _command("lich"), desk.handles(_for_people(asking.my_calendar))),
            MessageHandler(fresh & _command("vang"), desk.handles(_for_people(away.start))),
            MessageHandler(fresh & _command("donvi"), desk.handles(_with_words(asking.my_unit))),
            MessageHandler(fresh & _command("bang"), desk.handles(_with_words(asking.whole_agency))),
            MessageHandler(fresh & _command("ketnoi"), desk.handles(_for_people(asking.connections))),
            MessageHandler(fresh & _command("duyet"), desk.handles(_for_people(reviewing.waiting))),
            MessageHandler(fresh & _command("quanly"), desk.handles(_for_people(forms.manage))),
            MessageHandler(fresh & _command("moi"), desk.handles(_for_people(forms.invite))),
            MessageHandler(fresh & _command("riengtu"), desk.handles(_for_people(privacy.own_data))),
            MessageHandler(fresh & _command("trogiup|help"), desk.handles(_for_people(asking.help_me))),
            MessageHandler(fresh & _FILES, desk.handles(_file, with_file=True)),
            MessageHandler(fresh & _command(r"\w+"), desk.handles(_notice(Notice.UNKNOWN_COMMAND))),
            MessageHandler(fresh & filters.TEXT, desk.handles(_text)),
            MessageHandler(fresh & filters.ATTACHMENT & ~_LIVE, desk.handles(_notice(Notice.NOT_READABLE))),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE, desk.handles(_edited)),
            ChatMemberHandler(desk.handles(_membership), ChatMemberHandler.MY_CHAT_MEMBER),
            TypeHandler(Update, desk.handles(_nothing)),
        ]
    )
    return application


def _command(names: str) -> filters.BaseFilter:
    return filters.Regex(re.compile(rf"^/({names})(@\w+)?(\s|$)", re.IGNORECASE))


def _for_people(effect: Callable[[Turn], None]) -> Effect:
    """Strangers are turned away; nothing else is told to them."""

    def either(turn: Turn, update: Update) -> None:
        if turn.person is None:
            coming_in.turn_away(turn)
        else:
            effect(turn)

    return either


def _with_words(effect: Callable[[Turn, str], None]) -> Effect:
    """What stands behind the command is what is looked for."""

    def either(turn: Turn, update: Update) -> None:
        sought = " ".join(_words(update).split()[1:])[:_LONGEST_SEARCH]
        _for_people(lambda turn: effect(turn, sought))(turn, update)

    return either


def _notice(notice: Notice) -> Effect:
    return _for_people(lambda turn: turn.notice(notice))


def _press(turn: Turn, update: Update) -> None:
    query = update.callback_query
    shown = query.message if query else None
    changed_at = (isinstance(shown, Message) and shown.edit_date) or (shown.date if shown else None)
    if changed_at is not None and is_lost(turn.session, turn.pressed(), changed_at):
        turn.alert = alerts.LOST
    else:
        pressed(turn, (query.data if query else None) or "")


def _edited(turn: Turn, update: Update) -> None:
    """Changed words are asked about; a reaction, a place that moves, a button of another bot changes none."""
    message = update.edited_message
    words = (message.text or message.caption) if message else None
    if turn.person is not None and words and has_new_words(turn.session, turn.update_id):
        replies.edited(turn, words)


def _start(turn: Turn, update: Update) -> None:
    """ "/start CODE" from the link, or a bare /start."""
    words = _words(update).split(maxsplit=1)
    code = read_code(words[1]) if len(words) == 2 else None
    if code is not None:
        coming_in.offer_code(turn, code)
    elif len(words) == 2:
        _wrong_code(turn)
    elif turn.person is not None:
        coming_in.came_again(turn)
    else:
        coming_in.turn_away(turn)


def _text(turn: Turn, update: Update) -> None:
    words = _words(update).strip()
    code, origin = read_code(words), update.message.forward_origin if update.message else None
    if len(words) > _LONGEST_TEXT:
        _notice(Notice.TEXT_TOO_LONG)(turn, update)
    elif code is not None:
        coming_in.offer_code(turn, code)
    elif origin is None and coming_in.answered_in_words(turn, words):
        return
    elif words in _ASKED_IN_WORDS:
        _for_people(_ASKED_IN_WORDS[words])(turn, update)
    elif turn.person is None and (attempt := offered_code(words)) is not None:
        coming_in.offer_code(turn, attempt)
    else:
        _for_people(lambda turn: _wrote(turn, words, origin))(turn, update)


def _wrote(turn: Turn, words: str, origin: MessageOrigin | None) -> None:
    if origin is not None:
        return forwarding.passed_on(turn, words, _is_bot(origin))
    if form_words.typed(turn, words) or forwarding.pasted(turn, words):
        return None
    if (question := reviewing.asked_for_reason(turn)) is not None:
        return reviewing.reason_written(turn, question, words)
    if (question := mending.asked_why(turn)) is not None:
        return mending.why_written(turn, question, words)
    ways = (above.day_written, said, waiting.written_to_request, away.told, away.written_to_request)
    if not any(way(turn, words) for way in ways):
        replies.wrote(turn, words)
    return None


def _is_bot(origin: MessageOrigin) -> bool:
    """Whether a program wrote what is passed on: it is one of our own messages, or as little anybody's word."""
    return isinstance(origin, MessageOriginUser) and origin.sender_user.is_bot


def _file(turn: Turn, update: Update) -> None:
    if turn.person is None or turn.file is None:
        coming_in.turn_away(turn)
    elif turn.file.case_list is not None:
        importing.case_list(turn, turn.file.case_list)
    elif turn.file.offered is not None and turn.replied_task() is None:
        importing.offered(turn, turn.file.offered)
    elif not _is_letter(turn, turn.file):
        files.receive(turn, turn.file)


def _is_letter(turn: Turn, file: Incoming) -> bool:
    """Whether a file is a letter: what a form on the screen asks for, or what orders something."""
    if file.stored is None:
        return False
    answer = {
        "sha256": file.stored.sha256,
        "type": file.stored.media_type,
        "size": file.stored.size,
        "name": file.file_name,
        "words": file.caption,
    }
    if form_words.sent_file(turn, answer):
        return True
    return turn.reply_to is None and forwarding.with_letter(turn, file.caption, answer)


def _membership(turn: Turn, update: Update) -> None:
    """Blocked or unblocked: known at once, not only at the next failed message."""
    change = update.my_chat_member
    if turn.person is None or change is None:
        return
    if change.new_chat_member.status in ("kicked", "left"):
        blocked(turn.act.by(CLOCK), turn.person)
    elif turn.person.blocked_at is not None:
        coming_in.unblocked(turn)


def _nothing(turn: Turn, update: Update) -> None:
    """Updates that we have no use for are worked off all the same."""


def _wrong_code(turn: Turn) -> None:
    if turn.person is None:
        coming_in.offer_code(turn, "")
    else:
        turn.notice(Notice.INVITE_UNKNOWN)


def _words(update: Update) -> str:
    return (update.message.text if update.message else None) or ""
