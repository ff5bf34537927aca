"""How many texts have an issue key, how many have none, and why: the same small counts whatever is counted."""

from collections import Counter
from dataclasses import dataclass, field

from wizard.connect.key_trial import KeyTrial


@dataclass(slots=True)
class KeyTally:
    """Counts trials one after the other; keeps none of them."""

    texts: int = 0
    good: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    """How many texts each code was said of."""

    def add(self, trial: KeyTrial) -> None:
        self.texts += 1
        self.good += trial.good
        self.reasons.update({one.code for one in trial.reasons})

    @property
    def without(self) -> int:
        """How many have no key, or cannot be used as they are."""
        return self.texts - self.good

    def by_reason(self) -> list[tuple[str, int]]:
        """Return the codes with their numbers, the most frequent first."""
        return sorted(self.reasons.items(), key=lambda one: (-one[1], one[0]))
