"""Sign in to GitLab: by a token or by the browser; what it allows, and where it goes."""

from PySide6.QtWidgets import QWidget

from wizard.domain.errors import PortError
from wizard.domain.findings import blocks
from wizard.domain.oauth import REGISTERED_REDIRECT, is_client_id
from wizard.domain.route import Route
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.journey.access_port import OAuthLink
from wizard.journey.permissions import needed
from wizard.journey.values import GitLabSignedIn
from wizard.ui import button_words
from wizard.ui.controls import set_wrong
from wizard.ui.fault_list import beside
from wizard.ui.foreign_token import foreign_token
from wizard.ui.i18n import show, tr
from wizard.ui.keeping_choice import STATES, KeepingChoice
from wizard.ui.layouts import column, empty
from wizard.ui.links import may_open
from wizard.ui.oauth_panel import OAuthPanel
from wizard.ui.pages._base import Page, typed
from wizard.ui.permission_table import rows
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.sign_in_ways import SignInWays
from wizard.ui.step_state import StepState
from wizard.ui.token_part import TokenPart
from wizard.ui.visit import Visit, host_of


class SignInPage(Page):
    """The verb signs in; once the token was tried and nothing blocks, it is Next."""

    step = "sign-in"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.ways = SignInWays()
        self.token_part = TokenPart(open_link=self._open, copy=self.copy)
        self.token = self.token_part.token
        self.panel = OAuthPanel(
            open_link=lambda: self._open(self._link),
            copy_link=lambda: self.copy(self._link),
            renew=lambda: self.quietly(self._renew(), "more time"),
            copy_redirect=lambda: self.copy(REGISTERED_REDIRECT),
        )
        self.result = ResultLine("sign-in.result")
        self.keeping = KeepingChoice("sign-in.keeping")
        self._known, self._link = False, ""
        self._table = column(spacing=0)
        self._where = column(spacing=6)
        self._where_shown = QWidget()
        where = column(self._where_shown, 6)
        where.addWidget(PlainLabel(tr("Where the token goes"), "strong"))
        where.addWidget(self.keeping)
        for one in (self.ways, self.token_part, self.panel, self.result, self._where_shown):
            self.body.addWidget(one)
        self.body.addWidget(PlainLabel(tr("What the sign-in must be able to do"), "strong"))
        self.body.addLayout(self._table)
        self.panel.hide()
        self.token.edit.textEdited.connect(self._typing)
        self.panel.client_id.textEdited.connect(self._typing)
        self.ways.chosen.connect(self._choose)
        self.keeping.look_again.connect(lambda: self.quietly(self._look_at_keyring(), "keyring"))

    def title(self) -> str:
        return tr("Sign in to GitLab")

    def lead(self) -> str:
        host = host_of(self.visit.answers.gitlab.url)
        return tr("The token goes to {host} only, in a header, and is never written into a file.", host=host)

    def verb(self) -> str:
        if self._done():
            return button_words.go_on()
        return tr("Open the browser") if self.ways.by_browser() else tr("Sign in")

    def first_field(self) -> QWidget | None:
        return self.panel.client_id if self.ways.by_browser() else self.token.edit

    def enter(self) -> None:
        answers = self.visit.answers
        self.token_part.fit(answers.gitlab.url, answers.route)
        self._show(self.visit.learnt.gitlab_signed_in)
        self.quietly(self._look(), "known token and keyring")

    def leave(self) -> None:
        self.token.take(self.visit.settings.now.clipboard_s)
        super().leave()

    def press(self) -> None:
        if self._done():
            self.go_on()
        elif self.ways.by_browser():
            self._start_browser()
        elif why := foreign_token(self.token, "gitlab", self.visit.mode):
            self.token.take(self.visit.settings.now.clipboard_s)
            self._refuse(why)
        elif self.token.filled() or self._known:
            self._sign_in()
        else:
            self._refuse(tr("The token is missing."))

    def _refuse(self, why: str) -> None:
        """Say what is wrong with what was entered, in place of what was said of an earlier try."""
        self._forget_failure()
        self.result.say("error", why)
        wrong = self.panel.client_id if self.ways.by_browser() else self.token.edit
        set_wrong(wrong, True)
        self.refuse(beside(self.result, wrong))

    def _forget_failure(self) -> None:
        """Take away the cards of an earlier try, and with them a sign-in that was not enough."""
        signed_in = self.visit.learnt.gitlab_signed_in
        if signed_in is not None and blocks(signed_in.findings):
            self.visit.learnt.gitlab_signed_in = None
            self._show(None)
        self.show_findings(())

    def _sign_in(self) -> None:
        token = self.token.read(self.visit.settings.now.clipboard_s)
        work = self._try(self.visit.answers.gitlab.url, token, self.keeping.keeping())
        self.work(work, tr("Signing in."), self.press)

    def failed(self, error: PortError) -> None:
        if error.code == "http-401" and not self.ways.by_browser():
            set_wrong(self.token.edit, True)
            self.token.edit.setFocus()
            self.token.edit.selectAll()
        signed_in = self.visit.learnt.gitlab_signed_in
        if signed_in is not None and not blocks(signed_in.findings):
            said = tr("The new one is not used. Still signed in as {name}; Next goes on with that.",
                      name=signed_in.user_name)  # fmt: skip
            if self.token.filled():
                said = tr("The new one is not used. Still signed in as {name}; empty the field to go on with that.",
                          name=signed_in.user_name)  # fmt: skip
            self.result.say("warn", said)
            self.visit.mark(self.step, StepState.DONE)

    def _start_browser(self) -> None:
        client_id = typed(self.panel.client_id)
        if not is_client_id(client_id):
            self.panel.client_id.setText("")  # it may be the secret of the application
            self._refuse(tr("Enter the Application ID; the Secret beside it in GitLab is not needed and stays there."))
            return
        work = self._by_browser(self.visit.answers.gitlab.url, client_id)
        self.work(work, tr("Waiting for the answer of the browser."), self.press)

    def _done(self) -> bool:
        signed_in = self.visit.learnt.gitlab_signed_in
        return signed_in is not None and not blocks(signed_in.findings) and not self.token.filled()

    def _choose(self, by_browser: bool) -> None:
        self.cancel_work()
        self.token.take(self.visit.settings.now.clipboard_s)
        self.token_part.setVisible(not by_browser)
        self._where_shown.setVisible(not by_browser)
        self.panel.setVisible(by_browser)
        self._forget_failure()
        self._typing()
        if not self.ways.hasFocus():
            self.ways.setFocus()  # the field that had it is hidden now

    def _typing(self) -> None:
        self.result.clear()
        for field in (self.panel.client_id, self.token.edit):
            set_wrong(field, False)
        self.changed.emit()

    async def _look(self) -> None:
        url = self.visit.answers.gitlab.url
        self._known = await self.ask(lambda desk: desk.has_token(url))
        if self._known and self.visit.learnt.gitlab_signed_in is None and self.result.isHidden():
            known = tr("A token for this host is known already; enter another one only to replace it.")
            given = tr("The lab gives its token; leave the field empty and press the button below.")
            self.result.say("info", given if self.visit.mode == "lab" else known)
        await self._look_at_keyring()

    async def _look_at_keyring(self) -> None:
        if self.visit.mode == "lab":
            self.keeping.in_lab()
            return
        self.keeping.change(await self.ask(lambda desk: desk.keyring_state()), self.visit.settings.now.keeping)

    async def _try(self, url: str, token: Secret | None, keeping: Keeping) -> None:
        self.visit.mark(self.step, StepState.WORKING)
        alone = self.visit.answers.route is Route.INTEGRATION
        self._take(await self.ask(lambda desk: desk.sign_in_gitlab(url, token, keeping, alone=alone)))

    async def _by_browser(self, url: str, client_id: str) -> None:
        self.visit.mark(self.step, StepState.WORKING)
        listen = self.relay(self._listening)
        try:
            signed_in = await self.ask(lambda desk: desk.access.sign_in_oauth(url, client_id, listen))
        finally:
            self.panel.end()
            self._link = ""
        self._take(signed_in)

    def _listening(self, link: OAuthLink) -> None:
        """The wizard listens: send the person to the browser."""
        self._link = link.link
        self.panel.begin(link.wait_s)
        self._open(link.link)

    async def _renew(self) -> None:
        wait_s = await self.ask(lambda desk: desk.access.renew_oauth())
        if wait_s:
            self.panel.begin(wait_s)

    def _open(self, link: str) -> None:
        if self.visit.mode == "lab":
            self.said.emit(tr("Only a browser that uses the lab's proxy finds its hosts: copy the link into one."))
        elif not (may_open(link, self.visit.answers) and self.visit.open_link(link)):
            self.said.emit(tr("No browser opened. Copy the link and open it yourself."))

    def _take(self, signed_in: GitLabSignedIn) -> None:
        self._known = True
        self.visit.learnt.gitlab_signed_in = signed_in
        kept = signed_in.kept is KeyringState.READY or self.keeping.keeping() is not Keeping.KEYRING
        self._show(signed_in)
        blocked = blocks(signed_in.findings)
        wrong = self.panel.client_id if self.ways.by_browser() else self.token.edit
        set_wrong(wrong, blocked)
        if blocked:
            wrong.setFocus()
            wrong.selectAll()
        else:
            self.token.take(self.visit.settings.now.clipboard_s)
            self.visit.watching.go_on()
            self.lead_on(_who(signed_in, self.visit.answers.route) if kept and not signed_in.findings else "")
        self.visit.mark(self.step, StepState.FAILED if blocked else StepState.DONE, "")

    def _show(self, signed_in: GitLabSignedIn | None) -> None:
        empty(self._table)
        route = self.visit.answers.route
        permissions = signed_in.permissions if signed_in else needed(route)
        for row in rows(permissions, asked=signed_in is not None):
            self._table.addWidget(row)
        if signed_in is None:
            self.result.clear()
            self.show_findings(())
            return
        self.show_findings(signed_in.findings, self._sign_in_again)
        self.token_part.fit_version(signed_in.version)
        if signed_in.user:
            self.result.say("warn" if blocks(signed_in.findings) else "ok", _who(signed_in, route))
        if signed_in.kept is not KeyringState.READY and self.keeping.keeping() is Keeping.KEYRING:
            self.keeping.change(signed_in.kept, self.visit.settings.now.keeping)
            self.said.emit(show(STATES[signed_in.kept]))

    def _sign_in_again(self) -> None:
        self.visit.learnt.gitlab_signed_in = None
        self.press()


def _who(signed_in: GitLabSignedIn, route: Route) -> str:
    """Return who signed in, where, and until when; on GitLab.com nobody need be an administrator."""
    role = tr("administrator") if signed_in.is_admin else tr("no administrator")
    who = tr("Signed in as {name} (@{user}), {role}", name=signed_in.user_name, user=signed_in.user, role=role)
    if route in (Route.SAAS, Route.INTEGRATION):
        who = tr("Signed in as {name} (@{user})", name=signed_in.user_name, user=signed_in.user)
    version = tr("GitLab {version}", version=signed_in.version) if signed_in.version else ""
    until = tr("Token until {date}", date=signed_in.expires) if signed_in.expires else ""
    return " ".join(f"{one}." for one in (who, version, until) if one)
