"""Where a document lies, in the words that every text shares."""

from datetime import date

from bot.texts.words import NAME, long_day, safe, short_day
from jobs.messages.facts import TaskFacts
from models.rules.lifecycle import ACTIVE
from models.rules.reading import Place

PLACES = {
    Place.DRAFTING: "đang soạn",
    Place.UNIT_HEAD: "đang ở lãnh đạo phòng",
    Place.LEADER: "đang ở lãnh đạo UBND, chờ ký số",
    Place.CLERK: "đang ở văn thư, chờ phát hành",
    Place.ISSUED: "đã phát hành",
}
# The leader is told the next working morning and once a week; day by day the clerk asks for the signature.
_REMINDED = {
    Place.UNIT_HEAD: "lãnh đạo phòng",
    Place.LEADER: "lãnh đạo UBND và văn thư",
    Place.CLERK: "văn thư",
}


def lies(task: TaskFacts) -> str | None:
    """văn bản đang ở văn thư, chờ phát hành từ 15/12; None while nobody has said where."""
    if task.place is None:
        return None
    if task.place is Place.ISSUED and task.issued_as:
        return f"văn bản {PLACES[task.place]} {issued_under(task)}"
    since = f" từ {short_day(task.place_since)}" if task.place_since else ""
    return f"văn bản {PLACES[task.place]}{since}"


def issued_under(task: TaskFacts) -> str:
    """số 120/BC-UBND ngày thứ Ba, 15/12/2026"""
    dated = f" ngày {long_day(task.issued_on)}" if task.issued_on else ""
    return f"số {safe(task.issued_as, NAME)}{dated}"


def issued_in_time(task: TaskFacts) -> date | None:
    """The day on which the document of an active task was issued, where that was not late: only its evidence is."""
    if task.place is not Place.ISSUED or task.state not in ACTIVE:
        return None
    issued_on = task.issued_on or task.place_since
    return issued_on if issued_on is not None and issued_on <= task.due_on else None


def elsewhere(task: TaskFacts) -> str | None:
    """The same, of an active task whose document has left the officer's desk."""
    return lies(task) if task.state in ACTIVE and task.place is not Place.DRAFTING else None


def who_is_reminded(task: TaskFacts) -> str | None:
    """Whom the program reminds of a document that lies with somebody."""
    return _REMINDED.get(task.place) if task.place else None
