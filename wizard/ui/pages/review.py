"""Review: the whole plan as a diff, and what only people can do after it. Nothing outside was changed before."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from wizard.documents import plan_export
from wizard.domain.findings import Finding, blocks
from wizard.domain.route import Route
from wizard.journey.desk_port import Desk
from wizard.journey.values import Mark, Plan, PlanRow, TaskRow
from wizard.ui import prepared_plan
from wizard.ui.change_places import changes_on
from wizard.ui.controls import button, frame, menu_button, set_button_text
from wizard.ui.fault_list import of_cards
from wizard.ui.flow import Flow
from wizard.ui.handing_over import hand_over_button
from wizard.ui.i18n import show, tr, trn
from wizard.ui.layouts import column, empty
from wizard.ui.naming import name
from wizard.ui.ordering_again import UNSETTLED, give_up_order
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.plan_drift import drift_card, drifts
from wizard.ui.plan_groups import group_row, grouped
from wizard.ui.plan_questions import asked
from wizard.ui.rehearsing import REHEARSAL, rehearse
from wizard.ui.saving import save
from wizard.ui.status_row import StatusRow
from wizard.ui.step_state import StepState
from wizard.ui.visit import Visit, host_of

DRIFT = "drift"
DRY_RUN = "dry-run"
SETTLED = ("done", "left")
"""States of rows that are not to be made: they are, or their finding says why they are left as they are."""


def to_do(plan: Plan | None) -> int:
    """Return how many changes of a plan are still to be made."""
    return 0 if plan is None else sum(row.state not in SETTLED for row in plan.rows)


def _told(plan: Plan) -> str:
    """Return how many tasks follow; the only one by its name."""
    after = [task for task in plan.tasks if not task.before]
    left = [task for task in after if task.mark is not Mark.OK]
    if after and not left:
        return tr("What only people can do is done already.")
    if len(after) == 1 and not plan.rows:
        return tr("Next, by hand: “{task}”.", task=show(after[0].title))
    many = trn("Then {n} task that only people can do.", "Then {n} tasks that only people can do.", len(left))
    return many if after else ""


class ReviewPage(Page):
    """The verb counts the changes; before it applies them, it reads again whether they are still the same."""

    step = "review"
    cards_first = True

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._with_requests = False
        self._held: tuple[Finding, ...] = ()
        """Where the world is other than a prepared plan assumed."""
        self._drift, self._plan, self._tasks = column(), column(spacing=0), column(spacing=0)
        self._totals = PlainLabel("", "small")
        self.requests = button(tr("Show requests"), "review.requests", self._show_requests, "link", "lines")
        self._beside = Flow()
        self.dry_run = button(tr("Dry run"), "review.dry-run", self._dry_run, "small")
        for one in (
            self.requests,
            self.dry_run,
            button(tr("Read again"), "review.again", self.enter, "small", "again"),
            hand_over_button(self, "review.hand-over"),
        ):
            self._beside.add(one)
        for part in (self._drift, self._plan):
            self.body.addLayout(part)
        self.body.addWidget(self._totals)
        self.body.addWidget(self._beside)
        self.body.addLayout(self._tasks)
        self.rehearse = self.add_extra(
            button(tr("Rehearse in lab"), "review.rehearse", self._rehearse, "small", "flask")
        )
        self.rehearse.setVisible(visit.mode == "live")
        saves: dict[str, Callable[[], object]] = {
            tr("as JSON"): partial(self._save, "plan.json", plan_export.as_json),
            tr("as Markdown"): partial(self._save, "plan.md", lambda plan: plan_export.as_text(plan, show)),
            tr("as a script of curl calls"): partial(self._save, "plan.sh", plan_export.as_script),
        }
        self.export = self.add_extra(menu_button(tr("Export plan"), "review.export", saves))

    # what is said

    def title(self) -> str:
        return tr("Review the plan")

    def lead(self) -> str:
        plan = self.visit.learnt.plan
        if plan is None:
            return tr("What will be changed, and what only people can do.")
        return f"{self._changes(plan)}. {_told(plan)}".strip()

    def _changes(self, plan: Plan) -> str:
        host, n = host_of(self.visit.answers.gitlab.url), to_do(plan)
        if not plan.rows and plan.tasks and self.visit.is_integration_alone():
            return tr("The program writes nothing on {host}, which has no API for this", host=host)
        if not n and plan.answers.route is Route.SAAS:
            return tr("Nothing is changed on {host}; only the test makes a branch and removes it again", host=host)
        if not n:
            return tr("Nothing is left to change on {host}", host=host)
        changes = changes_on((row for row in plan.rows if row.state not in SETTLED), plan.answers)
        stays = sum(not row.reversible for row in plan.rows)
        if stays:
            return tr("{changes}, {stays} of them cannot be undone", changes=changes, stays=stays)
        bound = next((show(row.condition) for row in plan.rows if not row.independent and show(row.condition)), "")
        if bound:
            return tr("{changes}, each can be undone, the last one {condition}", changes=changes, condition=bound)
        return tr("{changes}, each can be undone", changes=changes)

    def verb(self) -> str:
        plan = self.visit.learnt.plan
        if plan is None:
            return tr("Read again")
        n = to_do(plan)
        if n:
            return trn("Apply {n} change", "Apply {n} changes", n)
        return tr("Go on to the test") if self.visit.after("apply") == "verify" else tr("Go on to the tasks")

    # coming and pressing

    def enter(self) -> None:
        self.visit.learnt.plan = None
        self._clear()
        self.work(self._load(), tr("Reading what is there now."), self.enter)

    def _clear(self) -> None:
        self.notices.take_away(DRIFT)
        self.notices.take_away(DRY_RUN)
        self.notices.take_away(REHEARSAL)
        for part in (self._drift, self._plan, self._tasks):
            empty(part)
        self._follow()

    def _follow(self) -> None:
        plan = self.visit.learnt.plan
        self._beside.setVisible(plan is not None)
        self.requests.setVisible(bool(plan and plan.rows))
        self._totals.setVisible(bool(plan and plan.rows))
        for one in (self.rehearse, self.dry_run, self.export):
            one.setEnabled(plan is not None)

    def press(self) -> None:
        plan = self.visit.learnt.plan
        if plan is None:
            self.enter()
        elif self._blocked(plan):
            self.visit.mark(self.step, StepState.ATTENTION)
            self.refuse(*of_cards(self))
        elif to_do(plan):
            self.work(self._read_and_apply(), tr("Reading whether the plan still holds."), self.press)
        else:
            self.visit.mark(self.step, StepState.DONE)
            self.visit.mark("apply", StepState.DONE)
            self.wanted.emit(self.visit.opened_after("apply"))

    def _blocked(self, plan: Plan) -> bool:
        return blocks((*plan.findings, *self._held)) or any(
            row.finding and blocks((row.finding,)) for row in plan.rows if row.state not in SETTLED
        )

    def cancelled(self) -> str:
        return tr("Cancelled. Only reading was stopped; nothing was written.")

    # reading

    async def _read(self) -> Plan:
        answers = self.visit.answers
        return await self.ask(lambda desk: desk.make_plan(answers))

    async def _load(self) -> None:
        plan = await self._read()
        self._held = await prepared_plan.held_against(self, plan)
        self._take(plan)
        answers, again = self.visit.answers, self._been_done()
        if not again and not any(task.before for task in plan.tasks):
            return
        looked = await self.ask(lambda desk: desk.tasks(answers) if again else desk.first_tasks(answers))
        seen = {task.id: task for task in looked}
        tasks = tuple(seen.get(task.id, task) for task in plan.tasks)
        self.visit.learnt.plan = replace(plan, tasks=tasks)
        self.visit.open_ends.take_tasks(tasks)
        empty(self._tasks)
        self._show_tasks(tasks)
        self.changed.emit()

    def _been_done(self) -> bool:
        """Tell whether tasks after the changes may be done already: then they are looked at, not only listed."""
        return self.visit.learnt.taken_up or self.visit.state("by-hand") in (StepState.DONE, StepState.ATTENTION)

    def _take(self, plan: Plan) -> None:
        self._clear()
        self.visit.learnt.plan = plan
        self._show_rows(plan.rows)
        self._show_tasks(plan.tasks)
        self._show_cards([*((one, ()) for one in self._held), *asked(plan)])
        self._follow()
        self.changed.emit()

    async def _read_and_apply(self) -> None:
        if await self._same_as_read():
            self.visit.mark(self.step, StepState.DONE)
            self.visit.apply_now = True
            self.wanted.emit("apply")

    async def _same_as_read(self) -> bool:
        """Read what is there now; show what became different."""
        plan = self.visit.learnt.plan
        now = await self._read()
        found = () if plan is None else drifts(plan, now)
        empty(self._drift)
        if not found:
            self.notices.take_away(DRIFT)
            return True
        self._drift.addWidget(drift_card(found))
        self.visit.mark(self.step, StepState.ATTENTION)
        said = trn(
            "What is there changed since this plan was read: {n} change is not the same. Nothing was written.",
            "What is there changed since this plan was read: {n} changes are not the same. Nothing was written.",
            len(found),
        )
        accept = partial(self._take, now)
        self.notices.say(DRIFT, "warn", said, {tr("Accept what is there now"): accept, tr("Plan again"): self.enter})
        return False

    def _dry_run(self) -> None:
        self.work(self._try(), tr("Reading everything again; nothing is written."), self._dry_run)

    async def _try(self) -> None:
        if not await self._same_as_read():
            self.notices.take_away(DRY_RUN)
            return
        n = to_do(self.visit.learnt.plan)
        sent = trn("Apply would send {n} writing request.", "Apply would send {n} writing requests.", n)
        said = tr("Dry run: read again with reading requests only. The plan still holds.")
        self.notices.say(DRY_RUN, "ok", f"{said} {sent}", dismiss=lambda: self.notices.take_away(DRY_RUN))

    def _rehearse(self) -> None:
        self.work(rehearse(self), tr("Rehearsing in a lab on this computer."), self._rehearse)

    # decisions

    def _show_cards(self, told: list[tuple[Finding, tuple[str, ...]]]) -> None:
        """Show a card for each finding, with the decision about the changes that it asks for."""
        self.show_findings(())
        for number, (finding, changes) in enumerate(told):
            at, n = f"review.card-{number}", len(changes)
            accept, verb = partial(self._accept, changes), tr("Overwrite it")
            if n > 1:
                verb = trn("Overwrite {n} place", "Overwrite {n} places", n)
            first = changes[0] if changes else ""
            if finding.code == UNSETTLED:
                accept, verb = partial(self._ask_to_order_again, first), tr("Order it again")
            more = [button(verb, f"{at}.accept", accept, "small")] if changes else []
            more += prepared_plan.decision(finding, at, self._take_as_found) if blocks((finding,)) else []
            self.add_card(self.card(at, finding, self.enter, tr("Read again"), more=more, why=first))

    def _take_as_found(self) -> None:
        self.visit.learnt.as_found = True
        self.enter()

    def _accept(self, changes: tuple[str, ...]) -> None:
        self.work(self._overwrite(changes), tr("Reading what is there now."), self.enter)

    def _ask_to_order_again(self, change: str) -> None:
        self.work(self._order_again(change), tr("Reading what is there now."), self.enter)

    async def _order_again(self, change: str) -> None:
        await give_up_order(self, change)
        await self._load()

    async def _overwrite(self, changes: tuple[str, ...]) -> None:
        def accept(desk: Desk) -> None:
            for change in changes:
                desk.accept(change)

        await self.visit.asking.look(accept)
        await self._load()

    # what is shown

    def _show_rows(self, rows: tuple[PlanRow, ...]) -> None:
        if not rows:
            return
        card = name(frame("card"), "review.plan", tr("Changes"))
        inside = column(card, 0, (1, 1, 1, 1))
        groups = grouped(rows)
        for number, same in enumerate(groups, 1):
            last = number == len(groups)
            inside.addWidget(group_row(number, same, last=last, requests=self._with_requests))
        empty(self._plan)
        self._plan.addWidget(card)
        said = trn(
            "In all {n} writing request; what is there is read before it and after it.",
            "In all {n} writing requests; what is there is read before each and after each.",
            sum(row.state not in SETTLED for row in rows),
        )
        self._totals.setText(said)

    def _show_requests(self) -> None:
        self._with_requests = not self._with_requests
        set_button_text(self.requests, tr("Hide requests") if self._with_requests else tr("Show requests"))
        plan = self.visit.learnt.plan
        self._show_rows(plan.rows if plan is not None else ())

    def _show_tasks(self, tasks: tuple[TaskRow, ...]) -> None:
        before = [task for task in tasks if task.before]
        self._list_tasks(tr("Before that, by hand"), before)
        self._list_tasks(tr("Then, by hand"), [task for task in tasks if not task.before])

    def _list_tasks(self, heading: str, tasks: list[TaskRow]) -> None:
        if not tasks:
            return
        title = PlainLabel(heading, "strong")
        title.setContentsMargins(0, 8, 0, 4)
        self._tasks.addWidget(title)
        for task in tasks:
            row = StatusRow(f"review.task.{task.id}", show(task.title))
            minutes = trn("about {n} minute", "about {n} minutes", task.minutes)
            row.note.setText(f"{show(task.who)}, {minutes}")
            if task.mark is Mark.OK:
                row.change(task.mark, show(task.note))
            else:
                row.change_icon("hand", "muted", tr("by hand"))
            self._tasks.addWidget(row)

    def _save(self, file_name: str, make: Callable[[Plan], str]) -> None:
        plan = self.visit.learnt.plan
        if plan is not None:
            save(self, tr("Save the plan"), file_name, partial(make, plan))
