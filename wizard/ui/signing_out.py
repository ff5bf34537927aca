"""Signing out: what is kept where, forget it on this computer, and let GitLab take its token back."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from wizard.domain.errors import PortError
from wizard.domain.text import T, Text
from wizard.domain.token_page import ATLASSIAN_TOKENS
from wizard.journey.access_port import KeptToken, Place
from wizard.journey.values import Mark, PlanRow
from wizard.ui.controls import button
from wizard.ui.dialogs import confirm
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column, empty
from wizard.ui.links import may_open
from wizard.ui.open_ends import CHANGES
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.status_row import StatusRow
from wizard.ui.step_state import StepState
from wizard.ui.visit import host_of

_PLACES: dict[Place, tuple[Mark, Text]] = {
    Place.KEYRING: (Mark.OK, T("in the keyring of this computer")),
    Place.SESSION: (Mark.OK, T("in memory; gone with this window")),
    Place.SIGNED_IN: (Mark.OK, T("in memory, from the sign-in by the browser; gone with this window")),
    Place.GIVEN: (Mark.OK, T("given by an environment variable when the program was started")),
    Place.UNSURE: (Mark.WARNING, T("the keyring does not say; unlock it and look again")),
    Place.NOWHERE: (Mark.SKIPPED, T("nothing is kept")),
}
_IN_LAB = T("the lab gives it each time it is needed")
_TITLE_WIDTH = 200


class SigningOut(QWidget):
    """A part of a page. Put it in, and call `look` when the page comes up."""

    def __init__(self, page: Page, identifier: str) -> None:
        super().__init__()
        self._page, self._id = page, identifier
        self._rows = column(spacing=0)
        self._revoked = False
        self._left: tuple[PlanRow, ...] = ()
        self.forget = button(tr("Forget the tokens"), f"{identifier}.forget", self._forget, "plain", "key")
        self.revoke = button(tr("Revoke the GitLab token"), f"{identifier}.revoke", self._revoke, "plain", "lock")
        self.atlassian = button(
            tr("Revoke the Jira token"), f"{identifier}.revoke-jira", self._open_atlassian, "plain", "open",
            tr("Open the page where Atlassian revokes API tokens"),
        )  # fmt: skip
        buttons = Flow(10)
        for one in (self.forget, self.revoke, self.atlassian):
            buttons.add(one)
        whole = column(self, 8)
        whole.addWidget(PlainLabel(tr("Tokens"), "strong"))
        whole.addLayout(self._rows)
        whole.addWidget(buttons)
        self.need = PlainLabel("", "small")
        whole.addWidget(self.need)
        self.say_need()

    def leave(self, rows: Sequence[PlanRow]) -> None:
        """Say what of an undo that was begun is left, and what it needs."""
        self._left = tuple(rows)
        self.say_need()

    def _needs_of_the_rest(self) -> str:
        """Return which changes are left, and whose tokens take them back."""
        needs = tr("That needs a token for GitLab.")
        if any(row.side == "jira" for row in self._left):
            needs = tr("That needs a token for GitLab and one for Jira.")
        left = self._page.visit.open_ends.sentence(CHANGES)
        task = next((row.finding for row in self._left if row.finding is not None and row.finding.task), None)
        return " ".join(one for one in (left, show(task.fix) if task is not None else "", needs) if one)

    def say_need(self) -> None:
        """Say who still needs a token, as far as the set-up stands now."""
        visit = self._page.visit
        if visit.learnt.undone:
            needs = tr("The set-up is undone and needs none of them. Setting up anew needs a token for GitLab.")
        elif visit.open_ends.sentence(CHANGES):
            needs = self._needs_of_the_rest()
        else:
            needs = tr("The connection needs none of them. Checking again and undoing need a token for GitLab.")
        uses = visit.answers.integration.wanted and not visit.learnt.undone
        self.atlassian.setVisible(not uses)
        if uses:
            self.need.setText(
                tr(
                    "GitLab keeps signing in at Jira with the token of the integration: revoked there, it links "
                    "nothing any more. Forgetting it here takes it from this computer only."
                )
            )
            return
        revoked = tr("Atlassian revokes API tokens at id.atlassian.com only; no program can do it.")
        self.need.setText(f"{needs} {revoked}")

    def look(self) -> None:
        """Read what is kept where."""
        self.say_need()
        self._page.quietly(self._look(), "kept tokens")

    async def _look(self) -> None:
        answers = self._page.visit.answers
        self._show(await self._page.ask(lambda desk: desk.access.kept(answers)))

    def _show(self, kept: Sequence[KeptToken]) -> None:
        empty(self._rows)
        if any(one.side == "gitlab" and one.place not in (Place.GIVEN, Place.NOWHERE) for one in kept):
            self._revoked = False  # somebody signed in anew
        for one in kept:
            row = StatusRow(f"{self._id}.kept-{one.side}", one.host, title_width=_TITLE_WIDTH)
            mark, where = _PLACES[one.place]
            if one.place is Place.GIVEN and self._page.visit.mode == "lab":
                where = _IN_LAB
            revoked = self._revoked and one.side == "gitlab"
            row.change(mark, tr("revoked; {host} accepts it no more", host=one.host) if revoked else show(where))
            self._rows.addWidget(row)
        held = {one.side for one in kept if one.place is not Place.NOWHERE}
        self.forget.setEnabled(any(one.place not in (Place.NOWHERE, Place.GIVEN) for one in kept))
        self.revoke.setEnabled("gitlab" in held and not self._revoked)

    def _forget(self) -> None:
        self._page.work(self._ask_and_forget(), tr("Forgetting the tokens."), self._forget)

    def _revoke(self) -> None:
        self._page.work(self._ask_and_revoke(), tr("Revoking the token."), self._revoke)

    async def _ask_and_forget(self) -> None:
        answers = self._page.visit.answers
        with self._page.questioned():
            sure = await confirm(
                self._page.window(),
                title=tr("Forget the tokens on this computer?"),
                why=tr("They stay good at GitLab and Jira. Undoing later asks for a token again."),
                verb=tr("Forget the tokens"),
                keep=tr("Keep them"),
            )
        if sure:
            kept = await self._page.ask(lambda desk: desk.access.forget(answers))
            self._forgotten(kept)
            self._show(kept)
            self._page.said.emit(tr("The tokens are forgotten."))

    def _about_undo(self) -> str:
        if self._page.visit.learnt.undone:
            return ""
        return " " + tr("To undo the set-up later, somebody must sign in with another token.")

    async def _ask_and_revoke(self) -> None:
        answers = self._page.visit.answers
        host = host_of(answers.gitlab.url)
        with self._page.questioned():
            sure = await confirm(
                self._page.window(),
                title=tr("Revoke the token on {host}?", host=host),
                why=tr(
                    "{host} accepts it nowhere any more, in other programs neither, and that cannot be taken back.",
                    host=host,
                )
                + self._about_undo(),
                verb=tr("Revoke the token"),
                keep=tr("Keep it"),
            )
        if not sure:
            return
        try:
            await self._page.ask(lambda desk: desk.access.revoke_gitlab(answers))
        except PortError:
            await self._look()
            raise
        self._revoked = True
        self._signed_out()
        await self._look()
        self._page.said.emit(tr("Revoked, and seen to be refused by {host}.", host=host))

    def _signed_out(self) -> None:
        """Let the list of steps say it; whoever resumed this set-up signs in from there as well."""
        visit = self._page.visit
        visit.learnt.gitlab_signed_in = None
        visit.seen("sign-in")
        visit.mark("sign-in", StepState.TO_DO, tr("signed out"))

    def _forgotten(self, kept: Sequence[KeptToken]) -> None:
        self._page.visit.learnt.gitlab_signed_in = self._page.visit.learnt.jira_signed_in = None
        if any(one.side == "gitlab" and one.place is Place.NOWHERE for one in kept):
            self._signed_out()

    def _open_atlassian(self) -> None:
        visit = self._page.visit
        if not (may_open(ATLASSIAN_TOKENS, visit.answers) and visit.open_link(ATLASSIAN_TOKENS)):
            self._page.said.emit(tr("No browser opened. Tokens are at {link}.", link=ATLASSIAN_TOKENS))
