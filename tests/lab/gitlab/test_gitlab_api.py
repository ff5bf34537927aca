"""The REST API: identity, settings, applications, lists, repositories, roles and faults."""

from typing import Any

import pytest

from tests.lab.gitlab.small_net import JIRA, SELF, TOKEN, Lab, SmallNet, start
from wizard.lab.host import Answer

SETTINGS = "/application/settings"
NEW_APP = {"name": "n", "redirect_uri": "https://x.example/cb", "scopes": "api"}
BRANCHES = "/projects/1/repository/branches"


async def test_every_answer_carries_ids(gitlab: Lab) -> None:
    for path in ("/api/v4/version", "/-/jira_connect", "/nowhere"):
        answer = await gitlab.client.get(path)
        assert answer.headers["x-request-id"] in answer.headers["x-gitlab-meta"]
    answer = await gitlab.api("GET", "/version")
    assert answer.json()["version"] == "18.5.0-ee"


async def test_tokens_work_in_both_headers_and_say_who_they_are(gitlab: Lab) -> None:
    bearer = await gitlab.client.get("/api/v4/user", headers={"Authorization": f"Bearer {TOKEN}"})
    assert (bearer.json()["username"], bearer.json()["is_admin"]) == ("dana", True)
    own = (await gitlab.api("GET", "/personal_access_tokens/self")).json()
    assert (own["scopes"], own["active"], own["revoked"]) == (["api"], True, False)
    nobody = await gitlab.client.get("/api/v4/user", headers={"PRIVATE-TOKEN": "wrong"})
    assert (nobody.status_code, nobody.json()) == (401, {"message": "401 Unauthorized"})


async def test_slashes_are_merged_and_one_at_the_end_does_not_count(gitlab: Lab) -> None:
    for path in ("//groups//platform", "/groups/platform/", "/groups/platform%2Fmobile"):
        assert (await gitlab.api("GET", path)).status_code == 200
    assert (await gitlab.api("GET", "/groups/platform%2F%2Fmobile")).status_code == 404


async def test_nobody_we_know_administers_gitlab_com(com: Lab) -> None:
    assert "is_admin" not in (await com.api("GET", "/user")).json()
    assert (await com.api("GET", SETTINGS)).json() == {"message": "403 Forbidden"}


async def test_metadata_names_the_edition(gitlab: Lab) -> None:
    body = (await gitlab.api("GET", "/metadata")).json()
    assert (body["version"], body["enterprise"], body["kas"]["enabled"]) == ("18.5.0-ee", True, True)


async def test_settings_take_form_and_json_and_clear_with_empty_text(gitlab: Lab) -> None:
    changed = await gitlab.api("PUT", SETTINGS, data={"jira_connect_application_key": "k", "unknown_thing": "1"})
    assert (changed.status_code, changed.json()["jira_connect_application_key"]) == (200, "k")
    assert "unknown_thing" not in changed.json()
    cleared = await gitlab.api("PUT", SETTINGS, json={"jira_connect_application_key": ""})
    assert cleared.json()["jira_connect_application_key"] is None


@pytest.mark.parametrize("value", ["gitlab.com", "ftp://gitlab.com", "https://"])
async def test_bad_proxy_url_changes_nothing(gitlab: Lab, value: str) -> None:
    answer = await gitlab.api(
        "PUT", SETTINGS, json={"jira_connect_proxy_url": value, "jira_connect_application_key": "k"}
    )
    assert (answer.status_code, list(answer.json()["message"])) == (400, ["jira_connect_proxy_url"])
    assert (await gitlab.api("GET", SETTINGS)).json()["jira_connect_application_key"] is None


@pytest.mark.parametrize(
    "version, absent",
    [
        ("15.6.8-ee", {"jira_connect_proxy_url", "jira_connect_public_key_storage_enabled"}),
        ("16.1.0-ee", {"jira_connect_additional_audience_url"}),
        ("18.5.0-ee", {"jira_forge_app_id"}),
    ],
)
async def test_settings_know_only_what_their_version_knows(net: SmallNet, version: str, absent: set[str]) -> None:
    lab = await start(net, version=version)
    shown = (await lab.api("PUT", SETTINGS, json=dict.fromkeys(absent, "https://x.example"))).json()
    assert not absent & shown.keys()
    assert "jira_connect_application_key" in shown


