"""A link that opened the window: its addresses in the fields of a new set-up, and a bar that says so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wizard.ui.i18n import show, tr

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.domain.deep_link import DeepLink
    from wizard.ui.shell import Shell

LINK = "link"


def take_link(shell: Shell, link: DeepLink) -> None:
    """Fill in what the link names and stop at the page GitLab; on the start page say why it opens nothing."""
    said = [show(one) for one in link.notes]
    if link.connects:
        from wizard.domain.answers import Answers

        shell.visit.start_over(Answers().with_(gitlab_url=link.gitlab, jira_url=link.jira))
        shell.go("gitlab")
        said.insert(0, _filled_in(link))
    page = shell.page
    page.notices.say(
        LINK, "warn" if link.notes else "info", " ".join(said), dismiss=partial(page.notices.take_away, LINK)
    )


def _filled_in(link: DeepLink) -> str:
    if not (link.gitlab or link.jira):
        return tr("A link opened this page and named no address.")
    addresses = ", ".join(one for one in (link.gitlab, link.jira) if one)
    return tr("A link filled in: {addresses}. Check that these are your sites before you go on.", addresses=addresses)
