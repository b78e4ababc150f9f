"""How typed words become answers: titles, days, hours, numbers."""

import re
from datetime import date, datetime, time, timedelta

from jobs.forms.form import Filling, Misread, Option, TwoReadings
from models.catalogue.values import is_unseen
from models.catalogue.words import WEEKDAYS
from models.rules.due_day import DueDay
from models.rules.ladder import step_name
from models.rules.letters import bare
from models.rules.office_hours import OfficeHours
from models.rules.reading import Intent, read_reply
from models.rules.reading.answers import NoReason, no_reason
from models.rules.reading.dates import Tense, TimePhrase, find_dates
from models.rules.reading.fold import fold
from models.rules.reading.letters import deadline_readings
from models.rules.zone import day_of

_LONGEST = 200
_FARTHEST = timedelta(days=800)
# Between the first and the last of several days.
SPAN = ".."
_LONGEST_SPAN = timedelta(days=30)
_FROM = re.compile(r"^\s*(?:từ|tu)\b(?:\s+(?:ngày|ngay)\b)?", re.IGNORECASE)
_TO = re.compile(
    r"\s+(?:-|–|đến|den|tới|toi)\s+|(?:(?<=[/.]\d)|(?<=[/.]\d\d)|(?<=[/.]\d{4}))\s*[-–]\s*(?=\d)",
    re.IGNORECASE,
)
_LUNAR = re.compile(r"\b(?:tet|am lich|chap|gieng)\b")
_DUE = re.compile(r"^\s*(?:hạn|han)\b(?:\s+(?:là|la)\b)?", re.IGNORECASE)
_DASHED = re.compile(r"(?<![\d-])(\d{1,2})-(\d{1,2})(?![\d-])")
_NO_YEAR = re.compile(
    r"(?<![\d/.])(\d{1,2})(?:/|\s+(?:tháng|thang)\s+)(\d{1,2})(?![\d/.-]|\s+n[aă]m\b)", re.IGNORECASE
)
_ANSWERS = {Intent.DONE, Intent.ACK_ONLY, Intent.NOT_DONE, Intent.POSTPONE, Intent.CANCEL_UNDO}
_WORDS_OF_ANSWER = 3
_LATELY = timedelta(days=30)
_EDGE = re.compile(r"(\d{1,2})\s*(?:(?:[:hg.]|giờ|gio)\s*(\d{2})?)?", re.IGNORECASE)
_NOON, _EVENING = 12, 7
_MOST_DAYS, _MOST_STEPS, _MOST_HITS = 60, 10, 8
_HOUR = re.compile(r"\s*(\d{1,2})\s*(?:[:hg]|giờ|gio|h)?\s*(\d{2})?\s*(?:phút|phut|p)?\s*", re.IGNORECASE)


def line(filling: Filling, words: str) -> str:
    """One line of a name or title, without what is not seen of it. Raises Misread."""
    text = " ".join("".join(each for each in words if not is_unseen(each)).split())
    if len(text) < 2 or not any(each.isalpha() for each in text):
        raise Misread("empty")
    if len(text) > _LONGEST:
        raise Misread("too_long")
    return text


def title(filling: Filling, words: str) -> str:
    """What is to be done, in a line; a word that answers a reminder is none. Raises Misread."""
    text = line(filling, words)
    is_answer = read_reply(text, filling.now).intent in _ANSWERS
    if is_answer and len(text.split()) <= _WORDS_OF_ANSWER:
        raise Misread("an_answer")
    return text


def reason(filling: Filling, words: str) -> str:
    """Why, or by what, in a line; words that give up, decide otherwise or only answer are none. Raises Misread."""
    text = line(filling, words)
    found = no_reason(text, filling.now)
    if found is not None:
        raise Misread("cancels" if found is NoReason.CANCELS else "no_reason")
    return text


def day(filling: Filling, words: str) -> str:
    """A day from today on, as ISO. Raises Misread, TwoReadings."""
    found = _found(filling, words)
    if found.value is None:
        raise Misread("day_past" if found.tense is Tense.PAST else "no_day")
    on = _day_of(found)
    if on < filling.today or on > filling.today + _FARTHEST:
        raise Misread("day_past")
    if found.other is not None and found.other != on:
        raise TwoReadings([each.isoformat() for each in sorted((on, found.other))])
    return on.isoformat()


def _found(filling: Filling, words: str) -> TimePhrase:
    """The phrase of a day, as it is read in replies too; a bare number is a day of the month. Raises Misread."""
    if _LUNAR.search(bare(words)):
        raise Misread("lunar")
    text = _DASHED.sub(r"\1/\2", _DUE.sub("", words))
    text = f"ngày {text}" if text.strip().isdigit() else text
    text = _NO_YEAR.sub(lambda found: _with_year(found, filling.today), text)
    phrases = find_dates(fold(text), filling.now, filling.calendar)
    ahead = [each for each in phrases if each.value is not None]
    behind = [each for each in phrases if each.tense is Tense.PAST]
    if not ahead and not behind:
        raise Misread("no_day")
    return _only(ahead) if ahead else behind[0]


def _only(ahead: list[TimePhrase]) -> TimePhrase:
    """The one day that these phrases name: "thứ Tư, 16/12". Raises TwoReadings."""
    days = {_day_of(each) for each in ahead}
    dated = [each for each in ahead if "/" in each.phrase]
    if len(dated) == 1 and len({on.weekday() for on in days}) == 1:
        return dated[0]
    if len(days) > 1:
        raise TwoReadings([each.isoformat() for each in sorted(days)])
    return ahead[0]


