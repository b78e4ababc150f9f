"""The digital signatures of a PDF, by pyHanko: sound or not, whose, when, and believed by which anchor.

1. A real file is seldom strictly well formed: it is read leniently. 2. Sound is what is intact, valid, covers at
least its whole revision, and was followed by nothing but what may follow. 3. Filled fields of an old kind are
counted apart: nothing verifies them. 4. The chain is judged now; where a certificate is out of its days, at the
time of signing. 5. An old hash makes a signature weak, never forged. 6. Either use of a key for signing will do.
7. Trust is a chain to an anchor. 8. Nothing is fetched; revocation lists lie in the folder.
"""

import asyncio
import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import DictionaryObject, parse_pdf_date
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import (
    CMSExtractionError,
    MultivaluedAttributeError,
    NonexistentAttributeError,
    extract_certificate_info,
    extract_signer_info,
    find_cms_attribute_iter,
    match_issuer_serial,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import (
    extract_self_reported_ts,
    message_imprint_checker,
    validate_sig_integrity,
    validate_tst_signed_data,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel, TimestampSignatureStatus
from pyhanko_certvalidator.errors import InvalidCertificateError

from jobs.inspecting import chains
from jobs.inspecting.pdf_reader import SignedPdfReader, open_signed
from jobs.inspecting.trust import TrustStore, attribute, certificate_of
from models.rules.inspection.reading import SignatureRead, Signer, Trust
from models.rules.inspection.signing import signer_of
from models.rules.inspection.signing_clock import SigningTime, signing_time
from models.rules.zone import VIETNAM

_DOCUMENT_TIMESTAMP = str(SigSeedSubFilter.ETSI_RFC3161.value)
_KINDS = {str(each.value) for each in SigSeedSubFilter} - {_DOCUMENT_TIMESTAMP}
_FOR_SIGNING = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
# What a malformed signature or file makes the libraries raise; the former name it, the latter stumble over it.
_MALFORMED_DATA = (
    PdfError,
    SignatureValidationError,
    CMSExtractionError,
    MultivaluedAttributeError,
    ValueError,
)
_MALFORMED = (
    *_MALFORMED_DATA,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    NotImplementedError,
)


class UnreadablePdf(ValueError):
    """A file in which no signature can be looked for: damaged, or it does not open without a password."""


@dataclass(frozen=True)
class _Filled:
    """A filled signature field; `signature` None where what fills it is malformed."""

    name: str
    kind: str
    said_by: str
    signature: EmbeddedPdfSignature | None

    @property
    def revision(self) -> float:
        """Which revision of the file it made."""
        return self.signature.signed_revision if self.signature else math.inf


def read_signatures(
    data: bytes, trust: TrustStore, *, now: datetime, received_at: datetime | None = None
) -> tuple[tuple[SignatureRead, ...], int]:
    """The signatures in the order in which they were made, and how many filled fields are of an old kind.

    now: when it is judged; received_at: when the file was there (default: now), which tells a clock that is
    seven hours ahead. Document timestamps are nobody's signature. Raises UnreadablePdf.
    """
    try:
        fields = list(_fields(open_signed(data)))
    except _MALFORMED as error:
        raise UnreadablePdf(str(error)) from error
    made = [each for each in fields if each.kind in _KINDS]
    old = len(fields) - len(made) - sum(each.kind == _DOCUMENT_TIMESTAMP for each in fields)
    return tuple(_all_read(made, trust, now, received_at or now)), old


def _all_read(
    made: Sequence[_Filled], trust: TrustStore, now: datetime, received_at: datetime
) -> list[SignatureRead]:
    """In the order in which they were made; what was signed over with a trusted timestamp is no younger than it."""
    read: list[SignatureRead] = []
    there_at = received_at
    for each in sorted(made, key=lambda filled: filled.revision, reverse=True):
        found = _read(each, trust, now, there_at)
        if found.is_stamped and found.signed_at is not None:
            there_at = min(there_at, found.signed_at)
        read.insert(0, found)
    return read


def _fields(reader: PdfFileReader) -> Iterator[_Filled]:
    for name, value, field in enumerate_sig_fields(reader, filled_status=True):
        filling = value.get_object()
        kind = str(filling.get("/SubFilter", "")) if isinstance(filling, DictionaryObject) else ""
        if kind in _KINDS and filling.get("/Type") == "/DocTimeStamp":
            kind = _DOCUMENT_TIMESTAMP
        signature = _signature(reader, field, name) if kind in _KINDS else None
        said_by = str(filling.get("/Name", "")) if kind in _KINDS else ""
        yield _Filled(name, kind, said_by, signature)


def _signature(reader: PdfFileReader, field: Any, name: str) -> EmbeddedPdfSignature | None:
    try:
        return EmbeddedPdfSignature(reader, field, name)
    except _MALFORMED:
        return None


def _read(filled: _Filled, trust: TrustStore, now: datetime, there_at: datetime) -> SignatureRead:
    """What cannot be taken apart is a broken signature, by whom the file says."""
    if filled.signature is not None:
        try:
            return _judged(filled.name, filled.signature, trust, now, there_at)
        except _MALFORMED_DATA:
            pass  # it is said of it below
    name = _composed(filled.said_by)
    signer = signer_of(name) if name else Signer.PERSON
    return SignatureRead(field=filled.name, name=name, signer=signer, intact=False, trust=Trust.UNKNOWN)


def _judged(
    field: str, signature: EmbeddedPdfSignature, trust: TrustStore, now: datetime, there_at: datetime
) -> SignatureRead:
    signer, others = _certificates(signature)
    is_sound = _is_sound(signature, signer)
    leaf, embedded = certificate_of(signer.dump()), list(_loaded(others))
    time = _time(signature, trust, embedded, there_at)
    at = time.at or now
    may_sign = _may_sign(signer)
    chain = chains.find_chain(trust, leaf, embedded, (now, time.at)) if may_sign else None
    name, organisation, unit = (
        _composed(attribute(leaf.subject, oid))
        for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME)
    )
    return SignatureRead(
        field=field,
        name=name or unit or organisation,
        organisation=organisation,
        unit=unit,
        title=_composed(attribute(leaf.subject, NameOID.TITLE)),
        signer=signer_of(name, organisation, unit),
        intact=is_sound,
        trust=chains.trust_of(trust, leaf, embedded, chain) if may_sign else Trust.UNKNOWN,
        anchor=chain.anchor if chain else "",
        signed_at=time.at,
        is_stamped=time.is_stamped,
        clock_ahead=time.is_ahead,
        in_force=leaf.not_valid_before_utc <= at <= leaf.not_valid_after_utc,
        certificate_until=leaf.not_valid_after_utc,
        revoked=chains.is_revoked(trust, chain, now, time.at, time.is_stamped),
        weak=chains.is_weak(leaf) or chains.is_weak_hash(signature.md_algorithm),
    )


def _certificates(signature: EmbeddedPdfSignature) -> tuple[asn1.Certificate, list[asn1.Certificate]]:
    """The signer's and the others, as pyHanko tells them apart; but it compares the names of all, which takes
    long."""
    said, signer = signature.signed_data, signature.signer_info["sid"]
    if signer.name != "issuer_and_serial_number":
        came = extract_certificate_info(said)
        return came.signer_cert, came.other_certs
    found = [each.chosen.untag() for each in said["certificates"] if each.name == "certificate"]
    meant = [each for each in found if _is_meant(signer.chosen, each)]
    if not meant:
        raise CMSExtractionError("the signer's certificate is missing")  # type: ignore[no-untyped-call]
    return meant[-1], [each for each in found if all(each is not other for other in meant)]


def _is_meant(signer: Any, certificate: asn1.Certificate) -> bool:
    """One with another serial number cannot be."""
    is_its_number: bool = certificate["tbs_certificate"]["serial_number"] == signer["serial_number"]
    return is_its_number and match_issuer_serial(signer, certificate)


def _loaded(certificates: Sequence[Any]) -> Iterator[x509.Certificate]:
    """Those that can be read; the others lead nowhere."""
    for each in certificates:
        try:
            yield certificate_of(each.dump())
        except ValueError:
            continue


def _is_sound(signature: EmbeddedPdfSignature, signer: asn1.Certificate) -> bool:
    """Nothing is asked here of the hash, which may be old, nor of the certificate.

    Raises SignatureValidationError where the signature names another certificate as its signer's.
    """
    try:
        signature.compute_integrity_info()  # type: ignore[no-untyped-call]
        shape = signature.summarise_integrity_info()
        intact, valid = validate_sig_integrity(
            _fresh_signer_info(signature), signer, "data", signature.compute_digest()
        )
    except _MALFORMED as error:
        if getattr(error, "ades_subindication", None) is AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND:
            raise
        return False
    is_covered = shape["coverage"] is SignatureCoverageLevel.ENTIRE_FILE or (
        shape["coverage"] is SignatureCoverageLevel.ENTIRE_REVISION
        and _ends_with_its_last_revision(signature.reader)
    )
    is_unchanged = isinstance(shape["diff_result"], DiffResult) and (
        shape["diff_result"].modification_level != ModificationLevel.OTHER
    )
    return bool(intact and valid and is_covered and is_unchanged and shape["docmdp_ok"])


def _ends_with_its_last_revision(reader: PdfFileReader) -> bool:
    return isinstance(reader, SignedPdfReader) and reader.ends_with_its_last_revision


def _fresh_signer_info(signature: EmbeddedPdfSignature) -> Any:
    """As it is written: what has been looked into is encoded anew, which takes its time, when it is verified."""
    return extract_signer_info(cms.ContentInfo.load(signature.pkcs7_content)["content"])


def _may_sign(certificate: asn1.Certificate) -> bool:
    """A certificate that names no use of its key may be used for any (RFC 5280, 4.2.1.3)."""
    if certificate.key_usage_value is None:
        return True
    try:
        _FOR_SIGNING.validate(certificate)
    except InvalidCertificateError:
        return False
    return True


def _time(
    signature: EmbeddedPdfSignature,
    trust: TrustStore,
    embedded: Sequence[x509.Certificate],
    there_at: datetime,
) -> SigningTime:
    stamped, unproven = _stamps(signature, trust, embedded)
    return signing_time(
        claimed=_aware(extract_self_reported_ts(signature.signer_info)),
        written=_written(signature),
        stamped=stamped,
        unproven=unproven,
        no_later_than=there_at,
    )


def _written(signature: EmbeddedPdfSignature) -> datetime | None:
    """The date beside the signature in the file, local where it names no zone."""
    try:
        return _aware(parse_pdf_date(signature.sig_object["/M"], strict=False))
    except _MALFORMED:
        return None


def _aware(moment: datetime | None) -> datetime | None:
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=VIETNAM)
    return moment and moment.astimezone(UTC)


def _stamps(
    signature: EmbeddedPdfSignature, trust: TrustStore, embedded: Sequence[x509.Certificate]
) -> tuple[datetime | None, datetime | None]:
    """The time of a sound timestamp whose authority chains to an anchor; else that of one whose does not."""
    unproven = None
    for token in _tokens(signature.signer_info):
        try:
            at = token["encap_content_info"]["content"].parsed["gen_time"].native
            checked = validate_tst_signed_data(
                token, chains.context(trust, embedded, at), message_imprint_checker(signature.signer_info)
            )
            status = TimestampSignatureStatus(**asyncio.run(checked))
        except _MALFORMED:
            continue
        if status.trusted:
            return at, None
        if status.intact and status.valid:
            unproven = unproven or at
    return None, unproven


def _tokens(signer_info: Any) -> list[Any]:
    try:
        tokens = find_cms_attribute_iter(signer_info["unsigned_attrs"], "signature_time_stamp_token")
    except NonexistentAttributeError:
        return []
    return [each["content"] for each in tokens]


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))
