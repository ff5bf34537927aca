"""What a check is: one read-only question to the world, in a file of its own with a constant named `CHECK`."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom
from wizard.domain.ports import Ports
from wizard.domain.text import Text

NOTHING = Text("")


@dataclass(frozen=True, slots=True)
class Result:
    """What the check saw: findings, and one line for the row when it holds, e.g. "18.5.0-ee, 15.7 needed"."""

    findings: tuple[Finding, ...] = ()
    note: Text = NOTHING


def _always(_answers: Answers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Check:
    """A question. `run` may let port errors pass: the runner turns them into findings (`wizard.checks.trouble`)."""

    id: str
    title: Text
    why: Text
    """One sentence: why we ask this."""
    seen_from: SeenFrom
    run: Callable[[Answers, Ports], Awaitable[Result]]
    applies: Callable[[Answers], bool] = _always
    needs: tuple[str, ...] = ()
    """Ids of checks that must hold first; when one blocks, this one waits and is not run."""
    rank: int = 500
    """Order on the page: names 100, wire 200, identity 300, version 400, settings 500, jira 600, advice 800."""
    advised: bool = False
    """Whether its findings never block."""
    posts: bool = False
    """Whether it sends a POST, one that the server refuses by design; such a check is left out of a dry run."""
