"""Jira to GitLab.com to the instance: install, forward, re-sign, unlink, uninstall."""

import uuid
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.lab.gitlab.small_net import CLIENT, COM, DANA, JIRA, KEYS, SECRET, SELF, Lab, SmallNet, context_token, settle
from wizard.lab.gitlab.jwt.canonical import query_hash
from wizard.lab.gitlab.jwt.token import sign_rs256
from wizard.lab.host import Answer

KID = "123e4567-e89b-42d3-a456-426614174000"


@pytest.fixture(scope="module")
def atlassian_key() -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


@pytest.fixture
def key(net: SmallNet, atlassian_key: RSAPrivateKey) -> RSAPrivateKey:
    """Atlassian's signing key, its public half published."""
    pem = atlassian_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    net.answers["GET", f"{KEYS}/{KID}"] = Answer(200, {}, pem)
    return atlassian_key


async def _event(lab: Lab, key: RSAPrivateKey, event: str = "installed", **body: Any) -> httpx.Response:
    base, now = f"{lab.host.url}/-/jira_connect", int(lab.net.clock.now())
    qsh = query_hash("POST", f"/events/{event}")
    claims = {"iss": CLIENT, "aud": [base], "qsh": qsh, "iat": now, "exp": now + 180}
    about = {"clientKey": CLIENT, "sharedSecret": SECRET, "baseUrl": JIRA, "eventType": event} | body
    headers = {"Authorization": f"JWT {sign_rs256(claims, key, KID)}"}
    return await lab.client.post(f"{base}/events/{event}", json=about, headers=headers)


async def _choose(com: Lab, url: str | None) -> httpx.Response:
    body = {"jwt": context_token(com.net.clock.now()), "installation": {"instance_url": url}}
    return await com.client.put("/-/jira_connect/installations", json=body)


@pytest.fixture
async def behind(gitlab: Lab, com: Lab, key: RSAPrivateKey) -> Lab:
    """The self-managed GitLab with GitLab.com as its proxy, the app installed in Jira."""
    await gitlab.api("PUT", "/application/settings", json={"jira_connect_proxy_url": COM})
    assert (await _event(com, key)).status_code == 200
    return gitlab


async def test_installed_event_leaves_a_record_with_a_sealed_secret(com: Lab, key: RSAPrivateKey) -> None:
    answer = await _event(com, key)
    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (200, b"", "0")
    records = com.host.instance.records
    site = records.by_client(CLIENT)
    assert site is not None
    assert SECRET.encode() not in site.sealed_secret.box
    assert (records.secret(site), site.base_url) == (SECRET, JIRA)


async def test_choosing_the_instance_hands_the_secret_on_under_a_key_of_gitlab_com(behind: Lab, com: Lab) -> None:
    answer = await _choose(com, SELF)
    assert (answer.status_code, answer.json()) == (200, {"gitlab_com": False, "instance_url": SELF})
    assert behind.host.instance.records.secret_of(CLIENT) == SECRET
    ((kid, stored),) = com.host.instance.records.public_keys.items()
    assert uuid.UUID(kid).version == 5
    public = await com.client.get(f"/-/jira_connect/public_keys/{kid}")
    assert (public.content, public.headers["content-type"]) == (stored.pem, "text/plain; charset=utf-8")


async def test_forward_key_is_gone_after_five_minutes_and_without_storage(behind: Lab, com: Lab) -> None:
    await _choose(com, SELF)
    (kid,) = com.host.instance.records.public_keys
    com.host.instance.settings.values["jira_connect_public_key_storage_enabled"] = False
    assert (await com.client.get(f"/-/jira_connect/public_keys/{kid}")).status_code == 404
    com.host.instance.settings.values["jira_connect_public_key_storage_enabled"] = True
    com.net.clock.time += 301
    assert (await com.client.get(f"/-/jira_connect/public_keys/{kid}")).status_code == 404


@pytest.mark.parametrize(
    "proxy, status, errors",
    [
        ("", 422, "Could not be installed on the instance. Error response code 401"),
        ("https://other.example", 422, "Could not be installed on the instance. Error response code 401"),
        (COM, 200, None),
    ],
)
async def test_instance_takes_the_forward_only_when_gitlab_com_is_its_proxy(
    behind: Lab, com: Lab, proxy: str, status: int, errors: str | None
) -> None:
    await behind.api("PUT", "/application/settings", json={"jira_connect_proxy_url": proxy})
    answer = await _choose(com, SELF)
    assert (answer.status_code, answer.json().get("errors")) == (status, errors)


