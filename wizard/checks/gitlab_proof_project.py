"""Check: the project of the proof can take a branch whose news goes to Jira."""

from dataclasses import replace

from wizard.checks._base import Check, Result
from wizard.checks.gitlab_groups_role import role_name
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Project
from wizard.domain.ports import Ports
from wizard.domain.text import T

SOURCE = "Help: The test"
DEVELOPER = 30


def _not_found(host: str, path: str) -> Finding:
    return Finding(
        "gitlab-proof-project-not-found",
        Severity.BLOCKER,
        T("There is no project {path}", path=path),
        T(
            "{host} shows no project {path} to this user: a typing error, or it is hidden from this user.",
            host=host,
            path=path,
        ),
        T("Enter the path of a project as in its address, for example platform/app, on the page Groups."),
        SOURCE,
        {"host": host, "project": path},
        seen_from=SeenFrom.DESKTOP,
        page="groups",
        fix_here=T("Enter the path of a project as in its address, for example platform/app."),
    )


def _outside(project: Project, groups: str) -> Finding:
    return Finding(
        "proof-project-outside-groups",
        Severity.BLOCKER,
        T("The project {path} is in none of the chosen groups", path=project.path),
        T(
            "GitLab sends news to Jira for linked groups only: {groups}. A branch in {path} would prove nothing.",
            groups=groups,
            path=project.path,
        ),
        T("Choose a project inside {groups}, or choose its group too, on the page Groups.", groups=groups),
        SOURCE,
        {"project": project.path, "groups": groups},
        seen_from=SeenFrom.DESKTOP,
        page="groups",
        fix_here=T("Choose a project inside {groups}, or choose its group too.", groups=groups),
    )


def _empty(project: Project) -> Finding:
    return Finding(
        "gitlab-proof-project-empty",
        Severity.BLOCKER,
        T("The project {path} has no branch yet", path=project.path),
        T(
            "{path} has no default branch: its repository is empty, so no branch can be made from it.",
            path=project.path,
        ),
        T(
            "Choose a project with at least one commit on the page Groups, or add a first commit to {path}.",
            path=project.path,
        ),
        SOURCE,
        {"project": project.path},
        seen_from=SeenFrom.DESKTOP,
        page="groups",
        fix_here=T("Choose a project with at least one commit, or add a first commit to {path}.", path=project.path),
    )


def _role_too_low(project: Project, role: str) -> Finding:
    return Finding(
        "gitlab-proof-project-role-too-low",
        Severity.WARNING,
        T("The test may not be allowed to make a branch in {path}", path=project.path),
        T(
            "A branch needs the role Developer; in the group {group} the signed-in user has {role}. A higher role in "
            "the project itself is not visible here.",
            group=project.namespace_path,
            role=role,
        ),
        T(
            "Ask a maintainer of {path} for the role Developer (Manage, Members), or choose another project.",
            path=project.path,
        ),
        SOURCE,
        {"project": project.path, "role": role},
        seen_from=SeenFrom.DESKTOP,
    )


def _on_its_own_page(finding: Finding) -> Finding:
    """Return the finding for the integration alone, whose page names the project of the test."""
    if not finding.page:
        return finding
    return replace(finding, fix=finding.fix_here or finding.fix, page="integration", fix_here=None)


def _inside(namespace: str, groups: tuple[str, ...]) -> bool:
    place = f"{namespace.lower()}/"
    return any(place.startswith(f"{group.strip('/').lower()}/") for group in groups)


async def _run(answers: Answers, ports: Ports) -> Result:
    path, groups = answers.proof.project, answers.groups.paths
    project = await ports.gitlab.project(path)
    if project is None:
        hidden = _not_found(ports.gitlab.url.host, path)
        return Result((_on_its_own_page(hidden) if on_route.integration_alone(answers) else hidden,))
    found = []
    if groups and not (project.namespace_kind == "group" and _inside(project.namespace_path, groups)):
        found.append(_outside(project, ", ".join(groups)))
    if not project.default_branch:
        found.append(_empty(project))
    if not found and not (await ports.gitlab.user()).is_admin:
        level = await ports.gitlab.group_role(project.namespace_path)
        if level < DEVELOPER:
            found.append(_role_too_low(project, role_name(level)))
    if on_route.integration_alone(answers):
        found = [_on_its_own_page(one) for one in found]
    return Result(tuple(found), T("{path}, branch {branch}", path=project.path, branch=project.default_branch or "-"))


def _applies(answers: Answers) -> bool:
    return on_route.led(answers) and bool(answers.proof.project)


CHECK = Check(
    id="gitlab-proof-project",
    title=T("The project of the test takes a branch"),
    why=T("The test makes one branch there, sees it arrive in Jira and deletes it again."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("gitlab-token",),
    rank=580,
)
