"""Texts are rendered anew once, where one still links to the Jira that is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from tests.journey.fake_account import refused
from tests.journey.fakes import FakeGitLab, FakeWorld
from wizard.changes import Context, NotPlanned, by_id
from wizard.domain.answers import Answers
from wizard.domain.gitlab import Json
from wizard.domain.ports import Ports

OLD, NEW = "https://jira.example.com/jira", "https://acme.atlassian.net"
CHANGE = by_id("gitlab-markdown-cache")


@dataclass
class RenderingGitLab(FakeGitLab):
    """Keeps a text as it was rendered until the version of its cache changes."""

    links_to: str = NEW
    kept: dict[int, str] = field(default_factory=dict)

    silent: bool = False
    refused_once: bool = False
    """Whether the next project has no merge requests."""

    async def rendered_texts(self, project: int) -> Sequence[str]:
        if self.refused_once:
            self.refused_once = False
            raise refused(403)
        if self.silent:
            return ["<p>no key</p>"]
        version = int(str(self.values.get("local_markdown_version") or 0))
        return [f'<a href="{self.kept.get(version, self.links_to)}/browse/PLAT-1">PLAT-1</a>']

    async def settings(self) -> Mapping[str, Json]:
        """Return a number for the text that was sent."""
        found = await super().settings()
        return {**found, "local_markdown_version": int(str(found.get("local_markdown_version") or 0))}


@pytest.fixture
def gitlab() -> RenderingGitLab:
    return RenderingGitLab(kept={0: OLD})


def context(gitlab: RenderingGitLab, from_url: str = OLD) -> Context:
    world = FakeWorld()
    answers = Answers().with_(
        gitlab_url="https://gitlab.example.com",
        proof_project="platform/app",
        integration_scope="project",
        integration_web_url=NEW,
        integration_from_url=from_url,
        integration_refresh_markdown=True,
    )
    return Context(answers, Ports(gitlab, world.the_jira, world.probe, world.clock), "set-up 7f3a", {})


@pytest.mark.parametrize("from_url", [OLD, f"{OLD}/", ""])
async def test_an_old_link_raises_the_version_by_one_and_only_once(gitlab: RenderingGitLab, from_url: str) -> None:
    told = context(gitlab, from_url)
    before = await CHANGE.read(told)
    after = await CHANGE.wanted(told, before)
    assert after == {"local_markdown_version": 1}
    await CHANGE.write(told, before, after)
    now = await CHANGE.read(told)
    assert CHANGE.holds(now, after)
    assert await CHANGE.wanted(told, now) is None
    await CHANGE.undo(told, before, after, now)
    assert await CHANGE.read(told) == before


async def test_links_to_a_third_jira_are_no_matter_of_this_move(gitlab: RenderingGitLab) -> None:
    gitlab.kept = {0: "https://other.example.com"}
    told = context(gitlab)
    assert await CHANGE.wanted(told, await CHANGE.read(told)) is None


async def test_a_project_without_merge_requests_does_not_keep_others_from_being_looked_at(
    gitlab: RenderingGitLab,
) -> None:
    gitlab.refused_once = True
    told = context(gitlab)
    answers = told.answers.with_(integration_projects=("platform/app", "platform/web"))
    with_two = replace(told, answers=answers)
    gitlab.projects = ["platform/app", "platform/web"]
    assert await CHANGE.wanted(with_two, await CHANGE.read(with_two)) == {"local_markdown_version": 1}


async def test_where_no_text_links_to_a_jira_it_is_made_once_because_it_was_asked_for(gitlab: RenderingGitLab) -> None:
    gitlab.silent = True
    told = context(gitlab)
    before = await CHANGE.read(told)
    after = await CHANGE.wanted(told, before)
    assert after == {"local_markdown_version": 1}
    await CHANGE.write(told, before, after)
    again = replace(told, confirmed={CHANGE.id: after})
    assert await CHANGE.wanted(again, await CHANGE.read(again)) is None


async def test_places_that_were_searched_for_are_looked_at_too(gitlab: RenderingGitLab) -> None:
    told = context(gitlab)
    answers = told.answers.with_(proof_project="", integration_search="web")
    gitlab.projects = ["platform/app", "platform/web"]
    assert await CHANGE.wanted(replace(told, answers=answers), await CHANGE.read(told)) is not None


async def test_who_is_no_administrator_is_told_and_nothing_is_planned(gitlab: RenderingGitLab) -> None:
    gitlab.refuse = {"settings": refused(403)}
    told = context(gitlab)
    with pytest.raises(NotPlanned) as no:
        await CHANGE.wanted(told, await CHANGE.read(told))
    assert no.value.finding.code == "gitlab-markdown-for-administrators"


def test_it_is_made_only_where_the_answers_want_it() -> None:
    wanted = Answers().with_(integration_scope="project", integration_refresh_markdown=True)
    assert CHANGE.applies(wanted)
    assert not CHANGE.applies(wanted.with_(integration_refresh_markdown=False))
    assert not CHANGE.applies(wanted.with_(integration_scope=""))
