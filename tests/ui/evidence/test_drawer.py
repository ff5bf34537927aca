"""The drawer beside the page: which exchange it shows, what it says of it, what it copies, and that it gets out of the
way.
"""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from wizard.ui import sample_evidence
from wizard.ui.icons import Icon
from wizard.ui.plain import PlainLabel
from wizard.ui.sample_evidence import EXCHANGES

F12 = Qt.Key.Key_F12
BY_WHY = {exchange.why: exchange for exchange in EXCHANGES}


async def _checks(open_window):
    """Return a window on the page of checks."""
    bench = await open_window()
    await bench.open("checks")
    return bench


def _drawer(bench):
    drawer = bench.shell.evidence.drawer
    assert drawer is not None
    return drawer


def _shown(bench):
    return _drawer(bench).exchange


def _open(bench):
    QTest.keyClick(bench.shell, F12)
    return _drawer(bench)


async def test_f12_opens_it_and_closes_it_again(open_window):
    bench = await _checks(open_window)
    assert bench.shell.evidence.drawer is None
    drawer = _open(bench)
    assert drawer.isVisible()
    QTest.keyClick(bench.shell, F12)
    assert not drawer.isVisible()


async def test_the_button_of_the_heading_opens_it(open_window):
    bench = await _checks(open_window)
    await bench.click("heading.evidence")
    assert bench.shell.evidence.is_open()


async def test_it_shows_the_newest_exchange_of_the_page(open_window):
    bench = await _checks(open_window)
    _open(bench)
    assert _shown(bench) == EXCHANGES[-1]


async def test_what_is_sent_while_it_is_open_appears_at_once(open_window):
    bench = await _checks(open_window)
    _open(bench)
    new = replace(EXCHANGES[0], id="new", url="https://gitlab.example.com/api/v4/new")
    bench.desk.evidence.happen(new)
    assert _shown(bench) == new


async def test_what_was_chosen_stays_when_something_new_is_sent(open_window):
    bench = await _checks(open_window)
    _open(bench)
    bench.page.evidence.emit("gitlab-version")
    bench.desk.evidence.happen(replace(EXCHANGES[1], id="new"))
    assert _shown(bench) == BY_WHY["gitlab-version"]


async def test_show_request_opens_it_with_what_was_sent_for_the_check(open_window):
    bench = await _checks(open_window)
    bench.page.evidence.emit("gitlab-cors")
    assert bench.shell.evidence.is_open()
    assert _shown(bench) == BY_WHY["gitlab-cors"]


async def test_a_check_that_sent_nothing_shows_the_page(open_window):
    bench = await _checks(open_window)
    bench.page.evidence.emit("first-sync")
    assert _shown(bench) == EXCHANGES[-1]


async def test_another_page_shows_its_own_and_says_when_there_is_none(open_window):
    bench = await _checks(open_window)
    drawer = _open(bench)
    bench.shell.go("review")
    await bench.rest()
    assert drawer.isVisible()
    assert not drawer._body.isVisible()
    assert drawer._nothing.isVisible()


async def test_a_page_beside_the_way_shows_the_newest_of_all(open_window):
    bench = await _checks(open_window)
    _open(bench)
    bench.shell.go("activity")
    await bench.rest()
    assert _shown(bench) == EXCHANGES[-1]


async def test_each_row_of_the_list_shows_its_exchange(open_window):
    bench = await _checks(open_window)
    _open(bench)
    box = bench.find("evidence.exchange")
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert _shown(bench) == EXCHANGES[-3]


async def test_it_says_phases_proxy_certificate_and_why(open_window):
    bench = await _checks(open_window)
    bench.page.evidence.emit("gitlab-version")
    drawer = _drawer(bench)
    phases = bench.find("evidence.phases").accessibleDescription().replace("\u00a0", " ")
    assert phases.startswith("DNS 8 ms, TCP 2 ms, TLS 21 ms")
    texts = [label.text() for label in drawer.findChildren(type(drawer._title))]
    assert "GET /api/v4/metadata" in texts
    assert "gitlab.example.com · 200 OK · 61\u00a0ms" in texts
    assert "TLSv1.3, certificate by Example Authority" in texts
    assert "The check “GitLab version” asks this." in texts


