"""An error of the network has one name and one sentence with the next step, whoever meets it."""

import errno
import socket
import ssl
from itertools import pairwise

import httpx
import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.silence import Silence, why_silent
from bot.telegram_api import NotTelegrams
from bot.texts.silence import WHY


def wrapped(*errors: BaseException) -> BaseException:
    """Each came of the next, as python-telegram-bot, httpx and the system hand them up."""
    for outer, inner in pairwise(errors):
        outer.__cause__ = inner
    return errors[0]


def certificate(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError("certificate verify failed")
    error.verify_code = code
    return error


def connecting(inner: BaseException) -> BaseException:
    return wrapped(NetworkError("httpx.ConnectError"), httpx.ConnectError("all attempts failed"), inner)


NAMED = [
    (connecting(socket.gaierror(socket.EAI_AGAIN, "Temporary failure")), Silence.DNS),
    (connecting(OSError(errno.ENETUNREACH, "unreachable")), Silence.NO_NETWORK),
    (connecting(ConnectionRefusedError(errno.ECONNREFUSED, "refused")), Silence.REFUSED),
    (
        connecting(
            wrapped(
                OSError("All"), ExceptionGroup("", [ConnectionRefusedError(errno.ECONNREFUSED, "refused")])
            )
        ),
        Silence.REFUSED,
    ),
    (connecting(certificate(20)), Silence.TLS),
    (connecting(certificate(9)), Silence.CLOCK),
    (connecting(certificate(10)), Silence.CLOCK),
    (wrapped(TimedOut(), httpx.ConnectTimeout("")), Silence.UNREACHED),
    (wrapped(TimedOut(), httpx.ReadTimeout("")), Silence.SLOW),
    (wrapped(NetworkError(""), httpx.RemoteProtocolError("Server disconnected")), Silence.CUT),
    (wrapped(NetworkError(""), httpx.ReadError(""), ConnectionResetError(errno.ECONNRESET, "")), Silence.CUT),
    (
        wrapped(NetworkError(""), httpx.ProxyError("407 Proxy Authentication Required")),
        Silence.PROXY_PASSWORD,
    ),
    (wrapped(NetworkError(""), httpx.ProxyError("502 Bad Gateway")), Silence.PROXY),
    (NotTelegrams(200), Silence.PORTAL),
    (NotTelegrams(404), Silence.PORTAL),
    (NotTelegrams(407), Silence.PROXY_PASSWORD),
    (NotTelegrams(502), Silence.SERVER),
    (InvalidToken("Unauthorized"), Silence.TOKEN),
    (RetryAfter(5), Silence.ASKED_TO_WAIT),
    (Conflict("terminated by other getUpdates request; make sure that only one"), Silence.OTHER_POLLER),
    (Conflict("can't use getUpdates method while webhook is active; use deleteWebhook"), Silence.WEBHOOK),
    (TelegramError("một điều lạ"), Silence.UNKNOWN),
    (RuntimeError("lỗi của chương trình"), Silence.UNKNOWN),
]


@pytest.mark.parametrize(("error", "silence"), NAMED, ids=lambda value: getattr(value, "value", ""))
def test_an_error_is_named_by_what_it_came_of(error: BaseException, silence: Silence) -> None:
    assert why_silent(error) is silence


def test_behind_a_proxy_it_is_the_proxy_that_cannot_be_had() -> None:
    refused = connecting(ConnectionRefusedError(errno.ECONNREFUSED, "refused"))
    assert why_silent(refused, via_proxy=True) is Silence.PROXY
    assert why_silent(InvalidToken("Unauthorized"), via_proxy=True) is Silence.TOKEN


def test_every_cause_has_one_sentence_that_says_what_to_do() -> None:
    assert set(WHY) == set(Silence)
    for said in WHY.values():
        cause, _, step = said.partition("; ")
        assert cause and step.endswith(".")
