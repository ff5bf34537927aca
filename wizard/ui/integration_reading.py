"""What the page of the Jira issue integration reads for its fields: places, workflow, audience, types, files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.domain.errors import PortError
from wizard.domain.findings import blocks
from wizard.domain.issue_key import is_issue_key
from wizard.ui import opening
from wizard.ui.foreign_token import foreign_token
from wizard.ui.i18n import show, tr

if TYPE_CHECKING:  # types only
    from PySide6.QtWidgets import QWidget

    from wizard.domain.secret import Secret
    from wizard.journey.integration_port import IntegrationRow
    from wizard.ui.integration_user_tokens import UserToken
    from wizard.ui.pages.integration import IntegrationPage

_LARGEST = 1_000_000
"""Bytes of a file with paths: some ten thousand of them."""


class IntegrationReading:
    """Asks with the answers as they stand when a button is pressed."""

    def __init__(self, page: IntegrationPage) -> None:
        self._page = page

    def places(self) -> None:
        """Show what is set up now at the places that the answers choose."""
        self._page.take_all()
        self._page.work(self._read_places(self._page.places), tr("Reading what is set up there now."), self.places)

    def places_of_move(self) -> None:
        """Show what is set at the places that lead to the old Jira, as lines of what may become another name."""
        self._page.take_all()
        work = self._read_places(self._page.settings.moving)
        self._page.work(work, tr("Reading what is set up there now."), self.places_of_move)

    async def _read_places(self, seen: QWidget) -> None:
        page = self._page
        answers, grow = page.visit.answers, page.relay(self._grow)
        page.places.begin(answers)
        rows = await page.ask(lambda desk: desk.integration.inventory(answers, grow))
        page.places.load(rows)
        if answers.integration.from_url:
            page.settings.moving.offer(rows)
        page.to_see.emit(seen)

    def _grow(self, rows: tuple[IntegrationRow, ...]) -> None:
        self._page.places.grow(rows)

    def count(self) -> None:
        """Say how many projects are chosen; beside all else."""
        self._page.quietly(self._count(), "count of projects")

    async def _count(self) -> None:
        page = self._page
        answers = page.visit.answers
        found: int | None = None
        try:
            found = await page.ask(lambda desk: desk.integration.count(answers))
        finally:
            if answers.integration == page.visit.answers.integration:
                page.where.tell_count(found)

    def issue(self) -> None:
        """Say which status the issue of the test has, once it is known that Jira takes the sign-in."""
        page = self._page
        if is_issue_key(page.visit.answers.proof.issue) and page.visit.learnt.integration is not None:
            page.quietly(self._read_issue(), "issue of the test")

    async def _read_issue(self) -> None:
        page = self._page
        answers = page.visit.answers
        found = await page.ask(lambda desk: desk.integration.issue(answers, answers.proof.issue))
        if answers.proof.issue == page.visit.answers.proof.issue:
            page.proof.tell_status(answers.proof.issue, found)

    def transitions(self, issue: str) -> None:
        """Offer the transitions of an issue."""
        if not is_issue_key(issue):
            self._page.settings.transitions.issue.wrong(tr("Enter the key of an issue, such as PLAT-1."))
            self._page.settings.transitions.issue.edit.setFocus()
            return
        again = partial(self.transitions, issue)
        self._page.work(self._read_transitions(issue), tr("Reading the transitions of {issue}.", issue=issue), again)

    async def _read_transitions(self, issue: str) -> None:
        answers = self._page.visit.answers
        found = await self._page.ask(lambda desk: desk.integration.transitions(answers, issue))
        self._page.settings.transitions.offer(found)

    def plan(self) -> None:
        """Say what the plan of the licence means for the settings; beside all else, for it only explains."""
        self._page.quietly(self._read_plan(), "plan of the licence")

    async def _read_plan(self) -> None:
        answers = self._page.visit.answers
        self._page.settings.tell_plan(await self._page.ask(lambda desk: desk.integration.plan(answers)))

    def user_token(self, user: str) -> None:
        """Try the token of a further user of a move; it is kept under that name when Jira takes it."""
        page = self._page
        one = page.user_tokens.users[user]
        if why := foreign_token(one.field, "jira", page.visit.mode):
            one.result.say("error", why)
            one.field.edit.setFocus()
            return
        token = one.field.read(page.visit.settings.now.clipboard_s)
        phase = tr("Asking Jira as {user}.", user=user)
        page.work(self._try_user(user, one, token), phase, partial(self.user_token, user))

    async def _try_user(self, user: str, one: UserToken, token: Secret | None) -> None:
        page, keeping = self._page, self._page.keeping.keeping()
        alone = page.visit.answers.with_(integration_username=user, integration_new_users={}, integration_from_url="")
        try:
            seen = await page.ask(lambda desk: desk.integration.sign_in(alone, token, keeping))
        except PortError as error:
            if error.code != "integration-secret-missing":
                raise
            one.result.say("error", tr("No token of {user} is known; paste it above.", user=user))
            one.field.edit.setFocus()
            return
        wrong = next((finding for finding in seen.findings if blocks((finding,))), None)
        if wrong is not None:
            one.result.say("error", f"{show(wrong.title)}. {show(wrong.fix_on(page.step))}")
            one.field.edit.setFocus()
            return
        one.field.take(page.visit.settings.now.clipboard_s)
        one.result.say("ok", tr("Jira takes it as {name}.", name=seen.name))

    def audience(self) -> None:
        """Say who would see the issues that GitLab shows."""
        self._page.take_all()
        self._page.work(self._read_audience(), tr("Reading who may see both sides."), self.audience)

    async def _read_audience(self) -> None:
        answers = self._page.visit.answers
        self._page.settings.view.tell_audience(await self._page.ask(lambda desk: desk.integration.audience(answers)))

    def issue_types(self, project: str) -> None:
        """Offer the types of issue that a Jira project has."""
        self._page.take_all()
        phase = tr("Reading the issue types of {project}.", project=project)
        self._page.work(self._read_types(project), phase, partial(self.issue_types, project))

    async def _read_types(self, project: str) -> None:
        answers = self._page.visit.answers
        types = await self._page.ask(lambda desk: desk.integration.issue_types(answers, project))
        self._page.settings.vulnerabilities.offer(types, answers.integration.vulnerabilities_issuetype)

    def choose_file(self) -> None:
        """Let a person choose a file with paths."""
        pattern = tr("Paths, one a line (*.txt *.csv *)")
        opening.choose(self._page, tr("Take paths from a file"), pattern, self.file)

    def file(self, path: Path) -> None:
        """Add the paths that a file lists to the single projects."""
        again = partial(self.file, path)
        self._page.work(self._read_file(path), tr("Reading {file}.", file=path.name), again)

    async def _read_file(self, path: Path) -> None:
        where = self._page.where
        try:
            data = await opening.read(path, _LARGEST)
        except OSError as error:
            said = tr("{file} could not be read: {reason}.", file=path.name, reason=error.strerror or "-")
            where.result.say("error", said)
            return
        if len(data) > _LARGEST:
            where.result.say("error", tr("{file} is too large for a list of paths.", file=path.name))
            return
        where.take(_paths(data.decode("utf-8", "replace")))


def _paths(text: str) -> tuple[str, ...]:
    """Return the paths of a file: one a line, the first column where there are several, without remarks."""
    lines = (line.split("#", 1)[0].split(",", 1)[0].strip().strip('"') for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if "/" in line))