async def test_too_old_instance_ignores_the_proxy_url(gitlab: Lab) -> None:
    gitlab.switch_on("gitlab-too-old")
    assert (await gitlab.api("GET", "/version")).json()["version"] == "15.6.8-ee"
    answer = await gitlab.api("PUT", SETTINGS, json={"jira_connect_proxy_url": "https://gitlab.com"})
    assert answer.status_code == 200
    gitlab.switch_off("gitlab-too-old")
    assert (await gitlab.api("GET", SETTINGS)).json()["jira_connect_proxy_url"] is None


async def test_application_shows_its_secret_once_and_can_be_deleted(gitlab: Lab) -> None:
    made = await gitlab.api("POST", "/applications", json=NEW_APP)
    assert (made.status_code, made.json()["confidential"], made.json()["callback_url"]) == (
        201,
        True,
        "https://x.example/cb",
    )
    (listed,) = (await gitlab.api("GET", "/applications")).json()
    assert listed == {name: value for name, value in made.json().items() if name != "secret"}
    renewed = await gitlab.api("POST", f"/applications/{listed['id']}/renew-secret")
    assert renewed.json()["secret"] != made.json()["secret"]
    codes = [(await gitlab.api("DELETE", f"/applications/{listed['id']}")).status_code for _ in range(2)]
    assert codes == [204, 404]
    assert made.json()["secret"] not in str(gitlab.host.truth())


@pytest.mark.parametrize(
    "wrong, body",
    [
        ({"scopes": "api everything"}, {"message": {"scopes": ["doesn't match configured on the server."]}}),
        ({"redirect_uri": "no-uri"}, {"message": {"redirect_uri": ["must be an absolute URI."]}}),
        ({"name": ""}, {"error": "name is empty"}),
    ],
)
async def test_bad_application_is_refused(gitlab: Lab, wrong: dict[str, Any], body: dict[str, Any]) -> None:
    answer = await gitlab.api("POST", "/applications", json=NEW_APP | wrong)
    assert (answer.status_code, answer.json()) == (400, body)


async def test_missing_parameters_are_named_together(gitlab: Lab) -> None:
    answer = await gitlab.api("POST", "/applications", json={"name": "n"})
    assert answer.json() == {"error": "redirect_uri is missing, scopes is missing"}


async def test_groups_are_filtered_by_role_search_level_and_skip(gitlab: Lab) -> None:
    async def paths(query: str) -> list[str]:
        return [one["full_path"] for one in (await gitlab.api("GET", f"/groups?{query}")).json()]

    assert await paths("") == [
        "archive", "data", "platform", "platform/mobile", "platform/mobile/labs", "support", "support/desk",
    ]  # fmt: skip
    assert await paths("min_access_level=40") == ["data", "platform", "platform/mobile", "platform/mobile/labs"]
    assert await paths("min_access_level=40&skip_groups=10,12,16") == ["platform/mobile"]
    assert (await paths("order_by=path&sort=desc"))[-2:] == ["data", "archive"]
    assert await paths("top_level_only=true&search=PLAT") == ["platform"]


async def test_role_in_a_group_is_inherited_and_absent_members_are_404(gitlab: Lab) -> None:
    levels = [
        (await gitlab.api("GET", f"/groups/{path}/members/all/2")).json()["access_level"]
        for path in ("platform%2Fmobile", "data", "archive")
    ]
    assert levels == [50, 40, 20]
    lost = await gitlab.api("GET", "/groups/platform/members/all/5")
    assert (lost.status_code, lost.json()) == (404, {"message": "404 Not found"})


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "1e3", "٣"])
async def test_odd_numbers_in_paths_find_nothing(gitlab: Lab, number: str) -> None:
    for path in (f"/projects/{number}", f"/groups/{number}", f"/applications/{number}"):
        assert (await gitlab.api("DELETE" if "applications" in path else "GET", path)).status_code == 404


async def test_offset_pages_say_how_many_there_are(gitlab: Lab) -> None:
    answer = await gitlab.api("GET", "/projects?per_page=25&page=2")
    shown = {name: answer.headers[f"x-{name}"] for name in ("page", "total", "total-pages", "next-page", "prev-page")}
    assert shown == {"page": "2", "total": "60", "total-pages": "3", "next-page": "3", "prev-page": "1"}
    assert len(answer.json()) == 25
    last = await gitlab.api("GET", "/projects?per_page=25&page=3")
    assert (last.headers["x-next-page"], len(last.json())) == ("", 10)


