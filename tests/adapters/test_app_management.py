"""Installing by descriptor as Jira's plug-in manager speaks it, read against its documented answers."""

import json
from pathlib import Path

import pytest

from tests.adapters.door_kit import kit
from tests.adapters.fault_server import Fault, answer, fault_server, raw, redirect
from wizard.domain.app_management import AccessToken, AppUpdate, InstallSeen, InstallTask
from wizard.domain.errors import PortError, Refused, Unexpected

URL = "https://gitlab.example.com/-/jira_connect/app_descriptor.json"
KEY = "gitlab-jira-connect-gitlab.example.com"
EXAMPLES = Path(__file__).parents[3] / "shared" / "reference" / "atlassian" / "upm-examples.json"
TASK = InstallTask("80c4", 0.3)
TAKEN = {"type": "INSTALL", "pingAfter": 300, "status": {"done": False}, "links": {}, "id": "80c4"}
USED_UP = {"errorMessage": "invalid token", "subCode": "upm.error.invalid.token"}


def _token(value: str) -> object:
    return answer(200, {"plugins": []}, f"upm-token: {value}")


async def test_an_order_takes_a_token_and_names_the_descriptor() -> None:
    async with fault_server(_token("tok-1"), answer(202, TAKEN)) as server, kit(server.url) as one:
        assert await one.jira.install_app(URL) == TASK
        ask, order = server.requests
        assert ask.startswith(b"GET /rest/plugins/1.0/?os_authType=basic ")
        assert order.startswith(b"POST /rest/plugins/1.0/?token=tok-1 ")
        assert b"Content-Type: application/vnd.atl.plugins.remote.install+json\r\n" in order
        assert json.loads(order.partition(b"\r\n\r\n")[2]) == {"pluginUri": URL}


async def test_newer_versions_are_read_with_what_waits_for_approval() -> None:
    kind = "application/vnd.atl.plugins.updates+json"
    said = {"plugins": [{"key": KEY, "version": "2.0.0", "requiresApproval": True}, {"key": "a", "version": "1.1"}]}
    async with fault_server(answer(200, said, kind=kind)) as server, kit(server.url) as one:
        assert await one.jira.app_updates() == (AppUpdate(KEY, "2.0.0", waits=True), AppUpdate("a", "1.1", waits=False))
        assert server.requests[0].startswith(b"GET /rest/plugins/1.0/updates ")


async def test_a_site_without_that_question_names_no_newer_version() -> None:
    async with fault_server(answer(404, {"message": "null for uri"})) as server, kit(server.url) as one:
        assert await one.jira.app_updates() == ()


async def test_the_modules_of_an_app_are_read_by_their_keys() -> None:
    said = {"key": KEY, "modules": [{"key": "gitlab-ci", "name": "GitLab CI"}, {"key": "gitlab-deployments"}]}
    async with fault_server(answer(200, said, kind="application/vnd.atl.plugins.plugin+json")) as server:
        async with kit(server.url) as one:
            assert await one.jira.app_modules(KEY) == {"gitlab-ci", "gitlab-deployments"}
        assert server.requests[0].startswith(f"GET /rest/plugins/1.0/{KEY}-key ".encode())


@pytest.mark.parametrize("said", [answer(200, {"key": KEY, "modules": []}), answer(404, {"message": "No such app."})])
async def test_an_app_without_named_modules_or_none_at_all_has_none(said: Fault) -> None:
    async with fault_server(said) as server, kit(server.url) as one:
        assert await one.jira.app_modules(KEY) == frozenset()


async def test_access_tokens_are_read_without_their_values() -> None:
    said = {"tokens": [{"pluginKey": KEY, "token": "0335bc4d", "state": "INACTIVE_TRIAL", "valid": False}]}
    async with fault_server(answer(200, said)) as server, kit(server.url) as one:
        found = await one.jira.access_tokens()
        assert found == (AccessToken(KEY, "INACTIVE_TRIAL", valid=False),)
        assert "0335bc4d" not in repr(found)
        assert server.requests[0].startswith(b"GET /rest/plugins/1.0/license-tokens ")


async def test_a_used_token_is_fetched_anew_once() -> None:
    faults = (_token("old"), answer(403, USED_UP), _token("new"), answer(202, TAKEN))
    async with fault_server(*faults) as server, kit(server.url) as one:
        assert (await one.jira.install_app(URL)).id == "80c4"
        assert [line.split(b" ")[1] for line in server.requests if line.startswith(b"POST")] == [
            b"/rest/plugins/1.0/?token=old",
            b"/rest/plugins/1.0/?token=new",
        ]


async def test_a_token_that_is_always_refused_ends_the_order() -> None:
    faults = (_token("a"), answer(403, USED_UP), _token("b"), answer(403, USED_UP))
    async with fault_server(*faults) as server, kit(server.url) as one:
        with pytest.raises(Refused) as refused:
            await one.jira.install_app(URL)
        assert not refused.value.sent
        assert len(server.requests) == 4


