"""By-hand tasks: what is seen done, what cannot be seen, and how the lab's person does them."""

from tests.journey.fakes import FakeWorld
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.jira import App
from wizard.domain.version import Version
from wizard.journey.desk import SessionDesk
from wizard.journey.values import Mark

KEY = "gitlab-jira-connect-gitlab.com"


async def marks(desk: SessionDesk, answers: Answers) -> list[Mark]:
    return [row.mark for row in await desk.tasks(answers)]


async def test_the_person_of_the_lab_does_all(desk: SessionDesk, world: FakeWorld, answers: Answers) -> None:
    await desk.begin(answers)
    assert await marks(desk, answers) == [Mark.WAITING, Mark.WARNING, Mark.WAITING]
    for row in await desk.tasks(answers):
        done = await desk.do_task(answers, row.id)
        assert done.mark is Mark.OK
    assert await marks(desk, answers) == [Mark.OK, Mark.OK, Mark.OK]


async def test_a_disabled_app_is_in_the_way_until_it_is_enabled(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await desk.begin(answers)
    world.the_jira.installed = [App(KEY, "GitLab", "1", False)]
    row = await desk.look_at_task(answers, "jira-get-app")
    assert row.mark is Mark.FAILED
    assert row.finding is not None
    assert row.finding.code == "jira-app-disabled"
    world.the_jira.installed = [App(KEY, "GitLab", "1", True)]
    assert (await desk.look_at_task(answers, "jira-get-app")).mark is Mark.OK


async def test_what_an_old_version_cannot_show_does_not_wait_for_ever(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await desk.begin(answers)
    world.the_gitlab.version = Version(16, 0)
    row = await desk.look_at_task(answers, "gitlab-com-link-groups")
    assert row.mark is Mark.WARNING
    assert "Add namespace" in str(row.steps[2])


async def test_a_person_who_fails_says_what_the_screen_said(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await desk.begin(answers)
    world.person_fails = PortError("person-failed", {"said": "Failed to link group. Please try again."})
    row = await desk.do_task(answers, "gitlab-com-link-groups")
    assert row.mark is Mark.FAILED
    assert row.finding is not None
    assert "Failed to link group" in f"{row.finding.cause} {row.finding.facts}"
    world.person_fails = None
    assert (await desk.do_task(answers, "gitlab-com-link-groups")).mark is Mark.OK
