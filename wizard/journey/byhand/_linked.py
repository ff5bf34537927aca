"""Tells whether groups are linked to the app, from what GitLab shows of it.

Linking a group activates the integration "GitLab for Jira Cloud app" in its projects (GitLab 17.4, timeline of
releases). Older
versions show nothing: there only the proof tells.
"""

from wizard.domain.answers import Answers
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.domain.version import APP_INTEGRATION_SINCE
from wizard.journey.byhand._base import NEVER_SEEN, Seen
from wizard.journey.values import Mark

SLUG = "jira-cloud-app"


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
