"""Sign in to GitLab: the token, what it allows, and where it goes."""

from PySide6.QtWidgets import QWidget

from wizard.domain.findings import blocks
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.journey.values import GitLabSignedIn, Mark, Permission
from wizard.ui.controls import field_label
from wizard.ui.i18n import show, tr
from wizard.ui.keeping_choice import STATES, KeepingChoice
from wizard.ui.layouts import column, empty
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.status_row import StatusRow
from wizard.ui.step_state import StepState
from wizard.ui.token_field import TokenField
from wizard.ui.visit import Visit, host_of


class SignInPage(Page):
    """The verb signs in; once the token was tried and nothing blocks, it is Next."""

    step = "sign-in"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.token = TokenField("sign-in.token", tr("Personal access token of GitLab"))
        self.result = ResultLine("sign-in.result")
        self.keeping = KeepingChoice("sign-in.keeping")
        self._known = False
        self._table = column(spacing=0)
        part = column(spacing=6)
        part.addWidget(field_label(tr("Personal access token of an administrator"), self.token.edit))
        part.addWidget(self.token)
        part.addWidget(
            PlainLabel(
                tr(
                    "Scope api, and admin_mode where Admin Mode is on. It allows all that you may do; the wizard "
                    "reads, makes one OAuth application and sets the fields on the review page."
                ),
                "small",
            )
        )
        part.addWidget(self.result)
        self.body.addLayout(part)
        self.body.addWidget(PlainLabel(tr("Where the token goes"), "strong"))
        self.body.addWidget(self.keeping)
        self.body.addLayout(self._table)
        self.token.edit.textEdited.connect(self._typing)

    def title(self) -> str:
        return tr("Sign in to GitLab")

    def lead(self) -> str:
        host = host_of(self.visit.answers.gitlab.url)
        return tr("The token goes to {host} only, in a header, and is never written into a file.", host=host)

    def verb(self) -> str:
        return tr("Next") if self._done() else tr("Sign in")

    def first_field(self) -> QWidget | None:
        return self.token.edit

    def enter(self) -> None:
        self._show(self.visit.learnt.gitlab_signed_in)
        self.quietly(self._look(), "known token and keyring")

    def leave(self) -> None:
        self.token.take()
        super().leave()

    def press(self) -> None:
        if self._done():
            self.go_on()
        elif self.token.filled() or self._known:
            self._sign_in()
        else:
            self.result.say("error", tr("The token is missing."))
            self.token.edit.setFocus()

    def _sign_in(self) -> None:
        work = self._try(self.visit.answers.gitlab.url, self.token.take(), self.keeping.keeping())
        self.work(work, tr("Signing in."), self.press)

    def _done(self) -> bool:
        signed_in = self.visit.learnt.gitlab_signed_in
        return signed_in is not None and not blocks(signed_in.findings) and not self.token.filled()

    def _typing(self) -> None:
        self.result.clear()
        self.changed.emit()

    async def _look(self) -> None:
        url = self.visit.answers.gitlab.url
        self._known = await self.ask(lambda desk: desk.has_token(url))
        if self._known and self.visit.learnt.gitlab_signed_in is None and self.result.isHidden():
            self.result.say("info", tr("A token for this host is known already; enter another one only to replace it."))
        state = await self.ask(lambda desk: desk.keyring_state())
        if self.visit.mode == "lab":
            self.keeping.in_lab()
        else:
            self.keeping.change(state)

    async def _try(self, url: str, token: Secret | None, keeping: Keeping) -> None:
        self.visit.mark(self.step, StepState.WORKING)
        signed_in = await self.ask(lambda desk: desk.sign_in_gitlab(url, token, keeping))
        self._known = True
        self.visit.learnt.gitlab_signed_in = signed_in
        self._show(signed_in)
        self.visit.mark(self.step, StepState.FAILED if blocks(signed_in.findings) else StepState.DONE)

    def _show(self, signed_in: GitLabSignedIn | None) -> None:
        empty(self._table)
        if signed_in is None:
            self.result.clear()
            self.show_findings(())
            return
        self.show_findings(signed_in.findings, self._sign_in_again)
        if signed_in.user:
            role = tr("administrator") if signed_in.is_admin else tr("no administrator")
            who = tr("Signed in as {name} (@{user}), {role}", name=signed_in.user_name, user=signed_in.user, role=role)
            version = tr("GitLab {version}", version=signed_in.version) if signed_in.version else ""
            until = tr("token until {date}", date=signed_in.expires) if signed_in.expires else ""
            tone = "warn" if blocks(signed_in.findings) else "ok"
            self.result.say(tone, ". ".join(one for one in (who, version, until) if one))
        if signed_in.kept is not KeyringState.READY and self.keeping.keeping() is Keeping.KEYRING:
            self.keeping.change(signed_in.kept)
            self.said.emit(show(STATES[signed_in.kept]))
        for permission in signed_in.permissions:
            self._table.addWidget(_row(permission))

    def _sign_in_again(self) -> None:
        self.visit.learnt.gitlab_signed_in = None
        self.press()


def _row(permission: Permission) -> StatusRow:
    row = StatusRow(f"sign-in.permission.{permission.name}", permission.name, title_width=150)
    if permission.present is None:
        row.change(
            Mark.WAITING, tr("{use}; this version cannot say whether it is there", use=show(permission.needed_for))
        )
    else:
        row.change(Mark.OK if permission.present else Mark.FAILED, show(permission.needed_for))
    return row
