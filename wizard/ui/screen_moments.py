"""Moments of pages that last too short for a picture, or that need another route: what brings a window there."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton

from wizard.domain.flow import Kind
from wizard.domain.route import Route
from wizard.domain.text import T, Text
from wizard.journey.standing import UNSURE, WRITTEN
from wizard.journey.values import Mark
from wizard.ui.pages.apply import ApplyPage
from wizard.ui.pages.by_hand import ByHandPage
from wizard.ui.pages.groups import GroupsPage
from wizard.ui.shell import Shell
from wizard.ui.switched_fault import take_up_fault


def on_gitlab_com(shell: Shell) -> None:
    """Make it a set-up of GitLab.com, and look at the page anew."""
    shell.visit.change("gitlab", gitlab_url="https://gitlab.com", route=Route.SAAS)
    shell.page.enter()


def with_a_way_of_a_file(shell: Shell) -> None:
    """Let a file have named a way that the addresses rule out, and look at the page anew."""
    shell.visit.change("method", route=Route.LISTING)
    shell.page.enter()


def leaf_without_address(shell: Shell) -> None:
    """Choose the way behind a proxy and go on without saying which one."""
    choice = shell.findChild(QAbstractButton, "method.leaf")
    if choice is None:
        raise LookupError("method.leaf")
    choice.click()
    shell.press()


def every_kind(shell: Shell) -> None:
    """Test each kind of data."""
    shell.visit.change("verify", proof_kinds=tuple(Kind))
    shell.page.enter()
    shell.press()


def only_looking(shell: Shell) -> None:
    """Make it a look at an existing connection, and look anew."""
    shell.visit.check_only = True
    shell.visit.steps_changed.emit()
    shell.page.enter()


def with_fault(shell: Shell) -> None:
    """Make it a lab that was opened with a fault: it opens its page from the start page."""
    shell.go("start")
    shell.visit.spawn(take_up_fault(shell), "window", "take up the fault")


def cut_off(shell: Shell) -> None:
    """Let the second change be asked for, and nobody know whether it was made."""
    page = shell.page
    if isinstance(page, ApplyPage):
        first, second, *rest = page.rows.rows()
        left = (replace(row, state="planned", note=Text("")) for row in rest)
        first = replace(first, state="done", note=WRITTEN)
        page.stand((first, replace(second, state="unknown", note=UNSURE), *left))


def cannot_be_seen(shell: Shell) -> None:
    """Let the second task be one that no program can read."""
    page = shell.page
    if isinstance(page, ByHandPage):
        first, second, *_rest = page.tasks()
        page.take(replace(first, mark=Mark.OK, note=T("installed")))
        page.take(replace(second, mark=Mark.WARNING, note=T("cannot be read from here; the test decides")))


def evidence_of(why: str, size: tuple[int, int] = (1340, 800)) -> Callable[[Shell], object]:
    """Return what shows the request of a check beside the page, in a window of this size."""

    def show(shell: Shell) -> None:
        shell.resize(*size)
        shell.page.evidence.emit(why)

    return show


def nothing_chosen(shell: Shell) -> None:
    """Press Next on the page of groups while nothing is chosen."""
    page = shell.page
    if isinstance(page, GroupsPage):
        page.model.choose(())
        page.model.chosen_changed.emit()
        page.project.clear()
        page.issue.clear()
        shell.press()
