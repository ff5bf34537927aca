from collections.abc import Callable

import pytest

from tests.journey.fakes import FakeWorld
from wizard.changes import Context, Values
from wizard.domain.answers import Answers

Make = Callable[..., Context]


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld()


@pytest.fixture
def context(world: FakeWorld) -> Make:
    """Return a maker of contexts for changes of this world."""

    def make(made: dict[str, Values] | None = None) -> Context:
        return Context(Answers(), world.ports(), "set-up 7f3a", made or {})

    return make
