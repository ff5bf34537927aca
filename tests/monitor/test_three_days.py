"""Three days of rounds with all that happens to a computer: no change is missed for long, and no alarm is false."""

import random
import tracemalloc

from tests.monitor.rounds import finding
from tests.monitor.test_watching import MAINTENANCE, World, codes
from wizard.domain.errors import Unreachable
from wizard.domain.findings import Finding
from wizard.monitor.alarms import ROUNDS

_ROUNDS = 72 * 60
_MIB = 1024 * 1024
_BROKEN: tuple[tuple[str, Finding], ...] = (
    ("gitlab-settings", finding("gitlab-silent-mode", "gitlab-settings")),
    ("jira-app", finding("jira-app-disabled", "jira-app", host="acme.atlassian.net")),
    ("gitlab-settings", MAINTENANCE),
)


class Days:
    """What happens, drawn by a seed; knows what ought to be said."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)  # noqa: S311 (no secret)
        self.world = World()
        self.left = 0
        self.state: tuple[str, Finding] | None = None
        self.same = 0
        """Rounds in a row that saw this state, since the last gap or start."""
        self.happened: set[str] = set()

    def change(self) -> None:
        """Let something break or be mended once what was lasts no longer: for one round, or for a while."""
        self.left -= 1
        if self.left > 0:
            return
        self.state = None if self.state is not None else self.draw.choice(_BROKEN)
        self.left = self.draw.choice((1, 1, 3, 10, 60) if self.state is not None else (1, 5, 30, 120))
        self.same = 0
        self.world.wrong = dict([self.state]) if self.state is not None else {}

    def disturb(self) -> None:
        """Let the computer sleep, its clock be set, a side be away for a round, the program be killed."""
        what = self.draw.random()
        self.world.flow.error = None
        if what < 0.005:
            self.world.clock.at += self.draw.uniform(600.0, 30_000.0)
            self.same = 0 if self.state is not None else self.same
            self.happened.add("sleep")
        elif what < 0.01:
            self.world.begin()
            self.same = 0
            self.happened.add("kill")
        elif what < 0.05:
            self.world.flow.error = Unreachable("network-timeout", {"host": "gitlab.example.com"})
            self.happened.add("away")

    def ought(self) -> set[str]:
        """Return the alarms that could stand now: the one of what is broken."""
        quiet = self.state is None or self.state[1] is MAINTENANCE
        return set() if quiet or self.state is None else {self.state[1].code}

    def wrong(self, standing: set[str]) -> set[str]:
        """Return what is said and not so, or so and not said, two rounds after the last change."""
        self.happened |= self.ought()
        paused = self.state is not None and self.state[1] is MAINTENANCE  # what stood before it stays
        return set() if paused or self.same < ROUNDS else standing ^ self.ought()


async def test_three_days_with_flaps_sleep_kills_and_maintenance():
    days = Days(72)
    missed: list[tuple[int, set[str]]] = []
    false: list[tuple[int, set[str]]] = []
    before: set[str] = set()
    for number in range(_ROUNDS):
        days.change()
        days.disturb()
        shown = await days.world.rounds()
        days.same += 1
        standing = set(codes(shown)) - {"network-timeout"}
        missed += [(number, wrong) for wrong in [days.wrong(standing)] if wrong]
        false += [(number, raised) for raised in [standing - before - days.ought()] if raised]
        before = standing
    assert (missed, false, shown.round) == ([], [], _ROUNDS)
    assert days.happened == {"sleep", "kill", "away", "gitlab-silent-mode", "jira-app-disabled"}


async def test_a_day_of_rounds_leaves_no_memory_behind():
    world = World()
    await world.rounds(100)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        await world.rounds(1440)
        await world.history.trim(world.clock.now() + 2 * 86_400)
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < _MIB
