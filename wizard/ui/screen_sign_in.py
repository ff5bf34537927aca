"""What people do on the pages that sign in, for pictures of what comes of it."""

from collections.abc import Callable

from wizard.domain.route import GITLAB_COM, Route
from wizard.ui.pages.gitlab import GitLabPage
from wizard.ui.pages.jira import JiraPage
from wizard.ui.pages.sign_in import SignInPage
from wizard.ui.shell import Shell

_LEFT_S = 272.0


def instance(address: str) -> Callable[[Shell], object]:
    """Return what enters the address of a GitLab and has it tested."""

    def do(shell: Shell) -> None:
        if isinstance(page := shell.page, GitLabPage):
            page.url.setText(address)
            shell.press()

    return do


def com(shell: Shell) -> None:
    """Choose GitLab.com and test it."""
    if isinstance(page := shell.page, GitLabPage):
        page.kind.com.click()
        shell.press()


def sign_in_to_com(shell: Shell) -> None:
    """Come from GitLab.com."""
    shell.visit.change("gitlab", gitlab_url=GITLAB_COM, route=Route.SAAS)
    shell.page.arrive()
    shell.page.changed.emit()


def by_browser(shell: Shell) -> None:
    """Wait for the browser; the clock stands still for the picture."""
    if isinstance(page := shell.page, SignInPage):
        page.ways.browser.click()
        page.panel.client_id.setText("0a1b2c3d" * 8)
        page.panel.begin(_LEFT_S)
        page.panel.ticking.stop()


def site(address: str) -> Callable[[Shell], object]:
    """Return what enters the address of a Jira and has it tested."""

    def do(shell: Shell) -> None:
        if isinstance(page := shell.page, JiraPage):
            page.site.setText(address)
            shell.press()

    return do
