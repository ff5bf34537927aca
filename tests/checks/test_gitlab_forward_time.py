from dataclasses import replace

import pytest

from wizard.checks.gitlab_forward_time import CHECK, SLOW_MS
from wizard.domain.errors import Refused, Unreachable

ASKED = ("POST", "/-/jira_connect/events/installed")


def took(world, ms: float) -> None:
    world.gitlab.pages[ASKED] = replace(world.gitlab.pages[ASKED], ms=ms)


@pytest.mark.parametrize(("ms", "codes"), [(SLOW_MS, []), (SLOW_MS + 1, ["gitlab-forward-slow"])])
async def test_an_event_that_needs_no_work_is_answered_at_once(ms, codes, leaf) -> None:
    took(leaf, ms)
    assert await leaf.codes(CHECK) == codes


async def test_it_says_how_long_it_took_and_how_long_a_key_lives(leaf) -> None:
    took(leaf, 5300)
    (finding,) = (await leaf.ask(CHECK)).findings
    assert "5.3 s" in str(finding.cause)
    assert "5 minutes" in str(finding.cause)
    assert "https://hub.example.com" in str(finding.cause)


async def test_no_answer_in_time_is_the_same_thing(leaf) -> None:
    leaf.gitlab.pages[ASKED] = Unreachable("network-timeout", {"host": "gitlab.example.com"})
    assert await leaf.codes(CHECK) == ["gitlab-forward-slow"]


@pytest.mark.parametrize("lost", [Unreachable("network-reset", {}), Refused("http-429", {})])
async def test_any_other_failure_is_told_as_what_it_is(lost, leaf) -> None:
    leaf.gitlab.pages[ASKED] = lost
    with pytest.raises(type(lost)):
        await leaf.ask(CHECK)
