"""When a signature was made: whose clock is believed, and how far."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Vietnam's clock is seven hours ahead of UTC: a tool that writes local time and calls it UTC is seven hours ahead.
_AHEAD = timedelta(hours=7)
_ABOUT = timedelta(hours=1)
# A clock that is merely fast is left alone.
_FAST = timedelta(minutes=15)


@dataclass(frozen=True)
class SigningTime:
    """`at` None where nobody says when. `is_ahead`: a clock wrote local time as UTC, and `at` is put right."""

    at: datetime | None
    is_stamped: bool = False
    is_ahead: bool = False


def signing_time(
    claimed: datetime | None,
    written: datetime | None = None,
    stamped: datetime | None = None,
    unproven: datetime | None = None,
    no_later_than: datetime | None = None,
) -> SigningTime:
    """The time of a signature by what is said of it; all moments are aware.

    claimed: the signer's clock in the signature. written: the date beside it in the file (/M). stamped: the time
    of a trusted timestamp authority, which comes first and is never shifted. unproven: that of an authority whose
    chain reaches no anchor: it proves nothing, and only shows the clock wrong. no_later_than: when the file was
    there at the latest: received, or signed over with a trusted timestamp.

    Seven hours ahead, give or take one, of any of the other clocks is local time written as UTC; so is a
    time that lies up to eight hours after the file was there already. A clock that shows neither is believed:
    of a file received days later nothing tells the difference.
    """
    own = claimed or written
    if own is None:
        return SigningTime(stamped, is_stamped=stamped is not None)
    others = (stamped, unproven, written)
    is_ahead = any(each is not None and abs(own - each - _AHEAD) <= _ABOUT for each in others)
    if not is_ahead and stamped is None and no_later_than is not None:
        is_ahead = _FAST < own - no_later_than <= _AHEAD + _ABOUT
    if stamped is not None:
        return SigningTime(stamped, is_stamped=True, is_ahead=is_ahead)
    return SigningTime(own - _AHEAD if is_ahead else own, is_ahead=is_ahead)
