"""How GitLab signs in at Jira: which Jira, in which way, as whom and with what."""

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from wizard.domain.answers import Answers
from wizard.domain.integration_address import deployment
from wizard.domain.jira_integration import Auth
from wizard.domain.route import Route
from wizard.domain.token_page import ATLASSIAN_TOKENS
from wizard.domain.url import UrlError, jira_site, other_https
from wizard.domain.version import Version
from wizard.ui.controls import button, field_label
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr
from wizard.ui.integration_gates import SERVICE_ACCOUNT, TOKEN, why_not
from wizard.ui.integration_part import FieldLine, Part
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.token_field import TokenField


class AccountPart(Part):
    """Asks only for what the chosen way to sign in needs."""

    def __init__(self, open_link: Callable[[str], object], copy: Callable[[str], object]) -> None:
        super().__init__()
        self._alone = False
        self.kinds: dict[str, QRadioButton] = {}
        self.ways: dict[Auth, QRadioButton] = {}
        self._why = PlainLabel("", "small")
        self._version: Version | None = None
        self.url = FieldLine("integration.url", tr("Web URL of Jira"), placeholder="https://acme.atlassian.net")
        self.user = FieldLine("integration.user", tr("E-mail"))
        self.token = TokenField("integration.token", tr("API token of the integration's user"))
        self._token_label = field_label(tr("API token"), self.token.edit)
        self.api = FieldLine(
            "integration.api-url", tr("Jira API URL"), tr("Only where the API has another address than the pages.")
        )
        self._guide = QWidget()
        self._build(open_link, copy)

    def _build(self, open_link: Callable[[str], object], copy: Callable[[str], object]) -> None:
        kinds = Flow(16)
        for value, words in {"cloud": tr("Jira Cloud"), "server": tr("Jira Server or Data Center")}.items():
            self.kinds[value] = self._radio(f"integration.deployment.{value}", words)
            self.kinds[value].clicked.connect(lambda _on, kind=value: self._choose_kind(kind))
            kinds.add(self.kinds[value])
        ways = Flow(16)
        for auth in Auth:
            self.ways[auth] = self._radio(f"integration.auth.{auth.value}", tr("Password"))
            self.ways[auth].clicked.connect(lambda _on, auth=auth: self.tell(integration_auth=auth))
            ways.add(self.ways[auth])
        for chosen in (self.kinds, self.ways):
            group = QButtonGroup(self)
            for radio in chosen.values():
                group.addButton(radio)
        token = QWidget()
        held = column(token, 6)
        self._fill_guide(open_link, copy)
        for part in (self._token_label, self.token, self._guide):
            held.addWidget(part)
        for part in (kinds, self.url, ways, self._why, self.user, token, self.api):
            self.whole.addWidget(part)
        self.on_left(self.url, lambda: self.take_url(self.url.text()))
        self.on_left(self.user, self._user_left)
        self.on_left(self.api, lambda: self.tell(integration_api_url=self.api.text().rstrip("/")))

    def _radio(self, identifier: str, words: str) -> QRadioButton:
        return name(QRadioButton(words), identifier, words)

    def _fill_guide(self, open_link: Callable[[str], object], copy: Callable[[str], object]) -> None:
        steps = tr(
            "1. Open the page API tokens, signed in with an account that may write in the Jira projects.\n"
            "2. Choose Create API token, the one without scopes; enter a label and the day on which it ends.\n"
            "3. Copy it and paste it above. Test settings tries it at once."
        )
        links = Flow()
        links.add(
            button(
                tr("Make an API token"), "integration.make-token", lambda: open_link(ATLASSIAN_TOKENS), "small", "open"
            )
        )
        spoken = tr("Copy the link to the page that makes a token")
        links.add(
            button(
                tr("Copy the link"), "integration.copy-link", lambda: copy(ATLASSIAN_TOKENS), "small", "copy", spoken
            )
        )
        held = column(self._guide, 6)
        held.addWidget(PlainLabel(steps, "small"))
        held.addWidget(links)

    def load(self, answers: Answers) -> None:
        wanted, kind = answers.integration, deployment(answers)
        cloud = kind == "cloud"
        self._alone = answers.route is Route.INTEGRATION
        self.kinds[kind].setChecked(True)
        self.url.show_text(wanted.web_url or answers.jira.url)
        self.url.edit.setPlaceholderText("https://acme.atlassian.net" if cloud else "https://jira.example.com/jira")
        self.ways[wanted.auth].setChecked(True)
        self._name_ways(cloud=cloud)
        self.user.setVisible(wanted.auth is Auth.BASIC)
        self.user.rename(tr("E-mail") if cloud else tr("User name"))
        self.user.show_text(wanted.username or answers.jira.email)
        self._name_token(wanted.auth, cloud=cloud)
        self._guide.setVisible(cloud and wanted.auth is Auth.BASIC)
        self.api.setVisible(wanted.auth is Auth.SERVICE_ACCOUNT or not cloud)
        self.api.show_text(wanted.api_url)

    def fit(self, version: Version | None) -> None:
        self._version = version

    def _name_ways(self, *, cloud: bool) -> None:
        words = {
            Auth.BASIC: tr("E-mail and API token") if cloud else tr("User name and password"),
            Auth.TOKEN: tr("Personal access token"),
            Auth.SERVICE_ACCOUNT: tr("Service account"),
        }
        here = {Auth.BASIC, Auth.SERVICE_ACCOUNT if cloud else Auth.TOKEN}
        missing = why_not(self._version, SERVICE_ACCOUNT if cloud else TOKEN)
        for auth, radio in self.ways.items():
            radio.setText(words[auth])
            radio.setAccessibleName(words[auth])
            radio.setVisible(auth in here)
            radio.setEnabled(auth is Auth.BASIC or not missing or radio.isChecked())
        other = Auth.SERVICE_ACCOUNT if cloud else Auth.TOKEN
        self._why.setText(f"{words[other]}: {missing}" if missing else "")
        self._why.setVisible(bool(missing))

    def _name_token(self, auth: Auth, *, cloud: bool) -> None:
        words = {
            Auth.BASIC: tr("API token") if cloud else tr("Password"),
            Auth.TOKEN: tr("Personal access token"),
            Auth.SERVICE_ACCOUNT: tr("Token of the service account"),
        }[auth]
        self._token_label.setText(words)
        self.token.edit.setAccessibleName(words)

    def _choose_kind(self, kind: str) -> None:
        """Take the kind of Jira: that of the set-up where the integration is all of it, else the app keeps its own."""
        if self._alone:
            self.tell(jira_deployment=kind, integration_deployment="")
        else:
            self.tell(integration_deployment=kind)
        self.tell(integration_auth=Auth.BASIC, integration_api_url="")

    def take_url(self, url: str) -> None:
        """Put the address of Jira into the answers: that of the set-up where the integration is all of it.

        A page of that Jira is reduced to its beginning; what cannot be read stays as it was typed.
        """
        url = self._beginning(url)
        self.url.show_text(url)
        if self._alone:
            self.tell(jira_url=url, integration_web_url="")
        else:
            self.tell(integration_web_url=url)

    def _beginning(self, url: str) -> str:
        if not url:
            return ""
        if self.kinds["cloud"].isChecked():
            try:
                return str(jira_site(url))
            except UrlError:
                return url
        return other_https(url) or url

    def _user_left(self) -> None:
        self.tell(integration_username=self.user.text())
