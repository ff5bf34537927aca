"""A monitor in a lab for hours of the lab's clock, with what happens to both sides, to the computer and to the program.

    python -m tests.bench.watched_days [--hours 72] [--rate 60] [--seed 1]

It ends with 1 where a change that lasted was not told in time, an alarm was false, or memory grew.
"""

import argparse
import json
import os
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.served_lab import ServedLab
from tests.e2e.watched_lab import Document, Service, codes

_FAULTS = {
    "gitlab-silent-mode": "gitlab-silent-mode",
    "jira-app-disabled": "jira-app-disabled",
    "jira-token-invalid": "jira-token-invalid",
    "gitlab-rate-limited": "gitlab-rate-limited",
    "jira-internal-error": "jira-answer-status",
}
_FEW = 5
"""Rounds within which a lasting change is told: one under way, two to be sure, and waits for the budget."""
_MIB = 1024 * 1024
_MOST_MIB_A_DAY = 1.0
_WARM_ROUNDS = 120
"""Until then memory may grow: what is kept of the newest requests and things fills up."""


@dataclass
class Told:
    """What came of it."""

    rounds: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[float, int]] = field(default_factory=list)
    """Lab time and bytes, since the last start of the program."""
    most_a_minute: int = 0


class Days:
    def __init__(self, lab: ServedLab, home: Path, seed: int) -> None:
        self.lab, self.home, self.told = lab, home, Told()
        self.draw = random.Random(seed)  # noqa: S311 (no secret)
        self.service = Service(lab, home)
        self.begun = self.now = float(self.next()["at"])

    def next(self) -> Document:
        """Return the next round and note what it cost."""
        document = self.service.next()
        self.told.rounds += 1
        self.now = float(document["at"])
        self.told.most_a_minute = max([self.told.most_a_minute, *document["used"].values()])
        pages = Path(f"/proc/{self.service.process.pid}/statm").read_text().split()[1]
        self.told.memory.append((self.now, int(pages) * os.sysconf("SC_PAGE_SIZE")))
        return document

    def calm(self, rounds: int) -> None:
        """Nothing is wrong: nothing may be said."""
        for _ in range(rounds):
            self.told.false += codes(self.next())

    def lasting(self, fault: str, found: str) -> None:
        self.lab.fault(fault)
        if not any(found in codes(self.next()) for _ in range(_FEW)):
            self.told.missed.append(fault)
        self.lab.lift(fault)
        if not any(not codes(self.next()) for _ in range(_FEW + 1)):
            self.told.missed.append(f"{fault} mended")

    def flap(self, fault: str) -> None:
        """Something is wrong for less than a round."""
        self.lab.fault(fault, 1)
        self.calm(2)
        self.lab.lift(fault)
        self.calm(1)

    def sleep(self) -> None:
        self.lab.control("POST", "/clock", {"advance_s": self.draw.uniform(600, 20_000)})
        self.calm(2)

    def killed(self) -> None:
        self.service.kill()
        self.service = Service(self.lab, self.home)
        self.told.memory.clear()
        self.calm(2)

    def maintenance(self) -> None:
        for on in (True, False):
            self.lab.api("PUT", "/api/v4/application/settings", {"maintenance_mode": on})
            self.calm(3)

    def one_thing(self) -> None:
        what = self.draw.choice(("fault", "fault", "flap", "sleep", "killed", "maintenance", "calm", "calm"))
        self.told.happened[what] += 1
        if what == "fault":
            self.lasting(*self.draw.choice(list(_FAULTS.items())))
        elif what == "flap":
            self.flap(self.draw.choice(("jira-internal-error", "gitlab-rate-limited")))
        elif what == "calm":
            self.calm(self.draw.randint(5, 60))
        else:
            {"sleep": self.sleep, "killed": self.killed, "maintenance": self.maintenance}[what]()


def slope(memory: list[tuple[float, int]]) -> float:
    """Return by how much memory grew since it was warm. Units: MiB a day of the lab; 0 where there was not enough."""
    warm = memory[_WARM_ROUNDS:]
    if len(warm) < _WARM_ROUNDS:
        return 0.0
    middle = len(warm) // 2
    first, last = min(size for _at, size in warm[:middle]), min(size for _at, size in warm[middle:])
    days = (warm[-1][0] - warm[0][0]) / 2 / 86_400
    return (last - first) / _MIB / max(days, 1e-9)


def main() -> int:
    """Exit status: 0 all held, 1 something did not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=72.0, help="of rounds; sleeps come on top")
    parser.add_argument("--rate", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "data"
        environment = {**os.environ, "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(Path(folder) / "config")}
        lab = ServedLab(Path(folder), environment, projects=6)
        lab.start()
        try:
            assert lab.run().code == 0
            lab.rate(asked.rate)
            days = Days(lab, home, asked.seed)
            while days.told.rounds < asked.hours * 60:
                days.one_thing()
            code, _took = days.service.end()
        finally:
            lab.stop()
    told, grown = days.told, slope(days.told.memory)
    shown = {
        "hours": round((days.now - days.begun) / 3600, 1),
        "rounds": told.rounds,
        "happened": dict(told.happened),
        "missed": told.missed,
        "false": told.false,
        "most_a_minute": told.most_a_minute,
        "mib": round(told.memory[-1][1] / _MIB),
        "mib_a_day": round(grown, 2),
        "exit": code,
    }
    sys.stdout.write(json.dumps({"format": 1, **shown}) + "\n")
    return 1 if told.missed or told.false or code or grown > _MOST_MIB_A_DAY else 0


if __name__ == "__main__":
    raise SystemExit(main())
