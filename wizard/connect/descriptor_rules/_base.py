"""What a rule is told, and what it gives."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from wizard.connect.descriptor_problem import DescriptorProblem
from wizard.domain.gitlab import Json


@dataclass(frozen=True, slots=True)
class Case:
    """A descriptor whose shape is right, where it was served, and the day."""

    descriptor: Mapping[str, Json]
    url: str = ""
    """Where Jira would download it; empty where that is not known."""
    today: str = ""
    """Shape: `2026-04-01`; empty where rules of dates are not asked."""

    def member(self, name: str) -> Mapping[str, Json]:
        """Return an object below the root; an empty one where it is not there."""
        value = self.descriptor.get(name)
        return value if isinstance(value, dict) else {}

    def text(self, name: str) -> str:
        value = self.descriptor.get(name)
        return value if isinstance(value, str) else ""

    @property
    def signs(self) -> bool:
        """Whether the app signs with JWT, as it does unless it says otherwise."""
        return str(self.member("authentication").get("type", "jwt")).lower() == "jwt"


Rule = Callable[[Case], Iterator[DescriptorProblem]]
