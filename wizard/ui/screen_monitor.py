"""How the page Monitor stands with each state of the sample monitor: for its pictures."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from PySide6.QtWidgets import QAbstractButton

from wizard.domain.errors import SecretMissing
from wizard.monitor.port import Monitor
from wizard.monitor.values import Reason
from wizard.ui.pages.monitor import MonitorPage
from wizard.ui.sample_monitor import SampleMonitor, sample_monitor
from wizard.ui.sample_values import ANSWERS
from wizard.ui.shell import Shell
from wizard.ui.visit import host_of


def watched(state: str) -> Callable[[Shell], object]:
    """Return what begins to watch the example connection, which stands in this state."""

    def do(shell: Shell) -> None:
        shell.visit.watching.use(sample_monitor(SampleMonitor(state)))
        if isinstance(shell.page, MonitorPage):
            shell.page.watch(ANSWERS)

    return do


class _SignedOut(AbstractAsyncContextManager[Monitor]):
    """A monitor that cannot be made: no token is known for its GitLab."""

    async def __aenter__(self) -> Monitor:
        raise SecretMissing("secret-missing", {"host": host_of(ANSWERS.gitlab.url)})

    async def __aexit__(self, *_why: object) -> None:
        """Nothing was opened."""


def signed_out(shell: Shell) -> None:
    """Watch the example connection, whose GitLab has no token."""
    shell.visit.watching.use(lambda _desk, _answers: _SignedOut())
    shell.visit.watching.watch(ANSWERS)
    shell.page.enter()


def two_watched(shell: Shell) -> None:
    """Watch a second connection, on which an alarm is raised."""
    other = ANSWERS.with_(gitlab_url="https://git.example.org", jira_url="https://beta.atlassian.net")
    monitors = {ANSWERS.gitlab.url: SampleMonitor("broken"), other.gitlab.url: SampleMonitor("first sync")}
    shell.visit.watching.use(lambda desk, answers: sample_monitor(monitors[answers.gitlab.url])(desk, answers))
    for answers in (ANSWERS, other):
        shell.visit.watching.watch(answers)
    shell.page.enter()


def with_test_branches(shell: Shell) -> None:
    """Watch the example connection with a test branch an hour."""
    shell.visit.watching.use(sample_monitor(SampleMonitor("test branch")))
    if isinstance(shell.page, MonitorPage):
        shell.page.watch(ANSWERS.with_(monitor_canary="hourly"))


def at_test_branches(shell: Shell) -> None:
    """Go to what is said of test branches, below the picture."""
    if isinstance(shell.page, MonitorPage):
        shell.page.canary.box.setFocus()


def missing_listed(shell: Shell) -> None:
    """Open the list of what Jira does not show for one reason."""
    row = shell.findChild(QAbstractButton, f"monitor.reason.{Reason.KEY_UNKNOWN.value}")
    if row is None:
        raise LookupError("monitor.reason")
    row.click()
