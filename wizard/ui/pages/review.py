"""Review: the whole plan as a diff, and what only people can do after it. Nothing outside was changed before."""

from functools import partial

from wizard.domain.findings import Finding, Severity, blocks
from wizard.journey.values import Plan, PlanRow, TaskRow
from wizard.ui.controls import button, frame
from wizard.ui.finding_card import FindingCard, ticket_text
from wizard.ui.i18n import show, tr, trn
from wizard.ui.layouts import column, empty
from wizard.ui.naming import name
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.plan_rows import diff_row
from wizard.ui.status_row import StatusRow
from wizard.ui.step_state import StepState
from wizard.ui.visit import Visit, host_of


def to_do(plan: Plan | None) -> int:
    """Return how many changes of a plan are still to be made."""
    return 0 if plan is None else sum(row.state != "done" for row in plan.rows)


class ReviewPage(Page):
    """The verb counts the changes; with none to make it is Next."""

    step = "review"
    cards_first = True

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._plan = column(spacing=0)
        self._tasks = column(spacing=0)
        self.body.addLayout(self._plan)
        self.body.addLayout(self._tasks)
        self.add_extra(button(tr("Read again"), "review.again", self.enter, "small"))

    def title(self) -> str:
        return tr("Review the plan")

    def lead(self) -> str:
        plan = self.visit.learnt.plan
        if plan is None:
            return tr("What will be changed, and what only people can do.")
        host, n = host_of(self.visit.answers.gitlab.url), to_do(plan)
        changes = trn("{n} change on {host}", "{n} changes on {host}", n, host=host)
        if not n:
            changes = tr("Nothing is left to change on {host}", host=host)
        elif all(row.reversible for row in plan.rows):
            changes = tr("{changes}, each can be undone", changes=changes)
        tasks = trn(
            "Then {n} task that only people can do.", "Then {n} tasks that only people can do.", len(plan.tasks)
        )
        return f"{changes}. {tasks if plan.tasks else ''}".strip()

    def verb(self) -> str:
        n = to_do(self.visit.learnt.plan)
        return trn("Apply {n} change", "Apply {n} changes", n) if n else tr("Next")

    def verb_enabled(self) -> bool:
        return not self.working() and self.visit.learnt.plan is not None

    def enter(self) -> None:
        self.visit.learnt.plan = None
        empty(self._plan)
        empty(self._tasks)
        self.work(self._load(), tr("Reading what is there now."), self.enter)

    def press(self) -> None:
        plan = self.visit.learnt.plan
        if plan is None or self._blocked(plan):
            self.visit.mark(self.step, StepState.ATTENTION)
            self.said.emit(tr("Decide what the cards ask first."))
            return
        self.visit.mark(self.step, StepState.DONE)
        if to_do(plan):
            self.visit.apply_now = True
            self.wanted.emit("apply")
        else:
            self.visit.mark("apply", StepState.DONE)
            self.wanted.emit("by-hand")

    def _blocked(self, plan: Plan) -> bool:
        return blocks(plan.findings) or any(
            row.finding and blocks((row.finding,)) for row in plan.rows if row.state != "done"
        )

    async def _load(self) -> None:
        answers = self.visit.answers
        plan = await self.ask(lambda desk: desk.make_plan(answers))
        self.visit.learnt.plan = plan
        self._show_rows(plan.rows)
        self._show_tasks(plan.tasks)
        on_rows = [row.finding for row in plan.rows if row.finding is not None and row.finding not in plan.findings]
        cards = [one for one in (*plan.findings, *on_rows) if one.severity is not Severity.ADVICE]
        self._show_cards(cards)

    def _show_cards(self, findings: list[Finding]) -> None:
        self.show_findings(())
        for number, finding in enumerate(findings):
            at, change = f"review.card-{number}", finding.facts.get("change", "")
            buttons = [button(tr("Read again"), f"{at}.again", self.enter, "small", "again")]
            if change:
                overwrite = partial(self._accept, change)
                buttons.append(button(tr("Overwrite it"), f"{at}.accept", overwrite, "small"))
            copy = partial(self.copy, ticket_text(finding))
            buttons.append(button(tr("Copy details"), f"{at}.copy", copy, "small", "copy"))
            self.add_card(FindingCard(at, finding, buttons))

    def _accept(self, change: str) -> None:
        self.work(self._overwrite(change), tr("Reading what is there now."), self.enter)

    async def _overwrite(self, change: str) -> None:
        await self.visit.asking.look(lambda desk: desk.accept(change))
        empty(self._plan)
        empty(self._tasks)
        await self._load()

    def _show_rows(self, rows: tuple[PlanRow, ...]) -> None:
        if not rows:
            return
        card = name(frame("card"), "review.plan", tr("Changes"))
        inside = column(card, 0, (1, 1, 1, 1))
        for number, row in enumerate(rows, 1):
            inside.addWidget(diff_row(number, row, last=number == len(rows)))
        self._plan.addWidget(card)

    def _show_tasks(self, tasks: tuple[TaskRow, ...]) -> None:
        if not tasks:
            return
        title = PlainLabel(tr("Then, by hand"), "strong")
        title.setContentsMargins(0, 8, 0, 4)
        self._tasks.addWidget(title)
        for task in tasks:
            row = StatusRow(f"review.task.{task.id}", show(task.title))
            minutes = trn("about {n} minute", "about {n} minutes", task.minutes)
            row.note.setText(f"{show(task.who)}, {minutes}")
            row.change_icon("hand", "muted", tr("by hand"))
            self._tasks.addWidget(row)
