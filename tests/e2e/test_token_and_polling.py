"""Acceptance 9 of the first issue: nothing prints the token; polling survives what answers badly."""

import asyncio
import os
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from bot.poller import Poller, TokenRefused
from bot.sandbox.run import Sandbox
from bot.sandbox.server import serve
from bot.sandbox.telegram import SandboxTelegram
from bot.telegram_api import RawBot
from models.clock import SetClock
from tests.commune import REPORTS, lay_office
from tests.e2e.world import AN, SETTINGS, World, at

TOKEN = "7654321:AAHk-bi_mat_khong_duoc_in_ra_nhat_ky"
REFUSED = "Telegram không nhận token: xem lại TELEGRAM_BOT_TOKEN với @BotFather."
STRANGER = 900_000

UNAUTHORIZED = (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
NOT_FOUND = (404, "<html><body>Không tìm thấy trang</body></html>")
CONFLICT = (409, {"ok": False, "error_code": 409, "description": "Conflict: terminated by other getUpdates"})
BAD_GATEWAY = (502, "<html><body>502 Bad Gateway</body></html>")


def too_many(seconds: int) -> tuple[int, dict[str, Any]]:
    words = f"Too Many Requests: retry after {seconds}"
    parameters = {"retry_after": seconds}
    return 429, {"ok": False, "error_code": 429, "description": words, "parameters": parameters}


class Listening:
    """The poller alone against a served Bot API; its pauses are noted and not waited for."""

    def __init__(self, telegram: SandboxTelegram, bot: RawBot) -> None:
        self.telegram = telegram
        self.received: list[dict[str, Any]] = []
        self.pauses: list[float] = []
        self._faults: dict[str, list[Exception]] = {"keep": [], "heard": []}
        self.poller = Poller(bot, self._keep, lambda: self._fail("heard"), self._pause)

    def fail_next(self, where: str, fault: Exception, times: int) -> None:
        """Storing what came ("keep"), or noting that something came ("heard"), fails so often."""
        self._faults[where] = [fault] * times

    def _keep(self, updates: list[Any]) -> None:
        self._fail("keep")
        self.received.extend(update for update in updates if isinstance(update, dict) and "message" in update)

    def _fail(self, where: str) -> None:
        if self._faults[where]:
            raise self._faults[where].pop()

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def hear(self, text: str) -> None:
        """Polls until what a person writes now has arrived. Raises TokenRefused."""
        self.telegram.send_text(STRANGER, text)
        polling = asyncio.create_task(self.poller.run())
        arrived = asyncio.create_task(self.telegram.until(lambda: text in self._texts()))
        await asyncio.wait({polling, arrived}, return_when=asyncio.FIRST_COMPLETED)
        for task in (polling, arrived):
            if not task.done():
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        if polling.done() and not polling.cancelled():
            polling.result()
        await arrived

    def _texts(self) -> list[str]:
        return [update["message"].get("text", "") for update in self.received]


@pytest.fixture
async def listening(tmp_path: Path) -> AsyncIterator[Listening]:
    with new_telegram(tmp_path) as telegram:
        async with serve(telegram.app) as url, RawBot(replace(SETTINGS, api_url=url), TOKEN) as bot:
            yield Listening(telegram, bot)


def new_telegram(folder: Path) -> SandboxTelegram:
    telegram = SandboxTelegram(folder / "telegram", SetClock(at("23/11/2026")), TOKEN)
    telegram.add_account(STRANGER, "Người lạ")
    return telegram


@pytest.mark.parametrize(
    ("answer", "pause"),
    [(UNAUTHORIZED, 1), (NOT_FOUND, 1), (CONFLICT, 1), (BAD_GATEWAY, 1), (too_many(7), 7)],
    ids=["401", "404 in HTML", "409", "502", "429"],
)
async def test_polling_survives_one_bad_answer(
    answer: tuple[int, Any], pause: float, listening: Listening
) -> None:
    listening.telegram.api.fail_next("getUpdates", *answer)
    await listening.hear("xin chào")
    assert listening.pauses == [pause]


async def test_polling_survives_a_connection_that_breaks_and_hears_the_same_message_again(
    listening: Listening,
) -> None:
    listening.telegram.api.drop_answer_next("getUpdates")
    await listening.hear("xin chào")
    assert listening.pauses == [1]


async def test_pauses_grow_to_half_a_minute_and_begin_again_after_a_good_answer(listening: Listening) -> None:
    listening.telegram.api.fail_next("getUpdates", *BAD_GATEWAY, count=7)
    await listening.hear("xin chào")
    assert listening.pauses == [1, 2, 4, 8, 16, 30, 30]
    listening.telegram.api.fail_next("getUpdates", *BAD_GATEWAY)
    await listening.hear("còn đó không")
    assert listening.pauses[7:] == [1]


async def test_a_404_in_html_is_never_taken_for_a_bad_token(listening: Listening) -> None:
    listening.telegram.api.fail_next("getUpdates", *NOT_FOUND, count=20)
    await listening.hear("xin chào")


async def test_four_refusals_of_the_token_are_survived_and_five_in_a_row_are_not(
    listening: Listening,
) -> None:
    for text in ("xin chào", "còn đó không"):
        listening.telegram.api.fail_next("getUpdates", *UNAUTHORIZED, count=4)
        await listening.hear(text)
    listening.telegram.api.fail_next("getUpdates", *UNAUTHORIZED, count=5)
    with pytest.raises(TokenRefused):
        await listening.hear("lần cuối")


async def test_bad_answers_at_the_start_are_waited_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.runtime._MEET_SECONDS", 0)
    sandbox = Sandbox(tmp_path, date(2026, 11, 23), REPORTS)
    sandbox.telegram.api.drop_answer_next("getMe")
    for answer in (NOT_FOUND, NOT_FOUND, CONFLICT, BAD_GATEWAY, too_many(7)):
        sandbox.telegram.api.fail_next("getMe", *answer)
    async with serve(sandbox.telegram.app) as url:
        await sandbox.start(url, replace(SETTINGS, api_url=url))
        answer = await World(sandbox, url).write(AN, "/viec")
        await sandbox.stop()
    sandbox.telegram.close()
    assert "việc" in answer.text
    assert [name for name, _ in sandbox.telegram.api.calls].count("getMe") == 6


@pytest.mark.parametrize(
    "result",
    [{}, None, "xin chào", [None], [{"update_id": 2**64}], [{"update_id": "7"}, {"message": {}}]],
    ids=["an object", "nothing", "words", "a null", "an id past 64 bits", "no ids"],
)
async def test_an_answer_that_holds_nothing_to_ask_beyond_is_waited_out(
    result: Any, listening: Listening
) -> None:
    listening.telegram.api.fail_next("getUpdates", 200, {"ok": True, "result": result}, count=3)
    await listening.hear("xin chào")
    assert listening.pauses == [1, 2, 4]


async def test_an_answer_without_its_result_is_waited_out(listening: Listening) -> None:
    listening.telegram.api.fail_next("getUpdates", 200, {"ok": True}, count=2)
    await listening.hear("xin chào")
    assert listening.pauses == [1, 2]


@pytest.mark.parametrize(
    "fault", [OSError("đầy đĩa"), KeyError("lỗi"), RuntimeError("một điều lạ")], ids=repr
)
@pytest.mark.parametrize("where", ["keep", "heard"])
async def test_what_goes_wrong_at_our_end_is_waited_out_and_nothing_is_lost(
    where: str, fault: Exception, listening: Listening, caplog: pytest.LogCaptureFixture
) -> None:
    listening.fail_next(where, fault, times=6)
    await listening.hear("xin chào")
    await listening.hear("còn đó không")
    texts = [update["message"]["text"] for update in listening.received]
    assert texts == ["xin chào", "còn đó không"]
    if where == "keep":
        assert listening.pauses == [1, 2, 4, 8, 16, 30]
    assert type(fault).__name__ in caplog.text
    assert str(fault) not in caplog.text


async def test_updates_are_not_confirmed_before_they_are_stored(listening: Listening) -> None:
    listening.fail_next("keep", OSError("đầy đĩa"), times=3)
    await listening.hear("xin chào")
    asked = ["offset" in called for name, called in listening.telegram.api.calls if name == "getUpdates"]
    assert asked[:4] == [False] * 4
    assert all(asked[4:])


class Program:
    """`nhacviec run` in a process of its own, told to log everything unless a test says otherwise."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._printed = ""

    async def printed(self, words: str) -> None:
        """Waits for words on stderr."""
        assert self._process.stderr is not None
        async with asyncio.timeout(60):
            while words not in self._printed:
                line = await self._process.stderr.readline()
                assert line, self._printed
                self._printed += line.decode()

    async def stopped(self) -> str:
        """Stops it as a service manager would; returns everything it has printed."""
        self._process.send_signal(signal.SIGTERM)
        code, printed = await self.ended()
        assert code == 0
        return printed

    async def ended(self) -> tuple[int | None, str]:
        out, err = await asyncio.wait_for(self._process.communicate(), 60)
        return self._process.returncode, self._printed + out.decode() + err.decode()


@asynccontextmanager
async def running(
    folder: Path,
    url: str,
    script: str = "",
    log_level: str = "DEBUG",
    database: Path | None = None,
    token: str = TOKEN,
) -> AsyncIterator[Program]:
    """`nhacviec run` in an office that was set up, or with a copy of this database."""
    if database is None:
        lay_office(folder)
    else:
        shutil.copy(database, folder / "nhacviec.db")
    settings = {
        "TELEGRAM_BOT_TOKEN": token,
        "TELEGRAM_API_URL": url,
        "DATABASE_URL": f"sqlite:///{folder / 'nhacviec.db'}",
        "EVIDENCE_DIR": str(folder / "evidence"),
        "LOG_LEVEL": log_level,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *(["-c", script] if script else ["-m", "bot", "run"]),
        env=os.environ | settings,
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Program(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def assert_answers(telegram: SandboxTelegram, stranger: int) -> None:
    """A person whom the program has never met writes, and is answered."""
    telegram.add_account(stranger, "Người lạ")
    telegram.send_text(stranger, "xin chào")
    await telegram.until(lambda: any(each.from_bot for each in telegram.messages(stranger)), 15)


def assert_no_token(printed: str) -> None:
    secret = TOKEN.partition(":")[2]
    for spelled in (TOKEN, quote(TOKEN, safe=""), secret, secret[:20]):
        assert spelled not in printed


def sentences(printed: str) -> list[str]:
    """What is on stderr besides lines of the log, which begin with the moment."""
    return [line for line in printed.splitlines() if not line.startswith("20")]


async def test_a_run_in_which_everything_goes_wrong_goes_on_and_prints_no_token(tmp_path: Path) -> None:
    with new_telegram(tmp_path) as telegram:
        async with serve(telegram.app) as url, running(tmp_path, url) as program:
            await assert_answers(telegram, STRANGER + 1)
            answers = (UNAUTHORIZED, NOT_FOUND, CONFLICT, BAD_GATEWAY, too_many(1))
            for number, answer in enumerate(answers, start=1):
                telegram.api.fail_next("getUpdates", *answer)
                await assert_answers(telegram, STRANGER + 10 * number)
                await assert_answers(telegram, STRANGER + 10 * number + 1)
            telegram.api.drop_answer_next("getUpdates")
            await assert_answers(telegram, STRANGER + 100)
            printed = await program.stopped()
    assert printed.count("không nhận được tin") == len(answers)
    assert "Traceback" not in printed
    assert_no_token(printed)


WORK_THAT_LASTS = """
import asyncio, sys
from bot.cli import main
from bot.runtime import Runtime
async def lasts(*args):
    print("việc kéo dài", file=sys.stderr, flush=True)
    await asyncio.sleep(60)
Runtime._tick = lasts
main(["run"])
"""


@pytest.mark.parametrize("log_level", ["DEBUG", "INFO"])
async def test_stopped_while_a_timer_is_at_work_it_logs_no_failure(tmp_path: Path, log_level: str) -> None:
    """The scheduler takes a job that it cancels for one that failed, and logs a page of it."""
    with new_telegram(tmp_path) as telegram:
        async with serve(telegram.app) as url, running(tmp_path, url, WORK_THAT_LASTS, log_level) as program:
            await program.printed("việc kéo dài")
            printed = await program.stopped()
    assert "Traceback" not in printed
    assert "CancelledError" not in printed
    assert " ERROR " not in printed


WORK_THAT_HANGS = """
import asyncio, sys, time
import bot.running
from bot.cli import main
from bot.runtime import Runtime
bot.running._STOPS_WITHIN_SECONDS = 0.5
async def hangs(*args):
    print("việc treo", file=sys.stderr, flush=True)
    await asyncio.to_thread(time.sleep, 60)
Runtime._tick = hangs
main(["run"])
"""


async def test_stopped_while_a_thread_hangs_it_ends_all_the_same_and_says_so(tmp_path: Path) -> None:
    with new_telegram(tmp_path) as telegram:
        async with serve(telegram.app) as url, running(tmp_path, url, WORK_THAT_HANGS, "INFO") as program:
            await program.printed("việc treo")
            printed = await program.stopped()
    assert "dừng ngay; chưa mất gì" in printed


async def test_stopped_while_it_waits_for_the_network_it_logs_no_failure(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    async with running(tmp_path, url, log_level="INFO") as program:
        await program.printed("đang chờ mạng")
        printed = await program.stopped()
    assert "Traceback" not in printed
    assert " ERROR " not in printed


async def test_without_a_network_the_start_is_waited_for(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with new_telegram(tmp_path) as telegram:
        async with running(tmp_path, f"http://127.0.0.1:{port}") as program:
            await program.printed("đang chờ mạng")
            async with serve(telegram.app, port):
                await assert_answers(telegram, STRANGER + 1)
                printed = await program.stopped()
    assert printed.count("đang chờ mạng") == 1
    assert_no_token(printed)


async def test_a_token_that_is_refused_at_the_start_ends_with_one_sentence(tmp_path: Path) -> None:
    sandbox_only = SandboxTelegram(tmp_path / "telegram", SetClock(at("23/11/2026")), "1000000:another")
    with sandbox_only as telegram:
        async with serve(telegram.app) as url, running(tmp_path, url, log_level="INFO") as program:
            code, printed = await program.ended()
    assert (code, sentences(printed)) == (1, [REFUSED])
    assert_no_token(printed)


WITHOUT_PAUSES = """
from functools import partial
import bot.runtime
from bot.cli import main
async def no_pause(seconds): pass
bot.runtime.Poller = partial(bot.runtime.Poller, pause=no_pause)
main(["run"])
"""


async def test_a_token_refused_five_times_in_a_row_ends_the_run_with_one_sentence(tmp_path: Path) -> None:
    with new_telegram(tmp_path) as telegram:
        telegram.api.fail_next("getUpdates", *UNAUTHORIZED, count=5)
        async with serve(telegram.app) as url, running(tmp_path, url, WITHOUT_PAUSES, "INFO") as program:
            code, printed = await program.ended()
    assert code == 1
    assert [line for line in sentences(printed) if not line.startswith("Nhắc Việc đang chạy")] == [REFUSED]
    assert_no_token(printed)


WITH_THE_TOKEN_IN_ITS_ERRORS = """
import os
from urllib.parse import quote
import bot.running
from bot.cli import main
from bot.desk import Desk
token = os.environ["TELEGRAM_BOT_TOKEN"]
def fail(*args):
    raise RuntimeError(f"https://api.telegram.org/bot{token}/getFile?again={quote(token, safe='')}")
"""
IN_A_HANDLER_AND_WHILE_STORING = """
from bot.inbox import Inbox
keep = Inbox.keep
def keep_at_last(inbox, updates):
    Inbox.keep = keep
    fail()
Inbox.keep, Desk._carry_out = keep_at_last, fail
main(["run"])
"""
AT_THE_START = """
bot.taking_up.ready = fail
main(["run"])
"""


async def test_faults_are_logged_without_the_token_and_the_run_goes_on(tmp_path: Path) -> None:
    """The first message is stored at the second try; then its handler fails."""
    with new_telegram(tmp_path) as telegram:
        script = WITH_THE_TOKEN_IN_ITS_ERRORS + IN_A_HANDLER_AND_WHILE_STORING
        async with serve(telegram.app) as url, running(tmp_path, url, script) as program:
            telegram.send_text(STRANGER, "xin chào")
            await program.printed("không nhận được tin: RuntimeError")
            await program.printed("RuntimeError: https://")
            printed = await program.stopped()
    assert "RuntimeError: https://api.telegram.org/bot<token>/getFile?again=<token>" in printed
    assert_no_token(printed)


async def test_a_traceback_with_the_token_in_it_is_printed_without_it(tmp_path: Path) -> None:
    with new_telegram(tmp_path) as telegram:
        script = WITH_THE_TOKEN_IN_ITS_ERRORS + AT_THE_START
        async with serve(telegram.app) as url, running(tmp_path, url, script) as program:
            code, printed = await program.ended()
    assert code == 1
    assert printed.count("RuntimeError: https://api.telegram.org/bot<token>/getFile?again=<token>") == 1
    assert_no_token(printed)
