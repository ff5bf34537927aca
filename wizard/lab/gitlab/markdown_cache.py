"""What GitLab keeps of texts that it has rendered, until somebody raises the version of its Markdown cache.

Source: GitLab docs, Invalidate the Markdown cache.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

Place = tuple[int, int, str]
"""Project, number of the merge request, and which of its texts."""


@dataclass(frozen=True, slots=True)
class _Kept:
    version: int
    text: str
    html: str


@dataclass(slots=True)
class MarkdownCache:
    _kept: dict[Place, _Kept] = field(default_factory=dict)
    old: tuple[int, str] | None = None
    """Version until which texts that nobody has read since stand as they were rendered, and the Jira they link to."""

    def stand_for(self, old: tuple[int, str] | None) -> None:
        """Let all texts stand as they were rendered for a Jira of long ago, read since or not; None ends that."""
        self.old = old
        self._kept.clear()

    def old_jira(self, version: int) -> str:
        """Return the Jira that texts of long ago link to, empty where none are left."""
        return self.old[1] if self.old is not None and version <= self.old[0] else ""

    def html(self, place: Place, version: int, text: str, render: Callable[[], str]) -> str:
        """Return the rendered text: anew only when the text or the version is another one."""
        kept = self._kept.get(place)
        if kept is None or (kept.version, kept.text) != (version, text):
            kept = self._kept[place] = _Kept(version, text, render())
        return kept.html
