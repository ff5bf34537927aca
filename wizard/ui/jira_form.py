"""The fields of the page Jira: site, e-mail, API token and its last day, each with what is known of its value."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from wizard.domain.token_page import ATLASSIAN_TOKENS
from wizard.steps.jira import is_service_account
from wizard.ui.controls import button, field_label, line_edit, set_wrong
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr
from wizard.ui.layouts import column
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.token_day import TokenDay
from wizard.ui.token_field import TokenField
from wizard.ui.token_guard import TokenGuard


class JiraForm(QWidget):
    """Says what is wrong beside its field; what a value means is the page's."""

    edited = Signal()
    """Somebody typed, and it was no token in the wrong place."""

    def __init__(
        self, *, open_link: Callable[[str], object], copy: Callable[[str], object], today: Callable[[], date]
    ) -> None:
        super().__init__()
        self.site = line_edit("jira.site", tr("Address of your Jira site"), placeholder="https://acme.atlassian.net")
        self.email = line_edit("jira.email", tr("E-mail address of your Atlassian account"))
        self.token = TokenField("jira.token", tr("API token of your Atlassian account"))
        # Not among the fields above: few know it, and what Jira says of the token belongs close to that.
        self.day = TokenDay(
            "jira.expires",
            tr(
                "Jira tells no program when; the wizard and its monitor warn 30 days before. Leave it empty if unknown."
            ),
            today,
        )
        self.site_result, self.email_result = ResultLine("jira.site-result"), ResultLine("jira.email-result")
        self._guards = (
            (TokenGuard(self.site), self.site, self.site_result),
            (TokenGuard(self.email), self.email, self.email_result),
        )
        self._build(open_link, copy)
        for field in (self.site, self.email, self.token.edit):
            field.textEdited.connect(partial(self._typing, field))

    def _build(self, open_link: Callable[[str], object], copy: Callable[[str], object]) -> None:
        whole = column(self, 12)
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
            whole.addLayout(part)
        links = Flow()
        make, spoken = tr("Make an API token"), tr("Copy the link to the page that makes a token")
        links.add(button(make, "jira.make-token", lambda: open_link(ATLASSIAN_TOKENS), "small", "open"))
        links.add(
            button(tr("Copy the link"), "jira.copy-link", lambda: copy(ATLASSIAN_TOKENS), "small", "copy", spoken)
        )
        whole.addWidget(links)
        made_at = tr(
            "Choose Create API token there, not the one with scopes: that one does not work at the site's own address. "
            "The token is used to read. Only a method with an app of your own GitLab writes in Jira: it installs the "
            "app."
        )
        whole.addWidget(PlainLabel(made_at, "small"))

    def refused_token(self) -> bool:
        """Empty a field that a token was put into; it is neither looked up nor said again."""
        refused = False
        for guard, field, result in self._guards:
            if guard.refused():
                set_wrong(field, True)
                below = tr("That looked like a token and was removed unread. It belongs in the field below.")
                other = tr("That looked like a token of GitLab and was removed unread. It belongs to the page Sign-in.")
                result.say("error", other if guard.side == "gitlab" else below)
                refused = True
        return refused

    def site_wrong(self) -> None:
        """Say that what was typed is no Jira Cloud site."""
        set_wrong(self.site, True)
        if self._guards[0][0].emptied():
            return  # what was said of the token still holds, and says where it belongs
        missing = tr("The address of the Jira site is missing; enter the one you open Jira with.")
        unread = tr("This is no address of a Jira Cloud site such as https://acme.atlassian.net.")
        self.site_result.say("error", unread if self.site.text().strip() else missing)

    def email_wrong(self) -> None:
        """Say what is wrong with the e-mail address."""
        set_wrong(self.email, True)
        if self._guards[1][0].emptied():
            return  # what was said of the token still holds, and says where it belongs
        missing = tr("The e-mail address is missing; the token works only together with it.")
        unread = tr("This is no e-mail address; enter the one you sign in to Jira with.")
        if is_service_account(self.email.text()):
            unread = tr("Tokens of a service account do not work at the site; enter the address of an administrator.")
        self.email_result.say("error", unread if self.email.text().strip() else missing)

    def _typing(self, typed_in: QLineEdit, _text: str) -> None:
        """Take away what was said of the value before; what was said of other fields still holds."""
        if self.refused_token():
            return
        for _guard, field, result in self._guards:
            if field is typed_in:
                result.clear()
                set_wrong(field, False)
        set_wrong(self.token.edit, False)
        self.edited.emit()
