import pytest

from wizard.checks.first_sync_history import CHECK


@pytest.mark.parametrize(
    ("counts", "codes"),
    [
        ((400, 400), []),
        ((401, 3), ["first-sync-capped"]),
        ((3, 401), ["first-sync-capped"]),
        ((None, 3), ["first-sync-capped"]),
    ],
)
async def test_more_than_400_of_a_kind_are_not_all_sent(counts, codes, world) -> None:
    world.gitlab.history_ = counts
    result = await world.ask(CHECK)
    assert [finding.code for finding in result.findings] == codes
    assert all(finding.severity == "advice" for finding in result.findings)


async def test_the_finding_says_how_many_there_are(world) -> None:
    world.gitlab.history_ = (None, 12)
    (finding,) = (await world.ask(CHECK)).findings
    assert (finding.facts["merge_requests"], finding.facts["branches"]) == ("10000+", "12")


async def test_of_a_project_that_is_not_there_nothing_is_asked(world) -> None:
    world.gitlab.projects, world.gitlab.history_ = {}, AssertionError("asked")
    assert await world.codes(CHECK) == []
