"""Why Telegram does not answer, as real connections fail: certificates, proxies, lines that are cut."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.doctoring.telegram import _ask
from bot.settings import Settings
from bot.silence import Silence
from tests.e2e.world import SETTINGS

TOKEN = "7654321:AAHk-bi_mat_khong_duoc_in_ra_nhat_ky"
Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")


def say(status: str) -> Answer:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()

    return answer


async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The line is cut in the middle of an answer."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
    await writer.drain()
    writer.transport.abort()


@asynccontextmanager
async def listening(answer: Answer, secured: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """The port on which everybody is answered so."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await answer(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=secured)
    async with server:
        yield server.sockets[0].getsockname()[1]


def own_certificate(folder: Path) -> ssl.SSLContext:
    """Of nobody whom a machine trusts, as where a firewall looks into what is sent."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tường lửa")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    unsealed = serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    file = folder / "chung-thu.pem"
    file.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, unsealed) + made.public_bytes(pem)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def settings_of(folder: Path, url: str, proxy: str | None = None) -> Settings:
    database = f"sqlite:///{folder / 'nhacviec.db'}"
    return replace(SETTINGS, token=TOKEN, api_url=url, database_url=database, proxy=proxy)


async def test_a_certificate_of_nobody_who_is_trusted(tmp_path: Path) -> None:
    async with listening(hang_up, own_certificate(tmp_path)) as port:
        settings = settings_of(tmp_path, f"https://127.0.0.1:{port}")
        assert (await _ask(settings, TOKEN)).silence is Silence.TLS


async def test_what_speaks_no_tls_where_it_should(tmp_path: Path) -> None:
    async def at_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: http://cong-mang.vn/\r\n\r\n")
        await writer.drain()

    async with listening(at_once) as port:
        settings = settings_of(tmp_path, f"https://127.0.0.1:{port}")
        assert (await _ask(settings, TOKEN)).silence is Silence.TLS


@pytest.mark.parametrize(
    ("answer", "silence"), [(hang_up, Silence.CUT), (reset, Silence.CUT)], ids=["hangs up", "cut"]
)
async def test_a_line_that_is_cut(answer: Answer, silence: Silence, tmp_path: Path) -> None:
    async with listening(answer) as port:
        assert (await _ask(settings_of(tmp_path, f"http://127.0.0.1:{port}"), TOKEN)).silence is silence


@pytest.mark.parametrize("api", ["https://api.telegram.org", "http://api.telegram.org"])
@pytest.mark.parametrize(
    ("answer", "silence"),
    [
        (say("407 Proxy Authentication Required"), {Silence.PROXY_PASSWORD}),
        (say("502 Bad Gateway"), {Silence.PROXY, Silence.SERVER}),
        (say("403 Forbidden"), {Silence.PROXY, Silence.PORTAL}),
        (hang_up, {Silence.PROXY, Silence.CUT}),
    ],
    ids=["407", "502", "403", "hangs up"],
)
async def test_a_proxy_that_does_not_let_through(
    api: str, answer: Answer, silence: set[Silence], tmp_path: Path
) -> None:
    async with listening(answer) as port:
        settings = settings_of(tmp_path, api, f"http://can-bo:mat-khau@127.0.0.1:{port}")
        assert (await _ask(settings, TOKEN)).silence in silence


async def test_a_proxy_that_is_not_there(tmp_path: Path) -> None:
    async with listening(hang_up) as port:
        pass
    settings = settings_of(tmp_path, "https://api.telegram.org", f"http://127.0.0.1:{port}")
    assert (await _ask(settings, TOKEN)).silence is Silence.PROXY
