"""What was read of a file, before anybody asks what it is for: values that pass between processes and to disk.

Moments are aware, in UTC; days are days in Vietnam. Text is NFC.
"""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Signer(StrEnum):
    """Whose signature it is (Decree 30/2020 art. 5: a document needs both)."""

    PERSON = "person"
    AGENCY = "agency"


class Trust(StrEnum):
    """Whether the chain reaches an anchor; a name proves nothing."""

    ANCHORED = "anchored"
    UNKNOWN = "unknown"
    # An official name without a chain to an anchor.
    NAMED_ONLY = "named_only"


class SignatureRead(_Read):
    """One signature of a PDF."""

    field: str
    # The certificate's CN, O and OU as they stand in it.
    name: str
    organisation: str = ""
    unit: str = ""
    # What else its subject says of a person: the post.
    title: str = ""
    signer: Signer
    # Cryptographically sound, and nothing changed afterwards but what may.
    intact: bool
    trust: Trust
    # The CN of the anchor that the chain reaches.
    anchor: str = ""
    # A timestamp authority's time, else the signer's own clock; None where neither is said.
    signed_at: datetime | None = None
    is_stamped: bool = False
    # The signer's clock wrote local time as UTC, seven hours ahead; `signed_at` is put right.
    clock_ahead: bool = False
    # Whether the certificate was in force at `signed_at`; until when it is.
    in_force: bool = True
    certificate_until: datetime | None = None
    # By the revocation list used; None: no fresh list, not checked.
    revoked: bool | None = None
    # A hash or key below today's measure.
    weak: bool = False


class Secrecy(StrEnum):
    """The marks of a state secret."""

    CONFIDENTIAL = "MẬT"
    SECRET = "TỐI MẬT"
    TOP_SECRET = "TUYỆT MẬT"


class DocumentRead(_Read):
    """The head of a document by Decree 30/2020 art. 8; what was not found is empty."""

    # The abbreviation of annex III ("KH"), "CV" for a letter, and the words that say so.
    type: str = ""
    type_name: str = ""
    # Number and symbol as they stand ("25/KH-UBND"); "" where the number is blank.
    number: str = ""
    symbol: str = ""
    dated: date | None = None
    # "Tân Kỳ, ngày   tháng 5 năm 2026": month and year without a day.
    day_blank: bool = False
    month_year: str = ""
    subject: str = ""
    # The body that issued it, and the one above it on the page.
    body: str = ""
    body_above: str = ""
    secrecy: Secrecy | None = None


class Stopped(StrEnum):
    """The limit at which the reader was stopped."""

    TIME = "time"
    MEMORY = "memory"
    PAGES = "pages"
    SIZE = "size"
    CRASH = "crash"


class Letters(StrEnum):
    """How the text was had."""

    # No page holds text.
    NONE = "none"
    TEXT = "text"
    # Seen by OCR in an image.
    OCR = "ocr"
    # An old Vietnamese font (TCVN3, VNI), converted.
    OLD_FONT = "old_font"
    # Text that says nothing: no ToUnicode, or an unknown font.
    UNREADABLE = "unreadable"


class FileRead(_Read):
    """A whole file. `pages` hold the text of each page that was read, lines kept, NFC as it stands."""

    media_type: str
    size: int
    page_count: int = 0
    needs_password: bool = False
    is_encrypted: bool = False
    is_damaged: bool = False
    letters: Letters = Letters.NONE
    # "javascript", "embedded_file", "launch", "form" …
    active: tuple[str, ...] = ()
    stopped: Stopped | None = None
    signatures: tuple[SignatureRead, ...] = ()
    # Filled signature fields of a kind that cannot be verified any more.
    old_signatures: int = 0
    # Text on a page that looks like a signature box, or a stamp's image; not a signature.
    looks_signed: bool = False
    # Whether any anchor is installed; whether a fresh revocation list was there.
    has_anchors: bool = False
    document: DocumentRead = DocumentRead()
    pages: tuple[str, ...] = ()

    @property
    def revocation_unknown(self) -> bool:
        """Whether no fresh revocation list told of a signer's certificate."""
        return any(each.revoked is None for each in self.signatures)
