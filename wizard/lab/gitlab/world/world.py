"""The content of one instance as a whole."""

from typing import Final

from wizard.lab.gitlab.world.generated import Generated
from wizard.lab.gitlab.world.many_groups import many_groups
from wizard.lab.gitlab.world.namespaces import Namespace, Namespaces
from wizard.lab.gitlab.world.people import Members, User, people
from wizard.lab.gitlab.world.projects import Project, Projects
from wizard.lab.gitlab.world.repository import Changes, Repository, last_activity
from wizard.lab.gitlab.world.sizes import Sizes
from wizard.lab.past.issues import Spread


class World:
    """People, namespaces, projects, repositories; only changed repositories take memory."""

    def __init__(
        self, seed: int, projects: int, *, com: bool, groups: int = 0, merge_requests: int = 0, issues: int = 0
    ) -> None:
        """Speak of all `issues` of the Jira site; without it of those of its two named projects."""
        self.seed: Final = seed
        self.users: Final = people(com=com)
        many = many_groups(seed, groups)
        self.namespaces: Final = Namespaces(projects, many.namespaces)
        self.members: Final = Members(com=com, more=many.members)
        self.projects: Final = Projects(seed, projects, self.namespaces)
        self.sizes: Final = Sizes(seed, projects, merge_requests)
        self.spread: Final = Spread(issues) if issues else None
        self._changes: dict[int, Changes] = {}
        self.created_branches: Final[list[tuple[str, str]]] = []
        self.removed_branches: Final[list[tuple[str, str]]] = []

    def user(self, username: str) -> User:
        """Raises: KeyError."""
        found = next((one for one in self.users if username in (one.username, one.email)), None)
        if found is None:
            raise KeyError(username)
        return found

    def repository(self, project: Project, *, write: bool = False) -> Repository:
        """Return the repository; without `write` an untouched one leaves nothing behind."""
        changes = self._changes.get(project.id)
        if changes is None:
            changes = Changes()
            if write:
                self._changes[project.id] = changes
        return Repository(self.generated(project), changes)

    def touch(self, project: Project, now: float) -> None:
        """Note that something happened in the project that its repository does not show."""
        self._changes.setdefault(project.id, Changes()).touch(now)

    def version(self, project_id: int) -> int:
        """Return a number that is another one after each change of a project."""
        changes = self._changes.get(project_id)
        return changes.version if changes else 0

    def last_activity(self, project_id: int) -> float:
        """Return when something happened last in a project, without making its repository."""
        project = self.projects.get(project_id)
        return 0.0 if project is None else last_activity(project.created_at, self._changes.get(project_id))

    def generated(self, project: Project) -> Generated:
        """Return what the project started with."""
        sizes = self.sizes
        return Generated(self.seed, project, sizes.count(project.id), sizes.before(project.id), self.spread)

    def projects_under(self, namespace: Namespace, *, subgroups: bool = True) -> list[int]:
        """Return ids of the projects in this namespace, ascending."""
        spaces = self.namespaces.below(namespace) if subgroups else [namespace]
        return self.projects.of(spaces)
