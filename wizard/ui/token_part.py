"""The part of the sign-in page for a token: the field, what it allows, and the page that makes a right one."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wizard.domain.route import Route
from wizard.domain.token_page import MOVED_IN, gitlab_token_page
from wizard.domain.version import Version
from wizard.journey.permissions import scopes
from wizard.ui.controls import button, field_label, set_button_text
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr
from wizard.ui.layouts import column
from wizard.ui.plain import PlainLabel
from wizard.ui.token_field import TokenField
from wizard.ui.visit import host_of

_OLDER = Version(MOVED_IN.major, MOVED_IN.minor - 1)


class TokenPart(QWidget):
    """Knows the address of the page with name and scopes filled in."""

    def __init__(self, *, open_link: Callable[[str], object], copy: Callable[[str], object]) -> None:
        super().__init__()
        self.token = TokenField("sign-in.token", tr("Personal access token of GitLab"))
        self._url = ""
        self._scopes: tuple[str, ...] = ("api",)
        self._version: Version | None = None
        self._label = field_label(tr("Personal access token"), self.token.edit)
        self._allows = PlainLabel("", "small")
        self._make = button(tr("Make a token"), "sign-in.make-token", lambda: open_link(self.link()), "small", "open")
        copied = button(
            tr("Copy the link"), "sign-in.copy-token-link", lambda: copy(self.link()), "small", "copy",
            tr("Copy the link to the page that makes a token"),
        )  # fmt: skip
        self._old = button(
            tr("Before GitLab {version}", version=f"{MOVED_IN.major}.{MOVED_IN.minor}"),
            "sign-in.make-token-old",
            lambda: open_link(self.link(_OLDER)),
            "link",
            "",
            tr("Make a token on an older GitLab, where the page has another address"),
        )
        links = Flow()
        for one in (self._make, copied, self._old):
            links.add(one)
        whole = column(self, 8)
        for part in (self._label, self.token, links, self._allows):
            whole.addWidget(part)

    def fit(self, url: str, route: Route) -> None:
        """Speak of this GitLab, and of what a set-up by this route needs there."""
        com, alone = route is Route.SAAS, route is Route.INTEGRATION
        if url != self._url:
            self._version = None
        self._url, self._scopes = url, scopes(route)
        set_button_text(self._make, tr("Make a token on {host}", host=host_of(url)))
        plain = com or alone
        self._label.setText(tr("Personal access token") if plain else tr("Personal access token of an administrator"))
        on_com = tr(
            "The link fills in the scope api. It allows all that you may do on GitLab.com; the wizard reads your "
            "groups and makes and removes one branch for the test. Where a group enforces SSO, sign in there first."
        )
        on_own = tr(
            "The link fills in the scopes api and admin_mode; tick them yourself if the page does not. They allow all "
            "that you may do; the wizard reads, makes one OAuth application and sets the fields on the review page."
        )
        on_alone = tr(
            "The link fills in the scope api. It allows all that you may do there; the wizard reads projects, sets the "
            "Jira issue integration, and makes and removes one commit for the test. Nobody need be an administrator."
        )
        self._allows.setText(on_alone if alone else on_com if com else on_own)
        self._old.setVisible(not com and self._version is None)

    def fit_version(self, version: str) -> None:
        """Remember which GitLab answered, for the address of the page."""
        if version:
            self._version = Version.parse(version)
            self._old.hide()

    def link(self, version: Version | None = None) -> str:
        """Return the page that makes a right token."""
        return gitlab_token_page(self._url, self._scopes, version or self._version)
