"""App management over REST: who may, the single-use token, the task, switching off and on."""

import httpx
import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import APP_KEY, DANA, DESCRIPTOR_URL, basic

BASE = "/rest/plugins/1.0"
PLUGIN = f"{BASE}/{APP_KEY}-key"


async def test_the_token_serves_one_install_only(stage: Stage) -> None:
    token = (await stage.client.get(f"{BASE}/", headers=DANA)).headers["upm-token"]
    body = {"pluginUri": DESCRIPTOR_URL}
    first = await stage.client.post(f"{BASE}/?token={token}", headers=DANA, json=body)
    second = await stage.client.post(f"{BASE}/?token={token}", headers=DANA, json=body)
    assert first.status_code == 202
    assert second.status_code == 403
    assert second.json() == {"errorMessage": "invalid token", "subCode": "upm.error.invalid.token"}


async def test_an_install_starts_as_a_task_that_says_where_to_ask(stage: Stage) -> None:
    answer = await stage.start_install()
    shape = answer.json()
    assert answer.headers["content-type"].startswith("application/vnd.atl.plugins.install.downloading+json")
    assert answer.headers["location"].endswith(shape["links"]["self"])
    assert (shape["type"], shape["status"]["done"], shape["pingAfter"]) == ("INSTALL", False, 100)


async def test_a_finished_task_tells_so_in_the_newer_form(stage: Stage) -> None:
    stage.internet.answer_event("installed", 401)
    failed = await stage.install()
    task = await stage.client.get(failed.json()["links"]["alternate"], headers=DANA)
    assert task.json()["done"] is True
    assert task.json()["error"]["code"] == "connect.install.error.remote.host.bad.response.401"


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        ("app_descriptor.json", "upm.pluginInstall.error.invalid.relative.uri"),
        ("https://a b/", "upm.pluginInstall.error.invalid.uri.syntax"),
        ("https://[half/", "upm.pluginInstall.error.invalid.uri.syntax"),
        (None, "upm.pluginInstall.error.invalid.uri.syntax"),
    ],
)
async def test_an_address_that_is_none_is_refused_at_once(stage: Stage, uri: str | None, code: str) -> None:
    token = (await stage.client.get(f"{BASE}/", headers=DANA)).headers["upm-token"]
    answer = await stage.client.post(f"{BASE}/?token={token}", headers=DANA, json={"pluginUri": uri})
    assert answer.status_code == 400
    assert answer.json()["subCode"] == code


@pytest.mark.parametrize(("email", "status"), [(None, 401), ("eve@acme.example", 403)])
async def test_only_administrators_see_the_apps(stage: Stage, email: str | None, status: int) -> None:
    eve = stage.host.site.world.eve
    headers = {} if email is None else basic(email, eve.token)
    answer = await stage.client.get(f"{BASE}/?os_authType=basic", headers=headers)
    assert answer.status_code == status
    assert "upm-token" not in answer.headers


async def test_an_app_is_switched_off_and_on_and_told(installed: Stage) -> None:
    off = await installed.client.put(PLUGIN, headers=DANA, json={"enabled": False})
    assert off.json()["enabled"] is False
    probe = await installed.as_app("GET", "/rest/devinfo/0.10/existsByProperties", "a=1")
    assert probe.status_code == 401
    on = await installed.client.put(PLUGIN, headers=DANA, json={"enabled": True})
    assert on.json()["enabled"] is True
    assert installed.internet.events() == ["installed", "enabled", "disabled", "enabled"]


async def test_what_is_not_there_is_not_found(stage: Stage) -> None:
    for method, path in (
        ("GET", PLUGIN),
        ("DELETE", PLUGIN),
        ("GET", f"{BASE}/pending/none"),
        ("GET", f"{BASE}/tasks/none"),
    ):
        answer: httpx.Response = await stage.client.request(method, path, headers=DANA)
        assert answer.status_code == 404, path


async def test_an_app_reads_its_own_entry_and_no_other(installed: Stage) -> None:
    own = await installed.as_app("GET", f"/rest/atlassian-connect/1/addons/{APP_KEY}")
    other = await installed.as_app("GET", "/rest/atlassian-connect/1/addons/other")
    assert (own.json()["key"], own.json()["state"], own.json()["host"]["product"]) == (APP_KEY, "ENABLED", "Jira")
    assert other.status_code == 403


async def test_an_admin_reads_the_entry_of_an_app(installed: Stage) -> None:
    await installed.client.put(PLUGIN, headers=DANA, json={"enabled": False})
    answer = await installed.client.get(f"/rest/atlassian-connect/1/addons/{APP_KEY}", headers=DANA)
    assert answer.json() == {"key": APP_KEY, "version": "1.0.0-AC", "state": "DISABLED"}
    missing = await installed.client.get("/rest/atlassian-connect/1/addons/none", headers=DANA)
    assert (missing.status_code, missing.json()["message"]) == (404, "Add-on with key none was not found")
