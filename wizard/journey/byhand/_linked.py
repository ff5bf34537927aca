"""Tells whether groups are linked to the app, from what GitLab shows of it.

Linking a group activates the integration "GitLab for Jira Cloud app" in its projects (GitLab 17.4, timeline of
releases). Older
versions show nothing: there only the proof tells.
"""

from wizard.domain.answers import Answers
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.version import APP_INTEGRATION_SINCE, LINK_GROUPS_SINCE, Version
from wizard.journey.byhand._base import NEVER_SEEN, Seen
from wizard.journey.values import CopyValue, Mark

SLUG = "jira-cloud-app"


def steps(answers: Answers, version: Version | None) -> tuple[Text, ...]:
    """Return the clicks from the sign-in on, in the words of the version's own screens."""
    old = version is not None and version < LINK_GROUPS_SINCE
    return (
        T("Sign in with a user who has at least the Maintainer role, and select Authorize."),
        T('Select "{button}".', button="Add namespace" if old else "Link groups"),
        T("Select Link beside: {groups}.", groups=", ".join(answers.groups.paths)),
    )


def values(answers: Answers) -> tuple[CopyValue, ...]:
    return tuple(CopyValue(T("Group"), path) for path in answers.groups.paths)


async def look(answers: Answers, ports: Ports) -> Seen:
    """Return OK when every chosen group that has a project is seen linked."""
    metadata = await ports.gitlab.metadata()
    if metadata.version < APP_INTEGRATION_SINCE:
        return Seen(Mark.WARNING, NEVER_SEEN)
    missing: list[str] = []
    seen = 0
    for path in answers.groups.paths:
        projects, _total, _more = await ports.gitlab.group_projects(path)
        if not projects:
            continue
        active = await ports.gitlab.active_integrations(projects[0].id)
        seen += 1
        if SLUG not in active:
            missing.append(path)
    if missing:
        return Seen(Mark.WAITING, T("not linked yet: {groups}", groups=", ".join(missing)))
    if not seen:
        return Seen(Mark.WARNING, NEVER_SEEN)
    return Seen(Mark.OK, T("linked: {groups}", groups=", ".join(answers.groups.paths)))
