"""The ways with an own proxy are rehearsed in worlds of their own, behind the proxy that such a world offers."""

from wizard.app.second_window import arguments_of
from wizard.domain.lab_fault import LabWish
from wizard.domain.route import Route
from wizard.journey.rehearsal import answers_of

OFFERED = {"gitlab": "https://north.example.com", "proxy": "https://hub.example.com", "project": "platform/app"}


def test_behind_a_proxy_the_answers_name_the_one_that_the_lab_offers() -> None:
    answers = answers_of(OFFERED, Route.LEAF)
    assert (answers.gitlab.url, answers.proxy.url) == ("https://north.example.com", "https://hub.example.com")


def test_each_way_with_a_proxy_opens_its_own_world() -> None:
    worlds = [arguments_of(LabWish(route, "gitlab-silent-mode", "checks"))[0] for route in (Route.PROXY, Route.LEAF)]
    assert worlds == ["--lab=fleet", "--lab=leaf"]
