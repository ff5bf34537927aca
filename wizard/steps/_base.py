"""What a page is: when it applies, what it asks for, and what is wrong with the answers."""

from collections.abc import Callable
from dataclasses import dataclass

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding
from wizard.domain.route import LED
from wizard.domain.text import Text


@dataclass(frozen=True, slots=True)
class Field:
    """One value the page asks for; `name` is the one `Answers.with_` takes."""

    name: str
    label: Text
    hint: Text
    example: str = ""


def _always(_answers: Answers) -> bool:
    return True


def _nothing(_answers: Answers) -> list[Finding]:
    return []


@dataclass(frozen=True, slots=True)
class Step:
    """One page. `problems` looks at the answers only; what must be asked outside is a check."""

    id: str
    rank: int
    title: Text
    lead: Text
    """One sentence: what happens here and why."""
    fields: tuple[Field, ...] = ()
    applies: Callable[[Answers], bool] = _always
    problems: Callable[[Answers], list[Finding]] = _nothing


def led_through(answers: Answers) -> bool:
    """Tell whether this version leads through the chosen route; if not, the way ends at the page where it is chosen."""
    return answers.route in LED
