"""Which of several days is the promise: that of the handing in, not of figures, holidays, returns or the deadline.

Every phrase about time that looks ahead gets a rank from the words around it; the highest counts, of equals the
last: the later end of a range, the last step of a list, the day that corrects another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import pairwise

from models.rules.reading.dates import Tense, TimePhrase
from models.rules.reading.near import FAR
from models.rules.reading.patterns import occurs, phrases
from models.rules.reading.said import Utterance

_MARK = re.compile(r"<(?:ahead|today|current|past|vague|aside)>")
_LOOKS_AHEAD = {Tense.AHEAD, Tense.TODAY, Tense.CURRENT, Tense.VAGUE}
_WEEKDAY = re.compile(r"(?:thu \w+|th?[2-7]|chu nhat|cn)$")
_IS_FORETOLD = re.compile(
    r"<\w+> (?:(?:em|tôi|minh|chi|anh) (?:\S+ ){1,4}roi (?:moi )?(?:gui|nop|trinh|ky|phat hanh|ban hanh|chuyen) "
    r"|(?:kieu gi|the nao) )"
)
_TO_COME = re.compile(r" (?:sau|nua|tới|toi)$")


# A weekday named with a deed that is done is the last one; a part of today is over.
_ON_WEEKDAY = phrases("đã|vừa … {DEED} …… <ahead> $|rồi", "{DEED} …… <ahead> rồi")
_DONE_TODAY = phrases("đã|vừa … {DEED}|ký", "{DEED}|ký … rồi", "{XONG} rồi")


class Rank(IntEnum):
    """How surely a phrase is the promise."""

    REFUSED = 0
    OTHERS = 1
    PLAIN = 2
    DEED = 3
    SETTLED = 4
    REMINDED = 5


@dataclass(frozen=True)
class _Clause:
    """A clause of which several phrases ask the same."""

    words: str

    @cached_property
    def is_done_today(self) -> bool:
        return occurs(_DONE_TODAY, self.words)

    @cached_property
    def is_done_on_weekday(self) -> bool:
        return occurs(_ON_WEEKDAY, self.words)


@dataclass(frozen=True)
class _Spot:
    """A phrase with its clause and the words before and behind it, up to the next phrase or the clause's end."""

    when: TimePhrase
    clause: _Clause
    mark: str
    before: str
    after: str
    rest: str


