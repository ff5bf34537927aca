"""Jira: the site, who you are there, and whether GitLab counts you as an administrator."""

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from wizard.domain.errors import PortError
from wizard.domain.findings import blocks
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.domain.url import UrlError, jira_site, other_https
from wizard.journey.values import JiraSignedIn
from wizard.steps.jira import is_email, is_service_account
from wizard.ui import button_words
from wizard.ui.controls import set_wrong
from wizard.ui.fault_list import Fault, beside
from wizard.ui.foreign_token import foreign_token
from wizard.ui.i18n import show, tr
from wizard.ui.jira_form import JiraForm
from wizard.ui.jira_rows import rows
from wizard.ui.keeping_choice import STATES, KeepingChoice
from wizard.ui.layouts import column, empty
from wizard.ui.links import may_open
from wizard.ui.pages._base import Page, typed
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.step_state import StepState
from wizard.ui.visit import Visit, host_of


class JiraPage(Page):
    """The verb is the test; once site and token were tried and nothing blocks, it is Next."""

    step = "jira"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.form = JiraForm(open_link=self._open, copy=self.copy, today=visit.today)
        self.site, self.email, self.token = self.form.site, self.form.email, self.form.token
        self.site_result, self.email_result = self.form.site_result, self.form.email_result
        self.result = ResultLine("jira.result")
        self.keeping = KeepingChoice("jira.keeping")
        self._known, self._tried, self._foreign = False, ("", ""), ""
        self._rows = column(spacing=0)
        self.body.addWidget(self.form)
        self.body.addWidget(self.result)
        self.body.addLayout(self._rows)
        self.body.addWidget(PlainLabel(tr("Where the token goes"), "strong"))
        self.body.addWidget(self.keeping)
        self.body.addWidget(self.form.day)
        self.site.editingFinished.connect(self._site_left)
        self.email.editingFinished.connect(self._email_left)
        self.form.edited.connect(self._edited)
        self.form.day.chosen.connect(self._day_left)
        self.form.day.line.edit.textEdited.connect(self.changed)
        self.keeping.look_again.connect(lambda: self.quietly(self._look_at_keyring(), "keyring"))

    def title(self) -> str:
        return tr("Which Jira site?")

    def lead(self) -> str:
        return tr("The app in Jira is linked by a site administrator; we look whether GitLab will count you as one.")

    def verb(self) -> str:
        return button_words.go_on() if self._done() else tr("Test connection")

    def first_field(self) -> QWidget | None:
        return self.site

    def enter(self) -> None:
        answers, suggested = self.visit.answers.jira, self.visit.learnt.suggestions
        self.site.setText(answers.url or typed(self.site) or suggested.get("jira", ""))
        self.email.setText(answers.email or typed(self.email) or suggested.get("email", ""))
        self.form.day.show_day(answers.token_expires)
        self._site_left()
        self._email_left()
        self._show(self.visit.learnt.jira_signed_in)
        self.quietly(self._look(), "known token and keyring")

    def leave(self) -> None:
        self.token.take(self.visit.settings.now.clipboard_s)
        super().leave()

    def press(self) -> None:
        if self._done():
            self.go_on()
            return
        self._site_left()
        self._email_left()
        self._day_left(self.form.day.line.text())
        answers = self.visit.answers.jira
        if self._foreign:
            self.work(self._look_at(self._foreign), tr("Asking what answers there."), self.press)
        elif faults := self._faults():
            self.refuse(*faults)
        else:
            token = self.token.read(self.visit.settings.now.clipboard_s)
            work = self._try(answers.url, answers.email, token, self.keeping.keeping())
            self.work(work, tr("Asking Jira who you are."), self._again)

    def _faults(self) -> list[Fault]:
        """Say beside each field what is wrong with it, in place of what was said of an earlier try."""
        answers = self.visit.answers.jira
        faults = []
        if not answers.url or typed(self.site) != answers.url:
            self.form.site_wrong()
            place = self.site_result.first_offer() or self.site
            faults.append(beside(self.site_result, place))
        if not is_email(answers.email) or is_service_account(answers.email):
            self.form.email_wrong()
            faults.append(beside(self.email_result, self.email))
        why = self._wrong_token()
        if faults or why:
            self._forget_failure()
        if why:
            self.result.say("error", why)
            set_wrong(self.token.edit, True)
            faults.append(beside(self.result, self.token.edit))
        if day := self.form.day.fault():
            line = self.form.day.line
            line.wrong(day)
            faults.append(beside(line.result, line.edit))
        return faults

    def _wrong_token(self) -> str:
        """Return what is wrong with the token before it is sent anywhere; one that does not belong here is removed."""
        why = foreign_token(self.token, "jira", self.visit.mode)
        if why:
            self.token.take(self.visit.settings.now.clipboard_s)
        elif not self.token.filled() and not self._known:
            why = tr("The API token is missing; make one at id.atlassian.com and paste it above.")
        return why

    def failed(self, error: PortError) -> None:
        if error.code == "http-401":
            self._wrong(self.token.edit)

    def _wrong(self, field: QLineEdit) -> None:
        set_wrong(field, True)
        field.setFocus()
        field.selectAll()

    def _forget_failure(self) -> None:
        """Take away the cards of an earlier try, and with them a sign-in that was not enough."""
        signed_in = self.visit.learnt.jira_signed_in
        if signed_in is not None and blocks(signed_in.findings):
            self.visit.learnt.jira_signed_in = None
            empty(self._rows)
        self.show_findings(())

    def _again(self) -> None:
        self.visit.learnt.jira_signed_in = None
        self.press()

    def _done(self) -> bool:
        signed_in, answers = self.visit.learnt.jira_signed_in, self.visit.answers.jira
        same = self._tried == (answers.url, answers.email) or self._tried == ("", "")
        # Return presses the button before it ends the editing: only what stands in the fields counts.
        same = same and (typed(self.site), typed(self.email)) == (answers.url, answers.email)
        return signed_in is not None and same and not blocks(signed_in.findings) and not self._to_try()

    def _to_try(self) -> bool:
        """Tell whether something is entered that the sign-in before does not speak for."""
        return self.token.filled() or bool(self.form.day.fault())

    def _edited(self) -> None:
        self.result.clear()
        self.changed.emit()

    def _site_left(self) -> None:
        self._foreign = ""
        if self.form.refused_token() or not typed(self.site):
            return
        try:
            site = str(jira_site(typed(self.site)))
        except UrlError:
            self._foreign = other_https(typed(self.site))
            if not self._foreign:
                self.form.site_wrong()
            return
        if site != typed(self.site):
            self.site_result.say("info", tr("Read as {site}.", site=site))
        self._use(site)

    def _use(self, site: str) -> None:
        self.site.setText(site)
        set_wrong(self.site, False)
        self._take(jira_url=site)

    async def _look_at(self, url: str) -> None:
        """Ask what answers at an address that is no Jira Cloud site by its name; nothing secret goes there."""
        seen = await self.ask(lambda desk: desk.access.look_at_jira(url))
        set_wrong(self.site, True)
        self.show_findings(seen.findings, self.press)
        if seen.site:
            found = tr("{host} belongs to the Jira Cloud site {site}.", host=host_of(url), site=host_of(seen.site))
            self.site_result.say(
                "info", found, {tr("Use {address}", address=seen.site): partial(self._pick, seen.site)}
            )
            (self.site_result.first_offer() or self.site).setFocus()
            self.to_see.emit(self.site_result)

    def _pick(self, site: str) -> None:
        self.site_result.clear()
        self._use(site)
        self.email.setFocus()

    def _open(self, link: str) -> None:
        if not (may_open(link, self.visit.answers) and self.visit.open_link(link)):
            self.said.emit(tr("No browser opened. Copy the link and open it yourself."))

    def _day_left(self, day: str) -> None:
        """Take the last day of the token, right or not: a sign-in does not depend on it."""
        self.visit.change(self.step, jira_token_expires=day)
        self.changed.emit()

    def _email_left(self) -> None:
        self._take(jira_email=typed(self.email))

    def _take(self, **parts: str) -> None:
        before = self.visit.answers
        self.visit.change(self.step, **parts)
        if self.visit.answers != before:
            self.visit.learnt.jira_signed_in = None
            empty(self._rows)
            self.show_findings(())
            self.quietly(self._look(), "known token and keyring")
        self.changed.emit()

    async def _look(self) -> None:
        answers = self.visit.answers.jira
        await self._look_at_keyring()
        if not answers.url:
            return
        self._known = await self.ask(lambda desk: desk.has_token(answers.url, answers.email))
        if self._known and self.visit.learnt.jira_signed_in is None and self.result.isHidden():
            known = tr("A token for this site is known already; enter another one only to replace it.")
            given = tr("The lab gives its token; leave the field empty and press the button below.")
            self.result.say("info", given if self.visit.mode == "lab" else known)

    async def _look_at_keyring(self) -> None:
        if self.visit.mode == "lab":
            self.keeping.in_lab()
            return
        self.keeping.change(await self.ask(lambda desk: desk.keyring_state()), self.visit.settings.now.keeping)

    async def _try(self, url: str, email: str, token: Secret | None, keeping: Keeping) -> None:
        self.visit.mark(self.step, StepState.WORKING, host_of(url))
        signed_in = await self.ask(lambda desk: desk.sign_in_jira(url, email, token, keeping))
        self._tried, self._known = (url, email), True
        self.visit.learnt.jira_signed_in = signed_in
        self._show(signed_in)
        blocked = blocks(signed_in.findings)
        set_wrong(self.token.edit, False)
        if blocked and not signed_in.user_name:
            self._wrong(self.site if _about_site(signed_in) else self.token.edit)
        if not blocked:
            self.token.take(self.visit.settings.now.clipboard_s)
            self.visit.watching.go_on()
            kept = signed_in.kept is KeyringState.READY or keeping is not Keeping.KEYRING
            well = tr("Signed in as {name}.", name=signed_in.user_name)
            self.lead_on(well if kept and not signed_in.findings else "")
        self.visit.mark(self.step, StepState.FAILED if blocked else StepState.DONE, host_of(url))

    def _show(self, signed_in: JiraSignedIn | None) -> None:
        empty(self._rows)
        if signed_in is None:
            self.show_findings(())
            return
        self.show_findings(signed_in.findings, self._again)
        if not signed_in.user_name:
            return
        self.result.say("ok", tr("Signed in as {name}.", name=signed_in.user_name))
        for row in rows(signed_in, self.visit.answers.jira.email):
            self._rows.addWidget(row)
        if signed_in.kept is not KeyringState.READY and self.keeping.keeping() is Keeping.KEYRING:
            self.keeping.change(signed_in.kept, self.visit.settings.now.keeping)
            self.said.emit(show(STATES[signed_in.kept]))


def _about_site(signed_in: JiraSignedIn) -> bool:
    """Tell whether it is the site that does not work, so that nobody was asked who signs in."""
    return any(finding.check == "jira-site" for finding in signed_in.findings)
