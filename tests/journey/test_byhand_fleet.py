"""Tasks around a proxy of one's own: what the instances behind it must say, and whose page is opened."""

from dataclasses import dataclass, field

import pytest

from wizard.domain.answers import Answers, LeafAnswers
from wizard.domain.errors import Unreachable
from wizard.domain.gitlab import Page
from wizard.domain.ports import Ports
from wizard.domain.route import Route
from wizard.domain.url import Url, parse
from wizard.journey.byhand import by_id
from wizard.journey.values import Mark

HUB = "https://hub.example.com"
KEY = "gitlab-jira-connect-hub.example.com"
NORTH, SOUTH = "https://north.example.com", "https://south.example.com"
DESCRIPTOR, APPLICATION_ID = "/-/jira_connect/app_descriptor.json", "/-/jira_connect/oauth_application_id"
SERVES = Answers(route=Route.PROXY).with_(
    gitlab_url=HUB, jira_url="https://acme.atlassian.net", leaf=(LeafAnswers(NORTH), LeafAnswers(f"{SOUTH}/"))
)
BEHIND = Answers(route=Route.LEAF).with_(
    gitlab_url=NORTH, jira_url="https://acme.atlassian.net", proxy_url=HUB, groups_paths=("platform",)
)
TASK = by_id("proxy-set-leaves")


def described(key: str) -> Page:
    return Page(200, {}, f'{{"key": "{key}", "baseUrl": "{NORTH}/-/jira_connect"}}'.encode())


def readable(origin: str) -> Page:
    return Page(200, {"access-control-allow-origin": origin}, b'{"application_id": "abc"}')


@dataclass
class Instances:
    """The GitLab port of the proxy, with the pages of the instances behind it."""

    url: Url = field(default_factory=lambda: parse(HUB))
    pages: dict[tuple[str, str], object] = field(
        default_factory=lambda: {
            (leaf, path): page
            for leaf in (NORTH, SOUTH)
            for path, page in ((DESCRIPTOR, described(KEY)), (APPLICATION_ID, readable(HUB)))
        }
    )

    async def page(self, method: str, path: str, *, origin: str = "", of: Url | None = None) -> Page:
        found = self.pages[str(of), path]
        if isinstance(found, Exception):
            raise found
        return found


@pytest.fixture
def behind() -> Instances:
    return Instances()


async def looked(behind: Instances) -> tuple[Mark, str]:
    seen = await TASK.look(SERVES, Ports(behind, None, None, None))
    return seen.mark, str(seen.note)


async def test_instances_that_name_the_proxy_are_seen_so_without_any_sign_in(behind):
    assert (await looked(behind))[0] is Mark.OK


@pytest.mark.parametrize(
    ("path", "page"),
    [
        (DESCRIPTOR, described("gitlab-jira-connect-south.example.com")),
        (DESCRIPTOR, described(f"{KEY}/")),
        (DESCRIPTOR, Page(404, {}, b"")),
        (APPLICATION_ID, Page(404, {}, b"")),
        (APPLICATION_ID, readable("https://gitlab.com")),
        (APPLICATION_ID, Unreachable("network-timeout", {"host": "south.example.com"})),
    ],
)
async def test_an_instance_that_does_not_is_named_until_it_does(behind, path, page):
    right = behind.pages[SOUTH, path]
    behind.pages[SOUTH, path] = page
    mark, note = await looked(behind)
    assert mark is Mark.WAITING
    assert SOUTH in note
    assert NORTH not in note
    behind.pages[SOUTH, path] = right
    assert (await looked(behind))[0] is Mark.OK


def test_the_task_belongs_to_a_proxy_that_names_instances():
    assert TASK.applies(SERVES)
    assert not TASK.applies(SERVES.with_(leaf=()))
    assert not TASK.applies(SERVES.with_(route=Route.MANUAL))


def test_the_values_to_copy_are_the_root_of_the_proxy_and_its_redirect():
    values = [value.value for value in TASK.values(SERVES)]
    assert values == [HUB, f"{HUB}/-/jira_connect/oauth_callbacks", NORTH, f"{SOUTH}/"]


@pytest.mark.parametrize("task", ["proxy-choose-instance", "proxy-link-groups"])
def test_behind_a_proxy_the_page_of_the_proxy_s_app_is_opened(task):
    found = by_id(task)
    assert [route for route in Route if found.applies(Answers(route=route))] == [Route.LEAF]
    assert found.link(BEHIND) == f"https://acme.atlassian.net/plugins/servlet/ac/{KEY}/gitlab-configuration"


def test_the_steps_name_the_app_by_the_host_of_the_proxy():
    said = " ".join(map(str, by_id("proxy-choose-instance").steps(BEHIND, None)))
    assert "GitLab for Jira (hub.example.com)" in said
    assert HUB in said


def test_a_gitlab_that_serves_others_is_first_told_to_serve_itself():
    own, others = (by_id("gitlab-link-groups").steps(one, None) for one in (SERVES.with_(route=Route.MANUAL), SERVES))
    assert len(others) == len(own) + 1
    assert "GitLab.com (SaaS)" in str(others[0])
    drawn = by_id("gitlab-link-groups").scenes(SERVES, None)[0]
    assert "GitLab.com (SaaS)" in [part.words for line in drawn.lines for part in line]