async def test_without_a_token_nothing_is_ordered() -> None:
    async with fault_server(answer(200, {"plugins": []})) as server, kit(server.url) as one:
        with pytest.raises(Refused) as refused:
            await one.jira.install_app(URL)
        assert (refused.value.code, len(server.requests)) == ("http-403", 1)


@pytest.mark.parametrize("no_token", [answer(503, {}), raw(b"", then="reset")])
async def test_a_token_that_is_not_to_be_had_is_no_order(no_token: Fault) -> None:
    async with fault_server(no_token) as server, kit(server.url) as one:
        with pytest.raises(PortError) as failed:
            await one.jira.install_app(URL)
        assert not failed.value.sent
        assert not any(line.startswith(b"POST") for line in server.requests)


async def test_an_order_is_never_sent_twice_for_a_failing_server() -> None:
    async with fault_server(_token("a"), answer(503, {})) as server, kit(server.url) as one:
        with pytest.raises(Refused) as refused:
            await one.jira.install_app(URL)
        assert refused.value.sent
        assert len(server.requests) == 2


async def test_the_token_is_in_no_recording() -> None:
    async with fault_server(_token("tok-canary-1"), answer(202, TAKEN)) as server, kit(server.url) as one:
        await one.jira.install_app(URL)
        assert "tok-canary-1" not in repr(one.recorder.newest())


@pytest.mark.parametrize("host", ["https://acme.atlassian.net", "https://canonical.example", ""])
async def test_success_is_a_redirect_read_by_its_path_and_not_followed(host: str) -> None:
    there = redirect(303, f"{host}/rest/plugins/1.0/{KEY}-key")
    async with fault_server(there) as server, kit(server.url) as one:
        assert await one.jira.install_seen(TASK) == InstallSeen(key=KEY)
        assert len(server.requests) == 1


async def test_a_redirect_to_something_else_is_no_success() -> None:
    async with fault_server(redirect(303, "/login.jsp")) as server, kit(server.url) as one:
        with pytest.raises(Unexpected):
            await one.jira.install_seen(TASK)


@pytest.mark.parametrize(
    ("status", "seen"),
    [
        ({"done": False}, InstallSeen(ping_after_s=0.3)),
        (
            {"done": True, "errorMessage": "The app host\nreturned 401"},
            InstallSeen(refusal="The app host returned 401"),
        ),
        ({"done": True, "subCode": "upm.pluginInstall.error.ssl"}, InstallSeen(refusal="upm.pluginInstall.error.ssl")),
        ({"done": True, "errorMessage": "a\u202eb"}, InstallSeen(refusal="a[U+202E]b")),
        ({"done": True}, InstallSeen(refusal="no reason given")),
    ],
)
async def test_a_task_that_is_done_without_a_redirect_has_failed(status, seen) -> None:
    async with fault_server(answer(200, {**TAKEN, "status": status})) as server, kit(server.url) as one:
        assert await one.jira.install_seen(TASK) == seen


@pytest.mark.parametrize(
    ("body", "mode"),
    [
        ({"settings": [{"key": "connectDeveloperListingsEnabled", "value": True}]}, True),
        ({"settings": [{"key": "connectDeveloperListingsEnabled", "value": False}]}, False),
        ({"settings": [{"key": "other", "value": True}]}, None),
        ({"settings": []}, None),
    ],
)
async def test_development_mode_is_one_of_the_settings(body, mode) -> None:
    async with fault_server(answer(200, body)) as server, kit(server.url) as one:
        assert await one.jira.development_mode() is mode


async def test_an_app_is_removed_by_its_key() -> None:
    async with fault_server(answer(204, b"")) as server, kit(server.url) as one:
        await one.jira.uninstall_app(KEY)
        assert server.requests[0].startswith(f"DELETE /rest/plugins/1.0/{KEY}-key ".encode())


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the reference data are not here")
async def test_the_documented_examples_are_read() -> None:
    known = json.loads(EXAMPLES.read_text())
    taken, running, failed = (
        known[name] for name in ("cloud_2020_accepted_task", "pending_running", "pending_failed_by_message")
    )
    done = known["pending_done"]
    faults = (
        _token("a"),
        answer(taken["status"], taken["body"]),
        answer(running["status"], running["body"]),
        answer(failed["status"], failed["body"]),
        redirect(done["status"], done["headers"]["Location"]),
    )
    async with fault_server(*faults) as server, kit(server.url) as one:
        task = await one.jira.install_app(URL)
        assert task == InstallTask("80c47a3d-4911-4763-9382-2719331c182e", 0.3)
        assert await one.jira.install_seen(task) == InstallSeen(ping_after_s=0.3)
        assert (await one.jira.install_seen(task)).refusal.startswith("The app host returned HTTP response code 401")
        assert (await one.jira.install_seen(task)).key == KEY
