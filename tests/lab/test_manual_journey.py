"""The route of an own descriptor by bare requests: what the wizard and its people will do, against the whole lab."""

import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.descriptor_route import APP_KEY, UPM, configure, development_mode, install, order
from wizard.lab.person import PersonFailed


@pytest.fixture
def scenario() -> str:
    return "manual"


async def test_the_whole_route_brings_a_new_branch_to_jira(admin: Admin):
    await configure(admin)
    assert await development_mode(admin) is False
    await admin.by_hand("jira-development-mode-on")
    assert await development_mode(admin) is True
    done = await install(admin)
    assert (done.status_code, done.headers["location"]) == (303, f"{admin.jira['url']}{UPM}/{APP_KEY}-key")
    assert (await admin.at_jira(f"{UPM}/{APP_KEY}-key")).json()["enabled"] is True
    await admin.by_hand("jira-app-get-started", "gitlab-link-groups", "jira-development-mode-off")
    assert await development_mode(admin) is False
    new = {"branch": "PLAT-7-manual", "ref": "main"}
    assert (await admin.at_gitlab("POST", "/projects/1/repository/branches", params=new)).status_code == 201

    async def shows() -> bool:
        return "PLAT-7-manual" in await admin.branch_names("PLAT-7")

    await eventually(shows)
    shown = (await admin.at_gitlab("GET", "/projects/1/integrations")).json()
    assert [one["slug"] for one in shown] == ["jira-cloud-app"]


async def test_gitlab_com_has_no_part_in_it(admin: Admin):
    await configure(admin)
    await admin.by_hand("jira-development-mode-on")
    await install(admin)
    await admin.by_hand("gitlab-link-groups")
    seen = {(row["from"], row["host"], row["method"]) for row in admin.lab.traffic.since(0)}
    assert {
        ("jira", "https://gitlab.example.com", "GET"),
        ("jira", "https://gitlab.example.com", "POST"),
        ("jira", "https://connect-install-keys.atlassian.com", "PUT"),
        ("jira", "https://asap-distribution.us-west-2.prod.atl-asap.net", "PUT"),
        ("gitlab-host", "https://connect-install-keys.atlassian.com", "GET"),
        ("gitlab-host", "https://acme.atlassian.net", "GET"),
    } <= seen
    assert not [one for one in seen if one[1] == "https://gitlab.com"]


async def test_no_program_beside_it_can_put_a_key_to_sign_as_jira(admin: Admin):
    pem = "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n"
    for name in ("connect-install-keys.atlassian.com", "asap-distribution.us-west-2.prod.atl-asap.net"):
        assert (await admin.client.put(f"https://{name}/forged", content=pem)).status_code == 405
        assert (await admin.client.get(f"https://{name}/forged")).status_code == 404


async def test_an_uninstalled_app_takes_its_record_along(admin: Admin):
    await configure(admin)
    await admin.by_hand("jira-development-mode-on")
    await install(admin)
    assert len(admin.lab.truth()[admin.gitlab["url"]]["installations"]) == 1
    auth = (admin.jira["email"], admin.jira["token"])
    gone = await admin.client.delete(f"{admin.jira['url']}{UPM}/{APP_KEY}-key", auth=auth)
    assert gone.status_code == 204
    assert admin.lab.truth()[admin.gitlab["url"]]["installations"] == []


async def test_without_development_mode_no_app_is_taken(admin: Admin):
    await configure(admin)
    refused = await order(admin)
    assert refused.status_code == 403
    assert refused.json()["subCode"] == "upm.pluginInstall.error.descriptor.not.from.marketplace"
    assert "Words of the lab" in refused.json()["errorMessage"]
    with pytest.raises(PersonFailed, match="No apps are installed"):
        await admin.by_hand("jira-app-get-started")
    await admin.by_hand("jira-development-mode-on")
    assert (await install(admin)).status_code == 303


async def test_switching_twice_leaves_development_mode_as_wished(admin: Admin):
    await admin.by_hand("jira-development-mode-on", "jira-development-mode-on")
    assert await development_mode(admin) is True
    await admin.by_hand("jira-development-mode-off", "jira-development-mode-off")
    assert await development_mode(admin) is False


