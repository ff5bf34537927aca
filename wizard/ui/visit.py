"""One visit to the wizard: the answers so far, what was learnt, and how far each step is. Shared by all pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wizard.ui.i18n import tr
from wizard.ui.open_ends import OpenEnds
from wizard.ui.page_wide import PageWide
from wizard.ui.passing_settings import PassingSettings
from wizard.ui.step_state import StepState
from wizard.ui.watching import Watching

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.domain.answers import Answers
    from wizard.domain.lab_fault import LabFault
    from wizard.domain.settings import SettingsKeeper
    from wizard.domain.text import Text
    from wizard.domain.world import Mode
    from wizard.journey.integration_port import IntegrationSignedIn
    from wizard.journey.values import (
        CheckRow,
        GitLabSeen,
        GitLabSignedIn,
        JiraSignedIn,
        Plan,
        PlanRow,
        Proof,
        TaskRow,
    )
    from wizard.ui.asking import Asking
    from wizard.ui.serving import Serving
    from wizard.ui.spawn import Spawn

STEPS = (
    "start", "gitlab", "sign-in", "jira", "method", "groups", "integration", "checks", "review", "apply",
    "by-hand", "verify", "done",
)  # fmt: skip
CHECK_ONLY = frozenset({"start", "gitlab", "sign-in", "jira", "checks"})
ANSWERING = frozenset({"gitlab", "sign-in", "jira", "method", "groups", "integration"})
"""Steps whose answers later steps are made from."""
OF_THE_APP = frozenset({"jira", "method", "groups"})
"""Steps that the Jira issue integration alone does not need."""
AFTER_APPLY = frozenset({"apply", "by-hand", "verify", "done"})
ASKED_AGAIN = frozenset({"checks", "review", "apply"})
"""Pages of a hand-over that one reaches by the checks: what another person's checks said is no answer of this one's."""


@dataclass(slots=True)
class Learnt:
    """What the world said on this visit; pages put it here for the pages after them."""

    gitlab: GitLabSeen | None = None
    gitlab_signed_in: GitLabSignedIn | None = None
    jira_signed_in: JiraSignedIn | None = None
    integration: IntegrationSignedIn | None = None
    """What Jira said to the user of the Jira issue integration."""
    checks: tuple[CheckRow, ...] = ()
    """As they stood when they were last asked."""
    plan: Plan | None = None
    applied: tuple[PlanRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    """Those by hand, as they stood when they were last looked at."""
    proof: Proof | None = None
    undone: bool = False
    """Whether all that was made was taken back, and nothing was made since."""
    taken_up: bool = False
    """Whether this is a stored set-up: what it made before is known to its journal alone."""
    assumed: Mapping[str, str] | None = None
    """What the file of a prepared plan assumed with which this set-up began; None without one."""
    as_found: bool = False
    """Whether somebody goes on with what was found in place of what that file assumed."""
    suggestions: dict[str, str] = field(default_factory=dict)


class Visit(QObject):
    """Says `answers_changed` and `steps_changed`."""

    answers_changed = Signal()
    steps_changed = Signal()

    def __init__(
        self,
        asking: Asking,
        spawn: Spawn,
        mode: Mode,
        *,
        open_link: Callable[[str], bool],
        wait: Callable[[float], Awaitable[None]] = lambda seconds: _sleep(seconds),
    ) -> None:
        super().__init__()
        self.asking, self.spawn, self.mode = asking, spawn, mode
        self.open_link, self.wait = open_link, wait
        self.wide = PageWide()
        self.watching = Watching(asking, spawn)
        self._serving: Serving | None = None
        self.open_ends = OpenEnds()
        self.today: Callable[[], date] = date.today
        self.settings: SettingsKeeper = PassingSettings()
        self.lab_faults: Mapping[str, Sequence[LabFault]] = {}
        """Codes of findings, and the faults of the lab that bring each about; none in a lab."""
        self.fault_here: tuple[str, Callable[[], object]] | None = None
        """In a lab with a fault: the code of the finding that it brings about, and what lifts it."""
        self.recipe_at = ""
        """Id of the recipe that the page Recipes opens with, e.g. `firewall`."""
        self.help_at = ""
        """Anchor of the topic at which the help opens, e.g. `network-refused` or `page-review`."""
        self.settings_at = ""
        """Field of the setting at which the settings open, e.g. `proxy`."""
        self._answers: Answers | None = None
        self.learnt = Learnt()
        self.session = ""
        self.check_only = False
        self.bound_for = ""
        """The page of a hand-over, for the time until one has signed in."""
        self.to_sign_in: tuple[str, ...] = ()
        """Sign-in pages that a watched connection waits for; after the last one the page Monitor follows."""
        self.apply_now = False
        """The verb of the review was pressed; the next page takes it."""
        self.undo_now: tuple[PlanRow, ...] = ()
        """The undo that was agreed to on another page; the page of the changes does it."""
        self.doubted = ""
        """The task that a failed proof makes doubtful; the next page shows it again."""
        self.sketches: dict[str, bool] = {}
        """Tasks by hand whose picture somebody has opened or folded away."""
        self._states: dict[str, StepState] = {}
        self._doubtful: set[str] = set()
        """Steps that another answer touched, and that nobody has gone through since."""
        self._seen: set[str] = set()
        self._details: dict[str, str] = {}
        self._before_work: dict[str, tuple[StepState | None, str]] = {}
        """How an answering step that works stood before, and its short value."""

    @property
    def serving(self) -> Serving:
        """Return what serves a descriptor; made when it is first asked for, which is after the first paint."""
        if self._serving is None:
            from wizard.ui.serving import Serving

            self._serving = Serving(self.asking, self.spawn, self.wide)
        return self._serving

    @property
    def answers(self) -> Answers:
        """What was decided so far; made when it is first read, which is after the first paint."""
        if self._answers is None:
            self._answers = _no_answers()
        return self._answers

    @answers.setter
    def answers(self, answers: Answers) -> None:
        self._answers = answers

    def start_over(self, answers: Answers | None = None, *, check_only: bool = False) -> None:
        """Begin a new set-up, or look at one that exists."""
        self._answers = answers
        self.learnt = Learnt(suggestions=self.learnt.suggestions)
        self.session, self.check_only, self.bound_for, self.to_sign_in = "", check_only, "", ()
        self.open_ends.clear()
        self._states.clear()
        self._doubtful.clear()
        self._seen.clear()
        self._details.clear()
        self._before_work.clear()
        self.answers_changed.emit()
        self.steps_changed.emit()

    def take_up(self, session: str, answers: Answers, page: str) -> str:
        """Go on with a stored session: what lies before its page was done; return the page to open."""
        self.start_over(answers)
        self.session, self.learnt.taken_up = session, bool(session)
        for step in STEPS[1 : STEPS.index(page)]:
            self._states[step] = StepState.DONE
        self._details["gitlab"], self._details["jira"] = host_of(answers.gitlab.url), host_of(answers.jira.url)
        self.steps_changed.emit()
        return self.opened_after(page) if self.why_not(page) else page

    def taken_back(self, whole: bool) -> None:
        """Forget what was made and proven: the steps that did it are to do again.

        Where all is taken back, there is nothing to do by hand and nothing to prove until it is applied again. Where
        something stays for now, the page of the tasks stays open: it may hold what mends that.
        """
        learnt = self.learnt
        learnt.proof, learnt.tasks, learnt.undone = None, (), whole
        learnt.applied = () if whole else learnt.applied
        self._states |= {
            "apply": StepState.TO_DO,
            "by-hand": StepState.LOCKED if whole else StepState.ATTENTION,
            "verify": StepState.LOCKED if whole else StepState.TO_DO,
        }
        self._details.pop("apply", None)
        self.watching.follow_journal(self.answers)
        self.steps_changed.emit()

    def take_over(self, answers: Answers, page: str) -> str:
        """Go on where another person stopped; returns the page to open first, for each signs in as themselves."""
        page = self.take_up("", answers, page)
        own = [step for step in ("sign-in", "jira") if self._states.pop(step, None) is not None]
        if page in ASKED_AGAIN:
            page = "checks"
            for step in ("checks", "review"):
                self._states.pop(step, None)
        for step in self._states:
            self._details.setdefault(step, tr("by the other"))
        if not own:
            return page
        self.bound_for = page if "jira" in own else ""
        self.steps_changed.emit()
        return own[0]

    def sign_in_to_watch(self, answers: Answers, pages: tuple[str, ...]) -> str:
        """Begin a look at a watched connection that lacks tokens; return the sign-in page to open first."""
        if (answers.gitlab.url, answers.jira.url) != (self.answers.gitlab.url, self.answers.jira.url):
            self.start_over(answers, check_only=True)
            for step in STEPS[1 : STEPS.index(pages[0])]:
                self._states[step] = StepState.DONE
            self._details["gitlab"], self._details["jira"] = host_of(answers.gitlab.url), host_of(answers.jira.url)
        self.to_sign_in = pages
        self.steps_changed.emit()
        return pages[0]

    def change(self, step: str, **parts: object) -> None:
        """Replace answers; steps after `step` that were done are marked to be looked at again.

        A plan and a proof of other answers are forgotten, and what was changed at other sites is theirs.
        """
        changed = self.answers.with_(**parts)
        if changed == self.answers:
            return
        # Who takes up a hand-over signs in under a name of their own: that touches nothing of what was handed over.
        # Neither does the day on which a token ends: it is no part of what is set up.
        known = self.answers.with_(jira_token_expires=changed.jira.token_expires)
        own_name = changed in (known, *([known.with_(jira_email=changed.jira.email)] if self.bound_for else []))
        before, self.answers = self.answers, changed
        self.learnt.plan, self.learnt.proof, self.learnt.tasks = None, None, ()
        if (before.gitlab.url, before.jira.url) != (changed.gitlab.url, changed.jira.url):
            self.learnt.applied, self.learnt.undone = (), False
            self.to_sign_in = self.to_sign_in if step in self.to_sign_in else ()
        touched = () if own_name else self.touched_by(step)
        self._doubtful |= {*touched, step} if touched and step in ANSWERING else set(touched)
        for later in touched:
            self._states[later] = StepState.ATTENTION
        self.answers_changed.emit()
        self.steps_changed.emit()

    def touched_by(self, step: str) -> tuple[str, ...]:
        """Return the later steps that are done and that another answer on `step` makes doubtful."""
        later = STEPS[STEPS.index(step) + 1 :] if step in STEPS else ()
        return tuple(one for one in later if self.state(one) is StepState.DONE)

    def unsettled(self) -> tuple[str, ...]:
        """Return the steps before the end whose answer was changed, touched or refused and not gone through since."""
        states = self._states
        failed = {step for step in ANSWERING if states.get(step) in (StepState.FAILED, StepState.WORKING)}
        return tuple(step for step in self.path() if step in (self._doubtful | failed) - {"done"})

    def path(self) -> tuple[str, ...]:
        """Return the steps of this visit in order."""
        return tuple(step for step in STEPS if not self.why_not(step))

    def why_not(self, step: str) -> str:
        """Return why this visit does not need a step; empty when it does."""
        if self.check_only and step not in CHECK_ONLY:
            return tr("Only a look at an existing connection: nothing is changed.")
        return self._left_out(step)

    def _left_out(self, step: str) -> str:
        """Return why the chosen way does without a step; before anything is chosen it is one with the app."""
        route = self._answers.route.value if self._answers is not None else ""
        integration = self._answers is not None and self._answers.integration.wanted
        if step == "apply" and route == "saas" and not integration:
            return tr("Nothing is changed on GitLab.com: there is nothing to apply.")
        alone = self.is_integration_alone()
        if step in OF_THE_APP and alone:
            return tr("Belongs to the app in Jira; the integration alone does without it.")
        if step == "by-hand" and alone and not self.tasks_to_come():
            return tr("Nothing is left to people: the program sets it up by itself.")
        if step == "integration" and not (integration or alone):
            return tr("The Jira issue integration is no part of this set-up; the page Method can add it.")
        return ""

    def is_integration_alone(self) -> bool:
        """Tell whether the Jira issue integration is set up without the app."""
        return self._answers is not None and self._answers.route.value == "integration"

    def tasks_to_come(self) -> tuple[Text, ...]:
        """Return the titles of what people do by hand with these answers, as far as the version is known."""
        from wizard.journey import byhand  # after the first paint: nothing is chosen before it
        from wizard.ui.integration_gates import version_of

        signed_in = self.learnt.gitlab_signed_in
        version = version_of(signed_in.version if signed_in is not None else "")
        return tuple(task.title for task in byhand.ALL if task.wanted(self.answers, version))

    def after(self, step: str) -> str:
        """Return the step that follows; the last one follows itself, also where `step` is none of the way any more."""
        if step in self.to_sign_in:
            return next(iter(self.to_sign_in[self.to_sign_in.index(step) + 1 :]), "monitor")
        if step == "jira" and self.bound_for:
            return self.bound_for
        return next((one for one in STEPS[STEPS.index(step) + 1 :] if not self.why_not(one)), step)

    def opened_after(self, step: str) -> str:
        """Return the step that follows; from now on it is to do, and no more locked."""
        follows = self.after(step)
        if self.state(follows) is StepState.LOCKED:
            self.mark(follows, StepState.TO_DO)
        return follows

    def before(self, step: str) -> str:
        """Return the step before; the first one is before itself."""
        return next((one for one in reversed(STEPS[: STEPS.index(step)]) if not self.why_not(one)), step)

    def mark(self, step: str, state: StepState, detail: str | None = None) -> None:
        """Say how far a step is; `detail` is the short value beside it."""
        if state is StepState.WORKING and step in ANSWERING:
            self._before_work.setdefault(step, (self._states.get(step), self._details.get(step, "")))
        else:
            self._before_work.pop(step, None)
        told_anew = state is StepState.ATTENTION and self._states.get(step) is not state
        self._states[step] = state
        if state is StepState.DONE or told_anew:
            self._doubtful.discard(step)
        if detail is not None:
            self._details[step] = detail
        self.steps_changed.emit()

    def not_worked(self, step: str) -> None:
        """Let an answering step whose work was cancelled stand as it did before."""
        state, detail = self._before_work.pop(step, (None, ""))
        if self._states.get(step) is StepState.WORKING and step in ANSWERING:
            self._details[step] = detail
            if state is None:
                del self._states[step]
            else:
                self._states[step] = state
            self.steps_changed.emit()

    def state(self, step: str) -> StepState:
        """Return how far a step is."""
        if step not in STEPS or self.why_not(step):
            return StepState.NOT_NEEDED
        if step in self._states:
            return self._states[step]
        return StepState.LOCKED if step in AFTER_APPLY else StepState.TO_DO

    def seen(self, step: str) -> None:
        """Take note that a step was on screen: from then on the list opens it, done or not."""
        self._seen.add(step)

    def detail(self, step: str) -> str:
        """Return the short value beside a step, e.g. the host."""
        return self._details.get(step, "")

    def visited(self, step: str) -> bool:
        """Tell whether a step may be opened from the list."""
        state = self.state(step)
        if state is StepState.TO_DO:
            return step in self._seen
        return state not in (StepState.LOCKED, StepState.NOT_NEEDED)


async def _sleep(seconds: float) -> None:
    import asyncio

    await asyncio.sleep(seconds)


def _no_answers() -> Answers:
    from wizard.domain.answers import Answers

    return Answers()


def host_of(url: str) -> str:
    """Return the host of an address as the list of steps shows it."""
    return url.split("//", 1)[-1].split("/", 1)[0]
