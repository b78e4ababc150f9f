"""Signed PDFs for tests, by the authority of tests/jobs/inspecting/authority.py; all moments are aware."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfTimeStamper, SimpleSigner
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from models.rules.zone import VIETNAM
from tests.jobs.inspecting import authority
from tests.jobs.inspecting.authority import Identity

AT = datetime(2026, 7, 30, 9, 0, tzinfo=VIETNAM)
_AHEAD = timedelta(hours=7)
_RESERVED = 14_000


@cache
def page(text: str = "Tan Ky, ngay 30 thang 7 nam 2026") -> bytes:
    """A PDF of one page with a line of Latin text."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    written, offsets = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % each for each in offsets)
    size = len(objects) + 1
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size,
            table,
            size,
            len(written),
        )
    )


@cache
def sign(
    pdf: bytes,
    *,
    by: Sequence[str] = ("person", "agency"),
    at: datetime | None = AT,
    stamped: datetime | None = None,
    tsa: Identity | None = None,
    ahead: bool = False,
    written: datetime | None = None,
    digest: str = "sha256",
    leaf_only: bool = False,
    subfilter: SigSeedSubFilter = SigSeedSubFilter.PADES,
) -> bytes:
    """`pdf` signed by each of `by` (names of authority._SIGNERS) in turn, a minute apart, as VGCA's tools do.

    at: the signer's clock, None for none. stamped: the time that an authority (`tsa`, default the trusted one)
    says. ahead: the clock writes local time and calls it UTC. written: the date beside the signature (/M), as
    wrong as the clock where it is not given. leaf_only: the signature carries the signer's certificate alone.
    """
    for number, name in enumerate(by):
        later = timedelta(minutes=number)
        clock = at and (at + later + (_AHEAD if ahead else timedelta())).astimezone(UTC)
        stamper = _stamper(tsa or authority.tsa(), stamped + later) if stamped else None
        signer = _signer(authority.identity(name), leaf_only)
        pdf = _signed(pdf, name, number, signer, stamper, clock, written or clock, digest, subfilter)
    return pdf


def _signed(
    pdf: bytes,
    name: str,
    number: int,
    signer: SimpleSigner,
    stamper: DummyTimeStamper | None,
    clock: datetime | None,
    written: datetime | None,
    digest: str,
    subfilter: SigSeedSubFilter,
) -> bytes:
    filling = PdfCMSEmbedder().write_cms(
        field_name=f"SignatureVGCA_{name}_{number}",
        writer=IncrementalPdfFileWriter(BytesIO(pdf), strict=False),
    )
    next(filling)
    filling.send(SigObjSetup(SignatureObject(written, subfilter=subfilter, bytes_reserved=_RESERVED)))
    prepared, output = filling.send(SigIOSetup(md_algorithm=digest))
    making = signer.async_sign(
        data_digest=prepared.document_digest,
        digest_algorithm=digest,
        timestamper=stamper,
        signed_attr_settings=PdfCMSSignedAttributes(signing_time=clock),
    )
    filling.send(asyncio.run(making))
    return output.getvalue()


def stamp_document(pdf: bytes, at: datetime) -> bytes:
    """`pdf` under a timestamp of the whole document, which is nobody's signature."""
    stamper = PdfTimeStamper(_stamper(authority.tsa(), at))
    out = BytesIO()
    stamping = stamper.async_timestamp_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf)), "sha256", validation_context=None, output=out
    )
    asyncio.run(stamping)
    return out.getvalue()


def _signer(who: Identity, leaf_only: bool) -> SimpleSigner:
    store = SimpleCertificateStore()
    if not leaf_only:
        store.register_multiple(map(_asn1, who.above))
    return SimpleSigner(_asn1(who.certificate), _key(who), store)


def _stamper(who: Identity, at: datetime) -> DummyTimeStamper:
    return DummyTimeStamper(
        _asn1(who.certificate),
        _key(who),
        SimpleCertificateStore.from_certs(map(_asn1, who.above)),
        fixed_dt=at,
    )


def _asn1(certificate: authority.x509.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _key(who: Identity) -> keys.PrivateKeyInfo:
    return keys.PrivateKeyInfo.load(who.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))


def trust_folder(folder: Path, *, revocations: bool = False) -> Path:
    """A TRUST_ROOTS_DIR below `folder` that holds the root and the intermediate; with a fresh list where asked."""
    trusted = folder / "trust"
    trusted.mkdir(exist_ok=True)
    (trusted / "root.pem").write_bytes(authority.root().pem)
    (trusted / "sub.crt").write_bytes(authority.sub().der)
    if revocations:
        (trusted / "sub.crl").write_bytes(fresh_list().public_bytes(Encoding.DER))
    return trusted


@cache
def fresh_list() -> authority.x509.CertificateRevocationList:
    """ "revoked" left on 1/3/2026; the key of "stolen" was stolen on 1/10/2026."""
    flags = authority.x509.ReasonFlags
    return authority.revocations(
        authority.sub(),
        (authority.identity("revoked"), authority.REVOKED_AT, flags.cessation_of_operation),
        (authority.identity("stolen"), datetime(2026, 10, 1, tzinfo=UTC), flags.key_compromise),
    )
