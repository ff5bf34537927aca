"""The Network port over real sockets of this computer."""

import asyncio
import contextlib
import datetime
import socket
import ssl
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.adapters.door_kit import SHORT, kit
from tests.adapters.fault_server import FaultServer, answer, fault_server, raw
from wizard.adapters.network import NetworkProbe, SystemNetwork
from wizard.domain.errors import PortError, Refused, Unreachable
from wizard.domain.network import ProxyChoice
from wizard.domain.secret import Secret

DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def server_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def own_certificate(folder: Path, *, names: bool = True, first: int = -1, last: int = 1) -> ssl.SSLContext:
    """Return the context of a server with a self-signed certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now + first * DAY).not_valid_after(now + last * DAY)
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    pem = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "server.pem").write_bytes(private + pem)
    (folder / "root.pem").write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context


async def handshake(server: FaultServer, ca: Path | None, host: str = "localhost") -> str:
    """Return the TLS version, or the code of the failure."""
    network = SystemNetwork(
        ca_files={host: ca} if ca else {}, lookup=lambda *_a, **_k: [(0, 0, 0, "", ("127.0.0.1", 0))]
    )
    stream = await network.connect(host, server.port, timeout_s=30)
    try:
        await stream.start_tls(network.tls_context(host), host)
        secured = stream.ssl_object()
        return str(secured and secured.version())
    except PortError as error:
        return error.code
    finally:
        await stream.close()


async def test_a_host_with_its_own_ca_file_is_trusted_and_no_other_host(authority: trustme.CA, ca_file: Path) -> None:
    leaf = authority.issue_cert("localhost", "other.example")
    async with fault_server(answer(), tls=server_context(leaf)) as server:
        assert await handshake(server, ca_file) == "TLSv1.3"
        assert await handshake(server, None) == "tls-issuer-unknown"
        network = SystemNetwork(ca_files={"localhost": ca_file})
        assert (
            network.tls_context("other.example").cert_store_stats()
            != network.tls_context("localhost").cert_store_stats()
        )


async def test_each_fault_of_a_certificate_has_its_code(authority: trustme.CA, ca_file: Path, tmp_path: Path) -> None:
    async with fault_server(answer(), tls=server_context(authority.issue_cert("wrong.example"))) as server:
        assert await handshake(server, ca_file) == "tls-name-mismatch"
    async with fault_server(answer(), tls=own_certificate(tmp_path)) as server:
        assert await handshake(server, None) == "tls-self-signed"
    async with fault_server(answer(), tls=own_certificate(tmp_path, first=-9, last=-1)) as server:
        assert await handshake(server, tmp_path / "root.pem") == "tls-certificate-expired"
    async with fault_server(answer(), tls=own_certificate(tmp_path, first=1, last=9)) as server:
        assert await handshake(server, tmp_path / "root.pem") == "tls-certificate-not-yet-valid"


async def test_a_common_name_without_a_subject_name_is_not_enough(tmp_path: Path) -> None:
    async with fault_server(answer(), tls=own_certificate(tmp_path, names=False)) as server:
        assert await handshake(server, tmp_path / "root.pem") == "tls-name-mismatch"


async def test_plain_http_on_the_tls_port_is_a_matter_of_protocol(ca_file: Path) -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(plain, "127.0.0.1", 0)
    async with server:
        assert await handshake(FaultServer(port=server.sockets[0].getsockname()[1]), ca_file) == "tls-protocol"


async def test_no_variable_of_the_environment_adds_a_root_or_writes_keys(
    authority: trustme.CA, ca_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    async with fault_server(answer(), tls=server_context(authority.issue_cert("localhost"))) as server:
        assert await handshake(server, None) == "tls-issuer-unknown"
        assert await handshake(server, ca_file) == "TLSv1.3"
    assert not (tmp_path / "keys").exists()


async def test_the_door_speaks_tls_and_records_who_issued_the_certificate_and_its_end(
    authority: trustme.CA, ca_file: Path
) -> None:
    ends = datetime.datetime(2034, 5, 6, tzinfo=datetime.UTC)
    context = server_context(authority.issue_cert("localhost", not_after=ends))
    async with fault_server(answer(), tls=context) as server, kit(server.url, ca_file=ca_file) as one:
        for _ in range(3):
            await one.gitlab.user()
        first, second, _ = one.recorder.newest()
        assert server.connections == 1
        assert "trustme" in first.tls_issuer
        assert first.tls_protocol == "TLSv1.3"
        assert (first.tls_not_after, second.tls_not_after) == (ends.timestamp(), 0.0)
        assert set(first.phases) == {"dns", "tcp", "tls", "send", "wait", "receive"}
        assert set(second.phases) == {"send", "wait", "receive"}


async def test_a_tls_failure_is_not_tried_again(authority: trustme.CA) -> None:
    context = server_context(authority.issue_cert("localhost"))
    async with fault_server(answer(), tls=context) as server, kit(server.url) as one:
        with pytest.raises(Unreachable) as failed:
            await one.gitlab.user()
        assert (failed.value.code, failed.value.sent) == ("tls-issuer-unknown", False)
        assert server.requests == []
        assert len(one.recorder.newest()) == 1


async def test_a_server_that_never_answers_the_handshake_is_a_timeout(ca_file: Path) -> None:
    async with fault_server(raw(b"")) as server, kit(f"https://localhost:{server.port}", SHORT, ca_file) as one:
        with pytest.raises(Unreachable) as failed:
            await one.gitlab.put_settings({})
        assert (failed.value.code, failed.value.sent) == ("network-timeout", False)


async def test_a_closed_port_is_refused_and_nothing_was_sent() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        async with kit(f"http://127.0.0.1:{unused.getsockname()[1]}") as one:
            with pytest.raises(Unreachable) as failed:
                await one.gitlab.put_settings({})
            assert (failed.value.code, failed.value.sent) == ("network-refused", False)


async def test_a_name_server_that_hangs_costs_its_limit_and_stops_nobody() -> None:
    released = threading.Event()
    network = SystemNetwork(lookup=lambda *_a, **_k: released.wait() and [], resolve_s=0.05)  # type: ignore[func-returns-value]  # never returns in time
    began = time.monotonic()
    with pytest.raises(Unreachable) as failed:
        await network.resolve("slow.example")
    assert failed.value.code == "network-timeout"
    assert time.monotonic() - began < 1
    released.set()


async def test_a_name_is_looked_up_once_and_that_address_is_dialled() -> None:
    asked: list[str] = []

    def rebinding(host: str, *_a: object, **_k: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(0, 0, 0, "", ("127.0.0.1" if len(asked) == 1 else "192.0.2.1", 0))]

    async with fault_server(answer()) as server:
        network = SystemNetwork(lookup=rebinding)
        stream = await network.connect("gitlab.example.com", server.port, timeout_s=30)
        await stream.close()
    assert asked == ["gitlab.example.com"]


@contextlib.contextmanager
def black_hole(address: str, port: int) -> Iterator[None]:
    """A place that never answers: its queue is full and nobody accepts."""
    with contextlib.ExitStack() as sockets:
        stalled = sockets.enter_context(socket.socket())
        stalled.bind((address, port))
        stalled.listen(0)
        for _ in range(4):
            filler = sockets.enter_context(socket.socket())
            filler.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                filler.connect((address, port))
        yield


@pytest.mark.parametrize("dead", ["127.0.0.2", "127.0.0.3", "::1"])
async def test_a_dead_address_leaves_time_for_the_next(dead: str) -> None:
    def both(*_a: object, **_k: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (address, 0)) for address in (dead, "127.0.0.1")]

    async with fault_server(answer()) as server:
        with black_hole("127.0.0.2", server.port):
            await connects_within(both, server.port)


async def connects_within(lookup: Callable[..., list[tuple[object, ...]]], port: int) -> None:
    network = SystemNetwork(lookup=lookup)
    stream = await network.connect("gitlab.example.com", port, timeout_s=2)
    await stream.close()


@pytest.mark.parametrize("error", [socket.gaierror(socket.EAI_NONAME, "x"), UnicodeError("label too long")])
async def test_an_unknown_name_has_its_code(error: Exception) -> None:
    def unknown(*_a: object, **_k: object) -> list[tuple[object, ...]]:
        raise error

    with pytest.raises(Unreachable) as failed:
        await SystemNetwork(lookup=unknown).resolve("nope.example")
    assert failed.value.code == "network-name-unknown"


@contextlib.asynccontextmanager
async def proxy(reply: bytes) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A CONNECT proxy that answers `reply` and, on success, leads to where it was told."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        heard.append(head)
        writer.write(reply)
        if b" 200 " in reply:
            host, _, port = head.split()[1].decode().rpartition(":")
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", int(port))
            far_writer.write(await reader.readuntil(b"\r\n\r\n"))
            writer.write(await far_reader.readuntil(b"}"))
            far_writer.close()
            heard.append(host.encode())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", heard
        await asyncio.sleep(0)


async def test_a_proxy_is_told_the_name_and_gets_its_own_credentials_only() -> None:
    async with fault_server(answer()) as server, proxy(b"HTTP/1.1 200 Connection established\r\n\r\n") as (url, heard):
        network = SystemNetwork(manual_proxy=url, proxy_sign_in={url: ("me", Secret("proxy-word"))})
        assert network.proxy_for("gitlab.example.com") == ProxyChoice(url, "manual")
        stream = await network.connect("gitlab.example.com", server.port, timeout_s=30)
        await stream.write(b"GET / HTTP/1.1\r\n\r\n")
        assert b"200" in await stream.read(4096)
        await stream.close()
    assert heard[0].startswith(b"CONNECT gitlab.example.com:")
    assert b"Proxy-Authorization: Basic bWU6cHJveHktd29yZA==" in heard[0]
    assert b"Proxy-Authorization" not in server.requests[0]


@pytest.mark.parametrize(
    "reply, kind, code",
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", Refused, "http-407"),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", Unreachable, "network-proxy"),
        (b"SSH-2.0-x\r\n\r\n", Unreachable, "network-proxy"),
        (b"", Unreachable, "network-proxy"),
    ],
)
async def test_a_proxy_that_says_no_is_named(reply: bytes, kind: type[PortError], code: str) -> None:
    async with proxy(reply) as (url, _):
        with pytest.raises(PortError) as failed:
            await SystemNetwork(proxies=lambda _host: ProxyChoice(url, "system")).connect("a.example", 443, timeout_s=2)
        assert (type(failed.value), failed.value.code) == (kind, code)


@pytest.mark.parametrize("url", ["socks5://127.0.0.1:1", "https://p.example:1", "http://u:CANARY@p.example:1"])
async def test_a_proxy_we_cannot_speak_to_is_refused_without_its_text(url: str) -> None:
    with pytest.raises(Unreachable) as failed:
        await SystemNetwork(manual_proxy=url).connect("a.example", 443, timeout_s=1)
    assert failed.value.code == "network-proxy"
    assert "CANARY" not in str(failed.value.facts)


async def test_the_probe_reports_the_chain_as_presented(authority: trustme.CA, ca_file: Path) -> None:
    middle = authority.create_child_ca()
    leaf = middle.issue_cert("localhost")
    async with fault_server(answer(), tls=server_context(leaf)) as server:
        probe = NetworkProbe(SystemNetwork(ca_files={"localhost": ca_file}))
        report = await probe.tls("localhost", server.port)
        assert (len(report.chain), report.protocol, report.complete) == (2, "TLSv1.3", True)
        assert report.chain[0].names == ("localhost",)
        assert report.chain[0].issuer == report.chain[1].subject
        assert await probe.tcp("localhost", server.port) > 0
        assert server.requests == []


async def test_the_probe_shows_a_chain_that_it_does_not_believe(authority: trustme.CA) -> None:
    context = server_context(authority.create_child_ca().issue_cert("wrong.example"))
    async with fault_server(answer(), tls=context) as server:
        probe = NetworkProbe(SystemNetwork())
        with pytest.raises(Unreachable) as failed:
            await probe.tls("localhost", server.port)
        assert failed.value.code == "tls-issuer-unknown"
        shown = await probe.presented("localhost", server.port)
        assert [one.names for one in shown] == [("wrong.example",), ()]


async def test_a_lone_certificate_of_an_unknown_issuer_is_an_incomplete_chain(authority: trustme.CA) -> None:
    async with fault_server(answer(), tls=server_context(authority.issue_cert("localhost"))) as server:
        report = await NetworkProbe(SystemNetwork()).tls("localhost", server.port)
        assert (len(report.chain), report.complete) == (1, False)


async def test_the_probe_sees_the_leaf_of_a_server_with_tls_1_3_only(authority: trustme.CA, ca_file: Path) -> None:
    context = server_context(authority.issue_cert("localhost"))
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    async with fault_server(answer(), tls=context) as server:
        report = await NetworkProbe(SystemNetwork(ca_files={"localhost": ca_file})).tls("localhost", server.port)
        assert [one.names for one in report.chain] == [("localhost",)]
