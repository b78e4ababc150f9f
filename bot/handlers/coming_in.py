"""Strangers, invites, and the first minute of a person."""

from datetime import timedelta

from bot.buttons import button
from bot.handlers import asking
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.facts import Do, Notice
from jobs.messages.joining import ADDRESSES
from models.alarms import Alarm
from models.changes.alarming import raise_alarm
from models.changes.joining import find_invite, is_not_me, join, reopened, set_address, tried_on
from models.changes.reaching import back, unlink
from models.kinds import Kind
from models.people import roles
from models.refused import Reason, Refused
from models.tables import Notification, Person, Stranger

_CODES_A_DAY, _CODES_A_DAY_IN_ALL = 10, 100
_JUST_NOW = timedelta(minutes=1)


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
        case Reason.INVITE_SPENT if refused.facts["own"]:
            turn.notice(Notice.ALREADY_JOINED)
        case Reason.INVITE_SPENT:
            turn.notice(Notice.INVITE_DEAD)
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
