"""Reads the bytes of a file step by step: what it is, its signatures, its text. Each tells all known so far."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pyhanko.pdf_utils.misc import PdfDecodeLimitError

from jobs.inspecting import office
from jobs.inspecting.limits import Budget, Limits
from jobs.inspecting.pdf import DAMAGED, active_content, from_header, open_pdf, telling_names
from jobs.inspecting.pdf_reader import open_signed
from jobs.inspecting.pictures import is_stamped
from jobs.inspecting.text import TextRead, read_text
from jobs.inspecting.trust import TrustStore, read_trust
from models.rules.inspection.document import read_document
from models.rules.inspection.reading import DocumentRead, FileRead, SignatureRead, Stopped
from models.rules.inspection.stamps import names_signed
from models.store import media_type


@dataclass(frozen=True)
class Circumstances:
    """What is known of a file beside its bytes: when it is judged, when it came, what its sender called it."""

    now: datetime
    received_at: datetime | None = None
    file_name: str = ""


def read_in_steps(
    data: bytes, trust: TrustStore, known: Circumstances, limits: Limits, budget: Budget
) -> Iterator[FileRead]:
    """The last one is the whole. Raises MemoryError where the process may not grow any more."""
    read = FileRead(media_type=media_type(data), size=len(data), has_anchors=trust.has_anchors)
    if len(data) > limits.size:
        yield _with(read, stopped=Stopped.SIZE)
    elif not data:
        yield _with(read, is_damaged=True)
    elif read.media_type == "application/pdf":
        yield read
        yield from _pdf_in_steps(read, from_header(data), trust, known, limits, budget)
    else:
        yield read
        marked = read_document((office.first_text(data, read.media_type),)).secrecy
        yield _with(read, document=DocumentRead(secrecy=marked))


def read_now(
    data: bytes,
    *,
    now: datetime,
    trust_dir: Path | None = None,
    received_at: datetime | None = None,
    file_name: str = "",
    limits: Limits | None = None,
) -> FileRead:
    """The whole reading in this process: nothing guards it against a hostile file, and no loop may be running."""
    limits = limits or Limits()
    known = Circumstances(now, received_at, file_name)
    *_, read = read_in_steps(data, read_trust(trust_dir), known, limits, Budget(limits.seconds))
    return read


def _pdf_in_steps(
    read: FileRead, data: bytes, trust: TrustStore, known: Circumstances, limits: Limits, budget: Budget
) -> Iterator[FileRead]:
    opened = open_pdf(data)
    read = _with(
        read,
        page_count=opened.page_count,
        is_encrypted=opened.is_encrypted,
        needs_password=opened.needs_password,
        is_damaged=not opened.needs_password and not opened.page_count,
    )
    yield read
    if opened.document is None:
        return
    with closing(opened.document) as document:
        told = telling_names(data)
        if told.may_act:
            read = _with_active_content(read, data)
            yield read
        read = _with_signatures(read, data, trust, known, told.may_hold_form)
        yield read
        text = read_text(data, document, limits, budget)
        is_signed = bool(read.signatures or read.old_signatures)
        says_so = text.is_boxed or names_signed(known.file_name)
        looks_signed = not is_signed and (says_so or is_stamped(document, text.pages))
        yield _with_text(read, text, looks_signed)


def _with_active_content(read: FileRead, data: bytes) -> FileRead:
    try:
        return _with(read, active=active_content(data))
    except PdfDecodeLimitError:
        return _with(read, stopped=Stopped.SIZE)
    except DAMAGED:
        return _with(read, is_damaged=True)


def _with_signatures(
    read: FileRead, data: bytes, trust: TrustStore, known: Circumstances, may_hold_form: bool
) -> FileRead:
    try:
        signatures, old = _signatures(data, trust, known, may_hold_form)
    except DAMAGED as error:
        is_bomb = any(isinstance(each, PdfDecodeLimitError) for each in (error, error.__cause__))
        return _with(read, stopped=Stopped.SIZE) if is_bomb else _with(read, is_damaged=True)
    return _with(read, signatures=signatures, old_signatures=old)


def _signatures(
    data: bytes, trust: TrustStore, known: Circumstances, may_hold_form: bool
) -> tuple[tuple[SignatureRead, ...], int]:
    """Without a form there is none, and pyHanko's validation, half of what a child loads, is not needed."""
    if not may_hold_form and "/AcroForm" not in open_signed(data).root:
        return (), 0
    from jobs.inspecting.signatures import read_signatures

    return read_signatures(data, trust, now=known.now, received_at=known.received_at)


def _with_text(read: FileRead, text: TextRead, looks_signed: bool) -> FileRead:
    return _with(
        read,
        pages=text.pages,
        letters=text.letters,
        stopped=read.stopped or text.stopped,
        is_damaged=read.is_damaged or text.is_damaged,
        looks_signed=looks_signed,
        document=read_document(text.pages),
    )


def _with(read: FileRead, **more: object) -> FileRead:
    return read.model_copy(update=more)
