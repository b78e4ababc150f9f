"""From a signer's certificate to an anchor: offline, with the known intermediates at hand."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import x509 as asn1  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import DisallowedAlgorithmError, PathBuildingError, ValidationError
from pyhanko_certvalidator.policy_decl import (
    AcceptAllAlgorithms,
    AlgorithmUsagePolicy,
    DisallowWeakAlgorithmsPolicy,
)

from jobs.inspecting.trust import Revocations, TrustStore, common_name, der_of, is_list_of, names
from models.rules.inspection.reading import Trust
from models.rules.inspection.signing import bears_official_name

_WEAK_HASHES = ("md2", "md5", "sha1")
_STRONG_RSA = 2048
_SOUND = DisallowWeakAlgorithmsPolicy()  # type: ignore[no-untyped-call]
_COMPROMISED = (
    x509.ReasonFlags.key_compromise,
    x509.ReasonFlags.ca_compromise,
    x509.ReasonFlags.aa_compromise,
)


@dataclass(frozen=True)
class Chain:
    """The certificates from an anchor down to the signer's."""

    certificates: tuple[x509.Certificate, ...]

    @property
    def anchor(self) -> str:
        """Its CN."""
        return common_name(self.certificates[0].subject)


def context(trust: TrustStore, embedded: Sequence[x509.Certificate], moment: datetime) -> ValidationContext:
    """What pyHanko needs to judge at `moment`; nothing is fetched."""
    return _context([each.certificate for each in trust.anchors], _known(trust, embedded), moment)


def find_chain(
    trust: TrustStore,
    leaf: x509.Certificate,
    embedded: Sequence[x509.Certificate],
    moments: Iterable[datetime | None],
) -> Chain | None:
    """The chain to an anchor that holds at the first of `moments` at which there is one.

    Where none does, at the end of the certificate's own days: whom a certificate belongs to is one question,
    whether it was in force another.
    """
    anchors = [each.certificate for each in trust.anchors]
    if not anchors:
        return None
    for moment in (*moments, leaf.not_valid_after_utc):
        if moment is not None and (found := _chain(anchors, leaf, _known(trust, embedded), moment)):
            return found
    return None


def trust_of(
    trust: TrustStore, leaf: x509.Certificate, embedded: Sequence[x509.Certificate], chain: Chain | None
) -> Trust:
    """Whether the chain reaches an anchor; without one, whether official names were used.

    The very certificate of an official authority that came with the signature and issued it is only not
    installed: its name is its own.
    """
    if chain is not None:
        return Trust.ANCHORED
    pinned = [each for each in embedded if trust.is_pinned(each)]
    if pinned and _chain(pinned, leaf, embedded, leaf.not_valid_after_utc):
        return Trust.UNKNOWN
    borne = [leaf.issuer, *(each.subject for each in embedded)]
    is_official = any(bears_official_name(*names(each)) for each in borne)
    return Trust.NAMED_ONLY if is_official else Trust.UNKNOWN


def is_revoked(
    trust: TrustStore, chain: Chain | None, now: datetime, signed_at: datetime | None, is_stamped: bool
) -> bool | None:
    """Whether a certificate of the chain was revoked when it signed; None: no fresh list says anything of it.

    A list that is out of date still proves a revocation that it names. One after the signature does not touch it,
    unless the key was stolen and no timestamp authority says that the signature is older.
    """
    answer: bool | None = None
    for issuer, issued in _pairs(chain):
        answer = None
        for each in _lists_of(trust, issuer):
            entry = each.revoked.get_revoked_certificate_by_serial_number(issued.serial_number)
            if entry is not None and _counts(entry, signed_at, is_stamped):
                return True
            if each.is_fresh(now):
                answer = False
    return answer


def is_weak(certificate: x509.Certificate) -> bool:
    """A hash or a key below today's measure."""
    key, used = certificate.public_key(), certificate.signature_hash_algorithm
    is_short = isinstance(key, rsa.RSAPublicKey) and key.key_size < _STRONG_RSA
    return is_short or (used is not None and is_weak_hash(used.name))


def is_weak_hash(name: str) -> bool:
    """MD5, SHA-1 and older."""
    return name.lower().replace("-", "") in _WEAK_HASHES


def _chain(
    anchors: Sequence[x509.Certificate],
    leaf: x509.Certificate,
    known: Sequence[x509.Certificate],
    moment: datetime,
) -> Chain | None:
    """With a sound policy; an old hash is forgiven on the signer's own certificate alone, which is then weak."""
    try:
        return _validated(anchors, leaf, known, moment, _SOUND)
    except DisallowedAlgorithmError:
        pass  # asked again, leniently
    except (PathBuildingError, ValidationError, ValueError):
        return None
    try:
        found = _validated(anchors, leaf, known, moment, AcceptAllAlgorithms())
    except (PathBuildingError, ValidationError, ValueError):
        return None
    return None if any(map(is_weak, found.certificates[1:-1])) else found


def _validated(
    anchors: Sequence[x509.Certificate],
    leaf: x509.Certificate,
    known: Sequence[x509.Certificate],
    moment: datetime,
    policy: AlgorithmUsagePolicy,
) -> Chain:
    validator = CertificateValidator(_asn1(leaf), validation_context=_context(anchors, known, moment, policy))
    path = asyncio.run(validator.async_validate_path())
    return Chain(
        tuple(x509.load_der_x509_certificate(each.dump()) for each in path.iter_certs(include_root=True))
    )


def _context(
    anchors: Sequence[x509.Certificate],
    known: Sequence[x509.Certificate],
    moment: datetime,
    policy: AlgorithmUsagePolicy | None = None,
) -> ValidationContext:
    return ValidationContext(
        trust_roots=[_asn1(each) for each in anchors],
        other_certs=[_asn1(each) for each in known],
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
        algorithm_usage_policy=policy,
    )


def _known(trust: TrustStore, embedded: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    return [*(each.certificate for each in trust.intermediates), *embedded]


def _pairs(chain: Chain | None) -> Iterable[tuple[x509.Certificate, x509.Certificate]]:
    """Each certificate below the anchor, after its issuer; the signer's comes last."""
    return zip(chain.certificates, chain.certificates[1:], strict=False) if chain else ()


def _lists_of(trust: TrustStore, issuer: x509.Certificate) -> Iterable[Revocations]:
    return (each for each in trust.revocations if is_list_of(each.revoked, issuer))


def _counts(entry: x509.RevokedCertificate, signed_at: datetime | None, is_stamped: bool) -> bool:
    if signed_at is None or entry.revocation_date_utc <= signed_at:
        return True
    return not is_stamped and _reason(entry) in _COMPROMISED


def _reason(entry: x509.RevokedCertificate) -> x509.ReasonFlags | None:
    try:
        return entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        return None


def _asn1(certificate: x509.Certificate) -> Any:
    return asn1.Certificate.load(der_of(certificate))
