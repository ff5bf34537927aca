"""The way of an own private listing is rehearsed and reproduced in a world of its own."""

from wizard.app.second_window import arguments_of
from wizard.domain.lab_fault import LabWish
from wizard.domain.route import Route


def test_a_second_window_opens_the_world_whose_listing_is_approved() -> None:
    assert arguments_of(LabWish(Route.LISTING, "jira-license-token-missing", "checks"))[0] == "--lab=listing"
