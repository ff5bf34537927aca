"""A desk without any network: the example set-up, with the troubles that one names. For pictures and tests.

Troubles: gitlab, sign-in, jira, project, those of `sample_checks`, drift, moved, nothing, cut off, apply, proof,
branch (of a stopped test, stays), app (of the own GitLab, stays while development mode is off), no tasks,
journal (each says no until it is taken out again), broken (every call fails as a whole), read back (that one does),
those of `sample_integration`, ways (all that an own instance can go are open),
hanging (every call waits for ever, or those that begin with `hang_on`).
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

from wizard.domain.answers import Answers
from wizard.domain.errors import Unreachable
from wizard.domain.findings import Finding
from wizard.domain.lab_fault import FaultSwitch, Reproduction
from wizard.domain.pause import Pause
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.domain.world import Mode
from wizard.journey import proofs, route_choice
from wizard.journey.archive import Archive
from wizard.journey.desk_port import Desk
from wizard.journey.evidence_port import Evidence
from wizard.journey.rehearsal import Rehearsal
from wizard.journey.standing import UNSURE, WRITTEN
from wizard.journey.this_computer import Computer
from wizard.journey.values import (
    CheckRow,
    EarlierProof,
    Forecast,
    GitLabSeen,
    GitLabSignedIn,
    GroupRow,
    HopRow,
    JiraSignedIn,
    KindRow,
    Mark,
    Plan,
    PlanRow,
    Proof,
    RouteRow,
    SessionCard,
    TaskRow,
)
from wizard.ui import sample_checks, sample_mention
from wizard.ui import sample_values as sample
from wizard.ui.sample_access import SampleAccess
from wizard.ui.sample_archive import SampleArchive
from wizard.ui.sample_computer import SampleComputer
from wizard.ui.sample_evidence import SampleEvidence
from wizard.ui.sample_findings import DECIDE, MISSING_PROJECT
from wizard.ui.sample_integration import BROKEN, BY_HAND, SampleIntegration
from wizard.ui.sample_prepared import SamplePrepared
from wizard.ui.sample_rehearsal import SampleRehearsal
from wizard.ui.sample_reproduction import SampleReproduction, SampleSwitch
from wizard.ui.sample_undo import MODE_OFF, MODE_ON, app_row, back

_SIGHT = route_choice.Look(Version(16, 8))


def _note(refused: bool) -> Text:
    return sample.NOTHING if refused else WRITTEN


class SampleDesk(SamplePrepared):
    """Answers at once; what was applied, done by hand and undone is remembered."""

    def __init__(
        self,
        *troubles: str,
        mode: Mode = "lab",
        sessions: Sequence[SessionCard] = (),
        suggest: bool = True,
        known: bool = True,
        keyring: KeyringState = KeyringState.READY,
        turns: int = 1,
        rows: Sequence[PlanRow] = sample.PLAN_ROWS,
    ) -> None:
        self.mode: Mode = mode
        self.troubles = set(troubles)
        self.access = SampleAccess(self.troubles, self._ask)
        self.integration = SampleIntegration(self.troubles, self._ask)
        self.hang_on = ""
        self.asked: list[str] = []
        self.remembered: list[tuple[Answers, str]] = []
        self.session = ""
        self.keeping: list[Keeping] = []
        self._sessions, self._suggest, self._known, self._keyring = sessions, suggest, known, keyring
        self._rows = {row.id: row for row in rows}
        self._planned: Sequence[TaskRow] = (MODE_ON, *sample.TASKS) if "app" in troubles else sample.TASKS
        self._planned = (BY_HAND,) if "instance" in troubles else self._planned
        tasks = (*self._planned, MODE_OFF) if "app" in troubles else self._planned
        self._tasks: dict[str, TaskRow] = {} if "no tasks" in troubles else {task.id: task for task in tasks}
        self._turns = turns
        """How many turns of the loop a call takes."""
        self._stop = False
        self._proof: Proof | None = None
        self.earlier: EarlierProof | None = None
        self.rehearsal: Rehearsal | None = SampleRehearsal(self.troubles, self.asked) if mode == "live" else None
        self.reproduction: Reproduction | None = SampleReproduction(self.troubles) if mode == "live" else None
        self.fault_switch: FaultSwitch | None = SampleSwitch(self.troubles) if "switched" in troubles else None
        self._archive = SampleArchive(self.asked, self.troubles)
        self.archive: Archive = self._archive
        self.computer: Computer = SampleComputer(self._ask)
        self.evidence: Evidence = SampleEvidence()

    async def _ask(self, what: str) -> None:
        self.asked.append(what)
        if "hanging" in self.troubles and what.startswith(self.hang_on):
            await asyncio.Event().wait()
        if "broken" in self.troubles or (what == "read back" and what in self.troubles):
            raise Unreachable("network-timeout", {"host": "gitlab.example.com", "after": "15 s"})
        for _ in range(self._turns):
            await asyncio.sleep(0)

    def suggestions(self) -> dict[str, str]:
        answers = sample.ANSWERS
        return (
            {
                "gitlab": answers.gitlab.url,
                "jira": answers.jira.url,
                "email": answers.jira.email,
                "project": answers.proof.project,
                "issue": answers.proof.issue,
            }
            if self._suggest
            else {}
        )

    async def sessions(self) -> Sequence[SessionCard]:
        await self._ask("sessions")
        return [one for one in self._sessions if one.id not in self._archive.forgotten]

    def tell_waits(self, listener: Callable[[Pause], None]) -> None:
        """Nothing waits here."""

    def retry_now(self) -> None:
        self.asked.append("retry now")

    async def set_aside(self) -> str:
        await self._ask("set aside")
        return "wizard.db.damaged" if "journal" in self.troubles else ""

    async def begin(self, answers: Answers) -> str:
        await self._ask("begin")
        self.remembered.append((answers, "begin"))
        self.session = "20261121-090000-0001"
        return self.session

    async def resume(self, session: str) -> tuple[Answers, str]:
        await self._ask(f"resume {session}")
        self.session = session
        for row in self._rows.values():
            self._rows[row.id] = replace(row, state="done")
        return sample.ANSWERS, "by-hand"

    async def remember(self, answers: Answers, page: str) -> str:
        await self._ask(f"remember {page}")
        self.remembered.append((answers, page))
        return self.session

    async def keyring_state(self) -> KeyringState:
        await self._ask("keyring")
        return self._keyring

    async def has_token(self, url: str, user: str = "") -> bool:
        await self._ask(f"has token {url} {user}".strip())
        return self._known

    async def look_at_gitlab(self, url: str) -> GitLabSeen:
        await self._ask(f"look at {url}")
        return replace(sample.NOT_REACHED if "gitlab" in self.troubles else sample.SEEN, url=url)

    async def sign_in_gitlab(
        self, url: str, token: Secret | None, keeping: Keeping, *, alone: bool = False
    ) -> GitLabSignedIn:
        await self._ask(f"sign in {url} alone" if alone else f"sign in {url}")
        self._known = self._known or token is not None
        self.keeping.append(keeping)
        return replace(sample.REFUSED if "sign-in" in self.troubles else sample.SIGNED_IN, kept=self._keyring)

    async def sign_in_jira(self, url: str, email: str, token: Secret | None, keeping: Keeping) -> JiraSignedIn:
        await self._ask(f"sign in {url} {email}")
        self.keeping.append(keeping)
        found = (sample.NO_SITE_ADMIN,) if "jira" in self.troubles else ()
        seen = sample.JIRA_NO_ADMIN if found else sample.JIRA_SIGNED_IN
        return replace(seen, findings=found, kept=self._keyring)

    async def routes(self, answers: Answers) -> Sequence[RouteRow]:
        await self._ask("routes")
        return route_choice.rows(answers, _SIGHT) if "ways" in self.troubles else sample.ROUTES

    async def groups(
        self, answers: Answers, on_rows: Callable[[tuple[GroupRow, ...]], None], *, anew: bool = True
    ) -> tuple[Sequence[GroupRow], bool]:
        await self._ask("groups" if anew else "groups go on")
        on_rows(sample.GROUPS[:2])
        if "groups" in self.troubles:
            raise Unreachable("network-timeout", {"host": "gitlab.example.com"})
        return sample.GROUPS, True

    async def projects_of(self, answers: Answers) -> Sequence[str]:
        await self._ask("projects")
        return ("platform/app", "platform/site")

    async def search_groups(self, answers: Answers, text: str) -> tuple[Sequence[GroupRow], bool]:
        await self._ask(f"search {text}")
        return [row for row in (*sample.GROUPS, sample.PROJECT) if text.lower() in row.path], False

    async def forecast(self, answers: Answers) -> Forecast:
        await self._ask("forecast")
        count = 71 * len(answers.groups.paths) + (1 if answers.groups.paths else 0)
        return Forecast(count, -(-count // 20))

    async def find_project(self, answers: Answers, path: str) -> tuple[Finding, ...]:
        await self._ask(f"project {path}")
        return (MISSING_PROJECT,) if "project" in self.troubles or not path else ()

    async def find_issue(self, answers: Answers, key: str) -> tuple[Finding, ...]:
        await self._ask(f"issue {key}")
        return () if key else (MISSING_PROJECT,)

    def checks(self, answers: Answers) -> Sequence[CheckRow]:
        return [replace(row, mark=Mark.WAITING, note=sample.NOTHING, findings=(), ms=None) for row in sample.CHECKS]

    async def run_checks(
        self, answers: Answers, on_row: Callable[[CheckRow], None], only: str = "", reading_only: bool = False
    ) -> Sequence[CheckRow]:
        rows = sample_checks.rows(self.troubles)
        answered = [row for row in rows if only in ("", row.id)]
        for row in answered:
            on_row(replace(row, mark=Mark.RUNNING, findings=(), ms=None))
            await self._ask(f"check {row.id}")
            on_row(row)
        return answered

    async def connection(self, answers: Answers) -> Finding | None:
        await self._ask("connection")
        return sample_checks.missing(self.troubles)

    async def make_plan(self, answers: Answers) -> Plan:
        await self._ask("plan")
        findings = (DECIDE,) if "drift" in self.troubles else ()
        rows = tuple(row for row in self._rows.values() if row.state != "done")
        if self.troubles & {"nothing", "instance"}:
            rows = ()
        if "moved" in self.troubles and self.asked.count("plan") > 1:
            rows = (*rows[:-1], replace(rows[-1], before={"moved": True}, shown_before=("https://proxy.example.com",)))
        return Plan(answers, rows, findings, () if "no tasks" in self.troubles else tuple(self._planned))

    async def apply(self, plan: Plan, on_row: Callable[[PlanRow], None]) -> Sequence[PlanRow]:
        self._stop = False
        rows: list[PlanRow] = []
        for row in plan.rows:
            kept = self._rows[row.id]
            failed = any(one.state == "failed" and not one.independent for one in rows)
            if kept.state != "done" and not self._stop and not failed:
                on_row(replace(row, state="working"))
                await self._ask(f"apply {row.id}")
                refused = "apply" in self.troubles and row.id in ("gitlab-proxy-url", BROKEN)
                finding = sample.WRITE_REFUSED if refused else None
                kept = replace(row, state="failed" if refused else "done", finding=finding, note=_note(refused))
                on_row(kept)
            rows.append(kept)
            self._rows[row.id] = kept
        return rows

    def accept(self, change: str) -> None:
        self.asked.append(f"accept {change}")
        self.troubles.discard("drift")

    async def cut_off(self) -> Finding | None:
        await self._ask("cut off")
        return sample.CUT_OFF if "cut off" in self.troubles else None

    async def standing(self, plan: Plan, rows: Sequence[PlanRow], *, read_back: bool) -> Sequence[PlanRow]:
        await self._ask("read back" if read_back else "journal")
        known = [replace(row, state="unknown", note=UNSURE) if row.state == "working" else row for row in rows]
        return [self._read_back(row) if read_back and row.state == "unknown" else row for row in known]

    def _read_back(self, row: PlanRow) -> PlanRow:
        kept = self._rows[row.id] = replace(row, state="done", note=WRITTEN, finding=None)
        return kept

    def stop_after_this(self) -> None:
        self._stop = True

    async def tasks(self, answers: Answers) -> Sequence[TaskRow]:
        await self._ask("tasks")
        return list(self._tasks.values())

    async def first_tasks(self, answers: Answers) -> Sequence[TaskRow]:
        await self._ask("first tasks")
        return [task for task in self._tasks.values() if task.before]

    async def left_open(self, answers: Answers) -> Sequence[TaskRow]:
        await self._ask("left open")
        opened = MODE_ON.id in self._tasks and self._tasks[MODE_ON.id].mark is Mark.OK
        return [self._tasks[MODE_OFF.id]] if opened and self._tasks[MODE_OFF.id].mark is not Mark.OK else []

    async def look_at_task(self, answers: Answers, task: str) -> TaskRow:
        await self._ask(f"look at task {task}")
        return self._tasks[task]

    async def do_task(self, answers: Answers, task: str) -> TaskRow:
        await self._ask(f"do task {task}")
        self._tasks[task] = replace(self._tasks[task], mark=Mark.OK, note=T("seen"))
        return self._tasks[task]

    async def confirm_task(self, answers: Answers, task: str) -> TaskRow:
        await self._ask(f"confirm task {task}")
        self._tasks[task] = replace(self._tasks[task], mark=Mark.OK, note=T("said to be done"))
        return self._tasks[task]

    async def prove(self, answers: Answers, on_hop: Callable[[HopRow], None]) -> Proof:
        hops: list[HopRow] = []
        wanted = sample_mention.hops_of(answers)
        for hop in wanted:
            await self._ask(f"hop {hop.name}")
            why = {"proof-arrived": sample.NOT_ARRIVED, "mention-linked": sample_mention.NOT_LINKED}.get(hop.name)
            lost = "proof" in self.troubles and why is not None
            if "kinds" in self.troubles and hop.name == "proof-build-arrived":
                lost, why = True, sample_mention.NO_BUILD
            hops.append(replace(hop, mark=Mark.FAILED, ms=None, finding=why) if lost else hop)
            on_hop(hops[-1])
            if lost:
                break
        ok, link = len(hops) == len(wanted), sample_mention.LINK if answers.integration.wanted else ""
        proof = Proof(ok, tuple(hops), "PLAT-214-connection-proof", sum(hop.ms or 0 for hop in hops), link=link)
        self._proof = proof if ok else None
        return proof

    async def tidy_after_test(self, answers: Answers) -> Sequence[str]:
        await self._ask("tidy")
        return ("PLAT-214-connection-proof",) if "branch" in self.troubles else ()

    async def last_proof(self, answers: Answers | None = None) -> Proof | None:
        await self._ask("last proof")
        wanted = () if answers is None else sample_mention.hops_of(answers)
        more = self._proof is not None and len(self._proof.hops) < len(wanted)
        return None if more else self._proof

    async def earlier_proof(self, _answers: Answers) -> EarlierProof | None:
        await self._ask("earlier proof")
        return self.earlier

    async def kinds(self, answers: Answers) -> Sequence[KindRow]:
        await self._ask("kinds")
        return sample.KINDS if proofs.of_app(answers) else ()

    def _applied(self) -> list[PlanRow]:
        return [self.integration.waiting(back(row)) for row in reversed(self._rows.values()) if row.state == "done"]

    async def undo_plan(self, session: str = "") -> Sequence[PlanRow]:
        await self._ask("undo plan")
        return [*self._app(), *(replace(row, state="planned") for row in self._applied())]

    def _app(self) -> list[PlanRow]:
        mode_on = self._tasks.get(MODE_ON.id, MODE_ON).mark is Mark.OK
        return [app_row(mode_on=mode_on)] if "app" in self.troubles else []

    async def undo(
        self, on_row: Callable[[PlanRow], None], session: str = "", only: Collection[str] = ()
    ) -> Sequence[PlanRow]:
        self._stop = False
        undone = []
        for row in self._app():
            await self._ask(f"undo {row.id}")
            undone.append(replace(row, state="left" if row.finding else "undone"))
            self.troubles -= set() if row.finding else {"app"}
        for row in (one for one in self._applied() if not only or one.id in only):
            if self._stop:
                undone.append(replace(row, state="planned"))
                continue
            on_row(replace(row, state="working"))
            await self._ask(f"undo {row.id}")
            if row.finding is None:
                self._rows[row.id] = replace(row, state="planned")
            undone.append(replace(row, state="undone" if row.finding is None else "left"))
            on_row(undone[-1])
        return undone

    async def forget_secrets(self) -> None:
        await self._ask("forget")
        self._known = False


def sample_desk(desk: Desk) -> Callable[[], AbstractAsyncContextManager[Desk]]:
    """Return the factory that a window takes, for a desk that is there already."""

    @asynccontextmanager
    async def held() -> AsyncIterator[Desk]:
        yield desk

    return held
