"""Jira as the user of the Jira issue integration sees it, over HTTP."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, Concatenate, ParamSpec, TypeVar

from wizard.adapters.http import jira_account_answers as answers
from wizard.adapters.http import jira_account_requests as requests
from wizard.adapters.http import jira_answers, jira_requests
from wizard.adapters.http.door import Door
from wizard.adapters.http.side import Side
from wizard.adapters.http.sign_in import JiraBearer, JiraToken
from wizard.domain.errors import PortError, Refused, Unexpected
from wizard.domain.jira import Server
from wizard.domain.jira_account import AccountIssue, AccountUser, Comment, JiraProject, RemoteLink
from wizard.domain.jira_integration import Auth
from wizard.domain.secret import Secret
from wizard.domain.url import Url

P = ParamSpec("P")
T = TypeVar("T")
_OLD_KEYS = {
    "BROWSE_PROJECTS": "BROWSE",
    "LINK_ISSUES": "LINK_ISSUE",
    "ADD_COMMENTS": "COMMENT_ISSUE",
    "TRANSITION_ISSUES": "TRANSITION_ISSUE",
    "CREATE_ISSUES": "CREATE_ISSUE",
    "EDIT_ISSUES": "EDIT_ISSUE",
}
"""What a Jira of before 7.0 calls the rights."""
_UNDECIDED = frozenset({"http-401", "http-429", "http-429-later", "http-captcha", "http-503"})
"""Refusals that say nothing of whether the path is there."""


def _of_this_side(
    call: "Callable[Concatenate[HttpJiraAccount, P], Coroutine[Any, Any, T]]",
) -> "Callable[Concatenate[HttpJiraAccount, P], Coroutine[Any, Any, T]]":
    """Let errors say which side answered: a Jira of one's own is not known by its host."""

    async def asked(self: "HttpJiraAccount", /, *args: P.args, **named: P.kwargs) -> T:
        try:
            return await call(self, *args, **named)
        except PortError as error:
            error.facts = {**error.facts, "side": "account"}
            raise

    return asked


class HttpJiraAccount:
    """One user of one Jira; a write is sent once."""

    def __init__(self, door: Door, base: Url, auth: Auth, username: str, secret: Secret) -> None:
        self.url = base
        self._door, self._auth = door, auth
        self._sign_in = JiraToken(username, secret) if auth is Auth.BASIC else JiraBearer(secret)
        self._side = Side(door, base, self._sign_in)

    @_of_this_side
    async def server(self) -> Server:
        return (await self._side.read(requests.server(), jira_answers.ServerWire)).value()

    @_of_this_side
    async def myself(self) -> AccountUser:
        return (await self._side.read(requests.myself(), answers.UserWire)).value()

    @_of_this_side
    async def cloud_id(self) -> str:
        return (await self._side.read(jira_requests.tenant(), jira_answers.TenantWire)).cloud_id

    @_of_this_side
    async def signs_in_at(self, base: Url) -> bool:
        try:
            await Side(self._door, base, self._sign_in).read(requests.myself(), answers.UserWire)
        except Refused:
            return False
        return True

    @_of_this_side
    async def permissions(self, keys: Sequence[str], *, project: str = "", issue: str = "") -> Mapping[str, bool]:
        held = await self._held(keys, project, issue)
        if unknown := [key for key in keys if key not in held and key in _OLD_KEYS]:
            old = await self._held([_OLD_KEYS[key] for key in unknown], project, issue)
            held |= {key: old.get(_OLD_KEYS[key], False) for key in unknown}
        return {key: held.get(key, False) for key in keys}

    async def _held(self, keys: Sequence[str], project: str, issue: str) -> dict[str, bool]:
        found = await self._side.read(requests.permissions(keys, project, issue), jira_answers.PermissionsWire)
        return {key: one.have_permission for key, one in found.permissions.items()}

    @_of_this_side
    async def project(self, key: str) -> JiraProject | None:
        found = await self._side.find(requests.project(key), answers.ProjectWire)
        if found is None:
            return None
        return found.value(await self._private(key) if found.is_private is None else found.is_private)

    async def _private(self, key: str) -> bool | None:
        """Tell whether strangers see the project: then it is open; where they do not, nobody knows who does."""
        try:
            await self._side.read(requests.project(key, signed=False), answers.ProjectWire)
        except (Refused, Unexpected):
            return None
        return False

    @_of_this_side
    async def issue(self, key: str) -> AccountIssue | None:
        found, ways = await asyncio.gather(
            self._side.find(requests.issue(key), answers.IssueWire),
            self._side.find(requests.transitions(key), answers.TransitionsWire),
        )
        return found.value(tuple(one.value() for one in ways.transitions) if ways else ()) if found else None

    @_of_this_side
    async def comments(self, key: str) -> Sequence[Comment]:
        found = await self._side.read(requests.comments(key), answers.CommentsWire)
        return tuple(one.value() for one in found.comments)

    @_of_this_side
    async def remote_links(self, key: str) -> Sequence[RemoteLink]:
        found = await self._side.read(requests.remote_links(key), list[answers.RemoteLinkWire])
        return tuple(one.value() for one in found)

    @_of_this_side
    async def delete_comment(self, key: str, comment: str) -> None:
        await self._side.send(requests.delete_comment(key, comment))

    @_of_this_side
    async def delete_remote_link(self, key: str, link: str) -> None:
        await self._side.send(requests.delete_remote_link(key, link))

    @_of_this_side
    async def required_fields(self, project: str, issue_type: str) -> tuple[str, ...]:
        found = await self._side.find(requests.create_fields(project, issue_type), answers.CreateFieldsWire)
        if found is not None:
            return found.required()
        old = await self._side.find(requests.create_fields_of_old(project, issue_type), answers.OldCreateFieldsWire)
        return old.required(issue_type) if old else ()

    @_of_this_side
    async def fields_of(self, key: str) -> frozenset[str]:
        found = await self._side.read_object(requests.issue(key, "*all"))
        fields = found.get("fields")
        return frozenset(fields) if isinstance(fields, dict) else frozenset()

    @_of_this_side
    async def old_search(self) -> int:
        try:
            return (await self._side.send(requests.old_search())).status
        except PortError as error:
            status = error.facts.get("status", "")
            if not error.code.startswith("http-") or not status.isdigit() or error.code in _UNDECIDED:
                raise
            return int(status)
