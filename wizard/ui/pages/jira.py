"""Jira: the site, who you are there, and whether GitLab counts you as an administrator."""

from functools import partial

from PySide6.QtWidgets import QWidget

from wizard.domain.findings import blocks
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.domain.token_page import ATLASSIAN_TOKENS
from wizard.domain.url import UrlError, jira_site, other_https
from wizard.journey.values import JiraSignedIn
from wizard.steps.jira import is_email
from wizard.ui.controls import button, field_label, line_edit, set_wrong
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr
from wizard.ui.jira_rows import rows
from wizard.ui.keeping_choice import STATES, KeepingChoice
from wizard.ui.layouts import column, empty
from wizard.ui.links import may_open
from wizard.ui.pages._base import Page, typed
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.step_state import StepState
from wizard.ui.token_field import TokenField
from wizard.ui.token_guard import TokenGuard
from wizard.ui.visit import Visit, host_of


class JiraPage(Page):
    """The verb is the test; once site and token were tried and nothing blocks, it is Next."""

    step = "jira"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.site = line_edit("jira.site", tr("Address of your Jira site"), placeholder="https://acme.atlassian.net")
        self.email = line_edit("jira.email", tr("E-mail address of your Atlassian account"))
        self.token = TokenField("jira.token", tr("API token of your Atlassian account"))
        self.site_result, self.result = ResultLine("jira.site-result"), ResultLine("jira.result")
        self.email_result = ResultLine("jira.email-result")
        self._site_guard, self._email_guard = TokenGuard(self.site), TokenGuard(self.email)
        self.keeping = KeepingChoice("jira.keeping")
        self._known, self._tried, self._foreign = False, ("", ""), ""
        self._rows = column(spacing=0)
        self._build()
        self.site.editingFinished.connect(self._site_left)
        self.site.textEdited.connect(self._typing)
        self.email.editingFinished.connect(self._email_left)
        self.email.textEdited.connect(self._typing)
        self.token.edit.textEdited.connect(self._typing)
        self.keeping.look_again.connect(lambda: self.quietly(self._look_at_keyring(), "keyring"))

    def _build(self) -> None:
        for label, field, below in (
            (tr("Jira site"), self.site, self.site_result),
            (tr("E-mail"), self.email, self.email_result),
            (tr("API token"), self.token.edit, None),
        ):
            part = column(spacing=6)
            part.addWidget(field_label(label, field))
            part.addWidget(self.token if field is self.token.edit else field)
            if below is not None:
                part.addWidget(below)
            self.body.addLayout(part)
        links = Flow()
        make = tr("Make an API token")
        links.add(button(make, "jira.make-token", lambda: self._open(ATLASSIAN_TOKENS), "small", "open"))
        copied = tr("Copy the link to the page that makes a token")
        links.add(
            button(tr("Copy the link"), "jira.copy-link", lambda: self.copy(ATLASSIAN_TOKENS), "small", "copy", copied)
        )
        self.body.addWidget(links)
        made_at = tr(
            "Choose Create API token there, not the one with scopes: that one does not work at the site's own address. "
            "It is used to read; the wizard writes nothing in Jira."
        )
        self.body.addWidget(PlainLabel(made_at, "small"))
        self.body.addWidget(self.result)
        self.body.addLayout(self._rows)
        self.body.addWidget(PlainLabel(tr("Where the token goes"), "strong"))
        self.body.addWidget(self.keeping)

    def title(self) -> str:
        return tr("Which Jira site?")

    def lead(self) -> str:
        return tr("The app in Jira is linked by a site administrator; we look whether GitLab will count you as one.")

    def verb(self) -> str:
        return tr("Next") if self._done() else tr("Test connection")

    def first_field(self) -> QWidget | None:
        return self.site

    def enter(self) -> None:
        answers, suggested = self.visit.answers.jira, self.visit.learnt.suggestions
        self.site.setText(answers.url or typed(self.site) or suggested.get("jira", ""))
        self.email.setText(answers.email or typed(self.email) or suggested.get("email", ""))
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
        answers = self.visit.answers.jira
        if self._foreign:
            self.work(self._look_at(self._foreign), tr("Asking what answers there."), self.press)
        elif not answers.url or typed(self.site) != answers.url:
            self._site_wrong()
            (self.site_result.first_offer() or self.site).setFocus()
        elif not is_email(answers.email):
            self._email_wrong()
            self.email.setFocus()
        elif self.token.made_by() == "gitlab":
            self.token.take(self.visit.settings.now.clipboard_s)
            self._refuse(tr("That is a token of GitLab. It was not sent; it belongs to the page Sign in to GitLab."))
        elif not self.token.filled() and not self._known:
            self._refuse(tr("The API token is missing; make one at id.atlassian.com and paste it above."))
        else:
            token = self.token.take(self.visit.settings.now.clipboard_s)
            work = self._try(answers.url, answers.email, token, self.keeping.keeping())
            self.work(work, tr("Asking Jira who you are."), self._again)

    def _refuse(self, why: str) -> None:
        self.result.say("error", why)
        self.token.edit.setFocus()

    def _again(self) -> None:
        self.visit.learnt.jira_signed_in = None
        self.press()

    def _done(self) -> bool:
        signed_in, answers = self.visit.learnt.jira_signed_in, self.visit.answers.jira
        same = self._tried == (answers.url, answers.email) or self._tried == ("", "")
        # Return presses the button before it ends the editing: only what stands in the fields counts.
        same = same and (typed(self.site), typed(self.email)) == (answers.url, answers.email)
        return signed_in is not None and same and not blocks(signed_in.findings) and not self.token.filled()

    def _typing(self) -> None:
        if self._refused_token():
            return
        self.result.clear()
        for field, result in ((self.site, self.site_result), (self.email, self.email_result)):
            result.clear()
            set_wrong(field, False)
        self.changed.emit()

    def _refused_token(self) -> bool:
        """Empty a field that a token was put into; it is neither looked up nor said again."""
        refused = False
        for guard, field, result in (
            (self._site_guard, self.site, self.site_result),
            (self._email_guard, self.email, self.email_result),
        ):
            if guard.refused():
                set_wrong(field, True)
                result.say(
                    "error", tr("That looked like a token and was removed unread. It belongs in the field below.")
                )
                refused = True
        return refused

    def _site_left(self) -> None:
        self._foreign = ""
        if self._refused_token() or not typed(self.site):
            return
        try:
            site = str(jira_site(typed(self.site)))
        except UrlError:
            self._foreign = other_https(typed(self.site))
            if not self._foreign:
                self._site_wrong()
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

    def _pick(self, site: str) -> None:
        self.site_result.clear()
        self._use(site)
        self.email.setFocus()

    def _open(self, link: str) -> None:
        if not (may_open(link, self.visit.answers) and self.visit.open_link(link)):
            self.said.emit(tr("No browser opened. Copy the link and open it yourself."))

    def _site_wrong(self) -> None:
        set_wrong(self.site, True)
        self.site_result.say("error", tr("This is no address of a Jira Cloud site such as https://acme.atlassian.net."))

    def _email_wrong(self) -> None:
        set_wrong(self.email, True)
        missing = tr("The e-mail address is missing; the token works only together with it.")
        unread = tr("This is no e-mail address; enter the one you sign in to Jira with.")
        self.email_result.say("error", unread if typed(self.email) else missing)

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
            self.result.say("info", tr("A token for this site is known already; enter another one only to replace it."))

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
        self.visit.mark(self.step, StepState.FAILED if blocks(signed_in.findings) else StepState.DONE, host_of(url))

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
