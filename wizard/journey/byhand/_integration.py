"""The page of the Jira issue integration as the tasks by hand show it: what to type and tick, and what became of it.

No version has an API for the instance, and none before 17.9 one for groups. What was saved there is read at a project
that inherits it.
Source: GitLab docs, Project integration management; Jira issue integration, for the words of the page.
"""

from collections.abc import Mapping, Sequence

from wizard.changes import _integration_values as integration
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.gitlab import GitLab, Json
from wizard.domain.integration_labels import BOXES, FIELDS
from wizard.domain.jira_integration import Auth, JiraIntegration, Scope
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.byhand._base import Seen
from wizard.journey.values import CopyValue, Mark

_LOOKED_AT = 20
"""Projects that are read to find one that inherits; each is a request."""
_NEWEST = Version(99, 0)
"""Of a GitLab whose version is not known yet: all fields are named."""
_WAYS = {Auth.BASIC: "Basic", Auth.TOKEN: "Jira personal access token", Auth.SERVICE_ACCOUNT: "Service account"}
TAKING_BACK = T(
    "If it shall go too, open the same page: select Reset, or enter what was there before. What inherits it follows."
)
FROM_ABOVE = "Use default settings"
"""As the page has it."""
NOT_TOLD = T("this version does not tell whether a group takes the settings above it; the test decides")
NOT_READ = T("no project that inherits was found to read it at; the test decides")


def typed(answers: Answers, version: Version | None) -> dict[str, Json]:
    """Return what stands in the page when it is filled in, by the names of GitLab's API; no password.

    Releases around 17.0 have no `project_key`, so it is named only where it is wanted.
    """
    if answers.integration.inherit:
        return {integration.INHERITS: True}
    found = integration.fields(answers, version or _NEWEST)
    left_out = (integration.INHERITS, *(("project_key",) * (not found.get("project_key"))))
    return {name: value for name, value in found.items() if name not in left_out}


def values(answers: Answers) -> tuple[CopyValue, ...]:
    """Return what is to be copied into the page; the password or token comes from where it is kept."""
    return _copied(typed(answers, None))


def _copied(known: Mapping[str, Json]) -> tuple[CopyValue, ...]:
    return tuple(
        CopyValue(label, ", ".join(map(str, value)) if isinstance(value, list) else str(value))
        for name, label in FIELDS.items()
        if (value := known.get(name)) and not (name == "project_key" and value == known.get("project_keys"))
    )


def filling(answers: Answers, version: Version | None) -> tuple[Text, ...]:
    """Return the clicks on the page itself."""
    if answers.integration.inherit:
        return (T("Above the fields choose {choice}, then select Save changes. Fill in nothing.", choice=FROM_ABOVE),)
    if answers.integration.renew_password:
        return (
            T("Enter the new password or API token yourself, and leave all else as it is."),
            T("Select Save changes. Projects with settings of their own keep them."),
        )
    known = typed(answers, version)
    ticked = [words for name, words in BOXES.items() if known.get(name)]
    clear = [words for name, words in BOXES.items() if name in known and not known[name]]
    return (
        T("Select Enable integration (Active in older versions)."),
        T("Tick: {boxes}.", boxes=", ".join(ticked) or "-"),
        T("Leave clear: {boxes}.", boxes=", ".join(clear) or "-"),
        T("Authentication type, where the page has it: {way}. Copy the values below into their fields.",
          way=_WAYS[answers.integration.auth]),
        T("Enter the password or API token of that user yourself; this program shows it nowhere."),
        T("Select Save changes. Projects with settings of their own keep them."),
    )  # fmt: skip


async def look(answers: Answers, ports: Ports, places: tuple[Scope, ...]) -> Seen:
    """Return OK when a project that inherits from each place shows what was wanted."""
    if answers.integration.inherit:
        return Seen(Mark.WARNING, NOT_TOLD)
    wanted = typed(answers, (await ports.gitlab.metadata()).version)
    seen: list[str] = []
    for place in places:
        project, found = await _heir(answers, ports.gitlab, place)
        if found is None and project:
            return Seen(Mark.WAITING, T("not set yet: {project} inherits nothing", project=project))
        if found is None:
            return Seen(Mark.WARNING, NOT_READ)
        other = integration.different(integration.state_of(found), wanted)
        if not found.active or other:
            named = ", ".join(other) or "active"
            return Seen(Mark.WAITING, T("{project} inherits other values of: {fields}", project=project, fields=named))
        seen.append(project)
    if answers.integration.renew_password:
        return Seen(Mark.WARNING, T("no program can read whether the password is the new one; the test decides"))
    return Seen(Mark.OK, T("read at {projects}, which inherits it", projects=", ".join(seen)))


