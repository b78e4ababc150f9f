"""Whom to believe: the certificates and revocation lists that the admin put into TRUST_ROOTS_DIR.

A self-signed CA certificate is a root, and an anchor. Any other certificate is a known intermediate; it is an
anchor only where its SHA-256 is in the list of official fingerprints, or in `confirmed.txt` of that folder: an
admin has compared it with its authority. Trust is a chain to an anchor, never a name.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

from jobs.inspecting.official import Official, officials
from models.rules.inspection.signing import bears_official_name
from models.rules.zone import day_of

CONFIRMED = "confirmed.txt"
_CERTIFICATES = (".pem", ".crt", ".cer", ".der", ".p7b")
_REVOCATIONS = ".crl"
_NOTES = (".txt", ".md")
_PEM = b"-----BEGIN "
_PKCS7 = (b"-----BEGIN PKCS7", b"-----BEGIN CMS")
# What the library raises, beside ValueError, over a certificate that is not well formed.
_MALFORMED = (
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
_FINGERPRINT = re.compile(r"(?:[0-9A-F]{2}[: ]?){31}[0-9A-F]{2}")


@dataclass(frozen=True)
class Installed:
    """One certificate of the folder."""

    file: str
    certificate: x509.Certificate
    official: Official | None
    is_confirmed: bool

    @cached_property
    def sha256(self) -> str:
        """Of its DER form, in capitals."""
        return sha256_of(self.certificate)

    @property
    def name(self) -> str:
        return common_name(self.certificate.subject)

    @property
    def until(self) -> date:
        """The last day in Vietnam on which it holds."""
        return day_of(self.certificate.not_valid_after_utc)

    @cached_property
    def is_authority(self) -> bool:
        """Whether it may issue certificates."""
        try:
            limits = self.certificate.extensions.get_extension_for_class(x509.BasicConstraints)
        except x509.ExtensionNotFound:
            return False
        return limits.value.ca

    @cached_property
    def is_root(self) -> bool:
        return self.is_authority and is_issued_by(self.certificate, self.certificate)

    @property
    def is_anchor(self) -> bool:
        return self.is_root or (self.is_authority and (self.official is not None or self.is_confirmed))

    @cached_property
    def is_named_only(self) -> bool:
        """An official name without an official fingerprint."""
        return self.official is None and bears_official_name(*names(self.certificate.subject))


@dataclass(frozen=True)
class Revocations:
    """One revocation list of the folder."""

    file: str
    revoked: x509.CertificateRevocationList

    def is_fresh(self, now: datetime) -> bool:
        """Whether its authority has not yet promised a newer one."""
        until = self.revoked.next_update_utc
        return until is not None and self.revoked.last_update_utc <= now <= until


@dataclass(frozen=True)
class Unread:
    """A file of the folder that is skipped: not of a kind that is read, or its content is not what it should be."""

    file: str
    is_other_kind: bool = False


@dataclass(frozen=True)
class TrustStore:
    """What is installed, read once. `folder` None: none is set; `is_missing`: it is set and is not there."""

    folder: Path | None = None
    is_missing: bool = False
    certificates: tuple[Installed, ...] = ()
    revocations: tuple[Revocations, ...] = ()
    unread: tuple[Unread, ...] = ()
    pins: tuple[Official, ...] = ()

    @property
    def anchors(self) -> tuple[Installed, ...]:
        return tuple(each for each in self.certificates if each.is_anchor)

    @property
    def intermediates(self) -> tuple[Installed, ...]:
        """Known certificates on the way to an anchor."""
        return tuple(each for each in self.certificates if not each.is_anchor)

    @property
    def has_anchors(self) -> bool:
        return any(each.is_anchor for each in self.certificates)

    @property
    def missing(self) -> tuple[Official, ...]:
        """The official certificates that are not installed."""
        there = {each.sha256 for each in self.certificates}
        return tuple(pin for pin in self.pins if pin.sha256 not in there)

    def is_pinned(self, certificate: x509.Certificate) -> bool:
        """Whether it is, byte for byte, an official one, installed or not."""
        return sha256_of(certificate) in {pin.sha256 for pin in self.pins}


def read_trust(folder: Path | None, pins: Sequence[Official] | None = None) -> TrustStore:
    """What lies in TRUST_ROOTS_DIR, which may be unset, missing or empty; `pins` stand in for the official list.

    A file that cannot be read is named in `unread` and skipped. Raises OSError where the folder cannot be listed.
    """
    known = officials() if pins is None else tuple(pins)
    if folder is None or not folder.is_dir():
        return TrustStore(folder, is_missing=folder is not None, pins=known)
    found = _Found(known, _confirmed(folder / CONFIRMED))
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            found.take(path)
    return TrustStore(
        folder,
        certificates=tuple(found.certificates.values()),
        revocations=tuple(found.revocations),
        unread=tuple(found.unread),
        pins=known,
    )


class _Found:
    """What was found in the folder so far."""

    def __init__(self, pins: Sequence[Official], confirmed: frozenset[str]) -> None:
        self._pins = {pin.sha256: pin for pin in pins}
        self._confirmed = confirmed
        self.certificates: dict[str, Installed] = {}
        self.revocations: list[Revocations] = []
        self.unread: list[Unread] = []

    def take(self, path: Path) -> None:
        kind = path.suffix.lower()
        try:
            if kind in _CERTIFICATES:
                self._add_certificates(path.name, certificates_in(path.read_bytes()))
            elif kind == _REVOCATIONS:
                self.revocations += [Revocations(path.name, each) for each in _lists_in(path.read_bytes())]
            elif kind not in _NOTES:
                self.unread.append(Unread(path.name, is_other_kind=True))
        except (
            ValueError,
            UnsupportedAlgorithm,
            OSError,
        ):  # it is named to whoever asks: nhacviec trust, nhacviec doctor
            self.unread.append(Unread(path.name))

    def _add_certificates(self, file: str, certificates: Iterable[x509.Certificate]) -> None:
        """A certificate that lies there twice counts once."""
        for certificate in certificates:
            sha256 = sha256_of(certificate)
            installed = Installed(file, certificate, self._pins.get(sha256), sha256 in self._confirmed)
            self.certificates.setdefault(sha256, installed)


def certificates_in(content: bytes) -> list[x509.Certificate]:
    """The certificates of a PEM, DER or PKCS#7 file. Raises ValueError where it is none, or holds none."""
    try:
        if any(each in content for each in _PKCS7):
            found = pkcs7.load_pem_pkcs7_certificates(content)
        elif _PEM in content:
            found = x509.load_pem_x509_certificates(content)
        else:
            found = _der_certificates(content)
        for each in found:
            _see_through(each)
            list(each.extensions)
    except _MALFORMED as error:
        raise ValueError(str(error)) from error
    if not found:
        raise ValueError("no certificate in it")
    return found


