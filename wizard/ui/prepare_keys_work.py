"""Tries many texts for issue keys in a thread: what is kept is bounded, it says how far it is, it can be ended."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wizard.adapters.text_lines import lines_of, opened_file
from wizard.connect.key_tally import KeyTally
from wizard.connect.key_trial import KeySettings, KeyTrial, Kind
from wizard.connect.key_workshop import KeyWorkshop
from wizard.domain.text import T, Text

MOST_ROWS = 1_000
"""Texts of a file that are listed; all of them are counted."""
_BREATHE_EVERY = 20
"""Texts between two breaths: some two milliseconds, so that the window never waits for this thread."""
_BREATH_S = 0.001


@dataclass(frozen=True, slots=True)
class TriedText:
    """One line with what became of it."""

    line: int
    trial: KeyTrial


@dataclass(slots=True)
class KeyWork:
    """One run. The window reads while the thread writes: numbers that grow, and rows only when it has ended."""

    settings: KeySettings
    kind: Kind
    rows: list[TriedText] = field(default_factory=list)
    tally: KeyTally = field(default_factory=KeyTally)
    percent: int = 0
    problem: Text | None = None
    """Why nothing, or not all of it, was tried."""
    cut_short: bool = False
    stop: threading.Event = field(default_factory=threading.Event)

    def try_texts(self, texts: Sequence[str]) -> None:
        """Try these, and keep all of them."""
        for line, trial in self._trials(iter(texts)):
            self.rows.append(TriedText(line, trial))

    def try_file(self, path: Path) -> None:
        """Try the lines of a file, and keep the first of those that are not good."""
        try:
            with opened_file(path) as (stream, size):
                for line, trial in self._trials(lines_of(stream)):
                    if not trial.good and len(self.rows) < MOST_ROWS:
                        self.rows.append(TriedText(line, trial))
                    if self.tally.texts % _BREATHE_EVERY == 0:
                        self.percent = min(100 * stream.tell() // max(size, 1), 100)
        except OSError as error:
            self.problem = T("The file cannot be read: {why}", why=error.strerror or "")

    def _trials(self, texts: Iterator[str]) -> Iterator[tuple[int, KeyTrial]]:
        workshop = KeyWorkshop(self.settings)
        self.problem = workshop.problem
        if self.problem is not None:
            return
        for line, trial in workshop.try_lines(texts, self.kind):
            if self.stop.is_set() or (self.tally.texts % _BREATHE_EVERY == 0 and self.stop.wait(_BREATH_S)):
                self.cut_short = True
                return
            self.tally.add(trial)
            yield line, trial
