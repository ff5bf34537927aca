"""The card: every word of a server, quoted as plain text; and buttons that lead on."""

import time
from dataclasses import replace

import pytest

from wizard.domain.call import Call
from wizard.domain.text import T
from wizard.ui import sample_values
from wizard.ui.finding_card import SAID, FindingCard, SaidBox, ticket_text
from wizard.ui.fix_links import PLACES
from wizard.ui.help_book import topic
from wizard.ui.help_links import PROXY_MENDS
from wizard.ui.links import may_open
from wizard.ui.plain import PlainLabel

LONG = "<b>refused</b> " + "because of this and that, " * 100 + "the end"


def _said(text):
    return replace(sample_values.SCOPE_MISSING, facts={"status": "403", SAID: text})


def _shown(qtbot, text):
    card = FindingCard("a-card", _said(text))
    qtbot.addWidget(card)
    card.resize(600, 400)
    card.show()
    card._unfold.click()
    return card.findChild(SaidBox)


def test_a_server_is_quoted_in_full_and_as_plain_text(qtbot):
    assert _shown(qtbot, LONG).toPlainText() == LONG


def test_short_words_take_little_room_and_long_ones_scroll(qtbot):
    short, long = _shown(qtbot, "no"), _shown(qtbot, LONG * 3)
    assert short.height() < long.height() < 260
    assert long.verticalScrollBar().maximum() > 0
    assert short.verticalScrollBar().maximum() == 0


def test_hidden_characters_of_a_server_are_shown(qtbot):
    assert _shown(qtbot, "a\u202eb").toPlainText() == "a[U+202E]b"


def test_the_ticket_quotes_the_server_in_full():
    assert LONG in ticket_text(_said(LONG))


@pytest.mark.parametrize("code", sorted(PROXY_MENDS))
def test_what_another_proxy_can_mend_is_in_the_help(code):
    assert topic(code) is not None


async def test_help_opens_at_the_finding_and_back_leads_to_the_card(open_window):
    bench = await open_window("checks")
    await bench.open("checks")
    await bench.click("checks.card.jira-site-admin-0.help")
    assert bench.page.step == "help"
    assert bench.visit.help_at == "jira-user-not-site-admin"
    bench.shell.back()
    assert bench.page.step == "checks"
    assert bench.cards() == ["jira-user-not-site-admin"]


async def test_where_a_proxy_may_help_the_card_leads_to_the_settings(open_window, qtbot):
    bench = await open_window("broken")
    await bench.open("method")
    await bench.click("method.card-0.proxy")
    assert bench.page.step == "settings"
    field = bench.find("settings.proxy")
    assert bench.shell.focusWidget() is field
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect().size() == field.size())
    bench.shell.back()
    bench.shell.go("settings")
    assert bench.shell.focusWidget() is bench.find("settings.search")
    bench.shell.back()
    bench.desk.troubles.clear()
    await bench.click("method.card-0.again")
    assert bench.page.choices["marketplace"].isChecked()


async def test_a_finding_opens_the_place_where_it_is_mended(open_window):
    bench = await open_window("checks")
    await bench.open("checks")
    await bench.click("checks.card.jira-site-admin-0.place")
    assert bench.opened == ["https://admin.atlassian.com"]
    bench.desk.troubles.clear()
    await bench.click("checks.card.jira-site-admin-0.again")
    assert bench.cards() == []


@pytest.mark.parametrize("code", sorted(PLACES))
def test_each_place_is_one_that_the_window_opens_and_its_finding_is_in_the_help(code):
    _label, link = PLACES[code]
    assert may_open(link.format(gitlab=sample_values.GITLAB, jira=sample_values.JIRA), sample_values.ANSWERS)
    assert topic(code) is not None


@pytest.mark.parametrize(("page", "said"), [("groups", "Enter another path."), ("checks", "Go to the page Groups.")])
def test_a_card_on_the_page_that_mends_it_sends_nobody_there(qtbot, page, said):
    finding = replace(
        sample_values.SCOPE_MISSING, fix=T("Go to the page Groups."), page="groups", fix_here=T("Enter another path.")
    )
    card = FindingCard("card", finding, (), page)
    qtbot.addWidget(card)
    texts = [one.text() for one in card.findChildren(PlainLabel)]
    assert said in texts
    assert len({"Enter another path.", "Go to the page Groups."} & set(texts)) == 1


CALL = Call(
    1_750_000_000.0, "GET", "https://gitlab.example.com/api/v4/version", 403, "01HX",
    "http://proxy.corp:3128", "system", "GlobalTrust CA", 2, 4,
)  # fmt: skip


def _labels(card):
    return [one.text() for one in card.findChildren(PlainLabel)]


def test_the_failed_call_stands_on_the_card_whole_and_once(qtbot):
    facts = {"host": "gitlab.example.com", "path": "/api/v4/version", "status": "403", "error": "http-403"}
    card = FindingCard("a-card", replace(sample_values.SCOPE_MISSING, facts=facts, call=CALL))
    qtbot.addWidget(card)
    when = time.strftime("%H:%M:%S", time.localtime(CALL.at))
    assert (
        f"{when}   GET https://gitlab.example.com/api/v4/version   status 403   request 01HX   "
        "proxy http://proxy.corp:3128, by the system's settings   certificate by GlobalTrust CA   attempt 2 of 4"
    ) in _labels(card)
    assert "error: http-403" in _labels(card)


def test_a_call_without_an_answer_says_so_and_names_no_certificate(qtbot):
    bare = Call(CALL.at, "GET", CALL.url, proxy_source="none", attempt=4, of=4)
    card = FindingCard("a-card", replace(sample_values.SCOPE_MISSING, facts={}, call=bare))
    qtbot.addWidget(card)
    assert any(one.endswith("version   no answer   no proxy   attempt 4 of 4") for one in _labels(card))


def test_a_ticket_has_the_call_with_a_time_that_means_the_same_everywhere():
    told = ticket_text(replace(sample_values.SCOPE_MISSING, call=CALL))
    assert "Call: 2025-06-15 15:06:40 UTC   GET https://gitlab.example.com/api/v4/version   status 403" in told
