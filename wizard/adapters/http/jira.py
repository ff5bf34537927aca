"""The Jira port over HTTP."""

from collections.abc import Mapping, Sequence

from wizard.adapters.http import jira_answers as answers
from wizard.adapters.http import jira_requests as requests
from wizard.adapters.http.app_management import HttpAppManagement
from wizard.adapters.http.door import Door
from wizard.adapters.http.jira_presence import HttpPresence
from wizard.adapters.http.side import Side
from wizard.adapters.http.sign_in import JiraToken
from wizard.domain.jira import App, Issue, Myself, PanelBranch, PanelSummary, Server
from wizard.domain.secret import Secret
from wizard.domain.url import Url


class HttpJira(HttpAppManagement, HttpPresence):
    """One site, asked as one user with a classic API token. Only its app management writes."""

    def __init__(self, door: Door, url: Url, email: str, token: Secret) -> None:
        self.url = url
        self._side = Side(door, url, JiraToken(email, token))

    async def cloud_id(self) -> str:
        return (await self._side.read(requests.tenant(), answers.TenantWire)).cloud_id

    async def server(self) -> Server:
        return (await self._side.read(requests.server(), answers.ServerWire)).value()

    async def announced(self) -> Server:
        return (await self._side.read(requests.announced(), answers.ServerWire)).value()

    async def myself(self) -> Myself:
        return (await self._side.read(requests.myself(), answers.MyselfWire)).value()

    async def permissions(self, keys: Sequence[str]) -> Mapping[str, bool]:
        found = await self._side.read(requests.permissions(keys), answers.PermissionsWire)
        return {key: one.have_permission for key, one in found.permissions.items()}

    async def user_groups(self, account_id: str) -> tuple[str, ...]:
        found = await self._side.read(requests.user_groups(account_id), list[answers.GroupWire])
        return tuple(group.name for group in found)

    async def issue(self, key: str) -> Issue | None:
        found = await self._side.find(requests.issue(key), answers.IssueWire)
        return found.value() if found else None

    async def apps(self) -> Sequence[App]:
        found = await self._side.read(requests.apps(), answers.AppsWire)
        return tuple(app.value() for app in found.plugins)

    async def panel_summary(self, issue_id: str) -> PanelSummary:
        return (await self._side.read(requests.panel_summary(issue_id), answers.SummaryWire)).value()

    async def panel_branches(self, issue_id: str, application_type: str) -> Sequence[PanelBranch]:
        request = requests.panel_branches(issue_id, application_type)
        return (await self._side.read(request, answers.DetailsWire)).value()
