"""Change: GitLab renders its texts anew, so that issue keys in them lead to the new Jira.

It is offered by the answers (`refresh_markdown`) and made after all places lead to the new Jira, where a text is seen
that still links to another one, or where none of those that are looked at links to a Jira. GitLab throws nothing away
at once: each text is rendered when it is next read, which costs a busy instance time for a while. Set back to the
number before, texts that nobody has read meanwhile are as they were.
Source: GitLab docs, Invalidate the Markdown cache; Jira issue integration, Migrate from Jira Server to Jira Cloud.
"""

from collections.abc import Sequence

from wizard.changes._base import Change, Context, NotPlanned, Values
from wizard.changes._integration_places import integration_places
from wizard.changes._integration_values import version_of
from wizard.connect.jira_links import linked_jiras
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.findings import Finding, Severity
from wizard.domain.integration_address import web_url
from wizard.domain.text import T

_ID = "gitlab-markdown-cache"
_NAME = "local_markdown_version"
_LOOKED_AT = 5
"""Projects whose oldest texts are looked at."""


def _applies(answers: Answers) -> bool:
    return answers.integration.wanted and answers.integration.refresh_markdown


async def _read(context: Context) -> Values:
    try:
        settings = await context.ports.gitlab.settings()
    except Refused:  # for administrators alone
        return {}
    number = settings.get(_NAME)
    return {_NAME: number if isinstance(number, int) else 0}


async def _wanted(context: Context, before: Values) -> Values | None:
    number = before.get(_NAME)
    if not isinstance(number, int):
        raise NotPlanned(_for_administrators())
    elsewhere = await _links_elsewhere(context)
    if elsewhere is None:  # nothing was seen either way, and it was asked for: once
        elsewhere = context.confirmed.get(_ID, {}).get(_NAME) != number
    return {_NAME: number + 1} if elsewhere else None


async def _links_elsewhere(context: Context) -> bool | None:
    """Tell whether a text links to the Jira that is left; without a named one, to any other than the new one.

    None where no text that was looked at links to a Jira.
    """
    new, old = _bare(web_url(context.answers)), _bare(context.answers.integration.from_url)
    seen: bool | None = None
    for path in await _looked_at(context):
        for text in await _texts(context, path):
            jiras = {_bare(str(one)) for one in linked_jiras(text)}
            if old in jiras if old else jiras - {new}:
                return True
            seen = False if jiras else seen
    return seen


async def _looked_at(context: Context) -> list[str]:
    """Return the project of the test and the first chosen ones."""
    proof = context.answers.proof.project
    found = [proof] if proof else []
    async for place in integration_places(context.answers, context.ports.gitlab, await version_of(context)):
        if len(found) >= _LOOKED_AT:
            break
        if place.kind == "project" and place.path not in found:
            found.append(place.path)
    return found


async def _texts(context: Context, path: str) -> Sequence[str]:
    """Return the texts of a project; none where it has no merge requests or they are for others."""
    try:
        project = await context.ports.gitlab.project(path)
        return () if project is None else await context.ports.gitlab.rendered_texts(project.id)
    except Refused as error:
        if error.code not in ("http-403", "http-404"):
            raise  # that is not about one project
        return ()


def _bare(url: str) -> str:
    return url.strip().rstrip("/").lower()


async def _write(context: Context, _before: Values, after: Values) -> Values:
    await context.ports.gitlab.put_settings({_NAME: str(after[_NAME])})
    return {}


async def _undo(context: Context, before: Values, _after: Values, _made: Values) -> None:
    await context.ports.gitlab.put_settings({_NAME: str(before[_NAME])})


def _holds(now: Values, after: Values) -> bool:
    return now.get(_NAME) == after.get(_NAME)


def _shown(values: Values) -> tuple[str, ...]:
    return (f"version {values[_NAME]}",) if _NAME in values else ()


def _for_administrators() -> Finding:
    return Finding(
        "gitlab-markdown-for-administrators",
        Severity.WARNING,
        T("Only an administrator can have texts rendered anew"),
        T("GitLab shows its application settings to administrators alone, so that its older links stay as they are."),
        T("Ask an administrator to raise local_markdown_version by one, or leave refresh_markdown out."),
        "GitLab docs: Invalidate the Markdown cache",
        {"setting": _NAME},
    )


CHANGE = Change(
    _ID,
    T("Have GitLab render its texts anew"),
    T("Application settings, local_markdown_version; each text is rendered when it is next read, which costs time"),
    "PUT /api/v4/application/settings",
    900,
    _applies,
    _read,
    _wanted,
    _write,
    _holds,
    _undo,
    _shown,
    is_back=lambda now, before, _after: _holds(now, before),
)
