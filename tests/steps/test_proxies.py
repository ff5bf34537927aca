"""The addresses of a fleet: what cannot be a proxy, or an instance behind one, is said before anything is asked."""

import pytest

from wizard.domain.answers import Answers, LeafAnswers
from wizard.domain.route import Route
from wizard.steps.method import STEP

OWN, HUB, COM = "https://gitlab.example.com", "https://hub.example.com", "https://gitlab.com"


@pytest.mark.parametrize(
    ("proxy", "found"),
    [
        (HUB, []),
        (f"{HUB}/", []),
        (f"{HUB}:8443", []),
        ("", ["proxy-url-missing"]),
        ("hub", ["proxy-url-unreadable"]),
        ("http://hub.example.com", ["proxy-url-unreadable"]),
        ("https://dana:secret@hub.example.com", ["proxy-url-unreadable"]),
        (f"{HUB}/hub", ["proxy-url-path"]),
        (COM, ["proxy-url-is-gitlab-com"]),
        (f"{OWN}/", ["proxy-url-is-this"]),
    ],
)
def test_the_proxy_is_the_root_of_another_host_by_https(proxy, found) -> None:
    problems = STEP.problems(Answers(route=Route.LEAF).with_(gitlab_url=OWN, proxy_url=proxy))
    assert [one.code for one in problems] == found
    assert all("secret" not in f"{one.cause} {one.fix} {one.facts}" for one in problems)


@pytest.mark.parametrize(
    ("leaves", "found"),
    [
        ((), []),
        (("https://north.example.com", "https://south.example.com/gitlab"), []),
        (("north",), ["leaf-url-unreadable"]),
        (("http://north.example.com", "https://south.example.com"), ["leaf-url-unreadable"]),
        ((OWN,), ["leaf-url-is-this"]),
        ((COM,), ["leaf-url-is-this"]),
        (("north", OWN), ["leaf-url-unreadable", "leaf-url-is-this"]),
    ],
)
def test_instances_behind_a_proxy_are_others_and_by_https(leaves, found) -> None:
    leaf = tuple(LeafAnswers(url) for url in leaves)
    problems = STEP.problems(Answers(route=Route.PROXY).with_(gitlab_url=OWN, leaf=leaf))
    assert [one.code for one in problems] == found


@pytest.mark.parametrize("route", [Route.MARKETPLACE, Route.MANUAL])
def test_other_ways_ask_for_no_address(route) -> None:
    assert STEP.problems(Answers(route=route).with_(gitlab_url=OWN, proxy_url="hub")) == []
