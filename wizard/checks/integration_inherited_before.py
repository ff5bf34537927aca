"""Check: no project that is set keeps on inheriting, where GitLab's API cannot say so nor end it (before 17.3).

Source: gitlabhq lib/api/integrations.rb: before 17.3 a change by the API writes values and leaves `inherit_from_id`;
app/services/integrations/propagate_service.rb: the next change above is written over what inherits.
"""

from functools import partial

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.checks._looked_at import MOST_READ, a_few_at_once, listed, places_to_change
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import GitLab
from wizard.domain.jira_integration import Scope
from wizard.domain.ports import Ports
from wizard.domain.text import TN, T
from wizard.domain.version import INHERIT_BY_API_SINCE

_SINCE = f"{INHERIT_BY_API_SINCE.major}.{INHERIT_BY_API_SINCE.minor}"


def _perhaps(paths: list[str], found: str) -> Finding:
    facts = {"found": found, "since": _SINCE, "projects": listed(paths), "count": str(len(paths))}
    return Finding(
        "integration-perhaps-inherited",
        Severity.ADVICE,
        TN(
            "{n} project may go on taking its settings from above",
            "{n} projects may go on taking their settings from above",
            len(paths),
        ),
        T(
            "The integration is on already in {projects}. GitLab {found} does not tell whether it comes from a group "
            "or the instance, and before {since} its API cannot end that: what this plan writes then lasts until "
            "somebody saves the settings above.",
            **facts,
        ),
        T(
            "In these projects open Settings, Integrations, Jira issues. Where “Use default settings” is chosen, "
            "choose “Use custom settings” and save, or change the settings above instead. Then check again: the plan "
            "reads each place before and after it writes.",
        ),
        "GitLab docs: Project integration management",
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


async def _is_on(gitlab: GitLab, path: str) -> bool:
    try:
        found = await gitlab.jira_integration(Scope("project", path))
    except Refused:  # the plan leaves it, and says why
        return False
    return found is not None and found.active and found.inherited is None


async def _run(answers: Answers, ports: Ports) -> Result:
    metadata = await ports.gitlab.metadata()
    if metadata.version >= INHERIT_BY_API_SINCE:
        return Result(note=T("{found} tells what inherits", found=metadata.text))
    seen = (await places_to_change(answers, ports)).first(MOST_READ)
    paths = [one.path for one in seen.projects]
    on = await a_few_at_once(partial(_is_on, ports.gitlab), paths)
    named = [path for path, is_on in zip(paths, on, strict=True) if is_on]
    return Result((_perhaps(named, metadata.text),) if named else (), seen.note())


def _applies(answers: Answers) -> bool:
    wanted = answers.integration
    return shared.wanted(answers) and wanted.scope == "project" and not wanted.inherit


CHECK = Check(
    id="integration-inherited-before",
    title=T("Settings of one's own stay"),
    why=T("Before {since} a project that takes its settings from above goes on doing so after a write.", since=_SINCE),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("gitlab-token",),
    rank=585,
    advised=True,
)
