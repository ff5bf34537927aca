from wizard.checks.jira_issue import CHECK


async def test_an_issue_that_is_not_shown_blocks(world) -> None:
    world.answers = world.answers.with_(proof_issue="PLAT-404")
    (finding,) = (await world.ask(CHECK)).findings
    assert (finding.code, finding.severity, finding.facts["issue"]) == ("jira-issue-not-found", "blocker", "PLAT-404")


async def test_the_row_shows_the_issue(world) -> None:
    assert str((await world.ask(CHECK)).note) == "PLAT-1: First things first"