_AND = re.compile(r" (?:(?:va|voi|lan|hoac|hay|den|la|ca) )?")
_FILLERS = {
    *(
        "khoang",
        "tam",
        "chac",
        "cu",
        "the",
        "la",
        "tuc",
        "ngay",
        "luc",
        "vao",
        "thoi",
        "nhe",
        "nha",
        "gi",
        "do",
    ),
    *("chi", "day", "hoac", "hay", "va", "cung", "thi", "em", "anh", "duoc"),
    *("sang", "xuong", "len", "qua", "den", "tới"),
}
# Words on other matters than the handing in.
_OCCASIONS = (
    r"le|nghi|hop|hnghi|tap huan|hoc|cong tac|truc|ket_thuc|tong_ket|so_ket|dien tap|giao ban|"
    r"kiemtra|bận|ban(?! hanh)|om|"
    r"ve(?! (?:den )?(?:xa|phong))|het han|di (?!nha|nhe|a|bot|em|anh|chi|bay|,)\S+|tan|mo lai|khai giang|khop|"
    r"ra soat|ra quan|be mac|don doan|tiep|ket|kin|mac|giỗ|thi dua|dam|kham|nghiem thu|doi soat|khai mac|ra vien"
)
_OCCASION = re.compile(rf" (?:{_OCCASIONS}) ")
_IS_OCCASION = re.compile(
    rf" (?:(?:la|thi|lai|em|tôi|minh|chi|ngay|ca|con|duoc|phai|moi) ){{0,2}}(?:{_OCCASIONS}) "
)
_NOUN = re.compile(r" (?:viec|ky hop|hop|bao cao|quyet toan|hoi nghi|le|dip|so|ky|so lieu|cong viec|hdnd) $")
_OF_A_SPAN = re.compile(r"(?:đầu|cuoi|giua) (?:nam|thang|quy|tuan)$")
_FIGURES = re.compile(
    r" (?:(?<!em )(?<!tôi )(?<!minh )co|ve|gui|dua|chuyen|nop|cung cap|cho|ra(?! so )|bao|tra|chot|lay|nhan|het|"
    r"khoa)(?: \S+){0,2} (?:so|so lieu|du lieu|ket qua|kqua|bang|phieu|danh sach)(?= )"
)
_LATE_FIGURES = re.compile(
    r" (?:so|so lieu|du lieu|ket qua|kqua)(?: \S+){0,4} <\w+>(?: \S+){0,2} (?:co|ve)(?= )"
)
_MEETING = re.compile(r" hop(?: (?:phien|giao ban|an dinh|vao|luc)){1,3} $")
_SINCE = re.compile(r" (?:ke|tinh|bat đầu) tu $")
_AWAITED = re.compile(
    r" chờ (?!em |tôi |minh )|"
    r" (?:chi|anh|co|chu|bac|sep|ong|ba) (?!em |tôi |minh |se )\S+ (?:hen|noi|bao|keu|hua)(?= )|"
    r" (?:kho bac|so|sở|tinh|huyen|viettel|han|ho|ben \S+|ben (?!em|tôi|minh)\S+(?: \S+){1,3}|"
    r"hai (?:ong|ba|anh|chi|ben)|"
    r"nguoi ta|chi doan|don vi|tui no|tui hắn|hắn|tu van)"
    r" (?:\S+ )?(?:hen|hua|chot|noi|bao|keu|tra)(?= )"
)
_DEED = re.compile(
    r" (?:nop|gui|trinh|xong|phat hanh|ban hanh|chot|hoan thanh|lam|day len|tra|hua|hen|chuyen|ky|đăng|bao cao|"
    r"dua|tai len|giao|tong hop|bam|viet|soan|lo|"
    r"xu ly|hoan thien|dinh kem|co|thay|mo may|nhap|scan|bo sung|cap nhat|can) |"
    r" (?:khoang|tam|chac|dung|chnhat|muon nhat|som nhat|chung)(?: la| cung)? $"
)
_SETTLED = re.compile(
    r" (?:(?:xin|hen|chot|doi|lui|khat|gia han|hoan|keo|chuyen|day|rut|dat lich|de|vay|the la|tinh la|tuc la|ghi|"
    r"thoi|cho|snoze|kiem tra lai|cu)(?: (?!le |nghi )\S+){0,3}?|hua(?: \S+){0,8}|khong thi|"
    r"(?:xin|doi|lui|chuyen|hoan|khat|keo|dieu chinh)(?: \S+){0,9} (?:sang|den|tới|toi|qua|xuong|len)) $"
)
_REMINDED = re.compile(r" (?:nhac|(?:hoi|giuc|goi|keu) (?:lai )?(?:em|tôi|minh))(?: \S+){0,5}? $")
_LIMIT = re.compile(r" (?:han|han chot|deadline|chi thi|quy dinh|yeu cau|bat|theo lenh)(?: \S+){0,4} $")
_ASKED_LIMIT = re.compile(r" (?:chot|chuyen|dời|doi|lui|xin|keo|gia|dieu chinh|them|cho|giãn)(?: \S+){0,4} $")
_REFUSED_BEFORE = re.compile(
    r" (?:(?:khong|chua) (?:hua|kip|phai|the|chac|dam|duoc|noi)|(?<!tam )(?:dung|khoi|cho)(?: co| can)? "
    r"(?:nhac|hoi|giuc|goi|hen|doi|keu))(?: \S+){0,3} $"
)
_REFUSED_AFTER = re.compile(
    r" (?:(?!ma |thi )\S+ ){0,2}(?:chua|khong)(?! (?:duoc khong|phai|ngu))(?: \S+){0,2}? "
    r"(?:kip|duoc|noi|the|xong|ranh|dau|nop|gui|lam|co|len|chac|biet)(?= )(?! khong)|"
    r" thi (?:\S+ ){0,1}(?:chua|khong) (?:\S+ ){0,2}(?:kip|duoc|noi|the|ranh)(?= )"
)
_REFUSED_TODAY = re.compile(
    r" (?:chua|khong)(?! phai| ngu)(?= )(?! (?:co|xong|nop|gui) thi)|^ (?:\S+ ){0,2}(?:bận|om|nghi|ket|mac) "
)
_TURNS = (
    re.compile(r" (?:nen|cho nen|thi|vay|the la|vi|do|tai|chu)(?= )"),
    re.compile(r" (?:à|nham|lon|quen)(?= )"),
    re.compile(r" (?:roi|thanh|de|sang|xuong|hoac|hay|va|moi)(?= )"),
)
_LEADING = re.compile(
    r"(?: (?:ke|tinh|bat đầu|khoang|cham nhat))?(?: (?:tu|den|tới|truoc|sau|vao|khoang|tam|luc|hom|ngay|qua))? $"
)
_CORRECTS = re.compile(r" (?:à|nham|lon|quen) (?:\S+ ){0,2}$")
_HOUR = re.compile(r"\d(?:h| gio|:|\d? ruoi)")


