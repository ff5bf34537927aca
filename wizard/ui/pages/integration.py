"""Jira issue integration: where it is set, how GitLab signs in at Jira, and what it does there."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import blocks
from wizard.domain.integration_address import is_cloud
from wizard.domain.route import Route
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.journey.integration_port import IntegrationSignedIn
from wizard.ui import button_words
from wizard.ui.controls import set_wrong
from wizard.ui.fault_list import Fault, beside
from wizard.ui.foreign_token import foreign_token
from wizard.ui.i18n import show, tr
from wizard.ui.integration_account import AccountPart
from wizard.ui.integration_faults import FaultPlaces
from wizard.ui.integration_gates import version_of
from wizard.ui.integration_part import FieldLine, Part
from wizard.ui.integration_reading import IntegrationReading
from wizard.ui.integration_settings import Asks, SettingsPart
from wizard.ui.integration_test_issue import IssueOfTest
from wizard.ui.integration_token import TokenDetails
from wizard.ui.integration_user_tokens import UserTokensPart
from wizard.ui.integration_where import WherePart
from wizard.ui.keeping_choice import STATES
from wizard.ui.layouts import column
from wizard.ui.links import may_open
from wizard.ui.pages._base import Page
from wizard.ui.place_table import Places
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.setting_group import SettingGroup
from wizard.ui.step_state import StepState
from wizard.ui.visit import Visit, host_of

_ABOVE = 12
"""What sets the parts of the page apart."""
_SIGNS_IN = ("web_url", "deployment", "api_url", "auth", "username")
_PLACES = frozenset({f"integration_{one}" for one in ("scope", "groups", "search", "projects", "inherit")})


class IntegrationPage(Page):
    """The verb is Test settings until GitLab's two requests were tried with what stands here; then it is Next."""

    step = "integration"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._reading = IntegrationReading(self)
        self.where = WherePart(self._reading.choose_file, self._reading.count)
        self.places = Places(self._reading.places)
        self.account = AccountPart(self._open, self.copy)
        self.result = ResultLine("integration.result")
        self.token = TokenDetails(visit.today)
        self.keeping, self.renewal = self.token.keeping, self.token.renewal
        self.more = SettingGroup("integration.group.token", tr("More about the token"), self.token)
        reading = self._reading
        self.user_tokens = UserTokensPart(reading.user_token)
        self.settings = SettingsPart(
            Asks(reading.transitions, reading.audience, reading.issue_types, reading.places_of_move)
        )
        self.proof = IssueOfTest(reading.issue)
        self.project, self.issue = self.proof.project, self.proof.issue
        self._signs_in = QWidget()
        self._links = _heading("")
        self._tried: object = None
        self._build()
        self._faults = FaultPlaces(self)
        for part in self._parts():
            part.edited.connect(self._take)
        self.places.chosen.connect(self._take_ticks)
        self.account.token.edit.textEdited.connect(self._token_typed)
        self.keeping.chosen.connect(lambda: self.more.say(self.token.summary(self.visit.answers)))
        self.keeping.look_again.connect(lambda: self.quietly(self._look_at_keyring(), "keyring"))

    def _build(self) -> None:
        account = column(self._signs_in, 10)
        account.addWidget(_heading(tr("2. How GitLab signs in at Jira")))
        signs_in: tuple[QWidget, ...] = (self.account, self.result, self.user_tokens, self.more)
        for part in signs_in:
            account.addWidget(part)
        self.body.setSpacing(14)
        self.body.addWidget(PlainLabel(tr("1. Where it is set"), "strong"))
        for part in (self.where, self.places, self._signs_in):
            self.body.addWidget(part)
        self._put_cards_here()
        for part in (self.proof, self._links, self.settings):
            self.body.addWidget(part)

    def _put_cards_here(self) -> None:
        """Show what Jira says of the sign-in below it, and not at the end of the page."""
        self._outer.removeItem(self.faults)
        self.faults.setParent(None)
        self.body.addLayout(self.faults)

    def _parts(self) -> tuple[Part, ...]:
        return self.where, self.account, self.token, self.user_tokens, self.settings, self.proof

    def title(self) -> str:
        return tr("Jira issue integration")

    def lead(self) -> str:
        return tr("GitLab finds issue keys in commits and merge requests, and links them in Jira. Nothing changes yet.")

    def verb(self) -> str:
        return button_words.go_on() if self._done() else tr("Test settings")

    def first_field(self) -> QWidget | None:
        scope = self.visit.answers.integration.scope or "project"
        return self.where.scopes[scope]

    def enter(self) -> None:
        answers, suggested = self.visit.answers, self.visit.learnt.suggestions
        known = {} if answers.integration.scope else {"integration_scope": "project"}
        if answers.route is Route.INTEGRATION:
            given, jira, user = answers.jira.url or answers.integration.web_url, *_suggested(suggested)
            if jira and not given and not is_cloud(jira):
                known["jira_deployment"] = "server"
            known["jira_url"] = given or jira
            known["jira_email"] = answers.jira.email or answers.integration.username or user
            known["proof_project"] = answers.proof.project or suggested.get("project", "")
            known["proof_issue"] = answers.proof.issue or suggested.get("issue", "")
        self.visit.change(self.step, **known)
        self._load()
        self._show(self.visit.learnt.integration)
        self.quietly(self._look_at_keyring(), "keyring")
        self._reading.plan()

    def _load(self) -> None:
        answers, signed_in = self.visit.answers, self.visit.learnt.gitlab_signed_in
        version = version_of(signed_in.version if signed_in is not None else "")
        for one in self._parts():
            one.fit(version)
            one.load(answers)
        inherits, renews = answers.integration.inherit, answers.integration.renew_password
        self._signs_in.setVisible(not inherits)
        for part in (self._links, self.settings):
            part.setVisible(not inherits and not renews)
        alone = answers.route is Route.INTEGRATION
        self.proof.setVisible(alone)
        self.proof.number("2" if inherits else "3")
        self._links.setText(tr("4. What links to a Jira issue") if alone else tr("3. What links to a Jira issue"))
        self.more.say(self.token.summary(answers))
        if self.visit.mode == "lab" and self.result.isHidden():
            self.result.say("info", tr("The lab gives its token; leave the field empty and press the button below."))

    def leave(self) -> None:
        self.places.settle()
        self.account.token.take(self.visit.settings.now.clipboard_s)
        self.user_tokens.forget()
        super().leave()

    # what is edited

    def _take(self, parts: dict[str, object]) -> None:
        before = self.visit.answers
        self.visit.change(self.step, **parts)
        if self.visit.answers == before:
            return
        if _PLACES & parts.keys():
            self.places.forget()
            self.where.result.clear()
        if _key(before) != _key(self.visit.answers):
            self.visit.learnt.integration = None
            self.result.clear()
            self.show_findings(())
        self._load()
        self.changed.emit()

    def _take_ticks(self, parts: dict[str, object]) -> None:
        """Take the places that are ticked; the table that told them stays."""
        self.visit.change(self.step, **parts)
        self._load()
        self.changed.emit()

    def _token_typed(self) -> None:
        self.result.clear()
        set_wrong(self.account.token.edit, False)
        self.changed.emit()

    def take_all(self) -> None:
        """Take what stands in fields that were not left: a key may press the verb from inside one."""
        for field in self.findChildren(FieldLine):
            if not field.isHidden():
                field.edit.editingFinished.emit()
        self.places.settle()

    # the verb

    def _done(self) -> bool:
        answers, signed_in = self.visit.answers, self.visit.learnt.integration
        if answers.integration.inherit:
            return True
        tried = self._tried in (None, _key(answers))
        return signed_in is not None and tried and not blocks(signed_in.findings) and not self.account.token.filled()

    def press(self) -> None:
        self.take_all()
        faults, others = self._faults.say([one for one in self.problems() if blocks((one,))])
        if why := self._wrong_token():
            self.result.say("error", why)
            set_wrong(self.account.token.edit, True)
            faults.append(beside(self.result, self.account.token.edit))
        if self.places.nothing_ticked():
            self.places.result.say("error", tr("No place is ticked. Tick those to set up, or choose others above."))
            faults.insert(0, beside(self.places.result, self.places.table))
        if faults or others:
            self.show_findings(others)
            self.refuse(*faults, *([] if faults else [Fault(show(others[0].title), self)]))
        elif self._done():
            self.go_on()
        else:
            token = self.account.token.read(self.visit.settings.now.clipboard_s)
            self.work(self._try(token, self.keeping.keeping()), tr("Asking Jira as GitLab does."), self._again)

    def _again(self) -> None:
        self.visit.learnt.integration = None
        self.press()

    def _wrong_token(self) -> str:
        return (
            "" if self.visit.answers.integration.inherit else foreign_token(self.account.token, "jira", self.visit.mode)
        )

    async def _try(self, token: Secret | None, keeping: Keeping) -> None:
        answers = self.visit.answers
        host = host_of(answers.integration.web_url or answers.jira.url)
        self.visit.mark(self.step, StepState.WORKING, host)
        try:
            signed_in = await self.ask(lambda desk: desk.integration.sign_in(answers, token, keeping))
        except PortError as error:
            if error.code != "integration-secret-missing":
                raise
            self._say_missing()
            return
        self._tried, self.visit.learnt.integration = _key(answers), signed_in
        if signed_in.api_url and not answers.integration.api_url:
            self.visit.change(self.step, integration_api_url=signed_in.api_url)
            self._tried = _key(self.visit.answers)
            self._load()
        self._show(signed_in)
        blocked = blocks(signed_in.findings)
        if not blocked:
            self._reading.issue()
            self._tell_unseen()
            self.account.token.take(self.visit.settings.now.clipboard_s)
            self.visit.watching.go_on()
            self.lead_on()
        set_wrong(self.account.token.edit, blocked and not signed_in.name)
        self.visit.mark(self.step, StepState.FAILED if blocked else StepState.DONE, host)

    def _tell_unseen(self) -> None:
        """Say the result in a toast where its line is scrolled away: the page stays where it was."""
        if self.result.visibleRegion().isEmpty():
            self.said.emit(self.result.text.text())

    def _say_missing(self) -> None:
        self.visit.mark(self.step, StepState.FAILED)
        self.result.say("error", tr("The token or password is missing; paste it above. None is kept for this user."))
        set_wrong(self.account.token.edit, True)
        self.refuse(beside(self.result, self.account.token.edit))

    def _show(self, signed_in: IntegrationSignedIn | None) -> None:
        self.show_findings(signed_in.findings if signed_in is not None else (), self._again)
        if signed_in is None or not signed_in.name:
            return
        said = tr(
            "Signed in as {name} at Jira {kind} {version}. Asked from this computer; GitLab asks from its own host.",
            name=signed_in.name,
            kind=signed_in.deployment,
            version=signed_in.version,
        )
        self.result.say("ok", f"{said} {self._where_tested()}".strip())
        if signed_in.kept not in (None, KeyringState.READY) and self.keeping.keeping() is Keeping.KEYRING:
            self.keeping.change(signed_in.kept, self.visit.settings.now.keeping)
            self.said.emit(show(STATES[signed_in.kept]))

    def _where_tested(self) -> str:
        """Return where the test will be made, which whoever goes on at once has not scrolled to."""
        answers = self.visit.answers
        if answers.route is not Route.INTEGRATION or not answers.proof.project:
            return ""
        proof = answers.proof
        return tr("The test at the end mentions {issue} in {project}.", issue=proof.issue, project=proof.project)

    async def _look_at_keyring(self) -> None:
        if self.visit.mode == "lab":
            self.keeping.in_lab()
            return
        self.keeping.change(await self.ask(lambda desk: desk.keyring_state()), self.visit.settings.now.keeping)

    def _open(self, link: str) -> None:
        if not (may_open(link, self.visit.answers) and self.visit.open_link(link)):
            self.said.emit(tr("No browser opened. Copy the link and open it yourself."))


def _suggested(known: Mapping[str, str]) -> tuple[str, str]:
    """Return the Jira that a lab suggests, and who signs in there: a Jira of one's own knows people by their names."""
    jira = known.get("jira", "")
    own = bool(jira) and jira == known.get("old_jira", "")
    return jira, known.get("old_user" if own else "email", "")


def _heading(words: str) -> PlainLabel:
    """Return the title of a part of the page, with room above it."""
    made = PlainLabel(words, "strong")
    made.setContentsMargins(0, _ABOVE, 0, 0)
    return made


def _key(answers: Answers) -> tuple[object, ...]:
    """Return what a sign-in depends on."""
    jira = answers.jira
    return jira.url, jira.email, jira.deployment, *(getattr(answers.integration, one) for one in _SIGNS_IN)
