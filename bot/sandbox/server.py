"""A web server inside the running event loop, on this machine only."""

import asyncio
import contextlib
import errno
import os
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.applications import Starlette

from bot.settings import BadSetting

HOST = "127.0.0.1"
SECONDS_TO_FINISH = 2
SECONDS_BETWEEN_HANG_UPS = 0.05
_SECONDS_BETWEEN_LOOKS = 0.002
KEEP_ALIVE_SECONDS = 75
BACKLOG = 2048


class _Server(uvicorn.Server):
    """Sleeps until it is told to stop, where uvicorn's own looks ten times a second."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        self.should_exit = True
        self._stopping.set()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's own, which waits a tenth of a second and more for connections that are closed already."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_TO_FINISH):
                while self.server_state.connections or self.server_state.tasks:
                    await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        for task in self.server_state.tasks:
            task.cancel()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals belong to the program, not to its sandbox."""
        yield


@contextlib.asynccontextmanager
async def serve(app: Starlette, port: int = 0) -> AsyncIterator[str]:
    """Serves `app` on 127.0.0.1:`port` (0 = any free one) and gives the base URL without a final slash.

    Raises BadSetting when the port is taken.
    """
    listener = _listen(port)
    server = _Server(_config(app))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not (server.started or task.done()):
            await asyncio.sleep(0)
        yield f"http://{HOST}:{listener.getsockname()[1]}"
    finally:
        server.stop()
        await _hang_up_until_done(app, task)
        listener.close()


def is_free(port: int) -> bool:
    try:
        _listen(port).close()
    except (BadSetting, OverflowError):
        return False
    return True


async def _hang_up_until_done(app: Starlette, task: asyncio.Task[None]) -> None:
    """A page that is told "nothing new" asks again at once, until its connection is closed."""
    while not task.done():
        app.state.hang_up()
        await asyncio.wait([task], timeout=SECONDS_BETWEEN_HANG_UPS)
    await task


def _listen(port: int) -> socket.socket:
    # asyncio sets TCP_NODELAY only where the protocol is spelled out; without it each answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise BadSetting(
            f"Cổng {port} đang có chương trình khác dùng: đặt SANDBOX_PORT khác, hoặc 0 để lấy cổng còn trống."
        ) from None
    return listener


def _config(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        # Telegram's date is that of the sandbox's own clock.
        date_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )
