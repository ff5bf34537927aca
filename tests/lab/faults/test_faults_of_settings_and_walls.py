"""What is left in settings, what stands before GitLab, and a Jira site that refuses: each shows alone."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest

from tests.lab.admin import Admin
from tests.lab.descriptor_route import configure, install
from wizard.lab.faults import ALL

Symptom = Callable[[Admin], Awaitable[bool]]
DESCRIPTOR = "/-/jira_connect/app_descriptor.json"
ORIGIN = {"Origin": "https://gitlab.com"}
PREFLIGHT = {**ORIGIN, "Access-Control-Request-Method": "POST"}


async def status(admin: Admin, path: str) -> int:
    return (await admin.at_gitlab("GET", path)).status_code


async def setting(admin: Admin, name: str) -> object:
    return admin.lab.truth()[admin.gitlab["url"]]["settings"].get(name)


async def descriptor(admin: Admin) -> dict:
    return (await admin.client.get(f"{admin.gitlab['url']}{DESCRIPTOR}")).json()


async def api_is_redirected(admin: Admin) -> bool:
    answer = await admin.at_gitlab("GET", "/user")
    return answer.status_code == 302 and "x-gitlab-meta" not in answer.headers


async def api_is_a_page(admin: Admin) -> bool:
    answer = await admin.at_gitlab("GET", "/user")
    return answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")


async def key_is_too_long(admin: Admin) -> bool:
    return len((await descriptor(admin))["key"]) > 64


async def base_url_is_http(admin: Admin) -> bool:
    return (await descriptor(admin))["baseUrl"] == "http://gitlab.example.com/-/jira_connect"


async def links_are_http(admin: Admin) -> bool:
    found = await descriptor(admin)
    logo = found["modules"]["jiraDevelopmentTool"]["logoUrl"]
    return found["baseUrl"].startswith("https://") and logo.startswith("http://gitlab.example.com/")


async def version_is_older(admin: Admin) -> bool:
    return (await admin.at_gitlab("GET", "/version")).json()["version"] == "17.5.5-ee"


async def jira_gets_no_way_to_a_branch(admin: Admin) -> bool:
    route = await admin.client.get(f"{admin.gitlab['url']}/-/jira_connect/branches/route")
    version = (await admin.at_gitlab("GET", "/version")).json()["version"]
    return (version, route.status_code) == ("17.1.8-ee", 404)


async def both_flags_are_on(admin: Admin) -> bool:
    version = (await admin.at_gitlab("GET", "/version")).json()["version"]
    on = {one["name"] for one in (await admin.at_gitlab("GET", "/features")).json() if one["state"] == "on"}
    return version == "15.8.6-ee" and {"jira_connect_oauth", "jira_connect_oauth_self_managed"} <= on


async def history_is_long(admin: Admin) -> bool:
    branches = await admin.at_gitlab("GET", "/projects/1/repository/branches?per_page=1")
    return int(branches.headers["x-total"]) > 400


async def clock_is_ahead(admin: Admin) -> bool:
    answer = await admin.at_gitlab("GET", "/user")
    return 150 < parsedate_to_datetime(answer.headers["date"]).timestamp() - admin.lab.clock.now() < 210


async def application_id_has_no_cors(admin: Admin) -> bool:
    await admin.at_gitlab("PUT", "/application/settings", json={"jira_connect_proxy_url": "https://gitlab.com"})
    path = f"{admin.gitlab['url']}/-/jira_connect/oauth_application_id"
    return "access-control-allow-origin" not in (await admin.client.get(path, headers=ORIGIN)).headers


async def group_is_gone(admin: Admin) -> bool:
    found = [await status(admin, path) for path in ("/groups/platform", "/groups/data")]
    return found == [404, 200]


async def app_is_not_allowed(admin: Admin) -> bool:
    answer = await admin.client.get(f"{admin.gitlab['url']}{DESCRIPTOR}")
    return answer.status_code == 404 and "x-gitlab-meta" in answer.headers


async def api_fails(admin: Admin) -> bool:
    return await status(admin, "/user") == 500


async def key_is_rewritten(admin: Admin) -> bool:
    found = await descriptor(admin)
    return found["key"] == "gitlab-jira-connect-gitlab.internal.example"


async def application_is_gone(admin: Admin) -> bool:
    named = await setting(admin, "jira_connect_application_key")
    listed = (await admin.at_gitlab("GET", "/applications")).json()
    return bool(named) and named not in [one["application_id"] for one in listed]


async def options_are_dropped(admin: Admin) -> bool:
    answer = await admin.client.request("OPTIONS", f"{admin.gitlab['url']}/oauth/token", headers=PREFLIGHT)
    return answer.status_code == 405


async def project_is_gone(admin: Admin) -> bool:
    found = [await status(admin, path) for path in ("/projects/platform%2Fapp", "/projects/2")]
    return found == [404, 200]


async def project_is_empty(admin: Admin) -> bool:
    found = [(await admin.at_gitlab("GET", f"/projects/{one}")).json()["default_branch"] for one in (1, 2)]
    return found == [None, "main"]


async def proxy_is_foreign(admin: Admin) -> bool:
    return await setting(admin, "jira_connect_proxy_url") == "https://proxy.example.com"


async def proxy_ends_with_a_slash(admin: Admin) -> bool:
    key = (await descriptor(admin))["key"]
    slash = await setting(admin, "jira_connect_proxy_url") == "https://gitlab.com/"
    return slash and key == "gitlab-jira-connect-gitlab.com/"


async def terms_are_asked_for(admin: Admin) -> bool:
    answer = await admin.at_gitlab("GET", "/user")
    return answer.status_code == 403 and "Terms of Service" in answer.json()["message"]


async def token_ends_soon(admin: Admin) -> bool:
    own = (await admin.at_gitlab("GET", "/personal_access_tokens/self")).json()
    days = [(admin.lab.clock.now() + number * 86_400) for number in (2, 3)]
    ends = own["expires_at"]
    return own["active"] and ends in {_day(moment) for moment in days}


def _day(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).date().isoformat()


async def jira_answers(admin: Admin, path: str = "/rest/api/3/myself") -> tuple[int, str]:
    answer = await admin.at_jira(path)
    return answer.status_code, answer.headers.get("content-type", "").partition(";")[0]


async def address_is_not_allowed(admin: Admin) -> bool:
    return await jira_answers(admin) == (403, "text/html")


async def apps_are_unreadable(admin: Admin) -> bool:
    return [(await jira_answers(admin, path))[0] for path in ("/rest/plugins/1.0/", "/rest/api/3/myself")] == [403, 200]


async def captcha_is_asked_for(admin: Admin) -> bool:
    answer = await admin.at_jira("/rest/api/3/myself")
    return answer.status_code == 401 and answer.headers["x-seraph-loginreason"] == "AUTHENTICATION_DENIED"


async def jira_fails(admin: Admin) -> bool:
    return (await jira_answers(admin))[0] == 500


async def jira_is_overrun(admin: Admin) -> bool:
    answer = await admin.at_jira("/rest/api/3/myself")
    return answer.status_code == 429 and int(answer.headers["retry-after"]) > 0


async def site_is_renamed(admin: Admin) -> bool:
    answer = await admin.at_jira("/rest/api/3/myself")
    return answer.status_code == 302 and answer.headers["location"].startswith("https://renamed.atlassian.net/rest/")


SYMPTOMS: dict[str, Symptom] = {
    "gitlab-api-redirected": api_is_redirected,
    "gitlab-api-sign-in-page": api_is_a_page,
    "gitlab-app-key-too-long": key_is_too_long,
    "gitlab-base-url-http": base_url_is_http,
    "gitlab-before-new-tokens": version_is_older,
    "gitlab-before-branches-from-jira": jira_gets_no_way_to_a_branch,
    "gitlab-clock-skewed": clock_is_ahead,
    "gitlab-cors-dropped": application_id_has_no_cors,
    "gitlab-external-url-http": links_are_http,
    "gitlab-group-renamed": group_is_gone,
    "gitlab-history-long": history_is_long,
    "gitlab-integration-not-allowed": app_is_not_allowed,
    "gitlab-internal-error": api_fails,
    "gitlab-key-rewritten": key_is_rewritten,
    "gitlab-oauth-app-gone": application_is_gone,
    "gitlab-oauth-flags-both": both_flags_are_on,
    "gitlab-options-dropped": options_are_dropped,
    "gitlab-project-empty": project_is_empty,
    "gitlab-project-hidden": project_is_gone,
    "gitlab-proxy-url-foreign": proxy_is_foreign,
    "gitlab-proxy-url-slash": proxy_ends_with_a_slash,
    "gitlab-terms-not-accepted": terms_are_asked_for,
    "gitlab-token-expires-soon": token_ends_soon,
    "jira-address-not-allowed": address_is_not_allowed,
    "jira-apps-unreadable": apps_are_unreadable,
    "jira-captcha": captcha_is_asked_for,
    "jira-internal-error": jira_fails,
    "jira-limit-used-up": jira_is_overrun,
    "jira-rate-limited": jira_is_overrun,
    "jira-renamed": site_is_renamed,
}


@pytest.mark.parametrize("fault", SYMPTOMS)
async def test_a_fault_shows_when_it_is_on_and_only_then(fault: str, admin: Admin):
    assert not await SYMPTOMS[fault](admin)
    await admin.lab.set_fault(fault, {})
    assert await SYMPTOMS[fault](admin)
    await admin.lab.lift_fault(fault)
    assert not await SYMPTOMS[fault](admin)


LEAVES_SETTINGS = [
    fault for fault in ALL if fault.startswith(("gitlab-proxy-url-", "gitlab-oauth-app-", "gitlab-application-id-bla"))
]
LEAVES_WHAT_IS_CHOSEN = "gitlab-proxy-url-gitlab-com"
"""Leaves the very value that this world's administrator chooses: nobody can tell the two apart afterwards."""
CLEARED = {
    "gitlab-application-id-blank": "jira_connect_application_key",
    "gitlab-proxy-url-blank": "jira_connect_proxy_url",
}


