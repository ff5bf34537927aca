"""Answers files and sessions, as the commands use them."""

from collections.abc import Mapping
from pathlib import Path

from wizard import steps
from wizard.app.commands._files import read_bytes
from wizard.app.ends import CommandEnded, Exit
from wizard.documents import plan_archive
from wizard.domain.answers import Answers, AnswersError, read_answers
from wizard.domain.findings import Finding
from wizard.domain.url import UrlError, jira_site, read_instance_url
from wizard.journey.desk import SessionDesk

_KEYS = (
    "An answers file has route, [gitlab] url, [jira] url, email and deployment, [groups] paths, [proof] project, issue "
    'and kinds; see "Answers file" in the help of the commands.'
)


def load_answers(path: str) -> Answers:
    """Return the answers of a file with its addresses in their normal form. Raises: CommandEnded with exit 2."""
    try:
        answers = read_answers(read_bytes(path))
    except AnswersError as error:
        raise CommandEnded(Exit.USAGE, f"{path}: {error.problem}. {_KEYS}") from None
    return _normal(with_listed(answers, Path(path).parent))


def load_prepared(path: str) -> tuple[Answers, Mapping[str, str] | None]:
    """Return the answers of a file, and what is assumed where it is a plan that was prepared without a network.

    Raises: CommandEnded with exit 2.
    """
    if not path.lower().endswith(plan_archive.ENDING):
        return load_answers(path), None
    try:
        prepared = plan_archive.read(read_bytes(path))
    except plan_archive.PlanArchiveError as error:
        raise CommandEnded(Exit.USAGE, f"{path}: {error}") from None
    return _normal(prepared.answers), prepared.assumed


def with_listed(answers: Answers, folder: Path) -> Answers:
    """Return answers with the projects that a file of theirs lists, one a line; empty lines and # are left out.

    Raises: CommandEnded with exit 2.
    """
    named = answers.integration.file
    if not named:
        return answers
    try:
        lines = (folder / named).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise CommandEnded(Exit.USAGE, f"{named}, which lists projects, cannot be read: {said}.") from None
    listed = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    projects = tuple(dict.fromkeys((*answers.integration.projects, *listed)))
    return answers.with_(integration_projects=projects, integration_file="")


def _normal(answers: Answers) -> Answers:
    """Return answers whose addresses are written as they are connected; what cannot be read stays for the findings."""
    reading = read_instance_url(answers.gitlab.url)
    if reading.url is not None and reading.verdict in ("accept", "warn"):
        answers = answers.with_(gitlab_url=str(reading.url))
    try:
        return answers.with_(jira_url=str(jira_site(answers.jira.url)))
    except UrlError:
        return answers


def problems_of(answers: Answers) -> tuple[Finding, ...]:
    """Return what is wrong with the answers themselves, page by page, before any request."""
    return tuple(finding for step in steps.path(answers) for finding in step.problems(answers))


async def open_session(desk: SessionDesk, answers: Answers) -> bool:
    """Go on with the newest session of these answers in this world, or begin one; tell whether it was resumed."""
    for card in await desk.sessions():
        if card.undone or not card.gitlab:
            continue
        known, page = await desk.resume(card.id)
        # Which kinds of data are proven changes nothing of what was set up, and neither does the day of a token.
        if known.with_(proof_kinds=answers.proof.kinds, jira_token_expires=answers.jira.token_expires) == answers:
            if known.jira != answers.jira:
                await desk.remember(answers, page)
            return True
    await desk.begin(answers)
    return False
