"""The product's desk against a lab: signing in by the browser, renewing it, and taking tokens back."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.journey.fakes import MemoryStore
from tests.lab.admin import Admin
from tests.lab.reach import control, through_proxy
from wizard.adapters.http.token_office import HttpTokenOffice
from wizard.app.worlds import ConnectedWorld, lab_world
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.oauth import REGISTERED_REDIRECT, Grant
from wizard.domain.secret import BearerSecret, Secret
from wizard.domain.secrets import Keeping
from wizard.domain.url import parse
from wizard.journey.access_port import OAuthLink, Place
from wizard.journey.desk import SessionDesk
from wizard.journey.values import GitLabSignedIn
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@pytest.fixture
async def lab() -> AsyncIterator[LabRun]:
    async with LabRun(ServeOptions()) as running:
        yield running


@pytest.fixture
async def admin(lab: LabRun) -> AsyncIterator[Admin]:
    async with through_proxy(lab.ready) as client:
        yield Admin(lab, client)


@pytest.fixture
async def world(lab: LabRun, tmp_path: Path) -> AsyncIterator[ConnectedWorld]:
    async with lab_world(lab.ready, tmp_path / "recordings") as opened:
        yield opened


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def desk(world: ConnectedWorld, store: MemoryStore) -> SessionDesk:
    return SessionDesk(world, store)


@pytest.fixture
def spent() -> list[str]:
    """Codes, verifiers and refresh tokens, in clear: what must stand nowhere."""
    return []


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, spent: list[str]) -> list[str]:
    """The access tokens that GitLab gave, in clear: what must stand nowhere either."""
    tokens: list[str] = []
    granted = HttpTokenOffice._granted

    async def noted(self, plain: dict[str, str], secret: dict[str, Secret]) -> Grant:
        spent.extend(one.reveal() for one in secret.values())
        grant = await granted(self, plain, secret)
        tokens.append(grant.access.reveal())
        spent.append(grant.refresh.reveal())
        return grant

    monkeypatch.setattr(HttpTokenOffice, "_granted", noted)
    return tokens


@pytest.fixture
def answers(lab: LabRun) -> Answers:
    jira = lab.ready["jira"]
    return Answers().with_(gitlab_url=lab.ready["gitlab"]["url"], jira_url=jira["url"], jira_email=jira["email"])


@pytest.fixture
async def client_id(admin: Admin) -> str:
    wish = {"name": "Wizard", "redirect_uri": REGISTERED_REDIRECT, "scopes": "api", "confidential": False}
    return (await admin.at_gitlab("POST", "/applications", json=wish)).json()["application_id"]


class Browser:
    """A person with a browser: signs in, decides, and is sent back to the wizard."""

    def __init__(self, lab: LabRun, client: httpx.AsyncClient) -> None:
        self.lab, self.client = lab, client
        self.page = ""

    async def follow(self, link: str, button: str = "Authorize") -> None:
        gitlab = self.lab.ready["gitlab"]
        form = await self.client.get(f"{gitlab['url']}/users/sign_in")
        fields = dict(HIDDEN.findall(form.text)) | {"user[login]": "dana", "user[password]": gitlab["token"]}
        await self.client.post(f"{gitlab['url']}/users/sign_in", data=fields)
        asked = await self.client.get(link)
        forms = [part for part in asked.text.split("<form") if f'value="{button}"' in part]
        back = await self.client.post(f"{gitlab['url']}/oauth/authorize", data=dict(HIDDEN.findall(forms[0])))
        async with httpx.AsyncClient(trust_env=False) as at_home:
            self.page = (await at_home.get(back.headers["location"])).text


async def signed_in(desk: SessionDesk, url: str, client_id: str, browser: Browser, button: str = "Authorize"):
    """Sign in as the window does, with a person who follows the link."""
    links: asyncio.Queue[OAuthLink] = asyncio.Queue()

    async def person() -> None:
        await browser.follow((await links.get()).link, button)

    seen, _ = await asyncio.gather(desk.access.sign_in_oauth(url, client_id, links.put_nowait), person())
    return seen


@pytest.fixture
def browser(lab: LabRun, admin: Admin) -> Browser:
    return Browser(lab, admin.client)


def recorded(folder: Path) -> str:
    return "\n".join(file.read_text() for file in folder.rglob("*") if file.is_file())


async def requests_of(lab: LabRun, path: str) -> int:
    async with control(lab.ready) as line:
        return sum(1 for one in (await line.get("/traffic?since=0")).json() if one["path"].startswith(path))


async def test_a_sign_in_by_the_browser_works_like_a_token_and_leaves_no_secret_behind(
    desk, answers, client_id, browser, given, spent, tmp_path
):
    await desk.begin(answers)
    seen: GitLabSignedIn = await signed_in(desk, answers.gitlab.url, client_id, browser)
    assert (seen.user, seen.is_admin, seen.token_name) == ("dana", True, "OAuth")
    assert {one.name: one.present for one in seen.permissions}["api"] is True
    assert "Go back to the setup wizard" in browser.page
    assert [one.place for one in await desk.access.kept(answers)] == [Place.SIGNED_IN, Place.GIVEN]
    assert await desk.search_groups(answers, "platform")
    written = recorded(tmp_path / "recordings")
    assert '"code_verifier": "[hidden]"' in written.replace("\\", "")
    assert len(spent) == 3
    assert not [secret for secret in (*given, *spent) if secret in written]


async def test_a_person_who_says_no_is_told_so_and_can_sign_in_afterwards(desk, answers, client_id, browser):
    with pytest.raises(PortError) as raised:
        await signed_in(desk, answers.gitlab.url, client_id, browser, "Cancel")
    assert raised.value.code == "oauth-denied"
    assert "denied the request" in raised.value.facts["said"]
    assert (await signed_in(desk, answers.gitlab.url, client_id, browser)).user == "dana"


async def test_a_confidential_application_gives_no_token_and_a_right_one_does(desk, admin, answers, client_id, browser):
    wish = {"name": "Wrong", "redirect_uri": REGISTERED_REDIRECT, "scopes": "api", "confidential": True}
    wrong = (await admin.at_gitlab("POST", "/applications", json=wish)).json()["application_id"]
    with pytest.raises(PortError) as raised:
        await signed_in(desk, answers.gitlab.url, wrong, browser)
    assert (raised.value.code, raised.value.facts["status"]) == ("oauth-code-refused", "401")
    assert (await signed_in(desk, answers.gitlab.url, client_id, browser)).user == "dana"


async def test_a_token_near_its_end_is_renewed_before_it_is_used(desk, lab, world, answers, client_id, browser, given):
    await signed_in(desk, answers.gitlab.url, client_id, browser)
    async with control(lab.ready) as line:
        await line.post("/clock", json={"advance_s": 7000})
    await world.clock.sleep(0.6)
    assert await desk.search_groups(answers, "platform")
    assert len(given) == 2
    assert await requests_of(lab, "/oauth/token") == 4  # two tokens given, and each looked at once by the sign-in


async def test_cancelling_the_wait_closes_the_port_within_a_moment(desk, answers, client_id):
    links: asyncio.Queue[OAuthLink] = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(desk.access.sign_in_oauth(answers.gitlab.url, client_id, links.put_nowait))
        port = int(re.search(r"127\.0\.0\.1%3A(\d+)", (await links.get()).link)[1])
        _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        waiting.cancel()
        async with asyncio.timeout(0.2):
            await asyncio.wait([waiting])
    assert waiting.cancelled()
    writer.close()
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)


async def test_a_revoked_sign_in_is_refused_by_gitlab_and_forgotten_here(
    desk, world, answers, client_id, browser, given
):
    await desk.begin(answers)
    await signed_in(desk, answers.gitlab.url, client_id, browser)
    office = world.token_office(parse(answers.gitlab.url))
    assert await office.accepts(BearerSecret(given[0])) is True
    await desk.access.revoke_gitlab(answers)
    assert await office.accepts(BearerSecret(given[0])) is False
    assert [one.place for one in await desk.access.kept(answers)] == [Place.GIVEN, Place.GIVEN]


async def test_a_revoked_personal_token_is_read_back_as_refused_and_stands_in_the_journal(desk, lab, store, answers):
    session = await desk.begin(answers)
    await desk.sign_in_gitlab(answers.gitlab.url, Secret(lab.ready["gitlab"]["token"]), Keeping.SESSION)
    await desk.access.revoke_gitlab(answers)
    rows = [row for row in await store.rows(session) if row.kind == "access"]
    assert [row.state.value for row in rows] == ["intent", "sent", "answered", "confirmed"]
    assert lab.ready["gitlab"]["token"] not in repr(rows)
    with pytest.raises(PortError, match="http-401"):
        await desk.sign_in_gitlab(answers.gitlab.url, None, Keeping.SESSION)