def certificate_of(der: bytes) -> x509.Certificate:
    """A certificate that came with a signature. Raises ValueError where it is malformed; its extensions may be."""
    try:
        loaded = x509.load_der_x509_certificate(der)
        _see_through(loaded)
    except _MALFORMED as error:
        raise ValueError(str(error)) from error
    return loaded


def _see_through(certificate: x509.Certificate) -> None:
    """Raises one of _MALFORMED now, before it is asked for, where what everybody asks for is malformed."""
    certificate.public_key()
    names(certificate.subject)
    names(certificate.issuer)


def _der_certificates(content: bytes) -> list[x509.Certificate]:
    try:
        return [x509.load_der_x509_certificate(content)]
    except ValueError:
        return pkcs7.load_der_pkcs7_certificates(content)


def _lists_in(content: bytes) -> list[x509.CertificateRevocationList]:
    if _PEM not in content:
        return [x509.load_der_x509_crl(content)]
    ends = rb"-----BEGIN X509 CRL-----.*?-----END X509 CRL-----"
    found = [x509.load_pem_x509_crl(each) for each in re.findall(ends, content, re.DOTALL)]
    if not found:
        raise ValueError("no revocation list in it")
    return found


def _confirmed(file: Path) -> frozenset[str]:
    """The fingerprints that the admin has compared: one a line, as any tool prints them; # begins a remark."""
    if not file.is_file():
        return frozenset()
    lines = file.read_text("utf-8-sig", errors="replace").upper().splitlines()
    found = (_FINGERPRINT.search(line.partition("#")[0]) for line in lines)
    return frozenset(re.sub("[: ]", "", each.group()) for each in found if each)


def sha256_of(certificate: x509.Certificate) -> str:
    """The fingerprint, in capitals."""
    return certificate.fingerprint(SHA256()).hex().upper()


def der_of(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def common_name(name: x509.Name) -> str:
    """The CN, else the whole name; composed (NFC)."""
    return unicodedata.normalize("NFC", attribute(name, NameOID.COMMON_NAME) or name.rfc4514_string())


def attribute(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    """The last value of that kind as text, "" where there is none."""
    found = name.get_attributes_for_oid(oid)
    return str(found[-1].value) if found else ""


def names(name: x509.Name) -> tuple[str, ...]:
    """CN, O and OU."""
    kinds = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME)
    return tuple(str(each.value) for kind in kinds for each in name.get_attributes_for_oid(kind))


def is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether it states the issuer's name and the issuer's key made the signature on it, SHA-1 or not."""
    return certificate.issuer == issuer.subject and _is_signed(
        certificate, certificate.tbs_certificate_bytes, issuer
    )


def is_list_of(revoked: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    """Whether the list states the issuer's name and the issuer's key signed it, SHA-1 or not."""
    return revoked.issuer == issuer.subject and _is_signed(revoked, revoked.tbs_certlist_bytes, issuer)


def _is_signed(
    signed: x509.Certificate | x509.CertificateRevocationList, content: bytes, issuer: x509.Certificate
) -> bool:
    key, parameters, used = (
        issuer.public_key(),
        signed.signature_algorithm_parameters,
        signed.signature_hash_algorithm,
    )
    try:
        match key, parameters:
            case rsa.RSAPublicKey(), padding.PKCS1v15() | padding.PSS() if used is not None:
                key.verify(signed.signature, content, parameters, used)
            case ec.EllipticCurvePublicKey(), ec.ECDSA():
                key.verify(signed.signature, content, parameters)
            case _:
                return False
    except (InvalidSignature, UnsupportedAlgorithm):
        return False
    return True
