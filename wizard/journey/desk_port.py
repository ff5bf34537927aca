"""The Desk: all that a face of the program (window, command line, test) can ask of the engine.

Every method runs in the engine's loop; a window awaits it through its engine bridge. Methods return immutable values
and raise only
`PortError` where a whole call failed before it could say anything; whatever can be explained comes back as findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Callable, Collection, Mapping, Sequence

    from wizard.domain.answers import Answers
    from wizard.domain.findings import Finding
    from wizard.domain.lab_fault import FaultSwitch, Reproduction
    from wizard.domain.pause import Pause
    from wizard.domain.secret import Secret
    from wizard.domain.secrets import Keeping, KeyringState
    from wizard.domain.world import Mode
    from wizard.journey.access_port import Access
    from wizard.journey.archive import Archive
    from wizard.journey.descriptor_port import Descriptors
    from wizard.journey.evidence_port import Evidence
    from wizard.journey.integration_port import IntegrationDesk
    from wizard.journey.rehearsal import Rehearsal
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
        Plan,
        PlanRow,
        Proof,
        RouteRow,
        SessionCard,
        TaskRow,
    )


class Desk(Protocol):
    mode: Mode
    rehearsal: Rehearsal | None
    """Walks the way in a lab of its own; none in a lab."""
    reproduction: Reproduction | None
    """Opens labs in which a finding comes about; none in a lab."""
    fault_switch: FaultSwitch | None
    """The fault that this lab was opened with; none elsewhere."""

    @property
    def integration(self) -> IntegrationDesk:
        """What can be asked about the Jira issue integration."""
        ...

    @property
    def access(self) -> Access:
        """Signing in by the browser, and signing out."""
        ...

    @property
    def descriptors(self) -> Descriptors:
        """Descriptors that exist: served by an address, or installed."""
        ...

    archive: Archive
    computer: Computer
    evidence: Evidence

    def suggestions(self) -> dict[str, str]:
        """Return what a lab offers to type (gitlab, jira, email, project, issue); the tokens come by
        `has_token`/`sign_in_*` without typing.
        """
        ...

    async def sessions(self) -> Sequence[SessionCard]: ...
    def tell_waits(self, listener: Callable[[Pause], None]) -> None:
        """Call `listener` when a read pauses before it is tried again, and when such a read is over."""
        ...

    def retry_now(self) -> None:
        """Let every read that pauses be sent again at once."""
        ...

    async def set_aside(self) -> str:
        """Return where a damaged journal was put when this one was opened; empty when it was sound."""
        ...

    async def begin(self, answers: Answers) -> str:
        """Start a new session and return its id."""
        ...

    async def resume(self, session: str) -> tuple[Answers, str]:
        """Go on with a session: its answers and the id of the page to open."""
        ...

    async def remember(self, answers: Answers, page: str) -> str:
        """Store the answers and the page, so that the next start can resume here, and return the session's id.

        It is another one where the answers lead to other sites than those that the session has changed, for its journal
        can only be undone there; and the earlier one again where they come back.
        """
        ...

    async def keyring_state(self) -> KeyringState: ...
    async def has_token(self, url: str, user: str = "") -> bool:
        """Tell whether a token for this host is known already (keyring, environment, lab, this session)."""
        ...

    async def look_at_gitlab(self, url: str) -> GitLabSeen: ...
    async def sign_in_gitlab(
        self, url: str, token: Secret | None, keeping: Keeping, *, alone: bool = False
    ) -> GitLabSignedIn:
        """Try the token (None: the known one) and keep it as chosen.

        `alone` is for the Jira issue integration without the app: no administrator is needed.
        """
        ...

    async def sign_in_jira(self, url: str, email: str, token: Secret | None, keeping: Keeping) -> JiraSignedIn: ...
    async def routes(self, answers: Answers) -> Sequence[RouteRow]: ...
    async def groups(
        self, answers: Answers, on_rows: Callable[[tuple[GroupRow, ...]], None], *, anew: bool = True
    ) -> tuple[Sequence[GroupRow], bool]:
        """Return the tree of groups, parents before children, and whether it is whole; `on_rows` gets it as it grows.

        Without `anew` a reading that failed goes on with the page that failed.
        """
        ...

    async def projects_of(self, answers: Answers) -> Sequence[str]:
        """Return the paths of a few projects of the chosen groups, to offer them for the proof."""
        ...

    async def search_groups(self, answers: Answers, text: str) -> tuple[Sequence[GroupRow], bool]:
        """Return what GitLab finds by name or path, and whether there is more: groups, and projects, which cannot be
        linked.
        """
        ...

    async def forecast(self, answers: Answers) -> Forecast: ...
    async def find_project(self, answers: Answers, path: str) -> tuple[Finding, ...]:
        """Return what is wrong with the proof project; empty when it is fine."""
        ...

    async def find_issue(self, answers: Answers, key: str) -> tuple[Finding, ...]: ...
    def checks(self, answers: Answers) -> Sequence[CheckRow]:
        """Return the rows before anything was asked, in the order of the page."""
        ...

    async def run_checks(
        self,
        answers: Answers,
        on_row: Callable[[CheckRow], None],
        only: str = "",
        reading_only: bool = False,
    ) -> Sequence[CheckRow]:
        """Ask the checks; `reading_only` leaves out the one that posts."""
        ...

    async def connection(self, answers: Answers) -> Finding | None:
        """Return what is left until data can flow; None when the connection stands."""
        ...

    async def make_plan(self, answers: Answers) -> Plan: ...
    async def held_against(self, plan: Plan, assumed: Mapping[str, str], *, as_found: bool) -> Sequence[Finding]:
        """Return where the world is other than a plan assumed that was made without looking."""
        ...

    def accept(self, change: str) -> None:
        """Decide to overwrite what another administrator set; the next plan has no question there."""
        ...

    async def apply(self, plan: Plan, on_row: Callable[[PlanRow], None]) -> Sequence[PlanRow]:
        """Apply what is still to be done; stops at the first failure.

        A drifted row comes back failed with its finding.
        """
        ...

    async def cut_off(self) -> Finding | None:
        """Return what to say when the last run of this session was cut off in the middle of a write."""
        ...

    async def standing(self, plan: Plan, rows: Sequence[PlanRow], *, read_back: bool) -> Sequence[PlanRow]:
        """Return how rows stand whose `apply` was cut off: by the journal, or read back where that is not known."""
        ...

    def stop_after_this(self) -> None:
        """Ask `apply` or `undo` to stop after the row it works on."""
        ...

    async def tasks(self, answers: Answers) -> Sequence[TaskRow]: ...
    async def first_tasks(self, answers: Answers) -> Sequence[TaskRow]:
        """Return the tasks that people do before the checks and the changes, as they are seen now."""
        ...

    async def left_open(self, answers: Answers) -> Sequence[TaskRow]:
        """Return the tasks that put back what this session had people open, and that nobody did since."""
        ...

    async def look_at_task(self, answers: Answers, task: str) -> TaskRow: ...
    async def do_task(self, answers: Answers, task: str) -> TaskRow:
        """Let the lab's person do it, then look. Only in a lab."""
        ...

    async def confirm_task(self, answers: Answers, task: str) -> TaskRow:
        """Take a person's word for a task that no program can read (mark WARNING)."""
        ...

    async def prove(self, answers: Answers, on_hop: Callable[[HopRow], None]) -> Proof: ...
    async def tidy_after_test(self, answers: Answers) -> Sequence[str]:
        """Remove the branch of a test that was stopped; return the names of those that are still there."""
        ...

    async def last_proof(self, answers: Answers | None = None) -> Proof | None:
        """Return the proof this session ended with, when nothing was written since.

        It is a proof for `answers`; for those of the session where none are given.
        """
        ...

    async def earlier_proof(self, answers: Answers) -> EarlierProof | None:
        """Return the proof this session ended with, when it stood on other answers than these."""
        ...

    async def kinds(self, answers: Answers) -> Sequence[KindRow]:
        """Return which kinds of data Jira shows for the issue of the proof; all are there, seen or not."""
        ...

    async def undo_plan(self, session: str = "") -> Sequence[PlanRow]:
        """Return what an undo of this session would do, newest change first."""
        ...

    async def undo(
        self, on_row: Callable[[PlanRow], None], session: str = "", only: Collection[str] = ()
    ) -> Sequence[PlanRow]:
        """Take back what this session changed, or `only` the rows with these ids."""
        ...

    async def forget_secrets(self) -> None: ...
