"""The GitLab port over HTTP."""

import asyncio
import time
from collections.abc import Mapping, Sequence

from wizard.adapters.http import gitlab_answers as answers
from wizard.adapters.http import gitlab_requests as requests
from wizard.adapters.http.door import Door
from wizard.adapters.http.gitlab_activity import HttpActivity
from wizard.adapters.http.gitlab_audit import HttpAudit
from wizard.adapters.http.gitlab_integrations import HttpIntegrations
from wizard.adapters.http.gitlab_traces import HttpTraces
from wizard.adapters.http.pages import total
from wizard.adapters.http.request import Answer
from wizard.adapters.http.side import Side
from wizard.adapters.http.sign_in import signed_with
from wizard.domain.errors import Refused
from wizard.domain.gitlab import (
    Branch,
    Commit,
    Group,
    Json,
    Metadata,
    OAuthApplication,
    Page,
    Project,
    TokenInfo,
    User,
)
from wizard.domain.secret import BearerSecret, Secret
from wizard.domain.url import Url

_MOST_PAGES = 100


class HttpGitLab(HttpIntegrations, HttpActivity, HttpAudit, HttpTraces):
    """One instance, asked with one token. Reads are repeated when that can help; a write is sent once."""

    def __init__(self, door: Door, url: Url, token: Secret) -> None:
        self.url = url
        self._side = Side(door, url, signed_with(token))
        self._by_browser = isinstance(token, BearerSecret)
        self._user: User | None = None

    async def metadata(self) -> Metadata:
        found = await self._side.find(requests.metadata(), answers.MetadataWire)
        if found is None:
            found = await self._side.read(requests.version(), answers.MetadataWire)
        return found.value()

    async def user(self) -> User:
        self._user = (await self._side.read(requests.user(), answers.UserWire)).value()
        return self._user

    async def token(self) -> TokenInfo:
        if self._by_browser:
            return (await self._side.read(requests.grant(), answers.GrantInfoWire)).value()
        found = await self._side.find(requests.token(), answers.TokenWire)
        return found.value() if found else TokenInfo("", None, None, active=True)

    async def knows_token(self, times: int) -> Sequence[bool]:
        # What is under way at the same time shares no connection.
        known = await asyncio.gather(*(self._is_known() for _ in range(times)), return_exceptions=True)
        for one in known:
            if isinstance(one, BaseException):
                raise one
        return tuple(one is True for one in known)

    async def settings(self) -> Mapping[str, Json]:
        return await self._side.read_object(requests.settings())

    async def put_settings(self, values: Mapping[str, str | bool | None]) -> None:
        await self._side.read_object(requests.put_settings(values))

    async def features_on(self) -> frozenset[str]:
        found = await self._side.read(requests.features(), list[answers.FeatureWire])
        return frozenset(one.name for one in found if one.state == "on")

    async def applications(self) -> Sequence[OAuthApplication]:
        found: list[OAuthApplication] = []
        for page in range(1, _MOST_PAGES + 1):
            some, answer = await self._side.read_with_answer(requests.applications(page), list[answers.ApplicationWire])
            found += [one.value() for one in some]
            # Releases that do not page send the whole list and no header: asking on would give it again.
            if not answer.headers.get("x-next-page"):
                break
        return tuple(found)

    async def create_application(self, name: str, redirect_uri: str, scopes: str) -> OAuthApplication:
        request = requests.create_application(name, redirect_uri, scopes)
        return (await self._side.read(request, answers.ApplicationWire)).value()

    async def delete_application(self, number: int) -> None:
        await self._side.send(requests.delete_application(number))

    async def groups(
        self, *, search: str = "", min_access_level: int = 0, page: int = 1
    ) -> tuple[Sequence[Group], bool]:
        request = requests.groups(search, min_access_level, page)
        some, answer = await self._side.read_with_answer(request, list[answers.GroupWire])
        return tuple(one.value() for one in some), _has_more(answer, len(some))

    async def own_projects(self, *, search: str = "") -> tuple[Sequence[Project], bool]:
        user = self._user or await self.user()
        request = requests.own_projects(user.username, search)
        some, answer = await self._side.read_with_answer(request, list[answers.ProjectWire])
        return tuple(one.value() for one in some), _has_more(answer, len(some))

    async def group(self, path: str) -> Group | None:
        found = await self._side.find(requests.group(path), answers.GroupWire)
        return found.value() if found else None

    async def group_role(self, path: str) -> int:
        user = self._user or await self.user()
        found = await self._side.find(requests.group_member(path, user.id), answers.MemberWire)
        return found.access_level if found else 0

    async def group_projects(self, path: str, *, page: int = 1) -> tuple[Sequence[Project], int | None, bool]:
        some, answer = await self._side.read_with_answer(requests.group_projects(path, page), list[answers.ProjectWire])
        return tuple(one.value() for one in some), total(answer), _has_more(answer, len(some))

    async def project(self, path: str) -> Project | None:
        found = await self._side.find(requests.project(path), answers.ProjectWire)
        return found.value() if found else None

    async def history(self, project: int) -> tuple[int | None, int | None]:
        return await self._length(project, "merge_requests"), await self._length(project, "repository/branches")

    async def _length(self, project: int, what: str) -> int | None:
        _some, answer = await self._side.read_with_answer(requests.newest_of(project, what), list[answers.RowWire])
        return total(answer)

    async def active_integrations(self, project: int) -> frozenset[str]:
        some = await self._side.read(requests.integrations(project), list[answers.IntegrationWire])
        return frozenset(one.slug for one in some if one.active)

    async def branch(self, project: int, name: str) -> Branch | None:
        found = await self._side.find(requests.branch(project, name), answers.BranchWire)
        return found.value() if found else None

    async def branches(self, project: int, *, search: str = "") -> Sequence[Branch]:
        some = await self._side.read(requests.branches(project, search), list[answers.BranchWire])
        return tuple(one.value() for one in some)

    async def create_branch(self, project: int, name: str, ref: str) -> Branch:
        return (await self._side.read(requests.create_branch(project, name, ref), answers.BranchWire)).value()

    async def delete_branch(self, project: int, name: str) -> None:
        await self._side.send(requests.delete_branch(project, name))

    async def commits(self, project: int, *, ref: str = "") -> Sequence[Commit]:
        some = await self._side.read(requests.commits(project, ref), list[answers.CommitWire])
        return tuple(one.value() for one in some)

    async def _is_known(self) -> bool:
        try:
            await self._side.read_object(requests.user())
        except Refused as error:
            return error.code != "http-401"
        return True

    async def page(
        self,
        method: str,
        path: str,
        *,
        origin: str = "",
        preflight: str = "",
        size_limit: int = 65536,
        of: Url | None = None,
    ) -> Page:
        began = time.perf_counter()
        answer = await self._side.look(requests.page(method, path, origin, preflight), size_limit, of)
        took = (time.perf_counter() - began) * 1000
        return Page(answer.status, answer.headers, answer.body, took, answer.between)


def _has_more(answer: Answer, count: int) -> bool:
    """Tell whether another page follows; without the header a full page means: perhaps."""
    following = answer.headers.get("x-next-page")
    return count == requests.PER_PAGE if following is None else bool(following.strip())