@pytest.mark.parametrize(
    ("days", "said", "warns"),
    [
        (30, "The certificate ends on 2026-12-22, in 30 days.", False),
        (29, "Warning: the certificate ends on 2026-12-21, in 29 days. Have it renewed before.", True),
        (1, "Warning: the certificate ends on 2026-11-23, in 1 day. Have it renewed before.", True),
        (-2, "Warning: the certificate ended on 2026-11-20. Have it renewed.", True),
    ],
)
async def test_the_end_of_the_certificate_is_said_and_warned_of_when_it_is_near(open_window, days, said, warns):
    bench = await _checks(open_window)
    one = EXCHANGES[0]
    bench.page.exchange_wanted.emit(replace(one, tls_not_after=one.at + days * 86_400))
    drawer = _drawer(bench)
    assert said in [label.text() for label in drawer.findChildren(PlainLabel)]
    assert bool(drawer.findChildren(Icon)) is warns
    bench.page.exchange_wanted.emit(replace(one, tls_not_after=0.0))
    assert not [label for label in drawer.findChildren(PlainLabel) if "ertificate ends" in label.text()]


async def test_a_request_without_an_answer_says_so(open_window):
    bench = await _checks(open_window)
    bench.page.evidence.emit("gitlab-cors")
    assert "no answer" in _drawer(bench)._summary.text()
    assert not bench.find("evidence.response").isVisible()


async def test_a_signed_token_is_taken_apart(open_window):
    bench = await _checks(open_window)
    post = next(exchange for exchange in EXCHANGES if exchange.method == "POST")
    bench.page.exchange_wanted.emit(post)
    text = bench.find("evidence.token-0").toPlainText()
    assert '"alg": "HS256"' in text
    assert '"qsh": "context-qsh"' in text
    assert "The signature was not recorded." in text
    assert "by the clock of the other side" in text


async def test_server_text_is_shown_as_plain_text(open_window):
    bench = await _checks(open_window)
    hostile = "<b>bold</b>\u202e\x1b[31m"
    bench.page.exchange_wanted.emit(replace(EXCHANGES[0], response_body=hostile))
    text = bench.find("evidence.response").toPlainText()
    assert "<b>bold</b>[U+202E][U+001B]" in text


async def test_a_long_body_is_cut_and_said(open_window):
    bench = await _checks(open_window)
    one = replace(EXCHANGES[0], response_body="a" * 60_000, response_size=9_000_000)
    bench.page.exchange_wanted.emit(one)
    text = bench.find("evidence.response").toPlainText()
    assert len(text) < 31_000
    assert "9000000 bytes" in text


@pytest.mark.parametrize(("pressed", "beginning"), [("evidence.curl", "export GITLAB_TOKEN="), ("evidence.har", "{\n")])
async def test_a_copy_is_on_the_clipboard_without_a_secret(open_window, pressed, beginning):
    bench = await _checks(open_window)
    bench.page.evidence.emit("gitlab-version")
    await bench.click(pressed)
    assert QGuiApplication.clipboard().text().startswith(beginning)


async def test_the_other_forms_are_in_the_menu(open_window):
    bench = await _checks(open_window)
    bench.page.evidence.emit("gitlab-version")
    seen = []
    for action in bench.find("evidence.more").menu().actions():
        action.trigger()
        seen.append(QGuiApplication.clipboard().text())
    for text, word in zip(seen, ("http --ignore-stdin", "Invoke-WebRequest", "http.client"), strict=True):
        assert word in text


async def test_in_a_narrow_window_it_leaves_the_buttons_of_the_page_alone(open_window):
    bench = await _checks(open_window)
    bench.shell.resize(880, 600)
    drawer = _open(bench)
    bar = bench.shell.bar
    buttons = bar.rect().translated(bar.mapTo(drawer.parentWidget(), bar.rect().topLeft()))
    assert not drawer.geometry().intersects(buttons)
    assert drawer.width() >= 300


async def test_in_a_wide_window_the_page_stands_beside_it(open_window):
    bench = await _checks(open_window)
    bench.shell.resize(1400, 700)
    drawer = _open(bench)
    page = bench.shell.stack
    right = page.mapTo(drawer.parentWidget(), page.rect().topRight()).x()
    assert right < drawer.geometry().left() + 1


async def test_tab_comes_into_it_and_out_again(open_window):
    bench = await _checks(open_window)
    _open(bench)
    bench.find("bar.cancel").setFocus()
    names = []
    for _ in range(12):
        QTest.keyClick(bench.shell.focusWidget(), Qt.Key.Key_Tab)
        names.append(bench.shell.focusWidget().objectName())
    assert "evidence.curl" in names


async def test_closing_it_from_inside_gives_the_focus_back(open_window):
    bench = await _checks(open_window)
    _open(bench)
    bench.find("evidence.close").setFocus()
    await bench.click("evidence.close")
    assert bench.shell.focusWidget().objectName() == "heading.evidence"


async def test_nothing_is_collected_on_the_start_page(open_window):
    bench = await open_window()
    assert bench.shell.evidence._book is None


async def test_the_example_holds_no_secret():
    text = repr(sample_evidence.EXCHANGES)
    assert "glpat-" not in text
    assert "Basic " not in text
