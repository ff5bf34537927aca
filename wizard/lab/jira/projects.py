"""The projects of a site: those it starts with, and what people made of them."""

from collections.abc import Iterator, Sequence

from wizard.lab.jira.issue import Project


class Projects:
    """In the order they were made. The first ones have issues by arithmetic, made ones begin without any."""

    def __init__(self, first: Sequence[Project]) -> None:
        self._by_id = {project.id: project for project in first}
        self._by_key = {project.key: project for project in first}
        self._ids = int(first[0].id) + len(first)
        """The next id; one is never given twice."""

    def __iter__(self) -> Iterator[Project]:
        return iter(self._by_id.values())

    def with_key(self, key: str) -> Project | None:
        return self._by_key.get(key)

    def with_id(self, number: str) -> Project | None:
        return self._by_id.get(number)

    def make(self, key: str, name: str, lead: str, description: str, kind: str) -> Project:
        """Keep a new project under the next id."""
        project = Project(str(self._ids), key, name, 0, 0, lead, description, kind)
        self._ids += 1
        self.keep(project)
        return project

    def keep(self, project: Project) -> None:
        """Take a project's new fields in place of its old ones."""
        self._by_id[project.id] = self._by_key[project.key] = project

    def delete(self, project: Project) -> None:
        del self._by_id[project.id], self._by_key[project.key]
