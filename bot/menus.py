"""The command menu of each person, by what they are (setMyCommands scoped to their chat)."""

from collections.abc import Collection
from contextlib import suppress

from sqlalchemy import Engine
from sqlmodel import col, select
from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from models.database import reading
from models.people import roles
from models.tables import Person, Role

COMMANDS = [
    BotCommand("viec", "Việc của tôi"),
    BotCommand("lich", "Lịch hạn bốn tuần"),
    BotCommand("vang", "Báo vắng"),
    BotCommand("riengtu", "Dữ liệu của tôi"),
    BotCommand("trogiup", "Trợ giúp"),
]
# After what a role adds.
_LAST = 2
_MANAGE = BotCommand("quanly", "Quản lý")
_CONNECTIONS = BotCommand("ketnoi", "Ai đang nhận được tin")
_AGENCY = BotCommand("bang", "Việc của cả cơ quan")
_BY_ROLE = {
    Role.LEADER: [_AGENCY],
    Role.REVIEWER: [BotCommand("duyet", "Minh chứng chờ thẩm tra")],
    Role.HEAD: [BotCommand("donvi", "Việc của đơn vị"), _MANAGE, _CONNECTIONS],
    Role.ADMIN: [_AGENCY, _MANAGE, BotCommand("moi", "Mời người mới"), _CONNECTIONS],
}


def menu(held: Collection[Role]) -> list[BotCommand]:
    """The commands of everybody, and between them those of the roles held."""
    own = [command for role, commands in _BY_ROLE.items() if role in held for command in commands]
    return [*COMMANDS[:-_LAST], *dict.fromkeys(own), *COMMANDS[-_LAST:]]


async def offer(bot: Bot, chat_id: int, held: Collection[Role]) -> None:
    """Shows a person their menu; best effort, the commands work without it."""
    with suppress(TelegramError):
        await bot.set_my_commands(menu(held), BotCommandScopeChat(chat_id))


async def offer_all(bot: Bot, engine: Engine) -> None:
    """The menu of everybody, and the longer ones of those whose roles have more."""
    with suppress(TelegramError):
        await bot.set_my_commands(COMMANDS)
    for chat_id, held in _longer(engine):
        await offer(bot, chat_id, held)


def _longer(engine: Engine) -> list[tuple[int, Collection[Role]]]:
    with reading(engine) as session:
        here = select(Person).where(col(Person.chat_id).is_not(None), col(Person.deactivated_at).is_(None))
        joined = [(person.chat_id or 0, roles(session, person)) for person in session.exec(here).all()]
    return [(chat_id, held) for chat_id, held in joined if menu(held) != COMMANDS]