async def test_keyset_links_lead_through_all_projects_once(gitlab: Lab) -> None:
    url, seen = "/projects?pagination=keyset&order_by=id&sort=asc&per_page=25", []
    while url:
        answer = await gitlab.api("GET", url)
        seen += [one["id"] for one in answer.json()]
        assert "x-total" not in answer.headers
        url = answer.headers.get("link", "").partition(">")[0].removeprefix(f"<{SELF}/api/v4")
    assert seen == list(range(1, 61))


async def test_ten_thousand_projects_are_made_on_demand_and_counted_no_more_above_it(net: SmallNet) -> None:
    lab = await start(net, projects=10_001)
    answer = await lab.api("GET", "/projects?per_page=100")
    assert "x-total" not in answer.headers
    assert answer.headers["x-next-page"] == "2"
    last = (await lab.api("GET", "/projects/10000")).json()
    again = (await lab.api("GET", f"/projects/{last['path_with_namespace'].replace('/', '%2F')}")).json()
    assert again == last
    groups = (await lab.api("GET", "/groups?per_page=100&min_access_level=40")).json()
    assert len(groups) == 54


async def test_project_is_found_by_id_and_by_path(gitlab: Lab) -> None:
    by_id = (await gitlab.api("GET", "/projects/2")).json()
    by_path = (await gitlab.api("GET", "/projects/platform%2fmobile%2fios")).json()
    assert by_id == by_path
    assert (by_id["namespace"]["full_path"], by_id["web_url"]) == ("platform/mobile", f"{SELF}/platform/mobile/ios")
    lost = await gitlab.api("GET", "/projects/platform%2Fnothing")
    assert (lost.status_code, lost.json()) == (404, {"message": "404 Project Not Found"})


async def test_group_projects_include_subgroups_when_asked(gitlab: Lab) -> None:
    own = {one["id"] for one in (await gitlab.api("GET", "/groups/platform/projects?per_page=100")).json()}
    deep = {
        one["id"] for one in (await gitlab.api("GET", "/groups/10/projects?include_subgroups=true&per_page=100")).json()
    }
    assert 1 in own
    assert 2 in deep - own


async def test_branch_is_made_found_and_deleted(gitlab: Lab) -> None:
    made = await gitlab.api("POST", BRANCHES, json={"branch": "a/b", "ref": "main"})
    assert (made.status_code, made.json()["name"]) == (201, "a/b")
    found = (await gitlab.api("GET", f"{BRANCHES}/a%2Fb")).json()
    assert found["commit"]["id"] == made.json()["commit"]["id"]
    assert [one["name"] for one in (await gitlab.api("GET", f"{BRANCHES}?search=a/b")).json()] == ["a/b"]
    codes = [(await gitlab.api("DELETE", f"{BRANCHES}/a%2Fb")).status_code for _ in range(2)]
    assert codes == [204, 404]
    assert gitlab.host.truth()["branches_created"] == [["platform/app", "a/b"]]
    assert gitlab.host.truth()["branches_removed"] == [["platform/app", "a/b"]]


@pytest.mark.parametrize(
    "body, answer",
    [
        ({"branch": "main", "ref": "main"}, {"message": "Branch already exists"}),
        ({"branch": "x", "ref": "nowhere"}, {"message": "Invalid reference name: nowhere"}),
        ({"branch": "a..b", "ref": "main"}, {"message": "Branch name is invalid"}),
        ({"branch": "x"}, {"error": "ref is missing"}),
    ],
)
async def test_bad_branch_is_refused(gitlab: Lab, body: dict[str, str], answer: dict[str, str]) -> None:
    got = await gitlab.api("POST", BRANCHES, json=body)
    assert (got.status_code, got.json()) == (400, answer)


async def test_generated_merge_requests_and_branches_mention_issues(gitlab: Lab) -> None:
    requests = (await gitlab.api("GET", "/projects/1/merge_requests?per_page=100")).json()
    assert len(requests) == 30
    assert sum("PLAT-" in one["title"] for one in requests) > 15
    branches = (await gitlab.api("GET", f"{BRANCHES}?search=PLAT-")).json()
    assert branches != []


