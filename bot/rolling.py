"""`nhacviec catalogue roll`: the next year is made of the newest one, or written to a file to look at first."""

import argparse
from typing import Any

from bot.settings import Settings
from bot.texts.rolling import NO_YEAR, done, to_confirm, why_no_roll, written
from bot.verbs import (
    CannotDo,
    WrongUsage,
    as_file,
    check_written,
    loaded_content,
    ready,
    say,
    the_agency,
    write_new,
)
from jobs.opening import open_tasks
from models.actor import CLOCK, OPERATOR, Act
from models.catalogue.difference import Difference
from models.catalogue.reading import Content
from models.catalogue.rolling import CannotRoll, Rolled
from models.catalogue.rolling import roll as roll_all
from models.catalogue.values import YEARS
from models.changes.rolling import roll_year
from models.clock import SystemClock
from models.database import writing


def roll(settings: Settings, arguments: argparse.Namespace) -> int:
    """Rolling again changes nothing. Raises CannotDo where the year cannot be rolled."""
    year = _year(arguments)
    try:
        if arguments.to is not None:
            return _write(settings, arguments, year)
        with writing(ready(settings)) as session:
            act, agency = Act(session, OPERATOR, SystemClock().now()), the_agency(session)
            made, differences = roll_year(act, agency, year)
            if differences:
                open_tasks(act.by(CLOCK), agency)
    except CannotRoll as refused:
        raise CannotDo(why_no_roll(refused)) from None
    say(arguments, _values(made, differences), done(made, differences))
    return 0


def _write(settings: Settings, arguments: argparse.Namespace, year: int) -> int:
    check_written(arguments.to)
    loaded = loaded_content(settings)
    made = roll_all(loaded.catalogue, loaded.days or (), year)
    content = Content(made.catalogue, loaded.days, whole=True)
    write_new(arguments.to, as_file(content, arguments.to.name, loaded))
    say(arguments, {"file": str(arguments.to), **_values(made, [])}, written(made, str(arguments.to)))
    return 0


def _year(arguments: argparse.Namespace) -> int:
    given = str(arguments.file or "")
    if not given.isdecimal() or int(given) not in YEARS:
        raise WrongUsage(NO_YEAR)
    return int(given)


def _values(made: Rolled, differences: list[Difference]) -> dict[str, Any]:
    return {
        "year": made.year,
        "differences": [each.facts() for each in differences],
        "to_confirm": [
            {
                "what": each.what,
                "code": each.code,
                "day": each.day.isoformat() if each.day else None,
                "sentence": to_confirm(each, made.year),
            }
            for each in made.asked
        ],
    }
