"""GitLab: the address of the instance, read, repaired and tried."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from wizard.domain.findings import Finding, Severity, blocks
from wizard.domain.url import Reading, Verdict, read_instance_url
from wizard.journey.values import GitLabSeen, Mark
from wizard.ui.controls import field_label, line_edit, set_wrong
from wizard.ui.i18n import show, tr, trn
from wizard.ui.layouts import column, empty
from wizard.ui.marks import duration
from wizard.ui.pages._base import Page, typed
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.status_row import StatusRow
from wizard.ui.step_state import StepState
from wizard.ui.timings import TYPING_PAUSE
from wizard.ui.visit import Visit, host_of

_TONES = {Verdict.ACCEPT: "info", Verdict.WARN: "warn", Verdict.ASK: "info", Verdict.REJECT: "error"}


class GitLabPage(Page):
    """The verb is the test; once the address was tried and nothing blocks, it is Next."""

    step = "gitlab"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.url = line_edit("gitlab.url", tr("Address of your GitLab"), placeholder="https://gitlab.example.com")
        self.result = ResultLine("gitlab.result")
        self._picked = ""
        self._seen = column(spacing=0)
        part = column(spacing=6)
        part.addWidget(field_label(tr("Address of your GitLab"), self.url))
        part.addWidget(self.url)
        hint = tr("The address people open in the browser; any page of it will do. Self-managed GitLab from 15.7 on.")
        part.addWidget(PlainLabel(hint, "small"))
        part.addWidget(self.result)
        self.body.addLayout(part)
        self.body.addLayout(self._seen)
        self._pause = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._read_typed)
        self.url.textEdited.connect(self._typing)
        self.url.editingFinished.connect(self._left)

    def title(self) -> str:
        return tr("Which GitLab?")

    def lead(self) -> str:
        return tr("Jira calls it through GitLab.com, and browsers open it. Testing reads a page and changes nothing.")

    def verb(self) -> str:
        return tr("Next") if self._tested() else tr("Test connection")

    def first_field(self) -> QWidget | None:
        return self.url

    def enter(self) -> None:
        known = self.visit.answers.gitlab.url or self.visit.learnt.suggestions.get("gitlab", "")
        if not typed(self.url) or self.visit.answers.gitlab.url:
            self.url.setText(known)
        if self.visit.learnt.gitlab is not None:
            self._show(self.visit.learnt.gitlab)
        self.quietly(self._suggest(), "suggestions")

    def press(self) -> None:
        if self._tested():
            self.go_on()
            return
        self._left()
        reading = read_instance_url(typed(self.url))
        wrong = self.problems() if self._clear(reading) else []
        if reading.url is None or not self._clear(reading) or blocks(wrong):
            set_wrong(self.url, True)
            self.url.setFocus()
            self._show_problems(wrong)
            return
        self.work(self._test(str(reading.url)), tr("Looking at the instance."), self.press)

    async def _suggest(self) -> None:
        """Offer what a lab suggests; the desk may come later than the first typing."""
        self.visit.learnt.suggestions = await self.visit.asking.look(lambda desk: desk.suggestions())
        if not typed(self.url):
            self.url.setText(self.visit.learnt.suggestions.get("gitlab", ""))

    def _tested(self) -> bool:
        seen, known = self.visit.learnt.gitlab, self.visit.answers.gitlab.url
        # Return presses the button before it ends the editing: only what stands in the field counts.
        return seen is not None and seen.url == known == typed(self.url) and not blocks(seen.findings)

    def _typing(self) -> None:
        self.result.clear()
        set_wrong(self.url, False)
        self._pause.start()
        self.changed.emit()

    def _read_typed(self) -> None:
        self._say(read_instance_url(typed(self.url)), while_typing=True)

    def _left(self) -> None:
        self._pause.stop()
        reading = read_instance_url(typed(self.url))
        self._say(reading)
        if reading.url is not None and self._clear(reading):
            self._take(str(reading.url))

    def _clear(self, reading: Reading) -> bool:
        """Tell whether there is one way to read the address, or the person chose one."""
        return reading.verdict in (Verdict.ACCEPT, Verdict.WARN) or str(reading.url) == self._picked == typed(self.url)

    def _take(self, url: str) -> None:
        self.url.setText(url)
        if self.visit.answers.gitlab.url != url:
            self.visit.change(self.step, gitlab_url=url)
            self.visit.learnt.gitlab = None
            empty(self._seen)
            self.show_findings(())
        self.changed.emit()

    def _use(self, url: str) -> None:
        self._picked = url
        self._take(url)
        self.result.clear()
        self.url.setFocus()

    def _say(self, reading: Reading, *, while_typing: bool = False) -> None:
        if not typed(self.url):
            missing = "" if while_typing else tr("The address is missing; enter the one you open GitLab with.")
            self.result.say("error", missing)
            return
        tone = _TONES[reading.verdict]
        if while_typing and tone == "error":
            tone = "info"
        offers = {str(one): partial(self._use, str(one)) for one in reading.candidates}
        self.result.say(tone, " ".join(show(note.text) for note in reading.notes), offers)

    def _show_problems(self, findings: list[Finding]) -> None:
        self.show_findings([one for one in findings if one.severity is not Severity.ADVICE])

    async def _test(self, url: str) -> None:
        self.visit.mark(self.step, StepState.WORKING, host_of(url))
        seen = await self.ask(lambda desk: desk.look_at_gitlab(url))
        self.visit.learnt.gitlab = seen
        self._show(seen)
        blocked = blocks(seen.findings)
        self.visit.mark(self.step, StepState.FAILED if blocked else StepState.DONE, host_of(url))

    def _show(self, seen: GitLabSeen) -> None:
        empty(self._seen)
        if seen.answers_as_gitlab:
            self.result.say("ok", tr("Reached in {time}; it answers as GitLab does.", time=duration(seen.ms)))
            self._row("address", tr("Address"), ", ".join(seen.addresses) or seen.host_unicode)
            if seen.issuer:
                self._row("certificate", tr("Certificate"), _certificate(seen))
        elif not blocks(seen.findings):
            self.result.say(
                "warn", tr("Reached in {time}, but it does not answer as GitLab does.", time=duration(seen.ms))
            )
        else:
            self.result.clear()
        self.show_findings(seen.findings, self.press)

    def _row(self, what: str, title: str, note: str) -> None:
        row = StatusRow(f"gitlab.{what}", title, title_width=110)
        row.change(Mark.OK, note)
        self._seen.addWidget(row)


def _certificate(seen: GitLabSeen) -> str:
    if seen.days_left is None:
        return seen.issuer
    return trn("{issuer}, {n} day left", "{issuer}, {n} days left", seen.days_left, issuer=seen.issuer)
