"""Why Telegram does not answer, or answers that nothing is to be had: an error of the network as one value.

The one place that judges it, for the poller, the start, the alarm to the admins and `doctor`.
"""

import errno
import socket
import ssl
from collections.abc import Iterator
from enum import StrEnum

import httpx
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram_api import NotTelegrams


class Silence(StrEnum):
    """The cause, as far as the machine can know it."""

    NO_NETWORK = "no_network"
    DNS = "dns"
    REFUSED = "refused"
    UNREACHED = "unreached"
    CUT = "cut"
    SLOW = "slow"
    PROXY = "proxy"
    PROXY_PASSWORD = "proxy_password"
    TLS = "tls"
    CLOCK = "clock"
    PORTAL = "portal"
    SERVER = "server"
    ASKED_TO_WAIT = "asked_to_wait"
    TOKEN = "token"
    OTHER_POLLER = "other_poller"
    WEBHOOK = "webhook"
    UNKNOWN = "unknown"


_BY_ERRNO = {
    errno.ENETUNREACH: Silence.NO_NETWORK,
    errno.ENETDOWN: Silence.NO_NETWORK,
    errno.EHOSTUNREACH: Silence.NO_NETWORK,
    errno.ECONNREFUSED: Silence.REFUSED,
    errno.ECONNRESET: Silence.CUT,
    errno.ECONNABORTED: Silence.CUT,
    errno.EPIPE: Silence.CUT,
    errno.ETIMEDOUT: Silence.UNREACHED,
}
_BY_KIND: tuple[tuple[type[BaseException], Silence], ...] = (
    (InvalidToken, Silence.TOKEN),
    (RetryAfter, Silence.ASKED_TO_WAIT),
    (socket.gaierror, Silence.DNS),
    (ssl.SSLError, Silence.TLS),
    (httpx.ConnectTimeout, Silence.UNREACHED),
    (httpx.ConnectError, Silence.UNREACHED),
    (httpx.TimeoutException, Silence.SLOW),
    (httpx.NetworkError, Silence.CUT),
    (httpx.RemoteProtocolError, Silence.CUT),
)
# Of what connects: behind a proxy it is the proxy that cannot be had.
_NOT_CONNECTED = (Silence.DNS, Silence.REFUSED, Silence.UNREACHED, Silence.NO_NETWORK)
# OpenSSL's verify codes (x509_vfy.h): not yet valid, expired. A right certificate looks so to a wrong clock.
_BY_THE_CLOCK = (9, 10)


def why_silent(error: BaseException, via_proxy: bool = False) -> Silence:
    """What an error of a call to Telegram means; `via_proxy`: whether the call goes through one."""
    causes = list(_causes(error))
    found = next((why for each in reversed(causes) if (why := _meaning(each))), Silence.UNKNOWN)
    return Silence.PROXY if via_proxy and found in _NOT_CONNECTED else found


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came of, down to what the system said."""
    found: BaseException | None = error
    while found is not None:
        yield found
        if isinstance(found, BaseExceptionGroup):
            yield from _causes(found.exceptions[0])
        found = found.__cause__ or found.__context__


def _meaning(error: BaseException) -> Silence | None:
    match error:
        case NotTelegrams():
            return _of_answer(error.code)
        case Conflict():
            return Silence.WEBHOOK if "webhook" in error.message.lower() else Silence.OTHER_POLLER
        case httpx.ProxyError():
            return Silence.PROXY_PASSWORD if "407" in str(error) else Silence.PROXY
        case ssl.SSLCertVerificationError() if error.verify_code in _BY_THE_CLOCK:
            return Silence.CLOCK
        case OSError() if error.errno in _BY_ERRNO:
            return _BY_ERRNO[error.errno]
    return _of_its_kind(error) or _in_its_words(error)


def _of_answer(code: int) -> Silence:
    """An answer that is not Telegram's, by its status."""
    if code == httpx.codes.PROXY_AUTHENTICATION_REQUIRED:
        return Silence.PROXY_PASSWORD
    return Silence.SERVER if code >= 500 else Silence.PORTAL


def _of_its_kind(error: BaseException) -> Silence | None:
    return next((why for kind, why in _BY_KIND if isinstance(error, kind)), None)


def _in_its_words(error: BaseException) -> Silence | None:
    """What the library keeps in words only."""
    if not isinstance(error, TelegramError):
        return None
    words = error.message
    if "Invalid server response" in words:
        return Silence.PORTAL
    return Silence.SERVER if "Bad Gateway" in words or "(5" in words else None