async def test_merge_requests_since_a_moment_are_the_changed_ones(gitlab: Lab) -> None:
    await gitlab.api("PUT", "/projects/1/merge_requests/3", json={"title": "PLAT-1 anew"})
    changed = (await gitlab.api("GET", "/projects/1/merge_requests?updated_after=2026-09-01T00:00:00Z")).json()
    assert [(one["iid"], one["title"]) for one in changed] == [(3, "PLAT-1 anew")]


async def test_same_seed_makes_the_same_world(gitlab: Lab, net: SmallNet) -> None:
    twin = await start(net, "https://twin.example.com")
    one, other = [(await lab.api("GET", f"{BRANCHES}/main")).json()["commit"]["id"] for lab in (gitlab, twin)]
    assert one == other


async def test_browser_pages_of_other_sites_may_read_the_api(gitlab: Lab) -> None:
    asked = {"Origin": "https://gitlab.com", "Access-Control-Request-Method": "POST"}
    assert (await gitlab.client.options("/api/v4/groups", headers=asked)).headers["access-control-allow-origin"] == "*"
    headers = {"Origin": "https://gitlab.com", "PRIVATE-TOKEN": TOKEN}
    assert (
        "Link" in (await gitlab.client.get("/api/v4/groups", headers=headers)).headers["access-control-expose-headers"]
    )


async def test_unknown_paths_are_json_in_the_api_and_pages_elsewhere(gitlab: Lab) -> None:
    assert (await gitlab.api("GET", "/nowhere")).json() == {"error": "404 Not Found"}
    assert (await gitlab.api("DELETE", "/version")).json() == {"error": "405 Not Allowed"}
    page = await gitlab.client.get("/-/jira_connect/events/installed")
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")


async def test_allowlist_without_the_app_takes_its_paths_away(gitlab: Lab) -> None:
    await gitlab.api("PUT", SETTINGS, json={"allow_all_integrations": False, "allowed_integrations": ["jira"]})
    answer = await gitlab.client.post("/-/jira_connect/events/installed")
    assert (answer.status_code, "text/html" in answer.headers["content-type"]) == (404, True)


async def test_jira_issue_integration_is_kept_without_its_password(gitlab: Lab) -> None:
    path = "/projects/1/integrations/jira"
    assert (await gitlab.api("GET", path)).status_code == 404
    gitlab.net.answers["GET", f"{JIRA}/rest/api/2/serverInfo"] = Answer(200, {}, b'{"deploymentType":"Cloud"}')
    body = {"url": f"{JIRA}/", "username": "dana@acme.example", "password": "lab-ATATTx", "project_keys": ["PLAT"]}
    saved = await gitlab.api("PUT", path, json=body)
    assert (saved.status_code, saved.json()["properties"]["url"], saved.json()["active"]) == (200, JIRA, True)
    assert "lab-ATATTx" not in saved.text
    moved = await gitlab.api("PUT", path, json={"url": "https://other.example"})
    assert (moved.status_code, moved.json()) == (400, {"error": "password is missing"})
    assert [one["slug"] for one in (await gitlab.api("GET", "/projects/1/integrations")).json()] == ["jira"]
    assert (await gitlab.api("DELETE", path)).status_code == 204
    assert (await gitlab.api("GET", path)).json()["active"] is False


@pytest.mark.parametrize(
    "fault, params, method, path, status",
    [
        ("gitlab-token-invalid", {}, "GET", "/api/v4/user", 401),
        ("gitlab-token-scope-missing", {}, "GET", f"/api/v4{SETTINGS}", 403),
        ("gitlab-token-scope-missing", {}, "POST", f"/api/v4{BRANCHES}", 403),
        ("gitlab-token-scope-missing", {}, "GET", "/api/v4/groups", 200),
        ("gitlab-user-not-admin", {}, "GET", f"/api/v4{SETTINGS}", 403),
        ("gitlab-user-not-admin", {}, "GET", "/api/v4/applications", 403),
        ("gitlab-branch-refused", {}, "POST", f"/api/v4{BRANCHES}", 403),
        ("gitlab-maintenance", {}, "POST", f"/api/v4{BRANCHES}", 503),
        ("gitlab-maintenance", {}, "GET", "/api/v4/user", 200),
        ("gitlab-rate-limited", {}, "GET", "/api/v4/user", 429),
        ("gitlab-application-id-blocked", {}, "GET", "/-/jira_connect/oauth_application_id", 403),
        ("gitlab-events-blocked", {"status": 405}, "POST", "/-/jira_connect/events/installed", 405),
    ],
)
async def test_fault_bites_where_it_should_and_goes_again(
    gitlab: Lab, fault: str, params: dict[str, Any], method: str, path: str, status: int
) -> None:
    body = {"branch": "PLAT-1-x", "ref": "main"} if method == "POST" else None
    headers = {"PRIVATE-TOKEN": TOKEN}
    gitlab.switch_on(fault, **params)
    bitten = await gitlab.client.request(method, path, json=body, headers=headers)
    gitlab.switch_off(fault)
    free = await gitlab.client.request(method, path, json=body, headers=headers)
    assert bitten.status_code == status
    assert free.status_code in (200, 201, 404 if "oauth_application_id" in path else 401 if "events" in path else 200)