@pytest.mark.parametrize(("fault", "name"), CLEARED.items())
async def test_a_cleared_setting_comes_back_with_the_value_it_had(fault: str, name: str, admin: Admin):
    await admin.configure()
    before = await setting(admin, name)
    await admin.lab.set_fault(fault, {})
    assert await setting(admin, name) is None
    await admin.lab.lift_fault(fault)
    assert await setting(admin, name) == before


@pytest.mark.parametrize("fault", [fault for fault in LEAVES_SETTINGS if fault != LEAVES_WHAT_IS_CHOSEN])
async def test_lifting_a_fault_leaves_what_somebody_has_set_since(fault: str, admin: Admin):
    await admin.lab.set_fault(fault, {})
    await admin.configure()
    chosen = admin.lab.truth()[admin.gitlab["url"]]["settings"]
    await admin.lab.lift_fault(fault)
    assert admin.lab.truth()[admin.gitlab["url"]]["settings"] == chosen


@pytest.mark.parametrize("fault", LEAVES_SETTINGS)
async def test_a_fault_set_twice_is_still_taken_away_whole(fault: str, admin: Admin):
    before = admin.lab.truth()[admin.gitlab["url"]]["settings"]
    for _ in range(2):
        await admin.lab.set_fault(fault, {})
    await admin.lab.lift_fault(fault)
    assert admin.lab.truth()[admin.gitlab["url"]]["settings"] == before


@pytest.mark.parametrize("scenario", ["manual"])
async def test_an_instance_with_a_wrong_clock_refuses_the_install_until_it_is_right(admin: Admin):
    await configure(admin)
    await admin.by_hand("jira-development-mode-on")
    await admin.lab.set_fault("gitlab-clock-skewed", {"seconds": 1000})
    assert "401" in (await install(admin)).json()["status"]["errorMessage"]
    await admin.lab.lift_fault("gitlab-clock-skewed")
    assert (await install(admin)).status_code == 303
