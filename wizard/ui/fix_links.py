"""Where a finding is mended outside: the page of GitLab or Atlassian that its card opens in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from wizard.domain.text import T, Text
from wizard.domain.token_page import ATLASSIAN_TOKENS
from wizard.ui.controls import button
from wizard.ui.i18n import show, tr
from wizard.ui.links import may_open

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.pages._base import Page

_APPLICATIONS = (T("Open applications in GitLab"), "{gitlab}/admin/applications")
_GENERAL = (T("Open settings in GitLab"), "{gitlab}/admin/application_settings/general")
_APPS = (T("Open apps in Jira"), "{jira}/plugins/servlet/upm")
PLACES: dict[str, tuple[Text, str]] = {
    "jira-user-not-site-admin": (T("Open administration"), "https://admin.atlassian.com"),
    "jira-user-not-admin": (T("Open administration"), "https://admin.atlassian.com"),
    "jira-token-invalid": (T("Open API tokens"), ATLASSIAN_TOKENS),
    **dict.fromkeys(("jira-app-disabled", "jira-marketplace-collision"), _APPS),
    **dict.fromkeys(
        ("gitlab-oauth-app-confidential", "gitlab-oauth-app-wrong-redirect", "gitlab-oauth-app-foreign-scopes"),
        _APPLICATIONS,
    ),
    **dict.fromkeys(
        (
            "gitlab-application-id-blank",
            "gitlab-base-url-differs",
            "gitlab-maintenance",
            "gitlab-proxy-url-blank",
            "gitlab-proxy-url-foreign",
            "gitlab-proxy-url-slash",
        ),
        _GENERAL,
    ),
}
"""Codes of findings, and the page where they are mended; `{gitlab}` and `{jira}` are the addresses of the set-up."""


def fix_buttons(page: Page, identifier: str, code: str) -> list[QPushButton]:
    """Return the button that opens the place where a finding is mended; none where there is no single one."""
    place = PLACES.get(code)
    if place is None:
        return []
    label, link = place
    return [button(show(label), f"{identifier}.place", lambda: _open(page, link), "small", "open")]


def _open(page: Page, link: str) -> None:
    answers = page.answers()
    whole = link.format(gitlab=answers.gitlab.url.rstrip("/"), jira=answers.jira.url.rstrip("/"))
    if may_open(whole, answers) and page.visit.open_link(whole):
        page.said.emit(tr("Opened in the browser."))
    else:
        page.said.emit(tr("This address is not opened from here."))
