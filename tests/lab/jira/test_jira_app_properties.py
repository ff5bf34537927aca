"""What an app keeps with the site about itself."""

from typing import Any

import jwt
import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import APP_KEY, DANA, SITE

PROPERTIES = f"/rest/atlassian-connect/1/addons/{APP_KEY}/properties"


async def test_a_property_is_created_read_changed_listed_and_deleted(installed: Stage) -> None:
    one = f"{PROPERTIES}/colour"
    created = await installed.as_app("PUT", one, json="blue")
    assert (created.status_code, created.json()) == (201, {"message": "Property created.", "statusCode": 201})
    assert (await installed.as_app("PUT", one, json={"now": "red"})).json()["message"] == "Property updated."
    read = await installed.as_app("GET", one)
    assert (read.json()["key"], read.json()["value"]) == ("colour", {"now": "red"})
    assert read.headers["cache-control"] == "no-store"
    listed = {"self": f"{SITE}{one}", "key": "colour"}
    assert (await installed.as_app("GET", PROPERTIES)).json() == {"keys": [listed]}
    assert (await installed.as_app("DELETE", one)).status_code == 204
    assert (await installed.as_app("GET", one)).status_code == 404
    assert (await installed.as_app("DELETE", one)).status_code == 404


async def test_nobody_but_an_app_reads_properties_and_each_only_its_own(installed: Stage) -> None:
    answer = await installed.client.get(PROPERTIES, headers=DANA)
    assert answer.status_code == 401
    assert answer.json()["message"] == "Access to this resource must be authenticated as an app."
    foreign = await installed.as_app("GET", "/rest/atlassian-connect/1/addons/another/properties")
    assert (foreign.status_code, foreign.json()["message"]) == (404, "App with key another does not exist.")


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("a" * 127, b'"' + b"x" * 32_766 + b'"', 201),
        ("a" * 128, b"1", 400),
        ("big", b'"' + b"x" * 32_767 + b'"', 400),
        ("wrong", b"{", 400),
        ("empty", b"", 400),
    ],
)
async def test_keys_and_values_have_their_limits(name: str, content: bytes, status: int, installed: Stage) -> None:
    assert (await installed.as_app("PUT", f"{PROPERTIES}/{name}", content=content)).status_code == status


async def test_properties_stay_over_an_upgrade_and_go_with_the_app(installed: Stage) -> None:
    await installed.as_app("PUT", f"{PROPERTIES}/colour", json=1)
    await installed.install()
    assert (await installed.as_app("GET", f"{PROPERTIES}/colour")).json()["value"] == 1
    gone = await installed.client.delete(f"/rest/plugins/1.0/{APP_KEY}-key", headers=DANA)
    assert gone.status_code == 204
    await installed.install()
    assert (await installed.as_app("GET", PROPERTIES)).json() == {"keys": []}


async def test_the_user_of_an_app_is_an_app(installed: Stage) -> None:
    me = (await installed.as_app("GET", "/rest/api/3/myself")).json()
    assert (me["accountType"], me["displayName"]) == ("app", "GitLab for Jira (gitlab.example.com)")


async def test_the_key_is_at_both_hosts_under_an_id_that_the_seed_gives(installed: Stage) -> None:
    key_id: Any = jwt.get_unverified_header(installed.internet.token("installed"))["kid"]
    assert key_id == installed.host.site.world.signing_key_id
    put = [url for method, url, _, _ in installed.internet.sent if method == "PUT"]
    assert put == [
        f"https://connect-install-keys.atlassian.com/{key_id}",
        f"https://asap-distribution.us-west-2.prod.atl-asap.net/{key_id}",
    ]
