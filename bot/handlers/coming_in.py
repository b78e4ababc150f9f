"""Strangers, invites, and the first minute of a person."""

import re
from datetime import timedelta

from sqlalchemy import bindparam
from sqlmodel import col, select

from bot.buttons import button
from bot.handlers import asking
from bot.handlers.spoken import message_of
from bot.texts import alerts
from bot.turn import AT_HAND, Turn
from jobs.messages.facts import Do, Notice
from jobs.messages.joining import ADDRESSES
from models.alarms import Alarm
from models.changes.alarming import raise_alarm
from models.changes.joining import find_invite, is_not_me, join, reopened, set_address, tried_on
from models.changes.reaching import back, unlink
from models.kinds import Kind
from models.people import roles
from models.refused import Reason, Refused
from models.rules.letters import plain_words
from models.tables import Notification, Person, SentMessage, Stranger

_CODES_A_DAY, _CODES_A_DAY_IN_ALL = 10, 100
_JUST_NOW = timedelta(minutes=1)
_LAST_IN_CHAT = (
    select(Notification)
    .join(SentMessage, col(SentMessage.notification_id) == Notification.id)
    .where(SentMessage.chat_id == bindparam("chat"))
    .order_by(col(SentMessage.message_id).desc())
    .limit(1)
)
# What answers "is it you?", without diacritics.
_WHO = r"(?: (?:toi|em|minh|anh|chi))?(?: (?:day|a))*"
_IS_ME = re.compile(r"(?:da |vang |u )*(?:vang|dung|phai|chinh)(?: (?:la|roi|the))*" + _WHO)
_IS_NOT_ME = re.compile(r"(?:da )?(?:khong|ko|sai)(?: (?:phai|dung|la|roi|nguoi))*" + _WHO)


def offer_code(turn: Turn, code: str) -> None:
    """A code came, by link or typed: asks "is it you?" before anything is spent."""
    tried = _count_try(turn)
    if tried > _CODES_A_DAY:
        if turn.person is not None or tried == _CODES_A_DAY + 1:
            turn.notice(Notice.TOO_MANY_CODES)
        return None
    try:
        _, person = find_invite(turn.session, turn.now, turn.chat_id, code)
    except Refused as refused:
        return _say_why_not(turn, refused)
    return turn.answer(Kind.JOIN_QUESTION, who=person.id, code=code)


@button(Do.JOIN, for_strangers=True, says=alerts.JOINED)
def accept(turn: Turn, code: str) -> None:
    """ "Đúng là tôi": the invite is spent, the chat is theirs. Raises Refused."""
    question = _question(turn, code)
    moves = turn.session.get_one(Person, question.facts["who"]).chat_id not in (None, turn.chat_id)
    person = join(turn.act, turn.chat_id, code)
    _answered(turn, question)
    turn.person = person
    turn.menus[turn.chat_id] = roles(turn.session, person)
    turn.rewrite(Kind.TOLD, notice=Notice.JOINED_YOU, about=person.full_name)
    if person.address is None:
        turn.answer(Kind.ASK_ADDRESS)
    else:
        _welcome(turn, moves)


@button(Do.NOT_ME, for_strangers=True, says=alerts.NOT_ME)
def decline(turn: Turn, code: str) -> None:
    """ "Không phải tôi": nothing is spent, the admins are told. Raises Refused."""
    question = _question(turn, code)
    is_not_me(turn.act, question, code)
    _answered(turn, question)
    turn.rewrite(Kind.TOLD, notice=Notice.NOT_YOU)


def answered_in_words(turn: Turn, words: str) -> bool:
    """Whether words answer "is it you?", asked last in this chat: then they are as good as the press."""
    said = plain_words(words)
    asked = _asked_last(turn) if _IS_ME.fullmatch(said) or _IS_NOT_ME.fullmatch(said) else None
    if asked is None:
        return False
    code, written = asked.facts["code"], turn.message_id
    turn.message_id = message_of(turn, asked)
    try:
        if _IS_ME.fullmatch(said):
            accept(turn, code)
        else:
            decline(turn, code)
            turn.notice(Notice.NOT_YOU)
    except Refused as refused:
        turn.refusal(refused)
    turn.message_id = written
    return True


def _asked_last(turn: Turn) -> Notification | None:
    """The question that was replied to, or is the last message of this chat, unless it was answered or is old."""
    newest = turn.session.exec(_LAST_IN_CHAT, params={"chat": turn.chat_id})
    last = turn.replied_to() if turn.reply_to else newest.first()
    if last is None or last.kind != Kind.JOIN_QUESTION or turn.now - last.created_at > AT_HAND:
        return None
    return last if "code" in last.facts else None


