"""The log files that an administrator reads: the documented lines, each in its file, from its version on."""

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.lab.gitlab.small_net import CLIENT, JIRA, KEYS, SECRET, SELF, Lab, SmallNet, context_token, start
from wizard.lab.gitlab.jwt.canonical import query_hash
from wizard.lab.gitlab.jwt.token import sign_rs256
from wizard.lab.host import Answer

KID = "123e4567-e89b-42d3-a456-426614174000"
OTHER = "https://proxy.example.com"


async def _installed(lab: Lab, audience: str, **body: object) -> tuple[int, str]:
    """Send `installed` with a token for this audience; return status and request id."""
    key = generate_private_key(65537, 2048)
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    lab.net.answers["GET", f"{KEYS}/{KID}"] = Answer(200, {}, pem)
    claims = {"iss": CLIENT, "aud": [f"{audience}/-/jira_connect"], "qsh": query_hash("POST", "/events/installed")}
    headers = {"Authorization": f"JWT {sign_rs256(claims, key, KID)}"}
    about = {"clientKey": CLIENT, "sharedSecret": SECRET, "baseUrl": JIRA, **body}
    answer = await lab.client.post("/-/jira_connect/events/installed", json=about, headers=headers)
    return answer.status_code, answer.headers["x-request-id"]


@pytest.mark.parametrize("version, lines", [("16.10.0-ee", 0), ("18.5.0-ee", 1)])
async def test_a_wrong_audience_is_named_since_16_11(net: SmallNet, version: str, lines: int) -> None:
    lab = await start(net, version=version)
    status, request_id = await _installed(lab, OTHER)
    assert status == 401
    said = f"Invalid audience. Expected {SELF}/-/jira_connect, received {OTHER}/-/jira_connect"
    shown = [
        (one["exception.class"], one["exception.message"], one["correlation_id"])
        for one in lab.host.truth()["exceptions"]
    ]
    assert shown == [("JWT::InvalidAudError", said, request_id)] * lines


async def test_a_rejected_event_says_what_it_was_about(gitlab: Lab) -> None:
    for action in ("create", "update"):
        assert (await _installed(gitlab, SELF, sharedSecret=""))[0] == 422
        line = gitlab.host.truth()["log"][-1]
        assert (line["message"], line["jira_event_action"]) == ("JiraConnect lifecycle event rejected", action)
        assert line["jira_errors"] == ["Shared secret can't be blank"]
        assert (await _installed(gitlab, SELF))[0] == 200
    assert SECRET not in str(gitlab.host.truth())


async def test_a_forward_that_gets_no_answer_leaves_the_exception_of_the_network(gitlab: Lab, com: Lab) -> None:
    com.known_to_jira()
    com.net.dead.add(SELF)
    body = {"jwt": context_token(com.net.clock.now()), "installation": {"instance_url": SELF}}
    assert (await com.client.put("/-/jira_connect/installations", json=body)).status_code == 422
    assert com.host.truth()["exceptions"][-1]["exception.class"] == "Errno::ECONNREFUSED"
    com.net.dead.remove(SELF)
    assert gitlab.host.truth()["exceptions"] == []


async def test_the_kind_of_jira_that_could_not_be_asked_stands_in_the_application_log(gitlab: Lab) -> None:
    body = {"url": JIRA, "username": "dana@acme.example", "password": "lab-ATATTx"}
    assert (await gitlab.api("PUT", "/projects/1/integrations/jira", json=body)).status_code == 200
    (line,) = gitlab.host.truth()["application_log"]
    assert line["message"] == "Jira API returned no ServerInfo, setting deployment_type from URL"
    assert "lab-ATATTx" not in str(gitlab.host.truth())
