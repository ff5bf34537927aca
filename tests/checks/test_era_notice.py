import pytest

from wizard.checks.era_notice import CHECK, CONNECT_ENDS


@pytest.mark.parametrize("offset_s, word", [(-1, "ends"), (0, "ended")])
async def test_the_date_decides_whether_connect_ends_or_ended(offset_s, word, world) -> None:
    world.clock.at = CONNECT_ENDS.timestamp() + offset_s
    (finding,) = (await world.ask(CHECK)).findings
    assert (finding.code, finding.severity) == ("jira-connect-ends", "advice")
    assert str(finding.cause).startswith(f"Atlassian {word} its support")
