"""Closes a Jira issue by the transitions that its settings name, and says in the issue what solved it.

Source: gitlab.md 6.4, failures.md H12; the pattern is GitLab's default one, shortened to keys of Jira.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from wizard.lab.gitlab.jira_issues.client import JiraClient, JiraRefused

_WORDS: Final = r"(?:[Cc]los(?:e[sd]?|ing)|[Ff]ix(?:e[sd]|ing)?|[Rr]esolv(?:e[sd]?|ing)|[Ii]mplement(?:s|ed|ing)?)"
_CLOSING: Final = re.compile(rf"\b{_WORDS}:? +((?:[A-Z][A-Z0-9_]+-\d+(?:,? +and +|, *| +)?)+)")
_KEY: Final = re.compile(r"[A-Z][A-Z0-9_]+-\d+")
_SEPARATOR: Final = re.compile(r"[,;]")


def closed_by(*texts: str) -> list[str]:
    """Return the issues that the texts say are closed, in order, each once."""
    named = (key for text in texts for part in _CLOSING.findall(text) for key in _KEY.findall(part))
    return list(dict.fromkeys(named))


async def close(client: JiraClient, key: str, sha: str, url: str) -> None:
    """Take the issue on; one that is resolved already, or without a way that is set, stays as it is."""
    issue = await client.issue(key)
    if issue is None or _resolved(issue):
        return
    path = f"/issue/{quote(key)}"
    try:
        if await _transition(client, path, issue):
            issue = await client.issue(key)
        if issue is not None and _resolved(issue):
            await client.post(f"{path}/comment", {"body": f"Issue solved with [{sha}|{url}]."})
    except JiraRefused as error:
        client.log(path, error)


async def _transition(client: JiraClient, path: str, issue: Mapping[str, Any]) -> bool:
    """Tell whether all transitions went through; they end at the first that does not."""
    wanted = await _wanted(client, path, issue)
    for number in wanted:
        try:
            await client.post(f"{path}/transitions", {"transition": {"id": number}})
        except JiraRefused as error:
            client.log(f"{path}/transitions", error)
            return False
    return bool(wanted)


async def _wanted(client: JiraClient, path: str, issue: Mapping[str, Any]) -> Sequence[str]:
    if not client.settings["jira_issue_transition_automatic"]:
        return [one for one in _SEPARATOR.split(client.settings["jira_issue_transition_id"]) if one]
    offered = issue.get("transitions") or (await client.get(f"{path}/transitions"))["transitions"]
    done = (one for one in offered if one.get("to", {}).get("statusCategory", {}).get("key") == "done")
    return [str(one["id"]) for one in done][:1]


def _resolved(issue: Mapping[str, Any]) -> bool:
    return bool(issue.get("fields", {}).get("resolution"))
