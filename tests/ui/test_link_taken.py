"""A link that opened the window: it fills in and stops at the page GitLab."""

from wizard.domain.deep_link import read_link
from wizard.ui.link_taken import LINK, take_link
from wizard.ui.pages._base import typed

CONNECT = "gitlab-jira-wizard://connect?gitlab=https://git.example.org&jira=https://acme.atlassian.net"


def bar(bench):
    return bench.find(f"{bench.page.step}.info.{LINK}").text.text()


async def test_the_addresses_are_filled_in_nothing_is_asked_and_the_way_goes_on(open_window):
    bench = await open_window()
    before = list(bench.desk.asked)
    take_link(bench.shell, read_link(CONNECT))
    await bench.rest()
    assert bench.page.step == "gitlab"
    assert typed(bench.page.url) == "https://git.example.org"
    assert bench.visit.answers.jira.url == "https://acme.atlassian.net"
    assert bar(bench).startswith("A link filled in: https://git.example.org, https://acme.atlassian.net.")
    assert [one for one in bench.desk.asked if one not in before and "sessions" not in one] == []
    await bench.press()
    await bench.press()
    assert bench.page.step == "sign-in"


async def test_what_was_left_out_is_said_as_plain_text(open_window):
    bench = await open_window()
    take_link(bench.shell, read_link(CONNECT + "&%3Cb%3Ego%3C/b%3E=1"))
    assert "it was left out: <b>go</b>" in bar(bench)


async def test_a_link_to_gitlab_com_chooses_it(open_window):
    bench = await open_window()
    take_link(bench.shell, read_link("gitlab-jira-wizard://connect?gitlab=https://gitlab.com"))
    await bench.rest()
    assert bench.page.kind.is_com()


async def test_a_bundle_is_answered_on_the_start_page_which_works(open_window):
    bench = await open_window()
    take_link(bench.shell, read_link("gitlab-jira-wizard://report?file=a.zip"))
    assert bench.page.step == "start"
    assert "this version opens none" in bar(bench)
    await bench.click("start.connect")
    assert bench.page.step == "gitlab"
