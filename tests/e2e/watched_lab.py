"""A monitor that runs as a service against a served lab, read line by line."""

import json
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from queue import Queue
from typing import Any

from tests.e2e.served_lab import ServedLab

Document = Mapping[str, Any]
FAST = 30.0
"""Lab seconds in a real one: a round takes two seconds."""
_LINE_WITHIN_S = 90.0


class Service:
    """`monitor --json` in a process of its own."""

    def __init__(self, lab: ServedLab, home: Path, *more: str, answers: Sequence[Path] = ()) -> None:
        files = [str(one) for one in (answers or [lab.answers])]
        env = {**lab.environment, "XDG_DATA_HOME": str(home)}
        self._said = (home.parent / "said.txt").open("a")
        self.process = subprocess.Popen(
            lab.command("monitor", *files, "--json", *more),
            env=env,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read, name="lines of the monitor")
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put("")

    def next(self) -> Document:
        line = self._lines.get(timeout=_LINE_WITHIN_S)
        assert line, f"the monitor ended: {self._told()}"
        document: Document = json.loads(line)
        return document

    def _told(self) -> str:
        return Path(self._said.name).read_text()[-2000:]

    def rounds_until(self, holds: Callable[[Document], bool], most: int) -> int:
        """Return how many rounds it took until something holds."""
        for number in range(1, most + 1):
            document = self.next()
            if holds(document):
                return number
        raise AssertionError(f"not within {most} rounds; the last one: {document['alarms']}")

    def end(self) -> tuple[int, float]:
        """End it as a service is ended: its exit code, and how long that took."""
        started = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(20)
        took = time.monotonic() - started
        self._left()
        return code, took

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(20)
        self._left()

    def _left(self) -> None:
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._said.close()


def codes(document: Document) -> list[str]:
    return sorted(alarm["code"] for alarm in document["alarms"])
