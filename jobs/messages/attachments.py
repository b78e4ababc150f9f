"""What goes along with a message: a stored file, or one made at the moment of sending."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Attachment:
    """A stored file that goes along, under a name of our own."""

    sha256: str
    media_type: str
    name: str


@dataclass(frozen=True)
class QrCode:
    """A picture made at the moment of sending, and kept nowhere."""

    content: str


@dataclass(frozen=True)
class MadeFile:
    """A file made at the moment of sending, and kept nowhere; `name` with its ending."""

    name: str
    data: bytes
