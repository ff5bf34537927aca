"""A host of the install keys."""

import httpx
import pytest

from wizard.lab.keys import OLD, KeysHost

PEM = b"-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n"


JIRA = "52.1.2.3"


def client_at(address: str, host: KeysHost) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(host.app, client=(address, 443)), base_url=host.url)


@pytest.fixture
def host() -> KeysHost:
    return KeysHost(OLD, writer=JIRA)


@pytest.fixture
def client(host: KeysHost) -> httpx.AsyncClient:
    return client_at(JIRA, host)


async def test_a_key_that_was_put_is_served_as_it_came(client: httpx.AsyncClient):
    assert (await client.put("/0f1e-kid", content=PEM)).status_code == 201
    answer = await client.get("/0f1e-kid")
    assert (answer.status_code, answer.content) == (200, PEM)
    head = await client.head("/0f1e-kid")
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize("path", ["/unknown", "/", "/a/b", "/..", "/x%2Fy"])
async def test_anything_else_is_not_found(path, client: httpx.AsyncClient):
    assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize("content", [b"", b"-----BEGIN PRIVATE KEY-----", PEM + b"x" * 20_000])
async def test_only_public_keys_of_a_sane_size_are_kept(content, client: httpx.AsyncClient):
    assert (await client.put("/kid", content=content)).status_code == 400
    assert (await client.get("/kid")).status_code == 404


async def test_keys_are_not_deleted_over_http(client: httpx.AsyncClient):
    assert (await client.delete("/kid")).status_code == 405


async def test_nobody_but_jira_puts_keys_for_who_could_would_sign_as_jira(host: KeysHost, client: httpx.AsyncClient):
    stranger = client_at("52.1.2.4", host)
    assert (await stranger.put("/forged", content=PEM)).status_code == 405
    assert (await stranger.get("/forged")).status_code == 404
    assert (await client.put("/sound", content=PEM)).status_code == 201
    assert (await stranger.put("/sound", content=PEM + b"forged")).status_code == 405
    assert (await stranger.get("/sound")).content == PEM