async def test_faults_speak_as_gitlab_does(gitlab: Lab) -> None:
    gitlab.switch_on("gitlab-token-scope-missing")
    assert (await gitlab.api("GET", "/personal_access_tokens/self")).json()["scopes"] == ["read_api"]
    assert (await gitlab.api("PUT", SETTINGS)).json()["error"] == "insufficient_scope"
    gitlab.switch_off("gitlab-token-scope-missing")
    gitlab.switch_on("gitlab-token-invalid")
    assert (await gitlab.api("GET", "/user")).json()["error"] == "invalid_token"
    gitlab.switch_off("gitlab-token-invalid")
    gitlab.switch_on("gitlab-user-not-admin")
    assert "is_admin" not in (await gitlab.api("GET", "/user")).json()
    assert (await gitlab.api("GET", "/groups/archive")).status_code == 200
    gitlab.switch_on("gitlab-rate-limited")
    limited = await gitlab.api("GET", "/user")
    assert (limited.text, limited.headers["retry-after"], limited.headers["ratelimit-remaining"]) == (
        "Retry later\n",
        "30",
        "0",
    )


async def test_lost_branch_is_announced_and_not_there(gitlab: Lab) -> None:
    gitlab.switch_on("gitlab-branch-lost")
    made = await gitlab.api("POST", BRANCHES, json={"branch": "PLAT-1-x", "ref": "main"})
    assert (made.status_code, made.json()["name"]) == (201, "PLAT-1-x")
    assert (await gitlab.api("GET", f"{BRANCHES}/PLAT-1-x")).json() == {"message": "404 Branch Not Found"}


async def test_refused_deletion_leaves_the_branch(gitlab: Lab) -> None:
    await gitlab.api("POST", BRANCHES, json={"branch": "x", "ref": "main"})
    gitlab.switch_on("gitlab-branch-delete-refused")
    assert (await gitlab.api("DELETE", f"{BRANCHES}/x")).status_code == 403
    assert (await gitlab.api("GET", f"{BRANCHES}/x")).status_code == 200


async def test_fault_strikes_once_in_a_request_however_often_it_is_asked(gitlab: Lab) -> None:
    strikes: list[str] = []
    network = gitlab.host.instance.network
    assert network is not None
    network.twist.strike = lambda _host, fault: strikes.append(fault)
    await gitlab.api("GET", SETTINGS)
    assert len(strikes) == len(set(strikes))
    assert "gitlab-too-old" in strikes


def test_card_names_person_and_token(gitlab: Lab) -> None:
    assert gitlab.host.card() == {"kind": "gitlab", "version": "18.5.0-ee", "token": TOKEN, "user": "dana"}


async def test_the_projects_of_a_user_are_those_of_the_own_namespace(gitlab: Lab) -> None:
    for asked in ("dana", "2"):
        own = (await gitlab.api("GET", f"/users/{asked}/projects?simple=true")).json()
        assert {one["namespace"]["full_path"] for one in own} == {"dana"}
    assert (await gitlab.api("GET", "/users/nobody/projects")).status_code == 404


async def test_a_search_finds_projects_by_their_namespace_only_when_asked_to(gitlab: Lab) -> None:
    plain = (await gitlab.api("GET", "/projects?search=platform/app")).json()
    wide = (await gitlab.api("GET", "/projects?search=platform/app&search_namespaces=true&sort=asc")).json()
    assert (plain, wide[0]["path_with_namespace"]) == ([], "platform/app")
