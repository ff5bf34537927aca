"""GitLab: GitLab.com, or the address of the instance, read, repaired and tried."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from wizard.domain.findings import Finding, Severity, blocks
from wizard.domain.route import GITLAB_COM, Route
from wizard.domain.url import Note, Reading, Verdict, read_instance_url
from wizard.journey.values import GitLabSeen
from wizard.ui import button_words
from wizard.ui.controls import field_label, line_edit, set_wrong
from wizard.ui.fault_list import beside
from wizard.ui.gitlab_choice import GitLabChoice
from wizard.ui.gitlab_rows import rows
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column, empty
from wizard.ui.marks import duration
from wizard.ui.pages._base import Page, typed
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.step_state import StepState
from wizard.ui.timings import TYPING_PAUSE
from wizard.ui.token_guard import TokenGuard
from wizard.ui.visit import Visit, host_of

_TONES = {Verdict.ACCEPT: "info", Verdict.WARN: "warn", Verdict.ASK: "info", Verdict.REJECT: "error"}


class GitLabPage(Page):
    """The verb is the test; once the address was tried and nothing blocks, it is Next."""

    step = "gitlab"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.kind = GitLabChoice()
        self.url = line_edit("gitlab.url", tr("Address of your GitLab"), placeholder="https://gitlab.example.com")
        self.result = ResultLine("gitlab.result")
        self._guard = TokenGuard(self.url)
        self._picked = ""
        self._seen = column(spacing=0)
        self._own = QWidget()
        part = column(self._own, spacing=6)
        part.addWidget(field_label(tr("Address of your GitLab"), self.url))
        part.addWidget(self.url)
        hint = tr(
            "The address people open in the browser. Any page of it will do; where the start page is not certain, the "
            "wizard asks."
        )
        part.addWidget(PlainLabel(hint, "small"))
        self.body.addWidget(self.kind)
        self.body.addWidget(self._own)
        self.body.addWidget(self.result)
        self.body.addLayout(self._seen)
        self._pause = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._read_typed)
        self.url.textEdited.connect(self._typing)
        self.url.editingFinished.connect(self._left)
        self.kind.chosen.connect(self._choose)

    def title(self) -> str:
        return tr("Which GitLab?")

    def lead(self) -> str:
        if self.visit.answers.route is Route.INTEGRATION:
            return tr("Its projects get the integration, and it calls Jira. Testing reads a page and changes nothing.")
        if self.kind.is_com():
            return tr("Groups of yours there will be linked in Jira. Testing reads a page and changes nothing.")
        return tr("The GitLab that is to be connected with Jira. Testing reads a page and changes nothing.")

    def verb(self) -> str:
        return button_words.go_on() if self._tested() else tr("Test connection")

    def first_field(self) -> QWidget | None:
        return self.kind.com if self.kind.is_com() else self.url

    def enter(self) -> None:
        self._fill(self.visit.answers.gitlab.url or self.visit.learnt.suggestions.get("gitlab", ""))
        self.kind.fit(alone=self.visit.answers.route is Route.INTEGRATION)
        set_wrong(self.url, False)
        self._show_again()
        self.quietly(self._suggest(), "suggestions")

    def _show_again(self) -> None:
        """Show what was seen at the address that stands in the field, where it was tried."""
        seen = self.visit.learnt.gitlab
        if seen is None or seen.url != (GITLAB_COM if self.kind.is_com() else typed(self.url)):
            return
        self._show(seen)
        if self.visit.state(self.step) is StepState.FAILED and not blocks(seen.findings):
            self.visit.mark(self.step, StepState.DONE, host_of(seen.url))

    def _withdraw(self) -> None:
        """Take away what was seen at another address than the one that stands in the field."""
        empty(self._seen)
        if self.visit.learnt.gitlab is not None:
            self.visit.mark(self.step, StepState.FAILED, "")

    def press(self) -> None:
        if self._tested():
            self.go_on()
            return
        if not self.kind.is_com() and "gitlab-url-is-gitlab-com" in read_instance_url(typed(self.url)).codes:
            self._use_com()
        if self.kind.is_com():
            self._take(GITLAB_COM)
            self.work(self._test(GITLAB_COM), tr("Looking at GitLab.com."), self.press)
            return
        self._left()
        reading = read_instance_url(typed(self.url))
        wrong = self.problems() if self._clear(reading) else []
        if reading.url is None or not self._clear(reading) or blocks(wrong):
            self._refuse(reading, wrong)
            return
        self.work(self._test(str(reading.url)), tr("Looking at the instance."), self.press)

    def _refuse(self, reading: Reading, wrong: list[Finding]) -> None:
        """Go to what is to be mended; what the line under the field says already needs no card."""
        set_wrong(self.url, True)
        self._withdraw()
        self.refuse(beside(self.result, self.result.first_offer() or self.url))
        self.show_findings(
            [one for one in wrong if one.severity is not Severity.ADVICE and one.code not in reading.codes]
        )

    def show_findings(self, findings: Sequence[Finding], again: Callable[[], object] | None = None) -> None:
        """Show cards without what users see in Jira: nobody has tried to install anything there yet."""
        super().show_findings([replace(finding, users_see=None) for finding in findings], again)

    async def _suggest(self) -> None:
        """Offer what a lab suggests; the desk may come later than the first typing."""
        self.visit.learnt.suggestions = await self.visit.asking.look(lambda desk: desk.suggestions())
        if not self.visit.answers.gitlab.url and not typed(self.url) and not self.kind.is_com():
            self._fill(self.visit.learnt.suggestions.get("gitlab", ""))
            self.changed.emit()

    def _fill(self, known: str) -> None:
        if known == GITLAB_COM:
            self.kind.show_choice(com=True)
        elif known and (not typed(self.url) or self.visit.answers.gitlab.url):
            self.kind.show_choice(com=False)
            self.url.setText(known)
        self._show_own()

    def _show_own(self) -> None:
        """Show the address where there is one to enter; the focus does not stay in a field that is hidden."""
        if self.kind.is_com() and self.url.hasFocus():
            self.kind.com.setFocus()
        self._own.setVisible(not self.kind.is_com())

    def _choose(self, com: bool) -> None:
        self._show_own()
        self.result.clear()
        set_wrong(self.url, False)
        if not com and not typed(self.url):
            self.url.setText(self.visit.learnt.suggestions.get("gitlab", ""))
        if com:
            self._take(GITLAB_COM)
        elif typed(self.url):
            self._left()
        else:
            self._take("")
        self.changed.emit()

    def _tested(self) -> bool:
        seen, known = self.visit.learnt.gitlab, self.visit.answers.gitlab.url
        # Return presses the button before it ends the editing: only what stands in the field counts.
        here = GITLAB_COM if self.kind.is_com() else typed(self.url)
        return seen is not None and seen.url == known == here and not blocks(seen.findings)

    def _typing(self) -> None:
        if self._refused_token():
            return
        self.result.clear()
        set_wrong(self.url, False)
        empty(self._seen)  # it was seen at another address
        self._pause.start()
        self.changed.emit()

    def _refused_token(self) -> bool:
        """Empty the field when a token was put into it; it is neither looked up nor said again."""
        if not self._guard.refused():
            return False
        self._pause.stop()
        said = tr("That looked like a token and was removed unread. It belongs to the next page.")
        if self._guard.side == "jira":
            said = tr("That looked like a token of an Atlassian account and was removed. It belongs to the page Jira.")
        self.result.say("error", said)
        set_wrong(self.url, True)
        self._withdraw()
        self.changed.emit()
        return True

    def _read_typed(self) -> None:
        self._say(read_instance_url(typed(self.url)), while_typing=True)

    def _left(self) -> None:
        self._pause.stop()
        if self.kind.is_com() or self._refused_token():
            return
        if not typed(self.url) and self.url.property("wrong"):
            return  # what was said of it still holds
        reading = read_instance_url(typed(self.url))
        self._say(reading)
        if reading.url is not None and self._clear(reading):
            self._take(str(reading.url))
            if not self._seen.count():
                self._show_again()
        else:
            if reading.verdict is Verdict.REJECT:
                set_wrong(self.url, True)
            self._withdraw()

    def _clear(self, reading: Reading) -> bool:
        """Tell whether there is one way to read the address, or the person chose one."""
        return reading.verdict in (Verdict.ACCEPT, Verdict.WARN) or str(reading.url) == self._picked == typed(self.url)

    def _take(self, url: str) -> None:
        """Put the address into the answers; what was learnt of another one is forgotten."""
        com = url == GITLAB_COM and self.kind.is_com()
        if not com:
            self.url.setText(url)
        now = self.visit.answers
        # One app has a way for each kind of GitLab; any other chosen way stays until the page Method refuses it.
        by_the_app = Route.SAAS if com else Route.MARKETPLACE
        route = by_the_app if now.route in (Route.SAAS, Route.MARKETPLACE) else now.route
        if (now.gitlab.url, now.route) != (url, route):
            self.visit.change(self.step, gitlab_url=url, route=route)
            self.visit.learnt.gitlab = self.visit.learnt.gitlab_signed_in = None
            empty(self._seen)
            self.show_findings(())
            if self.visit.visited(self.step):
                self.visit.mark(self.step, StepState.CURRENT, "")
        self.changed.emit()

    def _use(self, url: str) -> None:
        self._picked = url
        set_wrong(self.url, False)
        self._take(url)
        self.result.clear()
        self._show_again()
        self.url.setFocus()

    def _use_com(self) -> None:
        self.url.setText("")
        self.kind.show_choice(com=True)
        self._choose(com=True)

    def _say(self, reading: Reading, *, while_typing: bool = False) -> None:
        if not typed(self.url):
            missing = "" if while_typing else tr("The address is missing; enter the one you open GitLab with.")
            self.result.say("error", missing)
            return
        tone = _TONES[reading.verdict]
        if while_typing and tone == "error":
            tone = "info"
        self.result.say(tone, " ".join(map(_sentence, reading.notes)), self._offers(reading))

    def _offers(self, reading: Reading) -> dict[str, Callable[[], None]]:
        """Return the one-click repairs; what would be asked about again once it is chosen is none."""
        roots = [one for one in map(str, reading.candidates) if read_instance_url(one).verdict is not Verdict.ASK]
        offers: dict[str, Callable[[], None]] = {
            tr("Use {address}", address=one): partial(self._use, one) for one in roots
        }
        if "gitlab-url-not-https" in reading.codes and reading.url is not None:
            secure = f"https://{reading.url.host}{reading.url.path}"
            offers[tr("Use {address}", address=secure)] = partial(self._use, secure)
        if "gitlab-url-is-gitlab-com" in reading.codes:
            offers[tr("Use GitLab.com")] = self._use_com
        return offers

    async def _test(self, url: str) -> None:
        self.visit.mark(self.step, StepState.WORKING, host_of(url))
        seen = await self.ask(lambda desk: desk.look_at_gitlab(url))
        self.visit.learnt.gitlab = seen
        self._show(seen)
        blocked = blocks(seen.findings)
        if not blocked:
            self.lead_on()
        self.visit.mark(self.step, StepState.FAILED if blocked else StepState.DONE, host_of(url))

    def _show(self, seen: GitLabSeen) -> None:
        empty(self._seen)
        signed_in = self.visit.learnt.gitlab_signed_in
        took = duration(seen.ms)
        if seen.answers_as_gitlab:
            version = signed_in.version if signed_in else ""
            known = tr("Reached in {time}, GitLab {version}.", time=took, version=version)
            self.result.say("ok", known if version else tr("Reached in {time}; it answers as GitLab does.", time=took))
            for row in rows(seen, signed_in, alone=self.visit.answers.route is Route.INTEGRATION):
                self._seen.addWidget(row)
        elif not blocks(seen.findings):
            self.result.say("warn", tr("Reached in {time}, but it does not answer as GitLab does.", time=took))
        else:
            self.result.clear()
        self.show_findings(seen.findings, self.press)


def _sentence(note: Note) -> str:
    said = show(note.text)
    return said if said.endswith((".", "?")) else f"{said}."
