"""What befalls an agency, drawn from a seed before anything happens."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from models.rules.zone import at

_HOUR = timedelta(hours=1)
_LONG, _CALM_DAYS = 60, 10


@dataclass(frozen=True)
class Span:
    """From a moment to another, by the true time."""

    begins: datetime
    ends: datetime

    def holds(self, moment: datetime) -> bool:
        return self.begins <= moment < self.ends


@dataclass(frozen=True)
class Plan:
    """From `calm_from` on nothing befalls anybody, and what was begun comes to its end; by the true time."""

    seed: int
    begins: datetime
    calm_from: datetime
    ends: datetime
    # The machine is off.
    off: tuple[Span, ...] = ()
    # No connection to Telegram.
    cut: tuple[Span, ...] = ()
    # No commit succeeds.
    full: tuple[Span, ...] = ()
    # The machine's clock is so far off.
    wrong: tuple[tuple[Span, timedelta], ...] = ()
    # Of a thousand calls to Telegram so many end so.
    per_mille: dict[str, int] = field(default_factory=dict)
    # A crash comes after so many commits, or steps of the loop, on average; 0: none.
    commits_a_crash: int = 0
    steps_a_crash: int = 0
    # How often in ten days somebody does something, how often an admin changes something.
    acts_in_ten_days: int = 20
    admin_acts_in_ten_days: int = 2
    duplicates_per_mille: int = 0

    def is_calm(self, moment: datetime) -> bool:
        return moment >= self.calm_from


def draw(seed: int, first: date, days: int) -> Plan:
    """The storm of a seed: `days` from `first` on, and the calm behind them."""
    chance = Random(f"{seed}/plan")
    begins = at(first, time(7))
    calm_from = begins + timedelta(days=days)
    weeks = max(1, days // 7)

    def spans(most_a_week: float, shortest: timedelta, longest: timedelta) -> tuple[Span, ...]:
        found: list[Span] = []
        for _ in range(chance.randint(0, max(1, round(weeks * most_a_week)))):
            start = begins + timedelta(seconds=3600 + days * 86400.0 * chance.random() ** 1.5)
            length = max(shortest, longest * chance.random() ** chance.choice((1, 4)))
            found.append(Span(start, min(start + length, calm_from)))
        return tuple(sorted((each for each in found if each.begins < calm_from), key=_begins))

    def lasting() -> tuple[Span, ...]:
        """In one storm of three something lasts over two working days, from an evening on."""
        evening = begins + timedelta(days=chance.randrange(max(1, days - 5)), hours=chance.uniform(8, 23))
        span = Span(evening, min(evening + _HOUR * chance.uniform(36, 80), calm_from))
        return (span,) if chance.random() < 0.33 else ()

    is_mild = chance.random() < 0.2
    lasts = (lasting(), ()) if chance.random() < 0.5 else ((), lasting())
    return Plan(
        seed=seed,
        begins=begins,
        calm_from=calm_from,
        ends=calm_from + timedelta(days=_CALM_DAYS if days >= _LONG else _a_working_day(calm_from)),
        off=tuple(sorted(spans(0.3, _HOUR / 2, _HOUR * 80) + lasts[0], key=_begins)),
        cut=tuple(sorted(spans(0.4, _HOUR / 4, _HOUR * 60) + lasts[1], key=_begins)),
        full=spans(0.15, _HOUR / 12, _HOUR * 8),
        wrong=tuple((span, _error(chance)) for span in spans(0.15, _HOUR / 60, _HOUR * 30)),
        per_mille={} if is_mild else {name: chance.choice((0, 5, 30, 100)) for name in _ANSWERS},
        commits_a_crash=0 if is_mild else chance.choice((0, 150, 400)),
        steps_a_crash=0 if is_mild else chance.choice((0, 2000, 6000)),
        acts_in_ten_days=chance.choice((5, 12, 30)),
        admin_acts_in_ten_days=chance.choice((0, 2, 5)),
        duplicates_per_mille=chance.choice((0, 20, 200)),
    )


# How a call may end: asked to wait, a gateway's fault or Telegram's own, its answer lost on the way back or at a
# gateway, or the call itself.
_ANSWERS = ("429", "502", "500", "lost", "unsent", "gateway")


def _error(chance: Random) -> timedelta:
    """Minutes to hours, or days, ahead or behind."""
    size = chance.choice((timedelta(minutes=3), _HOUR, _HOUR * 5, timedelta(days=3), timedelta(days=40)))
    return size * chance.choice((-1, 1))


def _a_working_day(calm_from: datetime) -> int:
    """How many days until a working one is over, from seven o'clock on."""
    return {6: 3, 7: 2}.get(calm_from.isoweekday(), 1)


def _begins(span: Span) -> datetime:
    return span.begins