def promise(said: Utterance) -> TimePhrase | None:
    """The phrase about time that promises a day, or says that it will be later on; None where none does."""
    best, found, last = Rank.REFUSED, None, Rank.REFUSED
    for spot in _spots(said):
        rank = _rank(spot)
        # A day alone makes the one before it more exact, or corrects it: "tuần sau em nộp, khoảng thứ 4".
        follows = (rank is Rank.PLAIN and _is_alone(spot)) or (
            rank > Rank.OTHERS and _CORRECTS.search(spot.before)
        )
        last = max(rank, last) if follows else rank
        if last >= max(best, Rank.OTHERS):
            best, found = last, spot.when
    return found


def _spots(said: Utterance) -> Iterator[_Spot]:
    """The phrases that look ahead, in order."""
    whens = iter(said.whens)
    for words in said.clauses:
        clause = _Clause(words)
        for mark, before, after in _parts(words):
            when = next(whens, None)
            if when and when.tense in _LOOKS_AHEAD:
                place = words.index(mark) + len(mark)
                rest = words[place : place + FAR]
                yield _Spot(when, clause, mark, f" {before.strip()} ", f" {after.strip()} ", rest)


def _parts(clause: str) -> list[tuple[str, str, str]]:
    """Each mark of a clause with the words before and behind it that belong to it; days joined share theirs."""
    marks = list(_MARK.finditer(clause))
    cuts = [2, *(_cut(clause, *pair) for pair in pairwise(marks)), len(clause) - 2]
    parts = [
        (mark[0], clause[cuts[n] : mark.start()], clause[mark.end() : cuts[n + 1]])
        for n, mark in enumerate(marks)
    ]
    for n in reversed(range(len(parts) - 1)):
        if _AND.fullmatch(clause[marks[n].end() : marks[n + 1].start()]):
            parts[n] = (*parts[n][:2], parts[n + 1][2])
            parts[n + 1] = (parts[n + 1][0], parts[n][1], parts[n + 1][2])
    return parts


def _is_alone(spot: _Spot) -> bool:
    return set(f"{spot.before}{spot.after}".split()) <= _FILLERS


def _cut(clause: str, left: re.Match[str], right: re.Match[str]) -> int:
    between = clause[left.end() : right.start()]
    turn = next((found for turn in _TURNS if (found := turn.search(between))), None)
    found = turn or _LEADING.search(between)
    return left.end() + (found.start() if found else 0)


def _rank(spot: _Spot) -> Rank:
    """The first rule that fits."""
    if _looks_back(spot) or _is_denied(spot):
        return Rank.REFUSED
    if _is_of_others(spot):
        return Rank.OTHERS
    if _REMINDED.search(spot.before):
        return Rank.REMINDED
    if _SETTLED.search(spot.before):
        return Rank.SETTLED if spot.when.tense is not Tense.VAGUE else Rank.DEED
    if spot.when.tense is Tense.CURRENT and " trong " not in spot.before:
        return Rank.OTHERS
    if _DEED.search(spot.after) or _DEED.search(spot.before):
        return Rank.PLAIN if " neu " in spot.before else Rank.DEED
    return Rank.OTHERS if _OCCASION.search(spot.before + spot.after) else Rank.PLAIN


def _is_of_others(spot: _Spot) -> bool:
    """The deadline, a holiday, the day on which figures come or somebody else is to do something."""
    if _LIMIT.search(spot.before) and not _ASKED_LIMIT.search(spot.before):
        return True
    if _SINCE.search(spot.before) or _MEETING.search(spot.before):
        return True
    if _LATE_FIGURES.search(f"{spot.before}{spot.mark}{spot.after}"):
        return True
    if _IS_OCCASION.match(spot.after) or (_NOUN.search(spot.before) and _OF_A_SPAN.search(spot.when.phrase)):
        return True
    return any(other.search(words) for other in (_FIGURES, _AWAITED) for words in (spot.before, spot.after))


def _is_denied(spot: _Spot) -> bool:
    """ "Hôm nay không kịp", "không hứa hôm nay"."""
    if _REFUSED_BEFORE.search(spot.before) or _REFUSED_AFTER.match(spot.after):
        return True
    today = spot.when.tense in (Tense.TODAY, Tense.CURRENT) and _HOUR.search(spot.when.phrase) is None
    return today and _REFUSED_TODAY.search(spot.rest) is not None


def _looks_back(spot: _Spot) -> bool:
    """Whether a phrase says when the deed was done, or names a weekday that is over."""
    if spot.when.tense is not Tense.AHEAD and spot.clause.is_done_today:
        return not _TO_COME.search(spot.when.phrase) and not _IS_FORETOLD.search(f"{spot.mark}{spot.after}")
    return _WEEKDAY.search(spot.when.phrase) is not None and spot.clause.is_done_on_weekday
