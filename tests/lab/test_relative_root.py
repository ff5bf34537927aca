"""A GitLab below a path of its host: connected from end to end, and what breaks where the path is named like a tool."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.descriptor_route import configure, install
from tests.lab.reach import through_proxy
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun
from wizard.lab.person import PersonFailed

SCENARIOS = Path(__file__).parents[2] / "resources/scenarios"
ROOT = "https://gitlab.example.com/gitlab"


async def world(text: str, folder: Path) -> AsyncIterator[Admin]:
    path = folder / "world.toml"
    path.write_text(text)
    async with LabRun(ServeOptions(scenario=str(path))) as lab, through_proxy(lab.ready) as client:
        yield Admin(lab, client)


@pytest.fixture
async def admin(tmp_path: Path) -> AsyncIterator[Admin]:
    async for one in world((SCENARIOS / "relative-root.toml").read_text(), tmp_path):
        yield one


@pytest.fixture
async def doubled(tmp_path: Path) -> AsyncIterator[Admin]:
    async for one in world((SCENARIOS / "doubled-root.toml").read_text(), tmp_path):
        yield one


async def test_everything_lies_below_the_path_and_nothing_beside_it(admin: Admin):
    assert admin.gitlab["url"] == ROOT
    assert (await admin.at_gitlab("GET", "/version")).status_code == 200
    headers = {"PRIVATE-TOKEN": admin.gitlab["token"]}
    beside = await admin.client.get("https://gitlab.example.com/api/v4/version", headers=headers)
    near = await admin.client.get(f"{ROOT}s/api/v4/version", headers=headers)
    assert (beside.status_code, near.status_code) == (404, 404)


async def test_links_pages_cookies_and_the_descriptor_name_the_path(admin: Admin):
    (project, *_) = (await admin.at_gitlab("GET", "/projects", params={"per_page": "1"})).json()
    assert project["web_url"].startswith(f"{ROOT}/")
    page = await admin.at_gitlab("GET", "/projects", params={"per_page": "1"})
    assert page.links["next"]["url"].startswith(f"{ROOT}/api/v4/projects?")
    assert (await admin.client.get(page.links["next"]["url"])).status_code in (200, 401)
    away = await admin.client.get(f"{ROOT}/oauth/authorize")
    assert away.headers["location"] == f"{ROOT}/users/sign_in"
    assert "Path=/gitlab;" in away.headers["set-cookie"]
    form = await admin.client.get(away.headers["location"])
    assert 'action="/gitlab/users/sign_in"' in form.text
    app = (await admin.client.get(f"{ROOT}/-/jira_connect/app_descriptor.json")).json()
    assert (app["baseUrl"], app["key"]) == (f"{ROOT}/-/jira_connect", "gitlab-jira-connect-gitlab.example.com")


async def test_it_is_connected_through_the_marketplace_app_and_sends(admin: Admin):
    await admin.connect()
    made = {"branch": "PLAT-5-below-a-path", "ref": "main"}
    assert (await admin.at_gitlab("POST", "/projects/1/repository/branches", params=made)).status_code == 201

    async def shows() -> bool:
        return "PLAT-5-below-a-path" in await admin.branch_names("PLAT-5")

    await eventually(shows)


async def test_it_is_connected_by_its_own_descriptor(tmp_path: Path):
    text = (SCENARIOS / "relative-root.toml").read_text().replace('"marketplace"', '"manual"')
    async for admin in world(text, tmp_path):
        await configure(admin)
        await admin.by_hand("jira-development-mode-on")
        done = await install(admin, f"{ROOT}/-/jira_connect/app_descriptor.json")
        assert done.status_code == 303, done.text
        await admin.by_hand("jira-app-get-started", "gitlab-link-groups")
        linked = admin.lab.truth()["https://gitlab.example.com"]["subscriptions"]
        assert linked == ["platform"]


async def test_a_path_called_as_a_program_stands_twice_after_the_sign_in(doubled: Admin):
    await doubled.configure()
    await doubled.by_hand("jira-get-app", "gitlab-com-choose-self-managed")
    with pytest.raises(PersonFailed, match="404"):
        await doubled.by_hand("gitlab-com-link-groups")
    paths = [row["path"] for row in doubled.lab.traffic.since(0)]
    assert any(path.startswith("/git/git/oauth/authorize") for path in paths)
