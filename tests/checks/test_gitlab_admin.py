from wizard.checks.gitlab_admin import CHECK
from wizard.domain.gitlab import User


async def test_a_user_without_administrator_rights_blocks(world) -> None:
    world.gitlab.user_ = User(2, "eve", "Eve", False)
    (finding,) = (await world.ask(CHECK)).findings
    assert (finding.code, finding.severity, finding.facts["user"]) == ("gitlab-user-not-admin", "blocker", "eve")
