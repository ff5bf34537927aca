"""What the admin's program does on the route of an own descriptor, by bare requests."""

import asyncio

import httpx

from tests.lab.admin import Admin

UPM = "/rest/plugins/1.0"
DESCRIPTOR = "https://gitlab.example.com/-/jira_connect/app_descriptor.json"
APP_KEY = "gitlab-jira-connect-gitlab.example.com"


async def configure(admin: Admin) -> None:
    redirect = f"{admin.gitlab['url']}/-/jira_connect/oauth_callbacks"
    wish = {"name": "GitLab for Jira", "redirect_uri": redirect, "scopes": "api", "confidential": False}
    made = (await admin.at_gitlab("POST", "/applications", json=wish)).json()
    settings = {"jira_connect_application_key": made["application_id"], "jira_connect_proxy_url": ""}
    assert (await admin.at_gitlab("PUT", "/application/settings", json=settings)).status_code == 200


async def order(admin: Admin, url: str = DESCRIPTOR) -> httpx.Response:
    """Ask Jira to install the app and return its first answer."""
    auth, base = (admin.jira["email"], admin.jira["token"]), admin.jira["url"] + UPM
    listing = await admin.client.head(f"{base}/", params={"os_authType": "basic"}, auth=auth)
    return await admin.client.post(
        f"{base}/", params={"token": listing.headers["upm-token"]}, auth=auth, json={"pluginUri": url}
    )


async def install(admin: Admin, url: str = DESCRIPTOR) -> httpx.Response:
    """Install the app and return the last answer about its task."""
    started = await order(admin, url)
    assert started.status_code == 202, started.text
    async with asyncio.timeout(60):
        while True:
            polled = await admin.at_jira(started.json()["links"]["self"])
            if polled.status_code == 303 or polled.json()["status"]["done"]:
                return polled
            await asyncio.sleep(polled.json()["pingAfter"] / 1000)


async def development_mode(admin: Admin) -> bool:
    settings = (await admin.at_jira(f"{UPM}/settings")).json()["settings"]
    return {one["key"]: one["value"] for one in settings}["connectDeveloperListingsEnabled"]