async def found(answers: Answers, ports: Ports, places: tuple[Scope, ...]) -> Mapping[str, Json]:
    """Return what stands at these places now, by path, read at projects that inherit it."""
    seen: dict[str, Json] = {}
    for place in places:
        project, heir = await _heir(answers, ports.gitlab, place)
        if heir is None:
            seen[place.path] = {} if project else None
        else:
            state = integration.state_of(heir)
            seen[place.path] = {name: value for name, value in state.items() if name != integration.INHERITS}
    return seen


def going_back(answers: Answers, before: Mapping[str, Json]) -> tuple[tuple[Text, ...], tuple[CopyValue, ...]]:
    """Return the clicks and values that put back what the pages had."""
    steps: list[Text] = []
    copied: list[CopyValue] = []
    for path, values_before in before.items():
        known = values_before if isinstance(values_before, dict) else {}
        steps += [*_way(answers, path), *(_refilling(known) if known else (T("Select Reset."),))]
        copied += _copied(known)
    return tuple(steps), tuple(copied)


def _way(answers: Answers, path: str) -> tuple[Text, ...]:
    page = f"{answers.gitlab.url}/{f'groups/{path}/-' if path else 'admin/application_settings'}"
    settings = f"{page}/{'settings/' if path else ''}integrations/jira/edit"
    return (T("Open {page}.", page=settings),)


def _refilling(known: Mapping[str, Json]) -> tuple[Text, ...]:
    ticked = ", ".join(words for name, words in BOXES.items() if known.get(name)) or "-"
    kind = known.get("jira_auth_type")
    way = _WAYS[list(Auth)[kind]] if isinstance(kind, int) and 0 <= kind < len(Auth) else _WAYS[Auth.BASIC]
    return (
        T("Tick: {boxes}. Clear all other boxes.", boxes=ticked),
        T("Authentication type, where the page has it: {way}. Copy the values below into their fields.", way=way),
        T("Enter the password or token that this user had; this program never knew it. Then select Save changes."),
    )


async def _heir(answers: Answers, gitlab: GitLab, place: Scope) -> tuple[str, JiraIntegration | None]:
    """Return a project below a place that takes its settings, and these; the name of one that could where none does.

    Those that the answers name are asked first, then a few of the first page of all.
    """
    start = f"{place.path}/" if place.path else ""
    named = (answers.proof.project, *answers.integration.projects)
    known = list(dict.fromkeys(path for path in named if path and path.startswith(start)))
    could, found = await _among(known[:_LOOKED_AT], answers, gitlab)
    if found is not None:
        return could, found
    page, _more = await gitlab.all_projects(group=place.path)
    others = [one.path for one in page if one.path not in known]
    other, found = await _among(others[:_LOOKED_AT], answers, gitlab)
    return (other if found is not None else could or other), found


async def _among(paths: Sequence[str], answers: Answers, gitlab: GitLab) -> tuple[str, JiraIntegration | None]:
    """Return the first of these projects that inherits, with its settings; else the first that has none."""
    could = ""
    for path in paths:
        try:
            found = await gitlab.jira_integration(Scope("project", path))
        except Refused:
            continue  # of another project more may be seen
        if found is not None and _inherits(found, answers):
            return path, found
        if found is None or not (found.active or found.values.get("url")):
            could = could or path
    return could, None


def _inherits(found: JiraIntegration, answers: Answers) -> bool:
    """Tell whether a project takes settings from above; before 17.3 nobody tells, and the same address is the best."""
    if found.inherited is not None:
        return found.inherited
    return found.active and str(found.values.get("url") or "").rstrip("/") == typed(answers, None)["url"]
