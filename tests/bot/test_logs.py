"""Nobody can forge a line of the log, and no secret reaches one; machines find fields."""

import json
import logging
import sys
from collections.abc import Callable, Iterator

import pytest

from bot import logs
from bot.logs import keep_out, redact, set_up_logging

TOKEN = "700000001:" + "A" * 35
FORGED = "an\n2026-12-15 07:30:00,000 ERROR bot.cli: đã xóa hết\x1b[2K\u2028\u202e.fdp"


Logged = Callable[[], str]


@pytest.fixture
def logged(capsys: pytest.CaptureFixture[str]) -> Iterator[Logged]:
    """What goes to stderr; logging is as it was afterwards."""
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = list(root.handlers), root.level
    yield lambda: capsys.readouterr().err
    root.handlers[:] = handlers
    root.setLevel(level)
    sys.excepthook = hook
    logs._SECRETS.clear()


def test_a_value_ends_no_line_and_hides_nothing(logged: Logged) -> None:
    set_up_logging("INFO")
    logging.getLogger("bot.desk").info("tệp %s", FORGED)
    (line,) = logged().splitlines()
    assert line.endswith(
        r"INFO bot.desk: tệp an\n2026-12-15 07:30:00,000 ERROR bot.cli: đã xóa hết\x1b[2K\u2028\u202e.fdp"
    )


def test_an_errors_words_do_not_begin_a_line_either(logged: Logged) -> None:
    set_up_logging("INFO")
    try:
        raise ValueError(FORGED)
    except ValueError:
        logging.getLogger("bot.desk").exception("hỏng")
    first, *others = logged().splitlines()
    assert "ERROR bot.desk: hỏng" in first
    assert len(others) > 3 and all(line.startswith("    ") for line in others)


def test_json_is_one_object_a_line_with_what_was_given_beside(logged: Logged) -> None:
    set_up_logging("INFO", "json")
    logging.getLogger("jobs.tick").warning("chậm %s", FORGED, extra={"seconds": 3, "who": f"x {TOKEN}\n"})
    try:
        raise ValueError(f"hai\ndòng {TOKEN}")
    except ValueError:
        logging.getLogger("jobs.tick").exception("hỏng")
    first, second = map(json.loads, logged().splitlines())
    assert (first["level"], first["logger"]) == ("WARNING", "jobs.tick")
    assert first["message"].startswith("chậm an\\n2026") and first["at"].endswith("+07:00")
    assert first["fields"] == {"seconds": 3, "who": r"x <token>\n"}
    assert "fields" not in second and second["trace"][-1] == "dòng <token>"


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_secret_reaches_a_line(logged: Logged, form: str) -> None:
    set_up_logging("INFO", form)
    keep_out("https://hc.example/ping/3f2b-bi-mat")
    keep_out(None)
    log = logging.getLogger("bot")
    log.info(
        "gọi https://hc.example/ping/3f2b-bi-mat/fail qua http://an:mat-khau@proxy.example:3128 với %s", TOKEN
    )
    text = logged()
    assert "bi-mat" not in text and "mat-khau" not in text and TOKEN not in text
    assert "proxy.example:3128" in text


def test_an_address_without_a_login_stays_as_it_is() -> None:
    assert redact("http://proxy.example:3128/a@b") == "http://proxy.example:3128/a@b"