async def test_unreachable_instance_is_a_network_error_and_the_choice_is_undone(behind: Lab, com: Lab) -> None:
    com.net.dead.add(SELF)
    answer = await _choose(com, SELF)
    assert (answer.status_code, answer.json()["errors"]) == (
        422, "Could not be installed on the instance. Network error",
    )  # fmt: skip
    assert com.host.truth()["installations"][0]["instance_url"] is None


async def test_blocked_events_path_shows_as_404_from_the_instance(behind: Lab, com: Lab) -> None:
    behind.switch_on("gitlab-events-blocked", status=404)
    answer = await _choose(com, SELF)
    assert answer.json()["errors"] == "Could not be installed on the instance. Error response code 404"


async def test_instance_of_another_external_url_refuses_the_audience(behind: Lab, com: Lab) -> None:
    behind.switch_on("gitlab-wrong-base-url")
    assert (await _choose(com, SELF)).json()["errors"].endswith("Error response code 401")
    await behind.api("PUT", "/application/settings", json={"jira_connect_additional_audience_url": SELF})
    assert (await _choose(com, SELF)).status_code == 200


async def test_private_address_is_no_instance_url(com: Lab, key: RSAPrivateKey) -> None:
    await _event(com, key)
    com.net.addresses["gitlab.example.com"] = ("10.1.2.3",)
    answer = await _choose(com, SELF)
    message = "is blocked: Requests to the local network are not allowed"
    assert (answer.status_code, answer.json()) == (422, {"errors": {"instance_url": [message]}})


async def test_site_administrator_is_wanted_for_the_choice(behind: Lab, com: Lab) -> None:
    com.net.groups = ["jira-administrators"]
    answer = await _choose(com, SELF)
    assert (answer.status_code, answer.json()["errors"].split(".")[0]) == (
        403, "The Jira user is not a site or organization administrator",
    )  # fmt: skip


async def test_new_secret_from_jira_travels_on_to_the_instance(behind: Lab, com: Lab, key: RSAPrivateKey) -> None:
    await _choose(com, SELF)
    await _event(com, key, sharedSecret="the-second-secret")
    assert behind.host.instance.records.secret_of(CLIENT) == "the-second-secret"


async def test_back_to_gitlab_com_takes_the_record_from_the_instance(behind: Lab, com: Lab) -> None:
    await _choose(com, SELF)
    answer = await _choose(com, None)
    assert answer.json() == {"gitlab_com": True, "instance_url": None}
    await _until_idle(com)
    assert behind.host.truth()["installations"] == []


async def test_uninstall_leaves_the_record_of_the_instance_stale(behind: Lab, com: Lab, key: RSAPrivateKey) -> None:
    await _choose(com, SELF)
    assert (await _event(com, key, "uninstalled")).status_code == 200
    await settle()
    assert com.host.truth()["installations"] == []
    assert [one["client_key"] for one in behind.host.truth()["installations"]] == [CLIENT]


async def test_uninstall_of_an_unknown_site_is_422(com: Lab, key: RSAPrivateKey) -> None:
    assert (await _event(com, key, "uninstalled")).status_code == 422


async def test_dead_key_server_is_401_and_beats_a_bad_body(com: Lab, key: RSAPrivateKey) -> None:
    com.net.dead.add(KEYS)
    assert (await _event(com, key, sharedSecret="")).status_code == 401
    com.net.dead.clear()
    assert (await _event(com, key, sharedSecret="")).status_code == 422


async def test_event_without_token_is_401_with_no_body(gitlab: Lab) -> None:
    answer = await gitlab.client.post("/-/jira_connect/events/installed")
    assert (answer.status_code, answer.content) == (401, b"")


async def test_account_that_asks_is_looked_up_at_jira(behind: Lab, com: Lab) -> None:
    await _choose(com, SELF)
    lookup = next(one for one in com.net.sent if "/rest/api/3/user" in one.url)
    assert lookup.url == f"{JIRA}/rest/api/3/user?accountId={DANA}&expand=groups"


async def _until_idle(lab: Lab) -> None:
    """Wait for jobs that make keys in a thread."""
    while not lab.host.instance.desk.idle():
        await settle()
