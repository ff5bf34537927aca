"""The security cases for Connect tokens, sent to the endpoints: lifecycle events, the app's page, and its scripts."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.lab.gitlab.small_net import KEYS, Lab, SmallNet, start
from wizard.lab.gitlab.jwt.policy import GITLAB, STRICT
from wizard.lab.host import Answer

CASES = Path(__file__).parents[4] / "shared/reference/vectors/own/connect_jwt_cases.json"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the cases are not at hand")
FILE: dict[str, Any] = (
    json.loads(CASES.read_text()) if CASES.exists() else {"cases": [], "tenants": {}, "key_server": {}, "clock_now": 0}
)
STATUS = {"accept": 200, "accept_idempotent": 200, "reject": 401, "reject_422": 422}
URL = "https://gitlab.lab.example"
POLICIES = {"served": GITLAB, "strict": STRICT}
LAXER = {"A45": "GitLab checks exp and iat only when they are present: tokens that it forwards carry neither"}
"""Cases that a lab which is served takes although the cases refuse them, and why GitLab does."""


def _of(*letters: str) -> list[dict[str, Any]]:
    return [case for case in FILE["cases"] if case["id"][0] in letters]


@pytest.fixture(params=POLICIES)
def policy(request: pytest.FixtureRequest) -> str:
    """How tokens are read: as every lab that is served does, and by the strict policy of the cases."""
    name: str = request.param
    return name


def expected(case: dict[str, Any], policy: str) -> str:
    taken: str = "accept" if policy == "served" and case["id"] in LAXER else case["expect"]
    return taken


@pytest.fixture
async def target(net: SmallNet, policy: str) -> Lab:
    """A GitLab that knows both tenants."""
    net.clock.time = FILE["clock_now"]
    lab = await start(net, URL, version="17.6.0-ee")
    assert lab.host.instance.policy == POLICIES["served"]
    lab.host.instance.policy = POLICIES[policy]
    for tenant, secret in FILE["tenants"].items():
        lab.host.instance.records.save(tenant, secret, f"https://{tenant}.atlassian.net", None)
    for kid, pem in FILE["key_server"].items():
        net.answers["GET", f"{KEYS}/{kid}"] = Answer(200, {}, pem.encode())
    return lab


def _prepare_key_server(net: SmallNet, case: dict[str, Any]) -> None:
    weak = FILE["keys"]["weak1024_public"].encode()
    for kid in FILE["key_server"] if case.get("key_server") == "weak1024" else ():
        net.answers["GET", f"{KEYS}/{kid}"] = Answer(200, {}, weak)


async def _post(target: Lab, case: dict[str, Any]) -> httpx.Response:
    token = case.get("token") or ("a.b." + "c" * 100_000 if case.get("recipe") else None)
    # A header cannot hold a line feed, so such a token comes in the body, where it wins anyway.
    in_body = token is not None and not token.isprintable()
    headers = {"Authorization": f"JWT {token}"} if token and not in_body else {}
    body = case["body"] | ({"jwt": token} if in_body else {})
    query = {"jwt": case["also_query_jwt"]} if "also_query_jwt" in case else {}
    return await target.client.post(httpx.URL(case["url"]).path, json=body, headers=headers, params=query)


def _sending_as_written(target: Lab, url: str) -> httpx.AsyncClient:
    """Return a client whose request has the path of `url` as it is written: httpx takes dot segments out of it."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        path = url.removeprefix(URL).partition("?")[0]
        await target.host.app({**scope, "path": path, "raw_path": path.encode()}, receive, send)

    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=URL)


def test_all_cases_are_there() -> None:
    assert (len(_of("A")), len(_of("U")), len(_of("I")), len(_of("X"))) == (64, 4, 21, 6)


@pytest.mark.parametrize("case", _of("A", "U"), ids=lambda case: case["id"])
async def test_lifecycle_event_gets_the_status_of_its_case_and_changes_nothing_when_refused(
    target: Lab, net: SmallNet, case: dict[str, Any], policy: str
) -> None:
    _prepare_key_server(net, case)
    records = target.host.instance.records
    before = {one.client_key: one.sealed_secret for one in records.installations.values()}
    answer = await _post(target, case)
    assert (answer.status_code, answer.content) == (STATUS[expected(case, policy)], b""), case["why"]
    after = {one.client_key: one.sealed_secret for one in records.installations.values()}
    assert (after != before) == (answer.status_code == 200)


async def test_the_same_installed_event_twice_leaves_one_record(target: Lab) -> None:
    case = _of("A")[0]
    assert [(await _post(target, case)).status_code for _ in range(2)] == [200, 200]
    assert [one["client_key"] for one in target.host.truth()["installations"]] == ["tenant-a", "tenant-b"]


@pytest.mark.parametrize("case", _of("I"), ids=lambda case: case["id"])
async def test_the_page_of_the_app_opens_for_the_request_that_was_signed_and_for_no_other(
    target: Lab, case: dict[str, Any]
) -> None:
    async with _sending_as_written(target, case["url"]) as client:
        answer = await client.request(case["method"], case["url"])
    taken = case["expect"] == "accept"
    assert (answer.status_code == 200, "js-jira-connect-app" in answer.text) == (taken, taken), case["why"]
    assert target.host.truth()["subscriptions"] == []


@pytest.mark.parametrize("case", _of("X"), ids=lambda case: case["id"])
async def test_a_script_of_the_app_reads_and_links_with_a_context_token_and_with_no_other(
    target: Lab, case: dict[str, Any]
) -> None:
    headers = {"Authorization": f"JWT {case['token']}"}
    read = await target.client.get("/-/jira_connect/subscriptions.json", headers=headers)
    body = {"jwt": case["token"], "namespace_path": "platform"}
    linked = await target.api("POST", "/integrations/jira_connect/subscriptions", json=body)
    # The tokens of the cases name no user of Jira: a good one gets to the question who that is, and no further.
    answers = {"accept": (200, 403, "Could not fetch user"), "reject": (403, 401, "401 Unauthorized - JWT")}
    status, refused, said = answers[case["expect"]]
    assert (read.status_code, linked.status_code) == (status, refused), case["why"]
    assert linked.json()["message"].startswith(said)
    assert target.host.truth()["subscriptions"] == []
