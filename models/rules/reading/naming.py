"""Which of several tasks words name: by the period, the number of the criterion, the words of a title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.rules.reading.fold import bare, fold
from models.rules.reading.periods import find_period

_SEPARATORS = re.compile(r"[_\-+]+|\.(?=\D)")
_CRITERION = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}(?:\.\d{1,2})?(?![\d.])")
_WORD = re.compile(r"[a-z]{3,}")
# Words of any report.
_COMMON = frozenset(
    bare(
        "báo cáo kế hoạch nộp gửi bản chính file tệp pdf png jpg docx xlsx đây là của cho tháng quý năm tuần kỳ "
        "xong rồi nhé anh chị em các và theo về tình hình kết quả công tác ubnd xã phòng"
    ).split()
)
# A title is named by so many of its own words.
_ENOUGH = 3


@dataclass(frozen=True)
class Nameable:
    """What a task may be called by."""

    period: str
    criterion: str
    titles: str


def named(words: str, tasks: Sequence[Nameable], today: date) -> list[int]:
    """The places, in these tasks, of those that words name; none where they name none of them."""
    spaced = _SEPARATORS.sub(" ", words)
    period = find_period(fold(spaced), today)
    codes = set(_CRITERION.findall(words))
    wanted = _words(spaced) - _COMMON
    pool = [n for n, task in enumerate(tasks) if period in (None, task.period)]
    if codes & {task.criterion for task in tasks}:
        pool = [n for n in pool if tasks[n].criterion in codes]
    elif period is None and max((_shared(wanted, tasks[n]) for n in pool), default=0) < _ENOUGH:
        return []
    most = max((_shared(wanted, tasks[n]) for n in pool), default=0)
    return [n for n in pool if _shared(wanted, tasks[n]) == most]


def _shared(wanted: set[str], task: Nameable) -> int:
    return len(wanted & _words(task.titles))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(bare(text)))
