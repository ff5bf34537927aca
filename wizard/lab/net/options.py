"""What a lab is started with."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from wizard.lab.net.errors import LabError
from wizard.lab.scenarios import ALL, file
from wizard.lab.scenarios._base import Scenario

_FAST_RATE = 90.0
"""A first sync of 1,000 projects, 50 minutes by its plan, fits into one; a token of 60 s still lives long enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """The options of `lab serve`."""

    scenario: str | Scenario = "marketplace"
    """Name of a scenario, path of a file that says one, or the scenario itself."""
    seed: int = 1
    projects: int = 60
    groups: int = 0
    """Groups without projects that each GitLab has besides its own ones."""
    merge_requests: int = 0
    """Merge requests of each GitLab in all; 0 for a few in each project."""
    issues: int = 0
    """Issues of the Jira site in all; its two named projects hold the first 360 in any case."""
    synced: bool = False
    """Start connected, with all that speaks of issues known to Jira."""
    gitlab_version: str = "18.5.0-ee"
    """What the GitLab of one's own calls itself, and behaves like."""
    clock: Literal["real", "fast"] = "real"
    """fast: 90 lab seconds in one real second."""
    ready_file: Path | None = None
    allow_app: Sequence[str] = field(default=())
    """Origins outside the lab that its hosts and the proxy may reach."""
    namespace: bool = False
    hostile: int | None = None
    """Seed of a hostile internet, in which one call in twenty goes wrong; None for a kind one."""
    busy: int = 0
    """Things that people of the GitLab make in a minute of the lab's clock."""
    until_stdin_closes: bool = False

    @property
    def rate(self) -> float:
        """Lab seconds in one real second."""
        return _FAST_RATE if self.clock == "fast" else 1.0

    def settled(self) -> "ServeOptions":
        """Return the options with what a scenario file says; the same ones where no file is named.

        Raises:
            LabError: the file cannot be used.

        """
        if isinstance(self.scenario, Scenario) or not self.scenario.endswith(file.SUFFIX):
            return self
        path = Path(self.scenario)
        wanted = file.read(path)
        named = {
            name: getattr(wanted, name)
            for name in ("seed", "projects", "groups", "merge_requests", "issues", "synced", "clock", "hostile")
        }
        named["gitlab_version"] = wanted.gitlab.version
        told = {name: value for name, value in named.items() if value is not None}
        return replace(self, scenario=file.scenario_of(path, wanted, _base(wanted.base)), **told)

    def _look_at_size(self) -> None:
        from wizard.lab.gitlab.world.sizes import SMALLEST_TOTAL  # with the simulators: only a lab needs them

        if 0 < self.merge_requests < SMALLEST_TOTAL:
            raise LabError(f"A world has at least {SMALLEST_TOTAL} merge requests where their number is said.")

    def _look_at_version(self) -> None:
        from wizard.lab.gitlab.eras import NEWEST_BEFORE, OLDEST, numbers  # with the simulators: only a lab needs them

        try:
            known = OLDEST <= numbers(self.gitlab_version) < NEWEST_BEFORE
        except ValueError:
            known = False
        if not known:
            raise LabError(f"The lab has no GitLab {self.gitlab_version!r}; it plays 15.6 to 19.")

    def world(self) -> Scenario:
        """Return the scenario.

        Raises:
            LabError: there is none of this name, or the options ask for what cannot be.

        """
        if self.namespace:
            raise LabError("--namespace needs Linux and root and is not offered in this version. Use the proxy.")
        if self.projects < 2:
            raise LabError("A world needs at least 2 projects.")
        self._look_at_version()
        if self.groups < 0:
            raise LabError("A world cannot have fewer than 0 more groups.")
        self._look_at_size()
        if self.issues < 0:
            raise LabError("A world cannot have fewer than 0 issues.")
        for url in self.allow_app:
            if not url.startswith(("http://", "https://")):
                raise LabError(f"--allow-app needs an http or https URL, not {url!r}.")
        return self.scenario if isinstance(self.scenario, Scenario) else _base(self.scenario)


def _base(name: str) -> Scenario:
    if name not in ALL:
        raise LabError(f"There is no scenario {name!r}. There are: {', '.join(ALL)}; or name a file ({file.SUFFIX}).")
    return ALL[name]
