"""A monitor in a lab for hours of the lab's clock, with what happens to both sides, to the computer and to the program.

    python -m tests.bench.watched_days [--hours 72] [--rate 480] [--seed 1]

Each hour it makes a test branch. It ends with 1 where a change that lasted was not told in time, an alarm was false,
memory grew, or rounds asked a host more often than they may. Three days of rounds take about ten minutes; hours in
which the computer sleeps come on top.
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
from statistics import linear_regression

from tests.e2e.served_lab import ServedLab, is_own_write
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
_HAPPENS = {
    "fault": 6.0, "flap": 4.0, "sleep": 2.0, "jump": 2.0, "maintenance": 3.0, "calm": 8.0, "killed": 0.8,
    "restarted": 0.8,
}  # fmt: skip
"""What happens, and how often beside the others."""
_STARTS = ("killed", "restarted")
"""These happen in the first third alone: then one program runs for days, so that it could grow."""
_PER_MINUTE = 6
_A_DAY = 1440
"""Rounds of a day."""
_LOOK_AT_ALL_S = 600.0
"""Requests of a look at everything have a budget of their own: minutes this near to one are not counted."""
_MIB = 1024 * 1024
_MOST_MIB_A_DAY = 1.0
_JUDGED_ROUNDS = 480
"""A page more or less makes no slope in a shorter run."""
_WARM_ROUNDS = _A_DAY
"""Until then memory may grow: what is kept of a day fills up."""


@dataclass
class Told:
    """What came of it."""

    rounds: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[tuple[int, str]] = field(default_factory=list)
    """Round and code."""
    happened: Counter[str] = field(default_factory=Counter)
    told_after: Counter[int] = field(default_factory=Counter)
    """Rounds until a change was told -> how often."""
    memory: list[int] = field(default_factory=list)
    """Bytes in each round since the last start of the program."""
    slopes: list[tuple[float, float]] = field(default_factory=list)
    """Of each run of the program that was long enough: its hours of rounds, and MiB a day."""
    used: list[tuple[float, int]] = field(default_factory=list)
    """Lab time of a round, and the requests of the minute before it to the host that was asked most."""
    looks: set[float] = field(default_factory=set)
    """When everything was looked at, or a test branch was made."""

    def per_minute(self) -> Counter[int]:
        """Return how many rounds saw how many requests a minute, without those near a look at everything."""
        near = sorted(self.looks)
        calm = [used for at, used in self.used if all(abs(at - look) > _LOOK_AT_ALL_S for look in near)]
        return Counter(calm)


class Days:
    def __init__(self, lab: ServedLab, home: Path, seed: int, starts_until: float) -> None:
        """`starts_until` is the round after which the program is not started anew any more."""
        self.lab, self.home, self.told = lab, home, Told()
        self.starts_until = starts_until
        self.seq = lab.newest()
        self.draw = random.Random(seed)  # noqa: S311 (no secret)
        self.answers = home.parent / "watched.toml"
        self.answers.write_text(f'{lab.answers.read_text()}\n[monitor]\ncanary = "hourly"\n')
        self.service = Service(lab, home, answers=[self.answers])
        self.begun = self.now = float(self.next()["at"])

    def next(self) -> Document:
        """Return the next round and note what it cost."""
        document = self.service.next()
        self.told.rounds += 1
        self.now = float(document["at"])
        most = max(document["used"].values(), default=0)
        self.told.used.append((self.now, most))
        if most > _PER_MINUTE and self.flew():
            self.told.looks.add(self.now)
        if document["history"]["reconciled_at"] is not None:
            self.told.looks.add(float(document["history"]["reconciled_at"]))
        pages = Path(f"/proc/{self.service.process.pid}/statm").read_text().split()[1]
        self.told.memory.append(int(pages) * os.sysconf("SC_PAGE_SIZE"))
        return document

    def flew(self) -> bool:
        """Tell whether a test branch was made a short while ago: its requests have a budget of their own too."""
        rows = self.lab.from_desktop(self.seq)
        self.seq = int(rows[-1]["seq"]) if rows else self.seq
        return any(is_own_write(row) and float(row["t"]) > self.now - _LOOK_AT_ALL_S for row in rows)

    def calm(self, rounds: int) -> None:
        """Nothing is wrong: nothing may be said."""
        for _ in range(rounds):
            self.told.false += [(self.told.rounds, code) for code in codes(self.next())]

    def until(self, what: str, found: str | None) -> None:
        """Wait until an alarm is told, or until none stands; too late is missed."""
        for number in range(1, _FEW + 2):
            told = codes(self.next())
            if (found in told) if found is not None else not told:
                self.told.told_after[number] += 1
                return
        self.told.missed.append(f"round {self.told.rounds}: {what}")

    def lasting(self, fault: str, found: str) -> None:
        self.lab.fault(fault)
        self.until(fault, found)
        self.lab.lift(fault)
        self.until(f"{fault} mended", None)

    def flap(self, fault: str) -> None:
        """Something is wrong for less than a round."""
        self.lab.fault(fault, 1)
        self.calm(2)
        self.lab.lift(fault)
        self.calm(1)

    def step(self, seconds: float) -> None:
        """Let time pass without the program: the computer sleeps, or somebody sets its clock."""
        self.lab.control("POST", "/clock", {"advance_s": seconds})
        self.calm(2)

    def begin_again(self) -> None:
        self.note_slope()
        self.service = Service(self.lab, self.home, answers=[self.answers])
        self.told.memory.clear()
        self.calm(2)

    def killed(self) -> None:
        self.service.kill()
        self.begin_again()

    def restarted(self) -> None:
        code, _took = self.service.end()
        if code:
            self.told.missed.append(f"round {self.told.rounds}: ended with {code}")
        self.begin_again()

    def maintenance(self) -> None:
        for on in (True, False):
            self.lab.api("PUT", "/api/v4/application/settings", {"maintenance_mode": on})
            self.calm(3)

    def one_thing(self) -> None:
        starts = self.told.rounds <= self.starts_until
        often = {what: times for what, times in _HAPPENS.items() if starts or what not in _STARTS}
        what = self.draw.choices(list(often), list(often.values()))[0]
        self.told.happened[what] += 1
        match what:
            case "fault":
                self.lasting(*self.draw.choice(list(_FAULTS.items())))
            case "flap":
                self.flap(self.draw.choice(("jira-internal-error", "gitlab-rate-limited")))
            case "sleep":
                self.step(self.draw.uniform(600, 20_000))
            case "jump":
                self.step(self.draw.uniform(70, 600))
            case "killed":
                self.killed()
            case "restarted":
                self.restarted()
            case "maintenance":
                self.maintenance()
            case _:
                self.calm(self.draw.randint(5, 60))

    def note_slope(self) -> None:
        warm = self.told.memory[_WARM_ROUNDS:]
        if len(warm) >= _JUDGED_ROUNDS:
            self.told.slopes.append((len(warm) / _A_DAY * 24, slope(warm)))


def slope(warm: list[int]) -> float:
    """Return how memory grew, by least squares. Units: MiB in a day of rounds, sleep does not count."""
    return linear_regression([number / _A_DAY for number in range(len(warm))], [used / _MIB for used in warm]).slope


def shown(days: Days, code: int) -> dict[str, object]:
    """Return the document that is printed."""
    told, per_minute = days.told, days.told.per_minute()
    return {
        "format": 1,
        "hours": round((days.now - days.begun) / 3600, 1),
        "rounds": told.rounds,
        "happened": dict(told.happened),
        "told_after_rounds": dict(sorted(told.told_after.items())),
        "missed": told.missed,
        "false": told.false,
        "requests_a_minute": dict(sorted(per_minute.items())),
        "mib": round(told.memory[-1] / _MIB),
        "mib_each_hour": [round(used / _MIB, 1) for used in told.memory[::60]],
        "slopes": [(round(hours, 1), round(grown, 2)) for hours, grown in told.slopes],
        "mib_a_day": round(max((grown for _hours, grown in told.slopes), default=0.0), 2),
        "exit": code,
    }


def main() -> int:
    """Exit status: 0 all held, 1 something did not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=72.0, help="of rounds; sleeps come on top")
    parser.add_argument("--rate", type=float, default=480.0)
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
            days = Days(lab, home, asked.seed, asked.hours * 20)
            while days.told.rounds < asked.hours * 60:
                days.one_thing()
            days.note_slope()
            code, _took = days.service.end()
        finally:
            lab.stop()
    document = shown(days, code)
    sys.stdout.write(json.dumps(document) + "\n")
    over = any(number > _PER_MINUTE for number in days.told.per_minute())
    grown = any(grown > _MOST_MIB_A_DAY for _hours, grown in days.told.slopes)
    return 1 if days.told.missed or days.told.false or code or over or grown else 0


if __name__ == "__main__":
    raise SystemExit(main())
