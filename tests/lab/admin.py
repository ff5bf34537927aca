"""The admin's program by bare requests: what the wizard will do on both sides, without the wizard."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx

from wizard.lab.net.run import LabRun
from wizard.lab.person import perform

REDIRECT = "https://gitlab.com/-/jira_connect/oauth_callbacks"


class Admin:
    """Both sides as the admin's program sees them, through the lab's proxy."""

    def __init__(self, lab: LabRun, client: httpx.AsyncClient) -> None:
        self.lab, self.client = lab, client
        self.gitlab, self.jira = lab.ready["gitlab"], lab.ready["jira"]

    async def at_gitlab(self, method: str, path: str, **what) -> httpx.Response:
        headers = {"PRIVATE-TOKEN": self.gitlab["token"]}
        return await self.client.request(method, f"{self.gitlab['url']}/api/v4{path}", headers=headers, **what)

    async def at_jira(self, path: str, **params: str) -> httpx.Response:
        auth = (self.jira["email"], self.jira["token"])
        return await self.client.get(f"{self.jira['url']}{path}", params=params, auth=auth)

    async def configure(self, redirect_uri: str = REDIRECT, *, confidential: bool = False) -> None:
        wish = {"name": "GitLab for Jira", "redirect_uri": redirect_uri, "scopes": "api", "confidential": confidential}
        created = await self.at_gitlab("POST", "/applications", json=wish)
        assert created.status_code == 201
        settings = {
            "jira_connect_application_key": created.json()["application_id"],
            "jira_connect_proxy_url": "https://gitlab.com",
        }
        saved = (await self.at_gitlab("PUT", "/application/settings", json=settings)).json()
        assert {name: saved[name] for name in settings} == settings

    async def by_hand(self, *tasks: str, groups: tuple[str, ...] = ("platform",)) -> None:
        for task in tasks:
            await asyncio.to_thread(perform, task, self.lab.ready, groups=groups)

    async def connect(self) -> None:
        await self.configure()
        await self.by_hand("jira-get-app", "gitlab-com-choose-self-managed", "gitlab-com-link-groups")

    async def branch_count(self, issue: str) -> int:
        issue_id = (await self.at_jira(f"/rest/api/3/issue/{issue}", fields="summary")).json()["id"]
        summary = (await self.at_jira("/rest/dev-status/latest/issue/summary", issueId=issue_id)).json()
        return summary["summary"].get("branch", {}).get("overall", {}).get("count", 0)

    async def branch_names(self, issue: str) -> list[str]:
        issue_id = (await self.at_jira(f"/rest/api/3/issue/{issue}", fields="summary")).json()["id"]
        detail = await self.at_jira(
            "/rest/dev-status/latest/issue/detail", issueId=issue_id, applicationType="GitLab", dataType="branch"
        )
        return [branch["name"] for one in detail.json()["detail"] for branch in one["branches"]]


async def eventually(question: Callable[[], Awaitable[bool]]) -> None:
    """Ask until the answer is yes, no longer than a minute."""
    async with asyncio.timeout(60):
        while not await question():  # noqa: ASYNC110  # what we wait for happens in another host
            await asyncio.sleep(0.05)
