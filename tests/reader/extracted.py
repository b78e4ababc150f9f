"""What rules extract from labelled replies: the day promised, the day of the deed, the number of the document."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from models.rules.letters import bare
from models.rules.reading.documents import MentionKind, mentions
from models.rules.reading.past import done_day
from models.rules.reading.promise import promise
from models.rules.reading.values import DONE, Intent
from tests.reader.corpus import Labelled
from tests.reader.learning import apart


def day_shares(replies: Sequence[Labelled]) -> Iterator[str]:
    """One line for each kind of thing: in how many replies it is right."""
    promised = [each for each in replies if each.intents[0] is Intent.POSTPONE and each.date]
    yield _line("day promised (vague counts)", [_promised(each) == each.date[:10] for each in promised])
    done = [each for each in replies if each.intents[0] in DONE and each.done_on]
    yield _line("day of the deed", [_done_on(each) == each.done_on[:10] for each in done])
    numbered = [each for each in replies if each.intents[0] is Intent.DONE_WITH_DOCNUMBER and each.document]
    yield _line("number of the document", [_number_is_right(each) for each in numbered])


def _line(name: str, right: list[bool]) -> str:
    return f"{name}: {100 * sum(right) / max(1, len(right)):.1f} % of {len(right)}"


def _promised(reply: Labelled) -> str:
    found = promise(apart(reply))
    if found is None or found.value is None:
        return "vague"
    return _day(found.value).isoformat()


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _done_on(reply: Labelled) -> str:
    day = done_day(apart(reply), reply.now)
    return day.isoformat() if day else ""


def _number_is_right(reply: Labelled) -> bool:
    """Whether the first document named is the labelled one, which is read like a reply ("BC 299", "2.240").

    Where only one of the two says the sign, the number decides.
    """
    named = [each.document.number for each in apart(reply).mentions if each.kind is MentionKind.NAMED]
    wanted = _labelled_number(reply)
    return bool(named) and (not wanted or _same(named[0], wanted))


def _labelled_number(reply: Labelled) -> str:
    label = reply.document.split("|")[0].strip()
    found = mentions(label.casefold(), reply.now) or mentions(f"số {label.casefold()}", reply.now)
    return found[0].document.number if found else label


def _same(found: str, wanted: str) -> bool:
    first, second = (re.split(r"[/-]", bare(each), maxsplit=1) for each in (found, wanted))
    return first[0] == second[0] and (len(first) == 1 or len(second) == 1 or first[1] == second[1])