@button(Do.ADDRESS, says=alerts.ADDRESS_SET)
def choose_address(turn: Turn, index: int) -> None:
    if index >= len(ADDRESSES):
        raise Refused(Reason.GONE)
    first = turn.me.address is None
    set_address(turn.act, turn.me, ADDRESSES[index])
    turn.rewrite(Kind.TOLD, notice=Notice.ADDRESS_SET)
    if first:
        _welcome(turn)


def _welcome(turn: Turn, moves: bool = False) -> None:
    """A new phone has none of the messages of the old one, and who joins on a due day had no morning: below stands
    what is open."""
    turn.answer(Kind.WELCOME)
    if moves or asking.has_due(turn):
        asking.show_open(turn)


def came_again(turn: Turn) -> None:
    """/start of somebody who has joined: the keyboard, and what is open. Telegram sends it, too, when the bot is
    unblocked, which is answered already."""
    turn.notice(Notice.ALREADY_JOINED)
    told = turn.latest_where(
        Notification.kind == Kind.TASK_LIST, Notification.created_at >= turn.now - _JUST_NOW
    )
    if told is None:
        asking.show_open(turn)


def unblocked(turn: Turn) -> None:
    """What went elsewhere while nothing could be brought is shown as it stands."""
    back(turn.act, turn.me)
    asking.show_open(turn)


@button(Do.UNLINK, says=alerts.UNLINKED)
def remove(turn: Turn, person: Person) -> None:
    """An admin says that the chat is not this person's. Raises Refused."""
    unlink(turn.act, person)
    turn.rewrite(Kind.ABOUT_INVITE, event="unlinked", who=person.id)


def turn_away(turn: Turn) -> None:
    """At most one answer a day to the same account; nothing of what it sent is kept but a counter."""
    stranger = _stranger_today(turn)
    if not stranger.answered:
        stranger.answered = True
        turn.notice(Notice.STRANGER)


def _question(turn: Turn, code: str) -> Notification:
    """Our own question in this chat, unanswered: codes are not guessed by forged presses. Raises Refused."""
    asked = turn.pressed()
    if asked is None or asked.kind != Kind.JOIN_QUESTION:
        raise Refused(Reason.INVITE_UNKNOWN)
    if asked.facts.get("code") != code:
        raise Refused(Reason.GONE if "code" not in asked.facts else Reason.INVITE_UNKNOWN)
    return asked


def _answered(turn: Turn, question: Notification) -> None:
    """The secret need not stay in clear."""
    question.facts = {"who": question.facts["who"]}
    turn.session.add(question)


def _say_why_not(turn: Turn, refused: Refused) -> None:
    match refused.reason:
        case Reason.INVITE_SPENT | Reason.INVITE_EXPIRED if refused.facts["own"]:
            turn.notice(Notice.ALREADY_JOINED)
        case Reason.INVITE_SPENT:
            turn.notice(Notice.INVITE_DEAD)
            if refused.facts["person"].chat_id != turn.chat_id:
                reopened(turn.act, turn.chat_id, refused.facts["invite"], refused.facts["person"])
        case Reason.INVITE_EXPIRED:
            turn.notice(Notice.INVITE_DEAD)
        case Reason.CHAT_TAKEN:
            turn.notice(Notice.CHAT_TAKEN, about=refused.facts["person"].full_name)
        case _:
            turn.notice(Notice.INVITE_UNKNOWN)


def _count_try(turn: Turn) -> int:
    """How many codes this account has offered today, whoever it is: guessing is slowed to a few a day. Where many
    are offered by all accounts together, the admins hear."""
    stranger = _stranger_today(turn)
    stranger.codes_tried += 1
    offered = tried_on(turn.session, turn.today)
    if offered > _CODES_A_DAY_IN_ALL:
        raise_alarm(turn.act, Alarm.GUESSING, count=offered)
    return stranger.codes_tried


def _stranger_today(turn: Turn) -> Stranger:
    stranger = turn.session.get(Stranger, turn.chat_id) or Stranger(chat_id=turn.chat_id)
    if stranger.seen_on != turn.today:
        stranger.seen_on, stranger.answered, stranger.codes_tried = turn.today, False, 0
    stranger.messages += 1
    turn.session.add(stranger)
    return stranger
