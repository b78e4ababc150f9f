"""Samples of who is reached by Telegram, and of whose absence is to be said."""

from collections.abc import Iterator
from datetime import date

from jobs.messages import connections, facts
from jobs.messages.facts import TO_ZALO, Choice, Do, Page
from models.connections import Link
from tests.bot.texts.cards import ID, Maker, Sample
from tests.bot.texts.words import EVE, Words


def reached(words: Words, link: Link, unit: str | None, plain: bool = False) -> connections.Reached:
    """One person; `plain`: with nothing to be said of them besides."""
    day = None if plain else date(2026, 12, 10)
    return connections.Reached(
        full_name=words.reader,
        unit=unit,
        link=link,
        phone="" if plain else "0912 345 678",
        since=day,
        invited_until=date(2026, 12, 14),
        delivered_on=day,
        heard_on=day,
        silent=4,
        deputy=plain,
        away_until=day,
        stand_in=None if plain else words.colleague,
    )


def _connections(words: Words) -> Iterator[Sample]:
    buttons = (
        (Choice(Do.PAGE, (ID, 1), page=Page(1, 2)),),
        (Choice(Do.AWAY_FOR),),
        (Choice(Do.COVERAGE),),
        *TO_ZALO,
    )
    for plain in (False, True):
        people = [reached(words, link, unit, plain) for unit in (None, words.unit) for link in Link]
        for count in (0, 1, len(people)):
            shown = tuple(people[:count])
            made = connections.Connections(
                reader=words.named,
                choices=buttons if shown else (),
                now=EVE,
                people=shown,
                counts={unit: dict.fromkeys(Link, 3) for unit in dict.fromkeys(each.unit for each in shown)},
            )
            yield Sample(f"{count}, {plain}", made, "Kết nối Telegram")


def _away_for(words: Words) -> Iterator[Sample]:
    choices = ((Choice(Do.AWAY_FOR, (ID,), name=words.other),), (Choice(Do.PAGE, (ID, 1), page=Page(1, 2)),))
    yield Sample("whom", connections.AwayFor(reader=words.named, choices=choices), "Báo vắng cho ai")
    yield Sample("nobody", connections.AwayFor(reader=words.named), "Báo vắng cho người khác")


CONNECTIONS: dict[type[facts.Message], Maker] = {
    connections.Connections: _connections,
    connections.AwayFor: _away_for,
}
