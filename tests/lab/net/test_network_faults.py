"""Every fault below HTTP is met by a real client, as the operating system or OpenSSL says it."""

import asyncio
import ipaddress
import ssl
from datetime import UTC, datetime

import httpx
import pytest
from cryptography import x509

from tests.lab.net.tiny import GITLAB, JIRA
from wizard.lab.net.run import LabRun

TLS_WORDS = {
    "tls-expired": "certificate has expired",
    "tls-unknown-issuer": "self-signed certificate in certificate chain",
    "tls-wrong-host": "Hostname mismatch",
    "tls-chain-incomplete": "unable to get local issuer certificate",
    "tls-none": "WRONG_VERSION_NUMBER",
    "tls-not-yet-valid": "certificate is not yet valid",
    "tls-self-signed": "self-signed certificate",
}


async def routed_get(steering: httpx.AsyncClient, ready: dict, name: str, timeout: float = 5.0) -> httpx.Response:
    """As the product goes: ask for the address and the socket, dial it, verify the certificate for the name."""
    resolved = (await steering.get("/net/resolve", params={"name": name})).json()["addresses"]
    assert len(resolved) == 1
    listen = (await steering.get("/net/route", params={"name": name, "port": 443})).json()["listen"]
    context = ssl.create_default_context(cafile=ready["ca_file"])
    async with httpx.AsyncClient(verify=context, trust_env=False, timeout=timeout) as client:
        return await client.get(f"https://{listen}/", headers={"Host": name}, extensions={"sni_hostname": name})


async def test_a_sound_host_shows_a_full_chain_to_its_root(steering: httpx.AsyncClient, tiny: LabRun):
    assert (await routed_get(steering, tiny.ready, "gitlab.example.com")).text == f"{GITLAB} /"


@pytest.mark.parametrize("fault", TLS_WORDS)
async def test_a_bad_certificate_is_refused_with_its_own_reason(fault, steering: httpx.AsyncClient, tiny: LabRun):
    await steering.put(f"/faults/{fault}", json={})
    with pytest.raises(httpx.ConnectError, match=TLS_WORDS[fault]):
        await routed_get(steering, tiny.ready, "gitlab.example.com")
    assert (await steering.get("/traffic")).json() == []


@pytest.mark.parametrize("fault", TLS_WORDS)
async def test_a_bad_certificate_shows_through_the_proxy_too(fault, desktop, steering: httpx.AsyncClient):
    await steering.put(f"/faults/{fault}", json={})
    with pytest.raises(httpx.ConnectError, match=TLS_WORDS[fault]):
        await desktop.get(GITLAB)
    assert (await desktop.get(JIRA)).status_code == 200


@pytest.mark.parametrize(
    "fault, issuer", [("tls-chain-incomplete", "CN=Lab Issuing CA"), ("tls-unknown-issuer", "CN=Unknown Root CA")]
)
async def test_a_missing_intermediate_and_a_strange_issuer_differ_in_the_leaf(fault, issuer, steering):
    await steering.put(f"/faults/{fault}", json={})
    listen = (await steering.get("/net/route", params={"name": "gitlab.example.com", "port": 443})).json()["listen"]
    host, port = listen.split(":")
    pem = await asyncio.to_thread(ssl.get_server_certificate, (host, int(port)), timeout=5)
    assert x509.load_pem_x509_certificate(pem.encode()).issuer.rfc4514_string() == issuer


