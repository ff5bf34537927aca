"""The desk: one session of one world, asked by a window, a command or a test."""

import secrets
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from wizard.domain.answers import Answers, AnswersError, read_answers, write_answers
from wizard.domain.errors import PortError, SecretMissing
from wizard.domain.findings import Finding
from wizard.domain.journal import Session, State, Store
from wizard.domain.lab_fault import FaultSwitch, Reproduction
from wizard.domain.pause import Pause
from wizard.domain.ports import Ports
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.domain.version import Version
from wizard.domain.world import Mode, World
from wizard.journey import (
    assumption_check,
    browsing,
    byhand_run,
    check_run,
    connected,
    group_reading,
    planning,
    route_choice,
    sign_in,
    standing,
)
from wizard.journey import keeping as keeping_findings
from wizard.journey.abreast import abreast
from wizard.journey.access_desk import AccessDesk
from wizard.journey.app_snapshots import StoredSnapshots
from wizard.journey.applying import Applier
from wizard.journey.archive import Archive, StoredArchive
from wizard.journey.descriptor_desk import DescriptorDesk
from wizard.journey.descriptor_port import Descriptors
from wizard.journey.evidence_desk import NoEvidence
from wizard.journey.evidence_port import Evidence
from wizard.journey.group_reading import GroupReading
from wizard.journey.integration_desk import AccountDesk
from wizard.journey.log import Journal
from wizard.journey.old_passwords import with_old_passwords
from wizard.journey.past import interrupted, look_for, past, settle, sites_of, touched_other_sites
from wizard.journey.proof_desk import ProofDesk
from wizard.journey.rehearsal import Rehearsal
from wizard.journey.session_cards import card
from wizard.journey.sides import Sides, address_of
from wizard.journey.this_computer import Computer, ThisComputer
from wizard.journey.undoing import Undoer, undone
from wizard.journey.values import (
    CheckRow,
    Forecast,
    GitLabSeen,
    GitLabSignedIn,
    GroupRow,
    JiraSignedIn,
    Plan,
    PlanRow,
    RouteRow,
    SessionCard,
)
from wizard.monitor.port import Monitor, WatchedList

_NO_TOKEN = Secret("none-yet")
"""For looks that need no token: the request carries none, because only plain pages are asked for."""


