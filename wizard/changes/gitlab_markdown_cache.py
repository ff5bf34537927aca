"""Change: GitLab renders its texts anew, so that issue keys in them lead to the new Jira.

It is offered by the answers (`refresh_markdown`) and made after all places lead to the new Jira, where a text is seen
that still links to another one. GitLab throws nothing away at once: each text is rendered when it is next read, which
costs a busy instance time for a while. Set back to the number before, texts that nobody has read meanwhile are as
they were.
Source: GitLab docs, Invalidate the Markdown cache; Jira issue integration, Migrate from Jira Server to Jira Cloud.
"""

from wizard.changes._base import Change, Context, NotPlanned, Values
from wizard.connect.jira_links import linked_jiras
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.findings import Finding, Severity
from wizard.domain.integration_address import web_url
from wizard.domain.text import T

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
    return {_NAME: number + 1} if await _links_elsewhere(context) else None


async def _links_elsewhere(context: Context) -> bool:
    """Tell whether a text links to the Jira that is left; without a named one, to any other than the new one."""
    wanted, gitlab = context.answers.integration, context.ports.gitlab
    new, old = _bare(web_url(context.answers)), _bare(wanted.from_url)
    named = dict.fromkeys((context.answers.proof.project, *wanted.projects))
    for path in [one for one in named if one][:_LOOKED_AT]:
        project = await gitlab.project(path)
        if project is None:
            continue
        for text in await gitlab.rendered_texts(project.id):
            jiras = {_bare(str(one)) for one in linked_jiras(text)}
            if old in jiras if old else jiras - {new}:
                return True
    return False


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
    "gitlab-markdown-cache",
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
)
