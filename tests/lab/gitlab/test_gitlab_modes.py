"""Silent Mode and maintenance by the settings themselves, and what the workers' numbers say."""

from tests.lab.gitlab.small_net import COM, Lab, context_token, settle

SETTINGS = "/application/settings"
BRANCHES = "/projects/1/repository/branches"


async def _branch(lab: Lab, name: str) -> int:
    answer = await lab.api("POST", BRANCHES, json={"branch": name, "ref": "main"})
    await settle()
    return answer.status_code


async def test_silent_mode_holds_back_what_changes_something_and_says_so(linked: Lab) -> None:
    await linked.api("PUT", SETTINGS, json={"silent_mode_enabled": True})
    before = len(linked.net.pushes())
    assert await _branch(linked, "PLAT-1-silent") == 201
    assert len(linked.net.pushes()) == before
    assert linked.host.instance.logs.exceptions[-1]["exception.class"] == "Gitlab::HTTP::SilentModeBlockedError"
    await linked.api("PUT", SETTINGS, json={"silent_mode_enabled": False})
    assert await _branch(linked, "PLAT-1-loud") == 201
    assert len(linked.net.pushes()) == before + 1


async def test_a_silent_proxy_forwards_nothing(gitlab: Lab, com: Lab) -> None:
    com.known_to_jira()
    body = {"installation": {"instance_url": gitlab.host.url}}

    async def choose() -> tuple[int, object]:
        token = context_token(com.net.clock.now())
        answer = await com.client.put("/-/jira_connect/installations", json={"jwt": token, **body})
        return answer.status_code, answer.json()

    await gitlab.api("PUT", SETTINGS, json={"jira_connect_proxy_url": COM})
    com.host.instance.settings.values["silent_mode_enabled"] = True
    assert await choose() == (422, {"errors": "Could not be installed on the instance. Network error"})
    assert gitlab.host.truth()["installations"] == []
    com.host.instance.settings.values["silent_mode_enabled"] = False
    assert (await choose())[0] == 200


async def test_maintenance_stops_writes_and_leaves_the_way_to_end_it(gitlab: Lab) -> None:
    said = {"maintenance_mode": True, "maintenance_mode_message": "Back at noon"}
    assert (await gitlab.api("PUT", SETTINGS, json=said)).json()["maintenance_mode"] is True
    refused = await gitlab.api("POST", BRANCHES, json={"branch": "x", "ref": "main"})
    assert (refused.status_code, refused.json()) == (503, {"message": "Back at noon"})
    assert (await gitlab.api("GET", "/user")).status_code == 200
    assert (await gitlab.api("PUT", SETTINGS, json={"maintenance_mode": False})).status_code == 200
    assert await _branch(gitlab, "x") == 201


async def test_worker_numbers_tell_what_ran_and_what_runs(linked: Lab) -> None:
    before = (await linked.api("GET", "/sidekiq/compound_metrics")).json()
    assert before["processes"][0]["busy"] >= 1  # The first sync has more batches.
    assert await _branch(linked, "PLAT-1-counted") == 201
    after = (await linked.api("GET", "/sidekiq/job_stats")).json()["jobs"]
    assert after["processed"] > before["jobs"]["processed"]
    assert (after["failed"], after["dead"]) == (0, 0)
    assert (await linked.api("GET", "/sidekiq/queue_metrics")).json()["queues"]["default"]["backlog"] == 0
    assert len((await linked.api("GET", "/sidekiq/process_metrics")).json()["processes"]) == 1


async def test_worker_numbers_are_for_administrators(com: Lab) -> None:
    assert (await com.api("GET", "/sidekiq/compound_metrics")).status_code == 403
