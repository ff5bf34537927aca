"""The proof of the Jira issue integration: a commit mentions an issue, and its link and comment are seen there.

GitLab signs in at Jira with the account that the settings name, so this is asked with that account too.
Source: GitLab docs, Jira issue integration, Trigger actions and comments.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from wizard.connect import proof_mention
from wizard.connect.proof_mention import Mention
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, SecretMissing
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Commit, Json, Project
from wizard.domain.integration_address import web_url
from wizard.domain.jira_account import JiraAccount
from wizard.domain.jira_integration import JiraIntegration, Scope
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.journey import kind_traces, mention_hops, mention_traces, proof_branches
from wizard.journey.hop_walk import HopWalk, NotTried, OnHop, Step, Stopped, need
from wizard.journey.log import Journal
from wizard.journey.mention_request import nothing_mentions, open_request, remove_request
from wizard.journey.mention_settings import address, awaited_s, wrong_of
from wizard.journey.mention_traces import LeftMention, Traces
from wizard.journey.proof_branches import LeftBranch
from wizard.journey.values import Proof
from wizard.journey.write import past_limits

ARRIVE_WITHIN_S = 120.0
"""How long a worker of GitLab may take; a busy instance queues for a minute or two."""
_BY_REQUEST = T("with a merge request that mentions it, because mentions in commits are switched off")
_NO_TOKEN = T("not tried: no token of the settings above was given, and the mention is seen with it alone")
_KEPT = T("the merge request is closed; only an owner can delete it")


class MentionProver(HopWalk):
    """Runs one test and names each hop and its time."""

    def __init__(self, answers: Answers, ports: Ports, journal: Journal, marker: str, on_hop: OnHop) -> None:
        super().__init__(ports, journal, mention_hops.ALL, on_hop)
        self._answers = answers
        self._marker = f"{marker}-{int(ports.clock.now()) % 100000:05d}"
        self._branch = proof_mention.branch(self._marker)
        self._settings: JiraIntegration | None = None
        self._project: Project | None = None
        self._mention: Mention | None = None
        self._commit_id = ""
        self._user = answers.integration.username or answers.jira.email
        self._takes_over = answers.integration.inherit
        self._link = ""

    async def run(self) -> Proof:
        clock = self._ports.clock
        started = clock.monotonic()
        await mention_traces.clear(self._ports, self._journal)
        await kind_traces.clear(self._ports, self._journal)
        await proof_branches.clear(self._ports, self._journal)
        steps: tuple[Step, ...] = (
            (mention_hops.SETTINGS, self._read_settings),
            (mention_hops.ISSUE, self._or_not(self._find_issue)),
            (mention_hops.COMMITTED, self._or_not(self._commit)),
            (mention_hops.READ, self._or_not(self._read_commit)),
            (mention_hops.LINKED, self._or_not(self._wait_for_mention)),
        )
        ok = await self._all_of(steps)
        if await self._anything_left() or (ok and not self._has_account()):
            ok = await self._hop(mention_hops.CLEANED, self._or_not(self._clean)) and ok
        if ok:
            ok = await self._hop(mention_hops.PROJECT_LINK, self._read_link)
        return Proof(ok, self.rows(), self._branch, (clock.monotonic() - started) * 1000, link=self._link)

    @property
    def _path(self) -> str:
        return project_of(self._answers)

    @property
    def _account(self) -> JiraAccount:
        if self._ports.account is None:
            raise SecretMissing("secret-missing", {"host": self._web_url})
        return self._ports.account

    @property
    def _web_url(self) -> str:
        """The address of the Jira that is mentioned to; that of the place itself where it takes over settings."""
        if self._takes_over and self._settings is not None:
            return address(self._settings)
        return web_url(self._answers).rstrip("/")

    def _has_account(self) -> bool:
        """Tell whether a mention can be looked for; nobody need know the token of settings that are taken over."""
        here = self._web_url.lower() == web_url(self._answers).rstrip("/").lower()
        return not self._takes_over or (self._ports.account is not None and here)

    def _or_not(self, step: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
        async def tried() -> None:
            if not self._has_account():
                raise NotTried(_NO_TOKEN)
            await step()

        return tried

    def _facts(self) -> dict[str, str]:
        return {
            "issue": self._answers.proof.issue,
            "project": self._path,
            "branch": self._branch,
            "title": self._mention.title if self._mention else self._marker,
            "user": self._user,
            "web_url": self._web_url or "the Jira of what is above it",
        }

    async def _read_settings(self) -> None:
        """Find the settings that were made; those of a group or the instance reach projects by a worker of GitLab."""
        seen, found = "", None

        async def in_force() -> bool:
            nonlocal seen, found
            found = await self._ports.gitlab.jira_integration(Scope("project", self._path))
            seen = wrong_of(found, self._answers, self._web_url)
            self._settings = found if not seen else None
            return not seen

        try:
            if not await in_force():
                await self._until(in_force, awaited_s(self._answers, found))
        except Stopped:
            raise Stopped(found=seen) from None

    async def _find_issue(self) -> None:
        self._user = (await self._account.myself()).name or self._user
        if await self._account.issue(self._answers.proof.issue) is None:
            raise Stopped

    def _on(self, name: str) -> bool:
        """Tell whether a switch is on in the settings in force; what the version does not show is on."""
        return need(self._settings).values.get(name) is not False

    async def _commit(self) -> None:
        self._project = await self._ports.gitlab.project(self._path)
        if self._project is None or not self._project.default_branch:
            raise Stopped
        by_request = not self._on("commit_events")
        if by_request and not self._on("merge_requests_events"):
            raise Stopped(nothing_mentions(self._path))
        prefix = need(self._settings).values.get("jira_issue_prefix")
        title = proof_mention.title(self._answers.proof.issue, prefix if isinstance(prefix, str) else "", self._marker)
        page = self._project.web_url
        pages = proof_mention.request_pages(page) if by_request else proof_mention.commit_pages(page)
        self._mention = Mention(self._answers.proof.issue, title, pages)
        message = proof_mention.silent_message(self._marker) if by_request else title
        made = await self._send(self._project, self._project.default_branch, title, message)
        self._commit_id = made.id if made is not None else ""
        if by_request:
            number = await open_request(self._ports, self._journal, self._project, self._branch, title)
            self._mention = replace(self._mention, commit=number)
            self._note = _BY_REQUEST
        elif made is not None:
            self._mention = replace(self._mention, commit=made.id)
            await self._journal.write("mention", self._branch, State.ANSWERED, commit=made.id)

    async def _send(self, project: Project, start: str, title: str, message: str) -> Commit | None:
        """Make the commit; None where its answer was lost and it is there all the same. Raises: PortError."""
        told: dict[str, Json] = {"issue": self._answers.proof.issue, "title": title}
        pages = need(self._mention).pages
        await self._journal.write("mention", self._branch, State.INTENT, **told, pages=pages)
        await self._journal.write("branch", self._branch, State.INTENT, project=project.id)
        await self._journal.write("branch", self._branch, State.SENT)

        async def send() -> Commit:
            file = f"connection-test-{self._marker}.txt"
            return await self._ports.gitlab.commit_file(project.id, self._branch, start, message, file)

        try:
            made = await past_limits(send, self._ports.clock.sleep)
        except PortError as error:
            state = State.UNKNOWN if error.sent else State.FAILED
            await self._journal.write("branch", self._branch, state, code=error.code)
            await self._journal.write("mention", self._branch, state, code=error.code)
            if not error.sent or await self._ports.gitlab.branch(project.id, self._branch) is None:
                raise
            return None
        await self._journal.write("branch", self._branch, State.ANSWERED)
        return made

    async def _read_commit(self) -> None:
        found = await self._ports.gitlab.branch(need(self._project).id, self._branch)
        if found is None:
            await self._journal.write("branch", self._branch, State.UNKNOWN, code=mention_hops.READ.name)
            raise Stopped
        if self._commit_id and found.commit != self._commit_id:
            raise Stopped
        await self._journal.write("branch", self._branch, State.CONFIRMED)
        if self._on("commit_events"):
            self._mention = replace(need(self._mention), commit=found.commit)
            await self._journal.write("mention", self._branch, State.ANSWERED, commit=found.commit)

    async def _wait_for_mention(self) -> None:
        mention, found = need(self._mention), Traces((), ())
        with_comment = self._on("comment_on_event_enabled")

        async def seen() -> bool:
            nonlocal found
            found = await mention_traces.find(self._account, mention)
            return bool(found.links) and (bool(found.comments) or not with_comment)

        try:
            await self._until(seen, ARRIVE_WITHIN_S)
        except Stopped as stop:
            missing = "comment" if found.links else "link"
            raise Stopped(await self._lacking(found), **stop.facts, missing=missing) from None
        await self._journal.write("mention", self._branch, State.CONFIRMED)

    async def _lacking(self, found: Traces) -> Finding | None:
        """Return the nearer cause of a mention that did not come: a permission that the account lacks."""
        keys = ("LINK_ISSUES", "ADD_COMMENTS")
        try:
            held = await self._account.permissions(keys, issue=self._answers.proof.issue)
        except PortError:
            return None
        lacking = [key for key in keys if not held.get(key, True)]
        return no_permission(self._user, self._answers.proof.issue, lacking, found) if lacking else None

    async def _anything_left(self) -> bool:
        known = (await self._journal.records("mention")).get(self._branch)
        return known is not None and known.state is not State.FAILED

    async def _clean(self) -> None:
        """Remove what the test left, the branch too when the issue keeps its part."""
        mine = LeftMention(self._branch, need(self._mention))
        trouble: PortError | None = None
        kept = False
        try:
            kept = not await remove_request(self._ports, self._journal, self._branch)
            if await mention_traces.find(self._account, mine.mention):
                await mention_traces.remove(self._ports, self._journal, mine)
        except PortError as error:
            trouble = error
        if kept:
            self._note = _KEPT
        project = need(self._project).id
        if await self._ports.gitlab.branch(project, self._branch) is not None:
            await proof_branches.remove(self._ports, self._journal, LeftBranch(self._branch, project))
        if trouble is not None:
            raise trouble

    async def _read_link(self) -> None:
        found = await self._ports.gitlab.jira_integration(Scope("project", self._path))
        leads_to = address(found) if found is not None and found.active else ""
        if leads_to != self._web_url:
            raise Stopped(found=leads_to or "nothing")
        self._link = f"{leads_to}/browse/{self._answers.proof.issue.rpartition('-')[0]}"
        self._note = T("opens {link}", link=self._link)


def project_of(answers: Answers) -> str:
    """Return the project that the mention is made in: that of the proof, else the first that is set up."""
    return answers.proof.project or next(iter(answers.integration.projects), "")


def no_permission(user: str, issue: str, lacking: list[str], found: Traces) -> Finding:
    """Return the finding of an account that may not link or comment."""
    facts = {"user": user, "issue": issue, "lacking": ", ".join(lacking)}
    seen = T("It commented, but could not link.") if found.comments else T("Neither link nor comment came.")
    return Finding(
        code="integration-no-link",
        severity=Severity.BLOCKER,
        title=T("The account of the integration may not link or comment"),
        cause=T("{user} lacks {lacking} in the project of {issue}. {seen}", **facts, seen=str(seen)),
        fix=T("In Jira, Project settings, Permissions, grant this to {user}; then run the test again.", user=user),
        source="GitLab docs, Troubleshooting Jira issue integration",
        facts=facts,
        check="proof",
        seen_from=SeenFrom.JIRA,
    )