@pytest.mark.parametrize(
    "fault, params, said",
    [
        ("gitlab-events-blocked", {}, "HTTP response code 404"),
        ("gitlab-wrong-base-url", {}, '"gitlab.internal.example" does not exist'),
        ("gitlab-too-old", {}, "HTTP response code 401"),
        ("network-name-unknown", {"from": "jira"}, "unexpected.exception"),
        ("tls-chain-incomplete", {"from": "jira"}, "upm.pluginInstall.error.ssl"),
        ("network-refused", {"host": "https://connect-install-keys.atlassian.com"}, "HTTP response code 401"),
    ],
)
async def test_jira_says_what_kept_it_from_the_instance(fault: str, params: dict, said: str, admin: Admin):
    await configure(admin)
    await admin.by_hand("jira-development-mode-on")
    await admin.lab.set_fault(fault, params)
    status = (await install(admin)).json()["status"]
    assert said in status.get("errorMessage", status.get("subCode", ""))
    assert admin.lab.truth()[admin.gitlab["url"]]["installations"] == []
    await admin.lab.lift_fault(fault)
    assert (await install(admin)).status_code == 303


async def test_without_an_application_id_the_own_page_names_the_parameter_that_is_missing(admin: Admin):
    await configure(admin)
    await admin.by_hand("jira-development-mode-on")
    await install(admin)
    await admin.lab.set_fault("gitlab-application-id-blank", {})
    with pytest.raises(PersonFailed, match="Missing required parameter: client_id"):
        await admin.by_hand("gitlab-link-groups")
    await admin.lab.lift_fault("gitlab-application-id-blank")
    await admin.by_hand("gitlab-link-groups")


async def test_an_instance_that_knows_itself_by_http_is_signed_in_to_once_it_knows_better(admin: Admin):
    await configure(admin)
    await admin.by_hand("jira-development-mode-on")
    await install(admin)
    await admin.lab.set_fault("gitlab-external-url-http", {})
    with pytest.raises(PersonFailed, match="This address is not secure"):
        await admin.by_hand("gitlab-link-groups")
    await admin.lab.lift_fault("gitlab-external-url-http")
    await admin.by_hand("gitlab-link-groups")


async def test_a_frame_that_a_proxy_refuses_stays_blank_until_it_is_told_not_to(admin: Admin):
    await configure(admin)
    await admin.by_hand("jira-development-mode-on")
    await install(admin)
    await admin.lab.set_fault("gitlab-frame-refused", {})
    with pytest.raises(PersonFailed, match=r"gitlab\.example\.com refused to connect"):
        await admin.by_hand("jira-app-get-started")
    await admin.lab.lift_fault("gitlab-frame-refused")
    await admin.by_hand("jira-app-get-started", "gitlab-link-groups")


async def test_a_proxy_that_is_named_keeps_the_instance_from_believing_jira(admin: Admin):
    await admin.configure()
    await admin.by_hand("jira-development-mode-on")
    status = (await install(admin)).json()["status"]
    assert "HTTP response code 401" in status["errorMessage"]
    asked = [row["path"] for row in admin.lab.traffic.since(0) if row["from"] == "gitlab-host"]
    assert any(path.startswith("/-/jira_connect/public_keys/") for path in asked)
    await configure(admin)
    assert (await install(admin)).status_code == 303


async def test_a_restart_of_the_proxy_changes_nothing_for_an_own_app(admin: Admin):
    await configure(admin)
    await admin.by_hand("jira-development-mode-on")
    await install(admin)
    await admin.lab.stop_host("https://gitlab.com")
    await admin.by_hand("jira-app-get-started", "gitlab-link-groups")
    assert admin.lab.truth()[admin.gitlab["url"]]["subscriptions"] == ["platform"]


async def test_with_a_wrong_redirect_the_sign_in_ends_on_gitlabs_own_page(admin: Admin):
    await admin.configure("https://gitlab.com/-/jira_connect/oauth_callbacks")
    cleared = {"jira_connect_proxy_url": ""}
    await admin.at_gitlab("PUT", "/application/settings", json=cleared)
    await admin.by_hand("jira-development-mode-on")
    await install(admin)
    with pytest.raises(PersonFailed, match="redirect"):
        await admin.by_hand("gitlab-link-groups")