def _day_of(phrase: TimePhrase) -> date:
    assert phrase.value is not None
    return day_of(phrase.value) if isinstance(phrase.value, datetime) else phrase.value


def _with_year(found: re.Match[str], today: date) -> str:
    """A day without its year that is long past this year is one of the next: forms look ahead."""
    try:
        on = date(today.year, int(found[2]), int(found[1]))
    except ValueError:
        return found[0]
    return f"{found[1]}/{found[2]}/{on.year + 1}" if on < today - _LATELY else found[0]


def days(filling: Filling, words: str) -> str:
    """A day as ISO, or several that follow one another as FIRST..LAST. Raises Misread, TwoReadings."""
    first, last = first_and_last(filling, words)
    if not last:
        return first
    if not timedelta() < date.fromisoformat(last) - date.fromisoformat(first) <= _LONGEST_SPAN:
        raise Misread("no_days")
    return f"{first}{SPAN}{last}"


def first_and_last(filling: Filling, words: str) -> tuple[str, str]:
    """A day as ISO, and the one up to which "từ … đến …" reaches, else "". Raises Misread, TwoReadings."""
    parts = _TO.split(_FROM.sub("", words), maxsplit=1)
    if len(parts) == 1:
        return day(filling, words), ""
    try:
        return day(filling, parts[0]), day(filling, parts[1])
    except TwoReadings:
        raise Misread("no_days") from None


def spans(filling: Filling, words: str) -> str:
    """Working hours, spelled as an agency keeps them. Raises Misread."""
    edges: list[time] = []
    for hour_said, minutes in _EDGE.findall(words):
        number = int(hour_said)
        # "chiều 1h30-5h"
        late = bool(edges) and number < min(edges[-1].hour, _EVENING)
        if number + _NOON * late > 23 or int(minutes or 0) > 59:
            raise Misread("no_spans")
        edges.append(time(number + _NOON * late, int(minutes or 0)))
    try:
        return OfficeHours(tuple(zip(edges[::2], edges[1::2], strict=True))).spelled()
    except ValueError:
        raise Misread("no_spans") from None


def steps(words: str) -> list[str]:
    """ "10,5,3,1,0" as the steps up to the due day, which always speaks itself. Raises Misread."""
    numbers = {int(each) for each in re.findall(r"\d{1,4}", words)}
    if not numbers or max(numbers) > _MOST_DAYS or len(numbers) > _MOST_STEPS:
        raise Misread("no_steps")
    return [step_name(-each) for each in sorted(numbers | {0}, reverse=True)]


def hour(filling: Filling, words: str) -> str:
    """An hour of the day as HH:MM. Raises Misread."""
    found = _HOUR.fullmatch(words)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Misread("no_hour")
    return f"{time(int(found[1]), int(found[2] or 0)):%H:%M}"


def is_no_hour(filling: Filling, words: str) -> bool:
    """Whether words name no hour of the day, and are meant for something else."""
    return _HOUR.fullmatch(words) is None


_ABOUT_A_NUMBER = frozenset(["ngay", "mung", "mong", "lam", "viec", "hang", "moi", "thang", "sau", "chot"])


def whole(words: str, least: int, most: int) -> int:
    """The one number in words ("20", "ngày 20", "2 ngày làm việc"). Raises Misread."""
    numbers, others = re.findall(r"\d+", words), set(re.findall(r"[a-z]+", bare(words)))
    if len(numbers) != 1 or others - _ABOUT_A_NUMBER or not least <= int(numbers[0]) <= most:
        raise Misread("no_number")
    return int(numbers[0])


def year_day(words: str) -> str:
    """A day of every year, as day/month. Raises Misread."""
    found = re.search(r"\b(\d{1,2})\s*[/.-]\s*(\d{1,2})\b", words)
    try:
        on = date(2025, int(found[2]), int(found[1])) if found else None
    except ValueError:
        on = None
    if on is None:
        raise Misread("no_day")
    return f"{on.day}/{on.month}"


def weekday(words: str) -> str:
    """A day of the week ("thứ Sáu", "thứ 6", "t6"), as a date rule names it. Raises Misread."""
    said = bare(words)
    for number, (name, word) in enumerate(WEEKDAYS.items(), start=2):
        if re.search(rf"\b(?:{bare(word)}|t(?:hu)? ?{number})\b", said):
            return name
    raise Misread("no_day")


def only(hits: list[str], none: str, several: str = "two_readings") -> str:
    """The one thing that words point at; of several some are shown; `none` and `several` name the sentences that
    say so. Raises Misread, TwoReadings."""
    if not hits:
        raise Misread(none)
    if len(hits) > 1:
        raise TwoReadings(hits[:_MOST_HITS], several)
    return hits[0]


def hours() -> list[Option]:
    """Hours that letters name."""
    return [Option(f"{hour:02}:00", f"{hour:02}:00") for hour in (8, 9, 10, 11, 14, 15, 16, 17)]


def deadline(filling: Filling, words: str) -> str:
    """A day, with its hour where one is named, as ISO: in the words of a letter. Raises Misread, TwoReadings."""
    return only(list(map(spelled, deadline_readings(words, filling.now, filling.calendar))), "no_day")


def spelled(due: DueDay) -> str:
    """A deadline as an answer: an ISO day, with its hour where it has one."""
    return f"{due.on.isoformat()}T{due.hour:%H:%M}" if due.hour else due.on.isoformat()