class SessionDesk(ProofDesk):
    """Implements `wizard.journey.desk_port.Desk`."""

    def __init__(self, world: World, store: Store) -> None:
        super().__init__(world, Sides(world))
        self._store = store
        self.access = AccessDesk(world, self._sides, self.sign_in_gitlab, self._journal_of)
        self.integration = AccountDesk(world, self._sides, lambda: self.session)
        self._session: Session | None = None
        self._left: dict[tuple[str, str], str] = {}
        """Sessions of this run that changed something, by their sites; answers that come back there go on with them."""
        self._groups: GroupReading | None = None
        self._accepted: frozenset[str] = frozenset()
        self._worker: Applier | Undoer | None = None
        self._private_name = ""
        """The address whose name was last seen to lead to a private place."""
        self.mode: Mode = world.mode
        self.archive: Archive = StoredArchive(store, world.key)
        self.computer: Computer = ThisComputer(world, store)
        self.descriptors: Descriptors = DescriptorDesk(world, store)
        self.rehearsal: Rehearsal | None = None
        self.reproduction: Reproduction | None = None
        self.fault_switch: FaultSwitch | None = None
        self.evidence: Evidence = NoEvidence()
        self.open_monitor: Callable[[Answers], AbstractAsyncContextManager[Monitor]] | None = None
        """Gives a monitor that ends with the block; None where nothing can be watched."""
        self.watched: WatchedList | None = None

    @property
    def sides(self) -> Sides:
        """Who is signed in where: a monitor of this desk asks as the desk does."""
        return self._sides

    # sessions

    def suggestions(self) -> dict[str, str]:
        return dict(self._world.suggestions())

    async def sessions(self) -> Sequence[SessionCard]:
        found = await self._store.sessions(self._world.key)
        return [card(session, await self._store.rows(session.id)) for session in found]

    def tell_waits(self, listener: Callable[[Pause], None]) -> None:
        self._world.on_wait = listener

    def retry_now(self) -> None:
        self._world.retry_now()

    async def set_aside(self) -> str:
        await self._store.sessions(self._world.key)
        return str(self._store.set_aside or "")

    async def begin(self, answers: Answers) -> str:
        self._left.clear()  # who begins anew does not want to go on with what was left
        return await self._begin(answers)

    async def _begin(self, answers: Answers) -> str:
        stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(self._world.clock.now()))
        number = f"{stamp}-{secrets.token_hex(3)}"
        self._session = Session(number, self._world.clock.now(), self._world.key, write_answers(answers))
        await self._store.begin(self._session)
        self._world.record(number)
        return number

    async def resume(self, session: str) -> tuple[Answers, str]:
        """Go on with a session. Raises: KeyError when this world has none of that id; PortError."""
        known = {one.id: one for one in await self._store.sessions(self._world.key)}
        try:
            answers = read_answers(known[session].answers)
        except AnswersError as error:
            raise PortError("session-unreadable", {"session": session, "problem": error.problem}) from None
        self._session = known[session]
        self._world.record(session)
        return answers, self._session.page

    async def remember(self, answers: Answers, page: str) -> str:
        await self._go_where(answers)
        if self._session is not None:
            self._session = replace(self._session, answers=write_answers(answers), page=page)
            await self._store.update(self._session)
        return self.session

    async def _go_where(self, answers: Answers) -> None:
        """Take up the session of the sites that these answers name: this one, one that was left, or a new one."""
        sites, here = (answers.gitlab.url, answers.jira.url), self._session
        if here is None:
            await self.begin(answers)
            return
        if sites_of(here) == sites:
            return
        touched = await touched_other_sites(here, self._store, answers)
        if touched:
            self._left[sites_of(here)] = here.id
        if sites in self._left:
            await self.resume(self._left[sites])
        elif touched:
            await self._begin(answers)

    @property
    def session(self) -> str:
        return self._session.id if self._session else ""

    async def cut_off(self) -> Finding | None:
        """Return what to say when the last run of this session was cut off."""
        return interrupted(await self._journal().rows())

    # signing in

    async def keyring_state(self) -> KeyringState:
        return await self._world.secrets.state()

    async def has_token(self, url: str, user: str = "") -> bool:
        try:
            return await self._sides.secret(address_of(url), user) is not None
        except SecretMissing:
            return False

    async def look_at_gitlab(self, url: str) -> GitLabSeen:
        gitlab = self._world.gitlab(address_of(url), _NO_TOKEN)
        jira = self._world.jira(address_of(url), "", _NO_TOKEN)
        ports = Ports(gitlab, jira, self._world.probe, self._world.clock)
        seen = await sign_in.look_at_gitlab(sign_in.answers_for(url), ports)
        seen = replace(seen, proxy=self._world.proxy_for(address_of(url).host))
        self._private_name = url if any(one.code == "network-name-private" for one in seen.findings) else ""
        return seen

    async def sign_in_gitlab(
        self, url: str, token: Secret | None, keeping: Keeping, *, alone: bool = False
    ) -> GitLabSignedIn:
        gitlab = await self._sides.gitlab(url, token)
        ports = Ports(gitlab, self._world.jira(address_of(url), "", _NO_TOKEN), self._world.probe, self._world.clock)
        answers = sign_in.answers_for(url, alone=alone)
        seen = await sign_in.sign_in_gitlab(answers, ports, KeyringState.READY)
        self._versions[url] = Version.parse(seen.version)
        if token is None:
            return seen
        kept = await self._sides.keep(address_of(url), "", token, keeping)
        return replace(seen, kept=kept, findings=(*seen.findings, *_about(kept, keeping)))

    async def sign_in_jira(self, url: str, email: str, token: Secret | None, keeping: Keeping) -> JiraSignedIn:
        jira = await self._sides.jira(url, email, token)
        ports = Ports(self._world.gitlab(address_of(url), _NO_TOKEN), jira, self._world.probe, self._world.clock)
        answers = Answers().with_(jira_url=url, jira_email=email)
        version = next(reversed(self._versions.values()), None)
        seen = await sign_in.sign_in_jira(answers, ports, KeyringState.READY, version)
        if token is None:
            return seen
        kept = await self._sides.keep(address_of(url), email, token, keeping)
        return replace(seen, kept=kept, findings=(*seen.findings, *_about(kept, keeping)))

    async def forget_secrets(self) -> None:
        await self.integration.forget_old_passwords()
        if self._session is not None:
            await self._sides.forget(read_answers(self._session.answers))

    # choosing

    async def routes(self, answers: Answers) -> Sequence[RouteRow]:
        url = answers.gitlab.url
        return route_choice.rows(answers, route_choice.Look(self._versions.get(url), private=self._private_name == url))

    async def groups(
        self, answers: Answers, on_rows: Callable[[tuple[GroupRow, ...]], None], *, anew: bool = True
    ) -> tuple[Sequence[GroupRow], bool]:
        if anew or self._groups is None:
            self._groups = GroupReading(await self._sides.ports(answers))
        rows = await self._groups.go_on(on_rows)
        return rows, self._groups.whole

    async def projects_of(self, answers: Answers) -> Sequence[str]:
        return await browsing.projects_of(answers, await self._sides.ports(answers))

    async def search_groups(self, answers: Answers, text: str) -> tuple[Sequence[GroupRow], bool]:
        return await group_reading.search(await self._sides.ports(answers), text)

    async def forecast(self, answers: Answers) -> Forecast:
        return await browsing.forecast(answers, await self._sides.ports(answers))

    async def find_project(self, answers: Answers, path: str) -> tuple[Finding, ...]:
        ports = await self._sides.ports(answers)
        return await browsing.only_check(answers.with_(proof_project=path), ports, "gitlab-proof-project")

    async def find_issue(self, answers: Answers, key: str) -> tuple[Finding, ...]:
        ports = await self._sides.ports(answers)
        return await browsing.only_check(answers.with_(proof_issue=key), ports, "jira-issue")

    # checking

    def checks(self, answers: Answers) -> Sequence[CheckRow]:
        return check_run.rows(answers)

    async def run_checks(
        self,
        answers: Answers,
        on_row: Callable[[CheckRow], None],
        only: str = "",
        reading_only: bool = False,
    ) -> Sequence[CheckRow]:
        kept = StoredSnapshots(self._store, self._world.key, answers)
        ports = replace(await self._sides.ports(answers), snapshots=kept)
        rows = await check_run.run(answers, ports, on_row, only=only, reading_only=reading_only)
        if self._session is not None:
            journal = Journal(self._store, self._session.id)

            async def note(row: CheckRow) -> None:
                codes = ",".join(finding.code for finding in row.findings)
                await journal.write("check", row.id, State.NOTED, mark=row.mark.value, codes=codes)

            await abreast(rows, note, at_once=len(rows))  # the store writes with one sync what comes together
        return rows

    async def connection(self, answers: Answers) -> Finding | None:
        return await connected.missing(answers, await self._sides.ports(answers))

    # changing

    def accept(self, change: str) -> None:
        """Decide to overwrite what another administrator set."""
        self._accepted |= {change}

    async def make_plan(self, answers: Answers) -> Plan:
        ports = await self._sides.ports(answers)
        marker = planning.marker_of(self.session or "new")
        before = await past(self._store, self._world.key, answers, self._accepted)
        await look_for(answers, ports, marker, before)
        rows = await planning.rows(answers, ports, marker, before)
        tasks = byhand_run.rows(answers, (await ports.gitlab.metadata()).version)
        return Plan(answers, rows, planning.decisions(rows), tasks, self.session)

    async def held_against(self, plan: Plan, assumed: Mapping[str, str], *, as_found: bool) -> Sequence[Finding]:
        """Return where the world is other than a plan assumed that was made without looking; nothing once this session
        began to change it.
        """
        if self._session is not None and await self._journal().records("change"):
            return ()
        ports = await self._sides.ports(plan.answers)
        return await assumption_check.findings(plan.answers, assumed, ports, plan, as_found=as_found)

    async def apply(self, plan: Plan, on_row: Callable[[PlanRow], None]) -> Sequence[PlanRow]:
        if plan.session != self.session:
            raise PortError("plan-outdated", {"planned": plan.session or "none", "session": self.session})
        ports, journal = await self._sides.ports(plan.answers), self._journal()
        marker = planning.marker_of(self.session)
        if plan.findings:
            raise PortError("plan-undecided", {"rows": ", ".join(row.id for row in plan.rows if row.finding)})
        applier = self._worker = Applier(plan.answers, ports, journal, marker)
        for row in await standing.orders_to_look_for(plan.rows, journal, self._accepted):
            on_row(row)
        await settle(plan.answers, ports, journal, marker, self._accepted)
        rows = await applier.run(plan.rows, on_row)
        self._accepted -= standing.once_only(rows)  # who gave one order up has not given up the next
        self.unconfirmed = applier.unconfirmed
        return rows

    async def standing(self, plan: Plan, rows: Sequence[PlanRow], *, read_back: bool) -> Sequence[PlanRow]:
        known = await standing.by_journal(rows, self._journal())
        if not read_back or all(row.state != "unknown" for row in known):
            return known
        ports, marker = await self._sides.ports(plan.answers), planning.marker_of(self.session)
        return await standing.by_read_back(known, plan.answers, ports, self._journal(), marker)

    unconfirmed = False
    """Whether the last apply or undo sent a write whose effect could not be read back."""

    def stop_after_this(self) -> None:
        if self._worker is not None:
            self._worker.stop()

    async def undo_plan(self, session: str = "") -> Sequence[PlanRow]:
        return await (await self._undoer(session)).rows()

    async def undo(
        self, on_row: Callable[[PlanRow], None], session: str = "", only: Collection[str] = ()
    ) -> Sequence[PlanRow]:
        undoer = self._worker = await self._undoer(session)
        rows = await undoer.run(on_row, only)
        self.unconfirmed = undoer.unconfirmed
        if undone(rows) and not (only and await undoer.rows()):
            await self._journal().write("session", "undone", State.NOTED)
        return rows

    async def _undoer(self, session: str) -> Undoer:
        if session:
            await self.resume(session)
        answers, journal = self._answers(), self._journal()
        told = self.integration.old_passwords()
        ports = await with_old_passwords(await self._sides.ports(answers), self._world, journal, told)
        return Undoer(answers, ports, journal, planning.marker_of(self.session))

    def _journal(self) -> Journal:
        if self._session is None:
            raise PortError("session-missing")
        return Journal(self._store, self._session.id)

    def _answers(self) -> Answers:
        return read_answers(self._session.answers) if self._session else Answers()

    async def _journal_of(self, answers: Answers) -> Journal:
        """Return the journal of this session, which begins here where there was none."""
        if self._session is None:
            await self.begin(answers)
        return self._journal()


def _about(kept: KeyringState, keeping: Keeping) -> tuple[Finding, ...]:
    """Return what to say when a token could not go where it was wanted."""
    found = keeping_findings.finding(kept) if keeping is Keeping.KEYRING else None
    return (found,) if found else ()
