"""Groups: what will be linked, what the first sync will be like, and where the proof will be made."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from wizard.domain.findings import Finding, blocks
from wizard.domain.version import BRANCH_HISTORY_SINCE, Version
from wizard.journey.values import Forecast, GroupRow
from wizard.ui.controls import field_label, line_edit, set_wrong
from wizard.ui.fault_list import Fault, beside
from wizard.ui.group_model import GroupModel
from wizard.ui.group_table import GroupTable
from wizard.ui.i18n import show, tr, trn
from wizard.ui.layouts import column, line
from wizard.ui.pages._base import Page, typed
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.step_state import StepState
from wizard.ui.timings import TYPING_PAUSE
from wizard.ui.token_guard import TokenGuard
from wizard.ui.visit import Visit

_FROM_A_FILE = ("group-path-unreadable", "group-is-project")
"""What only an answers file or a hand-over says: a card tells the path, which stands nowhere on the page."""
_LEAST_SEARCH = 2
_OFFERED = 3
"""Projects offered for the proof."""


class GroupsPage(Page):
    step = "groups"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.search = line_edit("groups.search", tr("Search groups by name or path"), placeholder=tr("Search groups"))
        self.model = GroupModel()
        self.table = GroupTable(self.model)
        self.shown, self.count, self.what = PlainLabel("", "small"), PlainLabel("", "muted"), PlainLabel("", "small")
        self._whole = False
        """Whether all groups were read; then they are not read again on the way back."""
        self.project = line_edit("groups.project", tr("Project for the test"), placeholder="platform/app")
        self.issue = line_edit("groups.issue", tr("Issue for the test"), placeholder="PLAT-1")
        self.group_result = ResultLine("groups.group-result")
        self.project_result, self.issue_result = ResultLine("groups.project-result"), ResultLine("groups.issue-result")
        self._guards = {field: TokenGuard(field) for field in (self.search, self.project, self.issue)}
        self._sound: dict[str, str] = {}
        self._build()
        self._pause = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._find)
        self.search.textEdited.connect(self._filter)
        self.model.chosen_changed.connect(self._chosen)
        self.project.editingFinished.connect(self._project_left)
        self.issue.editingFinished.connect(self._issue_left)
        for field, result in ((self.project, self.project_result), (self.issue, self.issue_result)):
            field.textEdited.connect(lambda _text, field=field, result=result: self._typing(field, result))

    def _build(self) -> None:
        self.body.addWidget(self.search)
        self.body.addWidget(self.table)
        self.body.addWidget(self.group_result)
        self.body.addWidget(self.shown)
        self.body.addWidget(self.count)
        self.body.addWidget(self.what)
        self.body.addWidget(PlainLabel(tr("For the test"), "strong"))
        proof = tr(
            "At the end a branch named after this issue is made in this project, looked for in Jira, and removed again."
        )
        self.body.addWidget(PlainLabel(proof, "small"))
        pair = line(spacing=16)
        for label, field, result in (
            (tr("Project"), self.project, self.project_result),
            (tr("Issue"), self.issue, self.issue_result),
        ):
            part = column(spacing=6)
            part.addWidget(field_label(label, field))
            part.addWidget(field)
            part.addWidget(result)
            part.addStretch(1)
            pair.addLayout(part, 1)
        self.body.addLayout(pair)

    def title(self) -> str:
        return tr("Which groups?")

    def lead(self) -> str:
        return tr("Data of these groups and their subgroups appears in Jira. More groups can be linked at any time.")

    def first_field(self) -> QWidget | None:
        return self.search

    def enter(self) -> None:
        answers, suggested = self.visit.answers, self.visit.learnt.suggestions
        self.model.choose(answers.groups.paths)
        self.project.setText(answers.proof.project or typed(self.project) or suggested.get("project", ""))
        self.issue.setText(answers.proof.issue or typed(self.issue) or suggested.get("issue", ""))
        self._take()
        self._say_count()
        self.model.filter(typed(self.search))
        if not self._whole:
            self._read(anew=True)
        elif answers.groups.paths:
            self.quietly(self._foresee(), "forecast")

    def press(self) -> None:
        self._take()
        wrong = self.problems()
        self.show_findings([one for one in wrong if one.code in _FROM_A_FILE])
        if wrong:
            self.refuse(*self._faults(wrong))
            return
        self.work(self._prove_fields(), tr("Looking at project and issue."), self.press)

    def _faults(self, wrong: Sequence[Finding]) -> list[Fault]:
        """Say each problem beside what it is about, and return them from top to bottom."""
        faults: dict[QWidget, Fault] = {}
        for finding in wrong:
            place, result = self._about(finding)
            if place not in faults:
                result.say("error", self._told(finding))
                faults[place] = beside(result, place, show(finding.title))
            if finding.code == "groups-empty":
                self.count.hide()  # the line above says it
            if isinstance(place, QLineEdit):
                set_wrong(place, True)
        return list(faults.values())

    def _about(self, finding: Finding) -> tuple[QWidget, ResultLine]:
        """Return what a problem is to be mended at, and the line below it."""
        if finding.code.startswith("proof-project"):
            return self.project, self.project_result
        return (self.issue, self.issue_result) if finding.code.startswith("proof-issue") else (
            self.table, self.group_result
        )  # fmt: skip

    def _told(self, finding: Finding) -> str:
        return f"{show(finding.title)}. {show(finding.fix_on(self.step))}"

    # reading and searching

    def _read(self, *, anew: bool) -> None:
        self.work(self._load(anew), tr("Reading the groups."), lambda: self._read(anew=False))

    async def _load(self, anew: bool) -> None:
        """Show the groups as they come; what was read before a failure stays, and Try again goes on after it."""
        answers, grow = self.visit.answers, self.relay(self._grow)
        rows, self._whole = await self.ask(lambda desk: desk.groups(answers, grow, anew=anew))
        self._grow(tuple(rows))
        if answers.groups.paths:
            self.quietly(self._foresee(), "forecast")

    def _grow(self, rows: tuple[GroupRow, ...]) -> None:
        self.model.load(rows)
        self._say_shown()

    def _filter(self) -> None:
        """Filter what is there at once; GitLab is asked when the typing rests."""
        if self._guards[self.search].refused() or self._guards[self.search].emptied():
            self._pause.stop()
            self.model.filter("")
            self.shown.setText(_token_removed())
            return
        self.model.filter(typed(self.search))
        self._say_shown()
        self._pause.start()

    def _find(self) -> None:
        if len(typed(self.search)) >= _LEAST_SEARCH:
            self.quietly(self._search(typed(self.search)), "search")

    async def _search(self, text: str) -> None:
        """Add what only GitLab finds: projects, and groups beyond the first ten thousand."""
        answers = self.visit.answers
        found, more = await self.ask(lambda desk: desk.search_groups(answers, text))
        self.model.add(found)
        self._say_shown(more=more and not self._whole)

    def _say_shown(self, *, more: bool = False) -> None:
        everything, shown = self.model.everything(), self.model.rowCount()
        if typed(self.search):
            said = tr("{shown} of {all} shown.", shown=shown, all=everything) if shown else self._none()
            go_on = tr("GitLab has more of that name: type more of it.")
            self.shown.setText(f"{said} {go_on}" if more else said)
        else:
            self.shown.setText(_read_so_far(everything) if everything else "")

    def _none(self) -> str:
        return tr("Nothing of this name is seen here. Another spelling, or another user, may see it.")

    def _chosen(self) -> None:
        self.visit.change(self.step, groups_paths=self.model.chosen())
        if self.model.chosen() and not typed(self.project):
            self.quietly(self._offer_projects(), "projects to offer")
        self._let_cards_go()
        self._say_count()
        self.group_result.clear()
        self.mended.emit(self.table)
        if self.model.chosen():
            self.quietly(self._foresee(), "forecast")
        if self.project.property("wrong") and typed(self.project):
            self._typing(self.project, self.project_result)  # what was said of it was said of other groups
            self.mended.emit(self.project)
            self._project_left()

    async def _offer_projects(self) -> None:
        """Offer some projects of the chosen groups for the proof; another one can be typed."""
        answers = self.visit.answers
        paths = await self.ask(lambda desk: desk.projects_of(answers))
        if paths and not typed(self.project) and answers == self.visit.answers:
            offers: dict[str, Callable[[], None]] = {
                tr("Use {project}", project=path): partial(self._use_project, path) for path in paths[:_OFFERED]
            }
            self.project_result.say("info", tr("Any project of the chosen groups will do."), offers)

    def _use_project(self, path: str) -> None:
        self.project.setText(path)
        self.project_result.clear()
        self._project_left()
        self.issue.setFocus()

    async def _foresee(self) -> None:
        answers = self.visit.answers
        forecast = await self.ask(lambda desk: desk.forecast(answers))
        if answers == self.visit.answers:
            self._say_count(forecast)

    def _say_count(self, forecast: Forecast | None = None) -> None:
        chosen = self.model.chosen()
        said = trn("{n} group chosen", "{n} groups chosen", len(chosen)) if chosen else tr("No group chosen yet")
        if forecast is not None:
            projects = trn("{n} project", "{n} projects", forecast.projects)
            minutes = trn("about {n} minute", "about {n} minutes", max(forecast.minutes, 1))
            said += "; " + tr("first sync: {projects}, {minutes}", projects=projects, minutes=minutes)
        self.count.setText(f"{said}.")
        self.count.show()
        self.what.setText(self._what_comes() if chosen else "")
        self.visit.mark(self.step, self.visit.state(self.step), str(len(chosen)) if chosen else "")

    def _what_comes(self) -> str:
        """Say what the first sync sends of each project, by the version of GitLab."""
        signed_in = self.visit.learnt.gitlab_signed_in
        version = Version.parse(signed_in.version) if signed_in else None
        if version is not None and version < BRANCH_HISTORY_SINCE:
            return tr("Of each project it sends the newest 400 merge requests that name an issue key.")
        return tr(
            "Of each project it sends the newest 400 merge requests and 400 branches that name an issue key; "
            "20 projects a minute."
        )

    def _typing(self, field: QLineEdit, result: ResultLine) -> None:
        guard = self._guards[field]
        set_wrong(field, guard.refused() or guard.emptied())
        if guard.emptied():
            result.say("error", _token_removed())
            return
        result.clear()
        self._let_cards_go()

    def _let_cards_go(self) -> None:
        """Take away what was said about other answers."""
        if self.findings():
            self.show_findings(())

    def _take(self) -> None:
        self.visit.change(self.step, proof_project=typed(self.project), proof_issue=typed(self.issue).upper())

    def _project_left(self) -> None:
        self._take()
        if self._wrong_as_typed(self.project):
            return
        if typed(self.project) and self._sound.get("project") == typed(self.project):
            self._say_found(self.project_result)
        elif typed(self.project):
            self.quietly(self._look_at_project(), "proof project")

    def _issue_left(self) -> None:
        self._take()
        if self._wrong_as_typed(self.issue):
            return
        if typed(self.issue) and self._sound.get("issue") == typed(self.issue).upper():
            self._say_found(self.issue_result)
        elif typed(self.issue):
            self.quietly(self._look_at_issue(), "proof issue")

    def _wrong_as_typed(self, field: QLineEdit) -> bool:
        """Say what the rules say of what was typed; what GitLab and Jira say of it is asked only then."""
        wrong = [one for one in self.problems() if typed(field) and self._about(one)[0] is field]
        self._faults(wrong)
        return bool(wrong)

    async def _look_at_project(self) -> bool:
        answers = self.visit.answers
        wanted = answers.proof.project
        findings = await self.ask(lambda desk: desk.find_project(answers, wanted))
        return self._say("project", wanted, findings, self.project, self.project_result)

    async def _look_at_issue(self) -> bool:
        answers = self.visit.answers
        wanted = answers.proof.issue
        findings = await self.ask(lambda desk: desk.find_issue(answers, wanted))
        return self._say("issue", wanted, findings, self.issue, self.issue_result)

    def _say(self, what: str, wanted: str, findings: Sequence[Finding], field: QLineEdit, result: ResultLine) -> bool:
        if findings:
            result.say("error" if blocks(tuple(findings)) else "warn", self._told(findings[0]))
        else:
            self._say_found(result)
            self._sound[what] = wanted
        set_wrong(field, blocks(tuple(findings)))
        self._mend_step()
        return not blocks(tuple(findings))

    def _mend_step(self) -> None:
        """Let the list of steps warn no more once what was wrong here is right."""
        proof = self.visit.answers.proof
        sound = self._sound == {"project": proof.project, "issue": proof.issue}
        if sound and self.visit.state(self.step) is StepState.ATTENTION and not self.problems():
            self.visit.mark(self.step, StepState.CURRENT)

    def _say_found(self, result: ResultLine) -> None:
        result.say("ok", tr("Found."))

    async def _prove_fields(self) -> None:
        project = await self._look_at_project()
        issue = await self._look_at_issue()
        if project and issue:
            self.go_on()
            return
        self.visit.mark(self.step, StepState.ATTENTION)
        looked_at = (project, self.project, self.project_result), (issue, self.issue, self.issue_result)
        self.refuse(*(beside(result, field) for holds, field, result in looked_at if not holds))


def _read_so_far(count: int) -> str:
    return trn("{n} group or namespace read.", "{n} groups and namespaces read.", count)


def _token_removed() -> str:
    return tr("That looked like a token and was removed unread. It belongs to the page Sign-in or Jira.")
