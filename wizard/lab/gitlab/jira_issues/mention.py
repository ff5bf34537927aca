"""Tells a Jira issue that a commit or a merge request mentions it: a comment, and a link back, once for each thing.

Source: gitlab.md 6.4; the members of the link are recalled (build_remote_link_props).
"""

from dataclasses import dataclass
from urllib.parse import quote

from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_issues.client import JiraClient, JiraRefused
from wizard.lab.gitlab.world.people import User


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions an issue."""

    kind: str
    """commit or merge_request."""
    title: str
    url: str
    author: User
    project_name: str
    project_url: str
    branch: str = ""
    """Of a commit."""


async def mention(client: JiraClient, key: str, entity: Entity) -> None:
    """Link the issue with the thing unless it is linked already."""
    if await client.issue(key) is None:
        return
    path = f"/issue/{quote(key)}"
    try:
        comments = await client.get(f"{path}/comment")
        links = await client.get(f"{path}/remotelink")
        if any(one["object"]["url"] == entity.url for one in links):
            return
        text = comment_text(client.gitlab, entity)
        said = [str(one.get("body")) for one in comments["comments"]]
        if client.settings["comment_on_event_enabled"] and text not in said:
            await client.post(f"{path}/comment", {"body": text})
        await client.post(f"{path}/remotelink", _link(client.gitlab, entity))
    except JiraRefused as error:
        client.log(path, error)


def comment_text(gitlab: Instance, entity: Entity) -> str:
    """Return the comment in Jira's own markup."""
    who = f"[{entity.author.name}|{gitlab.external_url}/{entity.author.username}]"
    what = f"[a {entity.kind.replace('_', ' ')}|{entity.url}]"
    where = f"[{entity.project_name}|{entity.project_url}]"
    branch = f" on branch [{entity.branch}|{entity.project_url}/-/tree/{quote(entity.branch)}]" if entity.branch else ""
    return f"{who} mentioned this issue in {what} of {where}{branch}:{{quote}}{entity.title}{{quote}}"


def _link(gitlab: Instance, entity: Entity) -> dict[str, object]:
    return {
        "GlobalID": "GitLab",
        "relationship": "mentioned on",
        "object": {
            "url": entity.url,
            "title": f"{entity.kind.replace('_', ' ').capitalize()} - {entity.title}",
            "status": {"resolved": False},
            "icon": {"title": "GitLab", "url16x16": f"{gitlab.external_url}/assets/gitlab_logo.png"},
        },
    }
