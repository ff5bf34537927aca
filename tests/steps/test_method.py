import pytest

from wizard.domain.answers import Answers
from wizard.domain.route import LED, Route
from wizard.steps.method import STEP

OWN, COM = "https://gitlab.example.com", "https://gitlab.com"


def _codes(route: Route, url: str) -> list[str]:
    return [finding.code for finding in STEP.problems(Answers(route=route).with_(gitlab_url=url))]


@pytest.mark.parametrize("route", [route for route in Route if route not in LED])
def test_only_offered_routes_go_on(route) -> None:
    assert _codes(route, OWN) == ["route-not-offered"]


@pytest.mark.parametrize(
    ("route", "url", "found"),
    [
        (Route.MARKETPLACE, OWN, []),
        (Route.MANUAL, OWN, []),
        (Route.SAAS, COM, []),
        (Route.SAAS, f"{COM}/", []),
        (Route.SAAS, OWN, ["gitlab-url-not-gitlab-com"]),
        (Route.MARKETPLACE, COM, ["gitlab-url-is-gitlab-com"]),
        (Route.MANUAL, COM, ["gitlab-url-is-gitlab-com"]),
        (Route.SAAS, "", []),
        (Route.MARKETPLACE, "no address", []),
    ],
)
def test_the_route_fits_the_address(route, url, found) -> None:
    assert _codes(route, url) == found
