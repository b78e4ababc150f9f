"""People who answer at random: they press what they see, write, send files; admins change what is configured."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlmodel import Session, col, select

from models.actor import Act, acting
from models.changes.absence import be_absent
from models.changes.adjusting import Basis
from models.changes.assigning import assign
from models.changes.deciding import extend, unwaive, waive
from models.changes.moving import move
from models.changes.waiting import wait
from models.people import holding, responsible
from models.refused import Refused
from models.rules.lifecycle import ACTIVE, State
from models.tables import Agency, Person, Role, Task
from tests.storms.telegram import Json, Posted, Telegram, chat, user

_PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 16
_WORDS = (
    "Đã xong",
    "đã xong rồi ạ",
    "Đã ban hành số 25/KH-UBND",
    "Em chưa xong, đang chờ số liệu",
    "mai em nộp",
    "thứ sáu nộp ạ",
    "ok",
    "Không phải việc của tôi",
    "hoàn tác",
    "1 xong, 2 mai nộp",
    "2 xong",
    "Em trình lãnh đạo ký rồi",
    "Cái này nộp ở đâu?",
    "Báo cáo còn thiếu số liệu quý",
    "Chúc mừng năm mới",
    "hệ thống lỗi không vào được",
)
_COMMANDS = ("/viec", "/lich", "/duyet", "/donvi", "/bang", "/trogiup")
# What nobody presses here: it would lead people out of the office, or into forms.
_LEFT_ALONE = ("form", "unlink", "takeback", "join", "notme", "trustclock", "zalo", "awayfor", "laterday")
_ASKED = ("done", "accept", "tick", "piecetick")
_GLADLY = {"done": 8, "accept": 8, "accfor": 4, "retfor": 3, "file": 2, "tick": 6, "piecetick": 6, "undo": 2}


class People:
    """Whoever has joined, by the chats that Telegram knows."""

    def __init__(self, telegram: Telegram, chats: list[int], chance: Random) -> None:
        self._telegram, self._chats, self._chance = telegram, chats, chance
        self._queries = 0

    def act(self) -> None:
        """Somebody does something."""
        chat_id = self._somebody()
        if chat_id in self._telegram.blocked:
            self._let_in(chat_id)
            return
        seen = self._telegram.newest(chat_id, 6)
        done: Callable[[int, list[Posted]], None] = self._chance.choices(
            (self._press, self._write, self._send_file, self._command, self._block),
            (58, 18, 18, 5, 1),
        )[0]
        done(chat_id, seen)
        if self._chance.randrange(1000) < self._telegram.plan.duplicates_per_mille and self._telegram.sent:
            again = self._chance.choice(sorted(self._telegram.sent)[-5:])
            self._telegram.send(self._telegram.sent[again], is_fresh=False)

    def _somebody(self) -> int:
        """Rather somebody of whom something is asked."""
        asked = [chat_id for chat_id in self._chats if self._is_asked(chat_id)]
        return self._chance.choice(asked if asked and self._chance.random() < 0.7 else self._chats)

    def _is_asked(self, chat_id: int) -> bool:
        seen = self._telegram.newest(chat_id, 3)
        return any(data.startswith(_ASKED) for message in seen for _, data in message.buttons)

    def press(self, chat_id: int, message: Posted, data: str) -> None:
        """A press of one button, now and then twice."""
        for _ in range(self._chance.choice((1, 1, 1, 2))):
            self._queries += 1
            query = {
                "id": f"{chat_id}/{self._queries}",
                "from": user(chat_id),
                "chat_instance": "1",
                "data": data,
                "message": self._as_json(chat_id, message),
            }
            self._telegram.send({"callback_query": query})

    def _press(self, chat_id: int, seen: list[Posted]) -> None:
        for message in seen[: self._chance.randint(1, 4)]:
            wanted = [data for _, data in message.buttons if not data.startswith(_LEFT_ALONE)]
            if wanted:
                weights = [_GLADLY.get(data.split(":")[0], 1) for data in wanted]
                return self.press(chat_id, message, self._chance.choices(wanted, weights)[0])
        return self._write(chat_id, seen)

    def _write(self, chat_id: int, seen: list[Posted]) -> None:
        replied = self._chance.choice(seen) if seen and self._chance.random() < 0.5 else None
        self._say(chat_id, replied, text=self._chance.choice(_WORDS))

    def _command(self, chat_id: int, seen: list[Posted]) -> None:
        self._say(chat_id, None, text=self._chance.choice(_COMMANDS))

    def _send_file(self, chat_id: int, seen: list[Posted]) -> None:
        name = f"tep-{len(self._telegram.files)}"
        self._telegram.files[name] = _PNG + len(self._telegram.files).to_bytes(4)
        replied = self._chance.choice(seen) if seen and self._chance.random() < 0.8 else None
        document = {
            "file_id": name,
            "file_unique_id": name,
            "file_name": f"{name}.png",
            "mime_type": "image/png",
            "file_size": len(self._telegram.files[name]),
        }
        self._say(chat_id, replied, document=document)

    def _block(self, chat_id: int, seen: list[Posted]) -> None:
        """Until they next want to do something."""
        self._telegram.block(chat_id)
        self._member(chat_id, "member", "kicked")

    def _let_in(self, chat_id: int) -> None:
        self._telegram.let_in(chat_id)
        self._member(chat_id, "kicked", "member")

    def _member(self, chat_id: int, before: str, after: str) -> None:
        bot = {"id": 123456, "is_bot": True, "first_name": "Nhắc Việc"}
        change = {
            "chat": chat(chat_id),
            "from": user(chat_id),
            "date": self._seconds(),
            "old_chat_member": {"user": bot, "status": before, "until_date": 0},
            "new_chat_member": {"user": bot, "status": after, "until_date": 0},
        }
        self._telegram.send({"my_chat_member": change})

    def _say(self, chat_id: int, replied: Posted | None, **content: Any) -> None:
        message = {
            "message_id": self._telegram.new_id(),
            "date": self._seconds(),
            "chat": chat(chat_id),
            "from": user(chat_id),
            **content,
        }
        if replied is not None:
            message["reply_to_message"] = self._as_json(chat_id, replied)
        self._telegram.send({"message": message})

    def _as_json(self, chat_id: int, message: Posted) -> Json:
        date = int(message.at.timestamp())
        return {"message_id": message.message_id, "date": date, "chat": chat(chat_id), "text": "…"}

    def _seconds(self) -> int:
        return int(self._telegram.now().timestamp())


def administer(session: Session, now: datetime, chance: Random) -> None:
    """The admin changes something, as a form would, in one transaction. What is refused changes nothing."""
    admin = session.exec(select(Person).where(Person.code == "minh.vp")).one()
    act = Act(session, acting(admin), now)
    try:
        chance.choice(_ADMINS)(act, chance)
    except Refused:
        session.rollback()


def _some_task(act: Act, chance: Random, *states: State) -> Task | None:
    found = select(Task).where(col(Task.state).in_(states)).order_by(col(Task.due_on), col(Task.id)).limit(8)
    tasks = act.session.exec(found).all()
    return chance.choice(tasks) if tasks else None


def _moves(act: Act, chance: Random) -> None:
    task = _some_task(act, chance, *ACTIVE)
    if task is not None:
        day = task.due_on + timedelta(days=chance.choice((-3, -1, 2, 7, 20)))
        move(act, [task], day, None, Basis("Theo công văn 12/UBND"), chance.random() < 0.3)


def _extends(act: Act, chance: Random) -> None:
    task = _some_task(act, chance, *ACTIVE)
    if task is not None:
        extend(act, task, task.due_on + timedelta(days=chance.randint(1, 9)), "Cổng dịch vụ công tạm dừng")


def _assigns(act: Act, chance: Random) -> None:
    task = _some_task(act, chance, *ACTIVE, State.SUBMITTED, State.WAITING)
    if task is not None:
        people = holding(act.session, task.agency_id, Role.OFFICER) + holding(
            act.session, task.agency_id, Role.HEAD, task.unit_id
        )
        assign(act, task, chance.choice(people))


def _waives(act: Act, chance: Random) -> None:
    task = _some_task(act, chance, *ACTIVE, State.SUBMITTED, State.WAIVED)
    if task is not None and task.state is State.WAIVED:
        unwaive(act, task)
    elif task is not None:
        waive(act, task, "Kỳ này không phát sinh")


def _waits(act: Act, chance: Random) -> None:
    task = _some_task(act, chance, State.OPEN, State.CLAIMED)
    if task is not None:
        wait(act, task, "Sở Nội vụ", "45/UBND-VHXH")


def _sends_away(act: Act, chance: Random) -> None:
    agency = act.session.exec(select(Agency)).one()
    people = holding(act.session, agency.id or 0, Role.OFFICER) + holding(
        act.session, agency.id or 0, Role.HEAD
    )
    absent, deputy = chance.sample(people, 2) if len({each.id for each in people}) > 1 else (None, None)
    if absent is None or absent.id == (deputy.id if deputy else 0):
        return
    first = act.today + timedelta(days=chance.randint(0, 6))
    last = first + timedelta(days=chance.randint(0, 8))
    be_absent(act, absent, first, last, deputy if chance.random() < 0.6 else None)


def _names(act: Act, chance: Random) -> None:
    """Somebody else answers for a task that has nobody of its own."""
    task = _some_task(act, chance, State.OPEN)
    if task is not None and responsible(act.session, task) is None:
        assign(act, task, chance.choice(holding(act.session, task.agency_id, Role.OFFICER)))


_ADMINS = (_moves, _moves, _extends, _assigns, _waives, _waits, _sends_away, _names)
