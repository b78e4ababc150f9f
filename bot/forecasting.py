"""The verb `forecast`: what the criteria of a year give as their work stands."""

import argparse
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from bot.settings import Settings
from bot.texts.forecast import forecast_words
from bot.verbs import CannotDo, as_it_stands, say, the_agency
from models.clock import SystemClock
from models.database import reading
from models.forecast import Forecast, forecast
from models.rules.zone import day_of


def show_forecast(settings: Settings, arguments: argparse.Namespace) -> int:
    """Of the given scoring year, else of this one; reads the database as it stands and writes nothing."""
    today = day_of(SystemClock().now())
    year = arguments.year or today.year
    with reading(as_it_stands(settings)) as session:
        found = forecast(session, the_agency(session), year, today)
    if found is None:
        raise CannotDo(f"Năm {year} chưa có bộ tiêu chí: xem lại --year, hoặc nạp danh mục có bộ của năm đó.")
    say(arguments, _as_json(found), forecast_words(found, year, today))
    return 0


def _as_json(found: Forecast) -> dict[str, Any]:
    return {
        "year": _values(asdict(found.whole)),
        "areas": [_values(asdict(each)) for each in found.areas],
        "criteria": [_values(asdict(each)) for each in found.criteria.values()],
    }


def _values(row: dict[str, Any]) -> dict[str, Any]:
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in row.items()}
