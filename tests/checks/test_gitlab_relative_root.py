import pytest

from wizard.checks.gitlab_relative_root import CHECK
from wizard.domain.answers import Answers
from wizard.domain.route import Route
from wizard.domain.url import parse


@pytest.mark.parametrize(
    "path, codes",
    [
        ("/gitlab", []),
        ("/tools/gitlab", []),
        ("/git/lab", []),
        ("/gits", []),
        ("/git", ["gitlab-url-doubled"]),
        ("/tools/git", ["gitlab-url-doubled"]),
        ("/ps", ["gitlab-url-doubled"]),
        ("/ls", ["gitlab-url-doubled"]),
    ],
)
async def test_only_a_path_called_as_a_program_is_warned_of(path, codes, world) -> None:
    world.gitlab.url = parse(f"https://gitlab.example.com{path}")
    assert await world.codes(CHECK) == codes


@pytest.mark.parametrize(
    "route, url, applies",
    [
        (Route.MARKETPLACE, "https://gitlab.example.com/git", True),
        (Route.MANUAL, "https://gitlab.example.com/git", True),
        (Route.MARKETPLACE, "https://gitlab.example.com", False),
        (Route.MARKETPLACE, "", False),
        (Route.SAAS, "https://gitlab.com", False),
    ],
)
def test_it_is_asked_only_of_an_instance_below_a_path(route, url, applies) -> None:
    assert CHECK.applies(Answers(route=route).with_(gitlab_url=url)) is applies
