"""What a face may ask about the Jira issue integration: its sign-in, its workflow, who would see its issues."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from wizard import checks
from wizard.checks.integration_audience import audience_of
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, blocks
from wizard.domain.integration_address import gateway_of, web_url
from wizard.domain.jira_account import AccountIssue, IssueType, Transition
from wizard.domain.jira_integration import Auth
from wizard.domain.ports import Ports
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.domain.world import World
from wizard.journey import check_run
from wizard.journey import keeping as keeping_findings
from wizard.journey.integration_inventory import count, inventory
from wizard.journey.integration_port import Audience, IntegrationRow, IntegrationSignedIn
from wizard.journey.memo import memoised
from wizard.journey.sides import Sides, account_of

_SIGN_IN = ("integration-auth", "integration-connect", "integration-sign-in", "integration-token-expiry")
_NO_TOKEN = Secret("none-yet")


class AccountDesk:
    """Implements `wizard.journey.integration_port.IntegrationDesk`."""

    def __init__(self, world: World, sides: Sides, session: Callable[[], str]) -> None:
        self._world, self._sides, self._session = world, sides, session
        self._told: dict[tuple[str, str, str], Secret] = {}
        """Session, web address, user -> what a place signed in with before; another session may need another one."""

    async def give_old_password(self, url: str, username: str, secret: Secret) -> None:
        self._told[self._session(), url, username] = secret

    def old_passwords(self) -> dict[tuple[str, str], Secret]:
        """Return what was told for an undo of this session, by web address and user."""
        here = self._session()
        return {(url, user): one for (session, url, user), one in self._told.items() if session == here}

    async def forget_old_passwords(self) -> None:
        for one in self._told.values():
            one.wipe()
        self._told.clear()

    async def sign_in(self, answers: Answers, token: Secret | None, keeping: Keeping) -> IntegrationSignedIn:
        answers = _alone(answers)
        gateway = await self._gateway(answers)
        if gateway:
            answers = answers.with_(integration_api_url=gateway)
        ports = memoised(await self._ports(answers, token))
        among = [check for check in checks.ALL if check.id in _SIGN_IN]
        findings = check_run.findings_of(await check_run.run(answers, ports, lambda _row: None, among=among))
        account = ports.account
        if blocks(findings) or account is None:
            return IntegrationSignedIn("", "", "", gateway, findings)
        server, user = await account.server(), await account.myself()
        seen = IntegrationSignedIn(user.name or user.id, server.deployment, server.version, gateway, findings)
        if token is None:
            return seen
        kept = await self._sides.keep_integration_secret(answers, token, keeping)
        return replace(seen, kept=kept, findings=(*findings, *_about(kept, keeping)))

    async def inventory(
        self, answers: Answers, on_rows: Callable[[tuple[IntegrationRow, ...]], None]
    ) -> Sequence[IntegrationRow]:
        return await inventory(answers, await self._sides.gitlab(answers.gitlab.url), on_rows)

    async def count(self, answers: Answers) -> int:
        return await count(answers, await self._sides.gitlab(answers.gitlab.url))

    async def issue(self, answers: Answers, key: str) -> AccountIssue | None:
        return await (await self._sides.account(answers)).issue(key)

    async def transitions(self, answers: Answers, issue: str) -> Sequence[Transition]:
        account = await self._sides.account(answers)
        found = await account.issue(issue)
        if found is None:
            raise PortError("integration-issue-hidden", {"side": "account", "host": account.url.host, "key": issue})
        return found.transitions

    async def issue_types(self, answers: Answers, project: str) -> Sequence[IssueType]:
        account = await self._sides.account(answers)
        found = await account.project(project)
        if found is None:
            raise PortError("integration-project-hidden", {"side": "account", "host": account.url.host, "key": project})
        return tuple(one for one in found.types if not one.subtask)

    async def plan(self, answers: Answers) -> str:
        return await (await self._sides.gitlab(answers.gitlab.url)).plan()

    async def audience(self, answers: Answers) -> Sequence[Audience]:
        seen = await audience_of(answers, memoised(await self._sides.ports(answers)))
        return tuple(Audience(one.project, one.gitlab, one.jira_project, one.jira_open, one.finding) for one in seen)

    async def _ports(self, answers: Answers, token: Secret | None) -> Ports:
        """Return ports for looks at Jira; GitLab is asked for its settings alone, and only where it is known."""
        account = await self._sides.account(answers, token)
        gitlab = await self._sides.gitlab(answers.gitlab.url)
        jira = self._world.jira(account.url, "", _NO_TOKEN)
        return Ports(gitlab, jira, self._world.probe, self._world.clock, account=account)

    async def _gateway(self, answers: Answers) -> str:
        """Return the API URL that a service account needs where none was given; the site says which one it is."""
        wanted = answers.integration
        if wanted.auth is not Auth.SERVICE_ACCOUNT or wanted.api_url.strip():
            return ""
        site = account_of(web_url(answers))
        return gateway_of(await self._world.jira_account(site, wanted.auth, "", _NO_TOKEN).cloud_id())


def _alone(answers: Answers) -> Answers:
    """Return answers for which the checks of the integration apply, before its place was chosen."""
    return answers if answers.integration.wanted else answers.with_(integration_scope="project")


def _about(kept: KeyringState, keeping: Keeping) -> tuple[Finding, ...]:
    found = keeping_findings.finding(kept) if keeping is Keeping.KEYRING else None
    return (found,) if found else ()
