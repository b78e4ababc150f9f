"""What the watchdog outside hears of the running program."""

from itertools import groupby

import pytest

from bot.heartbeat import Heartbeat
from jobs.health import Standing
from tests.e2e.test_wrong_clock import machine, telegram_answers
from tests.e2e.world import World


class Heard(Heartbeat):
    """Keeps what it is told."""

    is_wanted = True  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def beat(self, now: object, standing: Standing) -> None:
        self.heard.append("well" if not standing.faults else "faults")

    def miss(self, why: str) -> None:
        self.heard.append(why)


async def test_only_a_pass_that_went_well_is_a_beat(eve: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with machine(eve, "15/12/2026", "08:00") as (runtime, clock):
        pulse = runtime._pulse = Heard()
        await runtime._beat()
        clock.set_to("20/12/2030")
        await runtime._beat()
        clock.set_to("15/12/2026", "08:01")
        await telegram_answers(runtime)
        await runtime._beat()

        def fails(*given: object) -> None:
            raise ValueError

        monkeypatch.setattr("jobs.passes.Passes.steps", fails)
        with pytest.raises(ValueError):
            await runtime._beat()
        # The clockwork wakes by itself as well.
        assert [each for each, _ in groupby(pulse.heard)] == ["well", "clock", "well", "error"]
