"""An own certification authority for tests: nothing of it is real, its keys lie open in tests/data/test-keys.

root ── sub ── person, agency, expired, revoked, …        tsa
 └───── sub_sha1 (signed with SHA-1) ── old_person
stranger_root ── stranger                                  self-made names, official names forged
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

KEYS = Path(__file__).parents[2] / "data" / "test-keys"
FIRST, LAST = datetime(2015, 1, 1, tzinfo=UTC), datetime(2045, 1, 1, tzinfo=UTC)
REVOKED_AT = datetime(2026, 3, 1, tzinfo=UTC)

OFFICIAL_ROOT = "RootCA chuyên dùng Chính phủ G2"
OFFICIAL_SUB = "CA phục vụ các cơ quan Nhà nước G2"
PROVINCE, COMMUNE = "UBND TỈNH NGHỆ AN", "UBND XÃ TÂN KỲ"


@dataclass(frozen=True)
class Identity:
    """A certificate with its key, and the certificates above it, nearest first."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey
    above: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def sha256(self) -> str:
        return self.certificate.fingerprint(hashes.SHA256()).hex().upper()


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    """The key called so, of 2048 bits but for "leaf-1024"; leaves share one: nothing is proved by more."""
    return load_pem_private_key(
        (KEYS / f"{name}.pem").read_bytes(), password=None, unsafe_skip_rsa_key_validation=True
    )


def subject(name: str, organisation: str, unit: str = "") -> x509.Name:
    parts = [(NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, organisation)]
    parts += [(NameOID.ORGANIZATIONAL_UNIT_NAME, unit)] if unit else []
    return x509.Name([x509.NameAttribute(*part) for part in (*parts, (NameOID.COMMON_NAME, name))])


def authority(
    name: str, issuer: Identity | None = None, *, keyed: str, organisation: str = "CA thử", sha1: bool = False
) -> Identity:
    """A CA, its own issuer where none is given."""
    named = subject(name, organisation)
    builder = _builder(named, issuer.certificate.subject if issuer else named, key(keyed), FIRST, LAST)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    builder = builder.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    signer = issuer.key if issuer else key(keyed)
    made = builder.sign(signer, hashes.SHA256())
    made = _signed_with_sha1(made, signer) if sha1 else made
    return Identity(made, key(keyed), (issuer.certificate, *issuer.above) if issuer else ())


def _signed_with_sha1(made: x509.Certificate, signer: rsa.RSAPrivateKey) -> x509.Certificate:
    """The same certificate under an old signature, which the library does not make any more."""
    again = asn1.Certificate.load(made.public_bytes(Encoding.DER))
    again["tbs_certificate"]["signature"] = again["signature_algorithm"] = {"algorithm": "sha1_rsa"}
    content = again["tbs_certificate"].dump(force=True)
    again["signature_value"] = signer.sign(content, padding.PKCS1v15(), hashes.SHA1())
    return x509.load_der_x509_certificate(again.dump(force=True))


def leaf(
    issuer: Identity,
    name: str,
    *,
    first: datetime = datetime(2025, 1, 1, tzinfo=UTC),
    last: datetime = datetime(2028, 1, 1, tzinfo=UTC),
    bits: int = 2048,
    usage: x509.KeyUsage | None = None,
    for_time: bool = False,
    sha1: bool = False,
) -> Identity:
    """A signer's certificate with the shape of a real one (C, O = province, OU = commune, CN)."""
    own = key(f"leaf-{bits}")
    builder = _builder(subject(name, PROVINCE, COMMUNE), issuer.certificate.subject, own, first, last)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(
        usage or _usage(digital_signature=True, content_commitment=True, key_encipherment=True), critical=True
    )
    if for_time:
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
        )
    made = builder.sign(issuer.key, hashes.SHA256())
    made = _signed_with_sha1(made, issuer.key) if sha1 else made
    return Identity(made, own, (issuer.certificate, *issuer.above))


def _builder(
    named: x509.Name, issuer: x509.Name, own: rsa.RSAPrivateKey, first: datetime, last: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(issuer)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
    )


def _usage(**uses: bool) -> x509.KeyUsage:
    kinds = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign "
        "crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{kind: uses.get(kind, False) for kind in kinds.split()})


@cache
def root() -> Identity:
    return authority("Root thử nghiệm", keyed="root")


@cache
def sub() -> Identity:
    return authority("CA thử nghiệm", root(), keyed="sub")


@cache
def sub_sha1() -> Identity:
    """An intermediate signed with SHA-1, as those of the first generation are."""
    return authority("CA thử nghiệm G1", root(), keyed="sub-sha1", sha1=True)


@cache
def stranger_root() -> Identity:
    return authority("Root lạ", keyed="stranger")


@cache
def forged_root() -> Identity:
    return authority(OFFICIAL_ROOT, keyed="stranger", organisation="Ban Cơ yếu Chính phủ")


@cache
def forged_sub() -> Identity:
    return authority(OFFICIAL_SUB, forged_root(), keyed="forged-sub", organisation="Ban Cơ yếu Chính phủ")


@cache
def tsa() -> Identity:
    return leaf(sub(), "TSA thử nghiệm", usage=_usage(digital_signature=True), for_time=True, last=LAST)


@cache
def identity(name: str) -> Identity:
    """One of those who sign, by the name in `_SIGNERS`."""
    return _SIGNERS[name]()


_SIGNERS = {
    "person": lambda: leaf(sub(), "Trịnh Huy Toàn"),
    "agency": lambda: leaf(sub(), "UBND xã Tân Kỳ"),
    "office": lambda: leaf(sub(), "Văn phòng HĐND và UBND xã Tân Kỳ"),
    "expired": lambda: leaf(sub(), "Lê Văn Hạn", last=datetime(2026, 2, 1, tzinfo=UTC)),
    "future": lambda: leaf(sub(), "Lê Thị Mới", first=datetime(2026, 12, 1, tzinfo=UTC)),
    "revoked": lambda: leaf(sub(), "Trần Văn Hồi"),
    "stolen": lambda: leaf(sub(), "Trần Thị Mất"),
    "old_person": lambda: leaf(sub_sha1(), "Hồ Văn Cũ"),
    "old_certificate": lambda: leaf(sub(), "Hồ Thị Cũ", sha1=True),
    "short_key": lambda: leaf(sub(), "Vũ Văn Ngắn", bits=1024),
    "signs_only": lambda: leaf(sub(), "Đỗ Thị Ký", usage=_usage(digital_signature=True)),
    "enciphers_only": lambda: leaf(sub(), "Đỗ Văn Mã", usage=_usage(key_encipherment=True)),
    "stranger": lambda: leaf(stranger_root(), "Cao Văn Lạ"),
    "forged_agency": lambda: leaf(forged_sub(), "UBND xã Tân Kỳ"),
}


def revocations(
    issuer: Identity,
    *revoked: tuple[Identity, datetime, x509.ReasonFlags],
    last: datetime = LAST,
    signed_by: Identity | None = None,
) -> x509.CertificateRevocationList:
    """A list of `issuer`; signed by another's key where that is given."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(last - timedelta(days=7300))
        .next_update(last)
    )
    for one, since, reason in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number)
        entry = entry.revocation_date(since).add_extension(x509.CRLReason(reason), critical=False)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign((signed_by or issuer).key, hashes.SHA256())
