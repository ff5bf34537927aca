"""The repository a project starts with; made from the seed, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from wizard.lab.gitlab.world.chance import PHRASES, pick, sha
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import Commit, FileChange, MergeRequest, State

KEYS: Final[Mapping[str, tuple[str, int]]] = {
    "platform": ("PLAT", 240), "archive": ("PLAT", 240), "data": ("DATA", 120),
}  # fmt: skip
"""Jira project and number of issues that the projects of a top-level group speak of."""
_BUSY: Final = {1: 30, 4: 560}
"""Projects with a fixed number of merge requests; 4 has more than one first sync may carry."""
_DAY: Final = 86_400
_AUTHORS: Final = ("ada", "rita", "sam", "dana")


@dataclass(frozen=True, slots=True)
class Generated:
    """Branches, each with its commits newest first, and merge requests by rising iid."""

    branches: Mapping[str, tuple[Commit, ...]]
    merge_requests: tuple[MergeRequest, ...]


@lru_cache(maxsize=128)
def generate(seed: int, project: Project) -> Generated:
    """Return the repository that this seed gives this project."""
    requests = tuple(_merge_request(seed, project, iid) for iid in range(1, _requests(seed, project) + 1))
    main = _main(seed, project)
    branches = {project.default_branch: main}
    for one in requests:
        if one.state == "opened":
            branches[one.source_branch] = (_tip(seed, project, one, main[0]), *main)
    for number in range(pick(seed, "spare", project.id) % 3):
        branches[f"spike-{number + 1}"] = main[number:]
    return Generated(branches, requests)


def issue_key(seed: int, project: Project, *names: object) -> str | None:
    """Return a key of the Jira project this project works for; None for personal projects."""
    known = KEYS.get(project.namespace.full_path.partition("/")[0])
    if known is None:
        return None
    prefix, issues = known
    return f"{prefix}-{1 + pick(seed, 'key', project.id, *names) % issues}"


def _requests(seed: int, project: Project) -> int:
    return _BUSY.get(project.id, 4 + pick(seed, "requests", project.id) % 29)


def _merge_request(seed: int, project: Project, iid: int) -> MergeRequest:
    chance = pick(seed, "mr", project.id, iid)
    phrase = PHRASES[chance % len(PHRASES)]
    key = issue_key(seed, project, iid) if chance % 5 else None
    title = f"{key} {phrase}" if key else phrase.capitalize()
    state: State = "merged" if chance % 20 < 11 else "opened" if chance % 20 < 17 else "closed"
    born = project.created_at + iid * _DAY / 8 + chance % 3600
    slug = phrase.replace(" ", "-")
    source = f"{key}-{slug}-{iid}" if key else f"{slug}-{iid}"
    return MergeRequest(
        id=project.id * 10_000 + iid, iid=iid, title=title, description="", author=_AUTHORS[chance % 4], state=state,
        source_branch=source, target_branch=project.default_branch, sha=sha(seed, project.id, source), created_at=born,
        updated_at=born + chance % 7200, notes=chance % 6, reviewers=("rita",) if chance % 3 else (),
        merged_at=born + chance % 7200 if state == "merged" else None,
    )  # fmt: skip


def _main(seed: int, project: Project) -> tuple[Commit, ...]:
    commits: list[Commit] = []
    for number in range(8):
        key = issue_key(seed, project, "main", number) if number % 2 else None
        phrase = PHRASES[pick(seed, "main", project.id, number) % len(PHRASES)]
        commits.append(
            Commit(
                sha=sha(seed, project.id, "main", number),
                message=f"{key} {phrase}" if key else phrase.capitalize(),
                author=_AUTHORS[number % 4],
                created_at=project.created_at + number * _DAY / 2,
                parents=(commits[-1].sha,) if commits else (),
                files=_files(seed, project, number),
            )
        )
    return tuple(reversed(commits))


def _tip(seed: int, project: Project, one: MergeRequest, parent: Commit) -> Commit:
    return Commit(
        sha=one.sha,
        message=one.title,
        author=one.author,
        created_at=one.created_at,
        parents=(parent.sha,),
        files=_files(seed, project, one.iid),
    )


def _files(seed: int, project: Project, name: int) -> tuple[FileChange, ...]:
    chance = pick(seed, "files", project.id, name)
    return tuple(
        FileChange(f"src/part_{(chance + n) % 40}.py", "MODIFIED", 1 + chance % 30, chance % 12)
        for n in range(1 + chance % 3)
    )
