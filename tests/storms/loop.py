"""An event loop whose time costs nothing: where all wait, its clock jumps to the first that need not."""

import asyncio
import selectors
from collections.abc import Callable
from contextlib import suppress
from typing import Any

# What a step takes: whoever waits for next to nothing sees time pass all the same.
_STEP_SECONDS = 1e-6


class Killed(SystemExit):
    """The process ends here: nothing of it goes on, not even what handles faults."""


class _Leaps(selectors.SelectSelector):
    """There is no socket: whoever waits, waits for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            raise AssertionError("everybody waits, and for no moment")
        self.seconds += max(0.0, timeout) + _STEP_SECONDS
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """`at_step` is called after each step; what it raises ends the loop there. What would run in a thread runs at
    once."""

    def __init__(self, seconds: float, at_step: Callable[[], None]) -> None:
        self._leaps = _Leaps()
        self._leaps.seconds = seconds
        super().__init__(self._leaps)
        self._clock_resolution, self._at_step = 0.0, at_step
        self.set_exception_handler(lambda loop, context: None)

    def time(self) -> float:
        return self._leaps.seconds

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> Any:
        done = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:
            done.set_exception(error)
        return done

    def bury(self) -> None:
        """Whatever was under way is forgotten where it stood."""
        for task in asyncio.all_tasks(self):
            task._log_destroy_pending = False  # type: ignore[attr-defined]
            with suppress(RuntimeError):
                task.get_coro().close()  # type: ignore[union-attr]
        self.close()

    def _run_once(self) -> None:
        super()._run_once()  # type: ignore[misc]
        self._at_step()

    def _make_self_pipe(self) -> None:
        self._ssock = self._csock = None

    def _close_self_pipe(self) -> None:
        return
