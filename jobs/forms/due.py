"""By when a requirement is due, as an answer: offered as its cadence allows, read in words, spelled as its rule."""

import json
from datetime import date, timedelta
from typing import Any

from jobs.forms import reading
from jobs.forms.form import NONE, Days, Filling, Misread, Option
from models.catalogue.due import DueEntry
from models.rules.cadence import WEEKDAYS
from models.rules.letters import bare

_AFTER_CUTOFF = ("after_cutoff=1", "after_cutoff=2", "after_cutoff=3", "after_cutoff=5")
_LAST_DAY = "last_day"
# The usual date rules of a cadence; of every other only the last day of its period.
_RULES = {
    "once": (),
    "weekly": (*(f"weekday={day}" for day in WEEKDAYS[:5]), _LAST_DAY),
    "monthly": ("day=5", "day=10", "day=15", "day=20", "day=25", _LAST_DAY),
    "yearly": ("dates=31/3", "dates=30/6", "dates=30/9", "dates=30/11", "dates=15/12", _LAST_DAY),
}
# Beside days counted from the cut-off.
_RULES_WITH_CUTOFF = _RULES | {"monthly": ("day=20", "day=25", _LAST_DAY)}
_FARTHEST = timedelta(days=730)


def has_cutoff(filling: Filling) -> bool:
    return filling.text("cutoff") not in ("", NONE)


def offered(filling: Filling) -> list[Option]:
    """The date rules that the cadence allows, the usual ones first."""
    cadence = filling.text("cadence")
    closes = has_cutoff(filling) and cadence not in ("once", "weekly")
    rules = (_RULES_WITH_CUTOFF if closes else _RULES).get(cadence, (_LAST_DAY,))
    return [Option(each) for each in ((*_AFTER_CUTOFF, *rules) if closes else rules)]


def read(filling: Filling, words: str) -> str:
    """ "2 ngày" after the cut-off, "thứ Sáu" of the week, "20" of the month, "15/12" of the year, a day
    for what comes once. Raises Misread, TwoReadings."""
    match filling.text("cadence"):
        case "once":
            return reading.day(filling, words)
        case "weekly":
            return f"weekday={reading.weekday(words)}"
        case "yearly":
            return f"dates={reading.year_day(words)}"
        case _ if has_cutoff(filling) and "ng" in bare(words).replace("ngay ", "", 1):
            return f"after_cutoff={reading.whole(words, 1, 60)}"
        case "monthly" if not has_cutoff(filling) or reading.whole(words, 1, 31) > 5:
            return f"day={reading.whole(words, 1, 31)}"
        case _ if has_cutoff(filling):
            return f"after_cutoff={reading.whole(words, 1, 60)}"
    raise Misread("choose_below")


def days(filling: Filling) -> Days | None:
    """What comes once has a day that is picked."""
    if filling.text("cadence") != "once":
        return None
    return Days(filling.today, filling.today + _FARTHEST)


def spelled(rule: dict[str, Any]) -> str:
    """The rule as an answer; one that no screen offers is kept as it stands."""
    match list(rule.items()):
        case [("after_cutoff" | "day" | "weekday" as name, value)]:
            return f"{name}={value}"
        case [("dates", [str(only)])]:
            return f"dates={only}"
        case [("last_day", True)]:
            return _LAST_DAY
        case [("date", str(day))]:
            return day
    return f"json={json.dumps(rule)}"


def entry_of(answer: str) -> DueEntry:
    """What an answer says. Raises ValueError."""
    name, _, value = answer.partition("=")
    match name:
        case "after_cutoff" | "day":
            return DueEntry.model_validate({name: int(value)})
        case "weekday":
            return DueEntry.model_validate({name: value})
        case "dates":
            return DueEntry(dates=(value,))
        case "last_day":
            return DueEntry(last_day=True)
        case "json":
            return DueEntry.model_validate_json(value)
    return DueEntry(date=date.fromisoformat(answer))
