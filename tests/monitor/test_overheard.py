import pytest

from tests.journey.fakes import FakeGitLab
from tests.monitor.fakes import Clock, Sides
from wizard.domain.errors import Refused
from wizard.domain.gitlab import Metadata
from wizard.monitor.budget import Budget, Work
from wizard.monitor.overheard import Overheard

_HOST = "gitlab.example.com"


class Limited(FakeGitLab):
    """Asks for a pause."""

    pause = "120"

    async def metadata(self) -> Metadata:
        raise Refused("http-429", {"retry_after": self.pause})


@pytest.fixture
def overheard() -> Overheard:
    return Overheard(Budget(Clock()))


async def test_an_answer_is_kept_for_whoever_needs_it_too(overheard):
    ports = overheard.ports(Sides().ports)
    answer = await ports.gitlab.settings()
    assert overheard.answers["gitlab.settings"] is answer
    assert ports.gitlab.url.host == _HOST


async def test_each_request_takes_its_turn(overheard):
    ports = overheard.ports(Sides().ports)
    for _ in range(4):
        await ports.gitlab.settings()
    assert overheard.budget.used() == {_HOST: 4}
    assert overheard.budget.left(_HOST) == 2


async def test_a_person_who_waits_does_not_use_up_the_rounds(overheard):
    overheard.work = Work.RECONCILE
    await overheard.ports(Sides().ports).gitlab.settings()
    assert overheard.budget.left(_HOST) == 6


async def test_a_host_that_asks_for_a_pause_gets_it_and_is_asked_again_after_it():
    clock = Clock()
    overheard = Overheard(Budget(clock))
    sides = Sides(clock=clock)
    sides.gitlab = Limited()  # type: ignore[assignment]  # a side that refuses all it is asked here
    ports = overheard.ports(sides.ports)
    with pytest.raises(Refused):
        await ports.gitlab.metadata()
    assert overheard.budget.left(_HOST) == 0
    with pytest.raises(Refused) as later:
        await ports.gitlab.settings()
    assert (later.value.code, later.value.facts["retry_after"]) == ("http-429-later", "120")
    clock.at += 121.0
    await ports.gitlab.settings()
    assert overheard.budget.left(_HOST) > 0


async def test_a_probe_sends_no_request(overheard):
    ports = overheard.ports(Sides().ports)
    await ports.probe.addresses(_HOST)
    assert overheard.budget.used() == {}
