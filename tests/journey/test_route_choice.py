"""Each route says what speaks for or against it, by what was seen of the instance."""

import pytest

from wizard.domain.answers import Answers
from wizard.domain.route import Route
from wizard.domain.version import Version
from wizard.journey.route_choice import Look, rows
from wizard.journey.values import RouteRow

_FOR_OWN = {"marketplace", "manual", "listing", "proxy", "leaf"}
OWN, COM = "https://gitlab.example.com", "https://gitlab.com"


def _rows(url: str, look: Look | None = None) -> dict[str, RouteRow]:
    return {row.id: row for row in rows(Answers().with_(gitlab_url=url), look or Look())}


@pytest.mark.parametrize(
    ("url", "look", "offered", "recommended"),
    [
        (COM, Look(), {"saas"}, {"saas"}),
        ("gitlab.com/", Look(), {"saas"}, {"saas"}),
        (OWN, Look(), _FOR_OWN, {"marketplace"}),
        (OWN, Look(Version(18, 5)), _FOR_OWN, {"marketplace"}),
        (OWN, Look(Version(15, 7)), _FOR_OWN, {"marketplace"}),
        (OWN, Look(Version(15, 6)), {"manual"}, set()),
        ("", Look(), _FOR_OWN, {"marketplace"}),
    ],
)
def test_what_fits_is_offered_and_at_most_one_recommended(url, look, offered, recommended) -> None:
    found = _rows(url, look)
    assert {name for name, row in found.items() if row.offered} == offered
    assert {name for name, row in found.items() if row.recommended} == recommended


def test_every_route_is_shown_with_its_reason() -> None:
    for found in (_rows(COM), _rows(OWN), _rows(OWN, Look(Version(15, 6), private=True))):
        assert set(found) == {route.value for route in Route if route is not Route.INTEGRATION}
        assert all(str(row.reason) and "{" not in str(row.reason) for row in found.values())


def test_what_was_seen_is_in_the_reason() -> None:
    assert "15.6.0 is older than 15.7" in str(_rows(OWN, Look(Version(15, 6)))["marketplace"].reason)
    assert "private address" in str(_rows(OWN, Look(private=True))["marketplace"].reason)
    assert "2026-03-31" in str(_rows(OWN)["manual"].reason)
    assert "2025-09-17" in str(_rows(OWN)["listing"].reason)
    assert "two weeks" in str(_rows(OWN)["listing"].reason)
    assert "Forge" in str(_rows(OWN, Look(Version(19, 0)))["manual"].reason)
    assert "no setting is changed" in str(_rows(COM)["saas"].reason)
