import pytest

from wizard.checks.proxy_instance import CHECK
from wizard.domain.errors import Unreachable
from wizard.domain.gitlab import Page

HUB = "https://hub.example.com"
ASKED = ("GET", "/-/jira_connect/app_descriptor.json", HUB)


def body(key: str) -> bytes:
    return f'{{"key": "{key}", "baseUrl": "{HUB}/-/jira_connect"}}'.encode()


@pytest.mark.parametrize(
    ("status", "content", "codes"),
    [
        (200, body("gitlab-jira-connect-hub.example.com"), []),
        (200, body("gitlab-jira-connect-gitlab.com"), ["proxy-app-key-differs"]),
        (200, body("gitlab-jira-connect-hub.example.com/hub"), ["proxy-app-key-differs"]),
        (404, b"<html>", ["proxy-not-answering"]),
        (200, b"<html>Sign in</html>", ["proxy-not-answering"]),
        (302, b"", ["proxy-not-answering"]),
    ],
)
async def test_the_proxy_serves_the_key_that_instances_behind_it_use(status, content, codes, leaf) -> None:
    leaf.gitlab.pages[ASKED] = Page(status, {}, content)
    assert await leaf.codes(CHECK) == codes


async def test_the_path_of_a_proxy_makes_another_key_than_the_proxy_has(leaf) -> None:
    leaf.answers = leaf.answers.with_(proxy_url=f"{HUB}/tools")
    leaf.gitlab.pages[*ASKED[:2], f"{HUB}/tools"] = Page(200, {}, body("gitlab-jira-connect-hub.example.com"))
    (finding,) = (await leaf.ask(CHECK)).findings
    assert (finding.code, finding.facts["wanted"]) == (
        "proxy-app-key-differs",
        "gitlab-jira-connect-hub.example.com/tools",
    )


async def test_a_proxy_that_cannot_be_reached_is_told_by_what_failed(leaf) -> None:
    leaf.gitlab.pages[ASKED] = Unreachable("network-timeout", {"host": "hub.example.com"})
    with pytest.raises(Unreachable):
        await leaf.ask(CHECK)
