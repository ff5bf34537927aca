"""The part of the GitLab port about the Jira issue integration, over HTTP."""

from asyncio import gather
from collections.abc import Mapping, Sequence

from wizard.adapters.http import gitlab_integration_requests as requests
from wizard.adapters.http.gitlab_answers import CommitWire, ProjectWire, UserWire
from wizard.adapters.http.gitlab_integration_answers import JiraIntegrationWire, LicenseWire, TextsWire
from wizard.adapters.http.gitlab_requests import PER_PAGE, user
from wizard.adapters.http.side import Side
from wizard.domain.errors import PortError, Refused
from wizard.domain.gitlab import Commit, Project, User
from wizard.domain.jira_integration import JiraIntegration, Scope, Value
from wizard.domain.secret import Secret

_TEXTS = 3
"""So many texts are looked at: those kept are all of one time."""
_PLANS = ("free", "premium", "ultimate")
_OLD_PLANS = {"starter": "premium", "bronze": "premium", "silver": "premium", "gold": "ultimate"}


class HttpIntegrations:
    """What `HttpGitLab` can do about integrations; it brings the side."""

    _side: Side
    _user: User | None = None
    """Whose token it is, once that was asked."""
    _hidden: Secret | None = None
    """The password that records hide already."""

    async def jira_integration(self, scope: Scope) -> JiraIntegration | None:
        try:
            found = await self._side.read(requests.jira_integration(scope), JiraIntegrationWire)
        except Refused as error:
            # A project that is hidden, and a version that has no such place, are 404 too, in other words.
            if error.code == "http-404" and "Integration" in error.facts.get("said", ""):
                return None
            raise
        return found.value()

    async def put_jira_integration(self, scope: Scope, values: Mapping[str, Value], password: Secret | None) -> None:
        if password is not None and password is not self._hidden:
            self._side.hide(password)
            self._hidden = password
        await self._side.send(requests.put_jira_integration(scope, values, password))

    async def delete_jira_integration(self, scope: Scope) -> None:
        await self._side.send(requests.delete_jira_integration(scope))

    async def all_projects(
        self, *, group: str = "", search: str = "", after: int = 0
    ) -> tuple[Sequence[Project], int | None]:
        page, maintained = after + 1, not await self._administers()
        request = (
            requests.group_projects(group, search, page, maintained=maintained)
            if group
            else requests.projects(search, after, maintained=maintained)
        )
        some, answer = await self._side.read_with_answer(request, list[ProjectWire])
        found = tuple(one.value() for one in some)
        following = answer.headers.get("x-next-page")
        more = following.strip() != "" if group and following is not None else len(found) == PER_PAGE
        return found, (page if group else found[-1].id) if more and found else None

    async def _administers(self) -> bool:
        if self._user is None:
            self._user = (await self._side.read(user(), UserWire)).value()
        return self._user.is_admin

    async def commit_file(self, project: int, branch: str, start: str, message: str, path: str) -> Commit:
        request = requests.commit_file(project, branch, start, message, path)
        return (await self._side.read(request, CommitWire)).value()

    async def rendered_texts(self, project: int) -> Sequence[str]:
        some = await self._side.read(requests.oldest_merge_requests(project), list[TextsWire])
        naming = [one for one in some if one.names_issue][:_TEXTS]
        asked = (requests.rendered_merge_request(project, one.iid) for one in naming)
        found = await gather(*(self._side.read(one, TextsWire) for one in asked))
        return tuple(one.html for one in found)

    async def plan(self) -> str:
        try:
            found = await self._side.find(requests.license_(), LicenseWire)
        except PortError as error:
            # The licence is for administrators alone, GitLab.com shows it to nobody, and Community Edition has none.
            if isinstance(error, Refused) or error.code == "answer-shape":
                return ""
            raise
        named = found.plan.lower() if found else ""
        return named if named in _PLANS else _OLD_PLANS.get(named, "")