async def test_a_certificate_that_ends_soon_is_good_until_then(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    await steering.put("/faults/tls-expires-soon", json={})
    assert (await desktop.get(GITLAB)).status_code == 200
    listen = (await steering.get("/net/route", params={"name": "gitlab.example.com", "port": 443})).json()["listen"]
    host, port = listen.split(":")
    pem = await asyncio.to_thread(ssl.get_server_certificate, (host, int(port)), timeout=5)
    left = x509.load_pem_x509_certificate(pem.encode()).not_valid_after_utc - datetime.now(UTC)
    assert 4 <= left.days <= 5


async def test_a_cut_answer_shows_its_head_and_half_of_its_body(
    desktop: httpx.AsyncClient, steering: httpx.AsyncClient
):
    await steering.put("/faults/http-answer-cut", json={"params": {"path_prefix": "/"}})
    with pytest.raises(httpx.RemoteProtocolError, match=r"incomplete|complete message body"):
        await desktop.get(GITLAB)
    await steering.delete("/faults/http-answer-cut")
    assert (await desktop.get(GITLAB)).status_code == 200


async def test_a_refused_port_refuses(steering: httpx.AsyncClient, tiny: LabRun):
    await steering.put("/faults/network-refused", json={})
    with pytest.raises(httpx.ConnectError, match=r"Connection refused|All connection attempts failed"):
        await routed_get(steering, tiny.ready, "gitlab.example.com")


async def test_a_stalled_port_never_answers(steering: httpx.AsyncClient, tiny: LabRun):
    await steering.put("/faults/network-timeout", json={})
    with pytest.raises(httpx.ConnectTimeout):
        await routed_get(steering, tiny.ready, "gitlab.example.com", timeout=0.4)


async def test_the_proxy_stalls_with_its_target_and_lets_the_client_go(desktop, steering, tiny: LabRun):
    await steering.put("/faults/network-timeout", json={})
    with pytest.raises(httpx.TimeoutException):
        await desktop.get(GITLAB, timeout=0.4)


async def test_an_unknown_name_has_no_address(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    await steering.put("/faults/network-name-unknown", json={})
    assert (await steering.get("/net/resolve", params={"name": "gitlab.example.com"})).json() == {"addresses": []}
    with pytest.raises(httpx.ProxyError, match="502"):
        await desktop.get(GITLAB)


async def test_a_private_name_answers_inside_and_not_outside(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    await steering.put("/faults/network-name-private", json={})
    addresses = (await steering.get("/net/resolve", params={"name": "gitlab.example.com"})).json()["addresses"]
    assert addresses[0].startswith("10.")
    assert (await desktop.get(GITLAB)).status_code == 200
    assert (await desktop.get(f"{JIRA}/ask?{GITLAB}/")).text == f"timeout: {GITLAB}"


async def test_a_fault_can_be_seen_from_one_vantage_only(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    await steering.put("/faults/network-refused", json={"params": {"from": "jira"}})
    assert (await desktop.get(GITLAB)).status_code == 200
    assert (await desktop.get(f"{JIRA}/ask?{GITLAB}/")).text == "refused: gitlab.example.com:443"


async def test_a_fault_below_http_meets_a_connection_that_was_kept_open(desktop, steering: httpx.AsyncClient):
    assert (await desktop.get(GITLAB)).status_code == 200
    await steering.put("/faults/network-refused", json={})
    with pytest.raises(httpx.ProxyError, match="502"):
        await desktop.get(GITLAB)


async def test_a_lifted_fault_is_gone(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    await steering.put("/faults/tls-expired", json={})
    await steering.delete("/faults/tls-expired")
    assert (await desktop.get(GITLAB)).status_code == 200


@pytest.mark.parametrize(
    "fault, reason",
    [
        ("network-name-unknown", "name: gitlab.example.com"),
        ("network-refused", "refused: gitlab.example.com:443"),
        ("network-timeout", f"timeout: {GITLAB}"),
        ("tls-expired", "tls: certificate has expired"),
        ("tls-chain-incomplete", "tls: unable to get local issuer certificate"),
        ("http-answer-lost", f"reset: {GITLAB}"),
    ],
)
async def test_a_courier_names_the_reason(fault, reason, desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    await steering.put(f"/faults/{fault}", json={})
    assert (await desktop.get(f"{JIRA}/ask?{GITLAB}/")).text == reason


async def test_public_addresses_are_stable_and_routable(steering: httpx.AsyncClient):
    first = (await steering.get("/net/resolve", params={"name": "acme.atlassian.net"})).json()["addresses"]
    again = (await steering.get("/net/resolve", params={"name": "ACME.atlassian.net.", "from": "gitlab-com"})).json()
    assert again["addresses"] == first
    assert ipaddress.ip_address(first[0]).is_global


async def test_a_name_nobody_has_gets_no_address_and_a_refusing_port(steering: httpx.AsyncClient):
    assert (await steering.get("/net/resolve", params={"name": "nobody.example"})).json() == {"addresses": []}
    listen = (await steering.get("/net/route", params={"name": "nobody.example", "port": 443})).json()["listen"]
    async with httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(f"http://{listen}/")
