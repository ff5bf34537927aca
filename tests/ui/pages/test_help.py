"""The help page: every topic, found by words, opened by its anchor; it fetches nothing and opens nothing."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication

from wizard.app.command_line import COMMANDS
from wizard.domain.settings import Settings
from wizard.ui.all_pages import PAGES
from wizard.ui.help_book import search, topic, topics


def test_every_page_setting_and_command_has_its_topic():
    wanted = {f"page-{step}" for step in ("start", *PAGES)} | {f"command-{name}" for name in COMMANDS}
    wanted |= {f"setting-{field}" for field in Settings.__dataclass_fields__}
    assert sorted(wanted - {one.anchor for one in topics()}) == []


def test_every_topic_is_of_something_that_exists():
    books = {"page-": {"start", *PAGES}, "setting-": {*Settings.__dataclass_fields__, "forget"}}
    for beginning, known in books.items():
        anchors = {one.anchor.removeprefix(beginning) for one in topics() if one.anchor.startswith(beginning)}
        assert sorted(anchors - known) == []


def test_anchors_are_unique():
    anchors = [one.anchor for one in topics()]
    assert sorted(anchors) == sorted(set(anchors))


def test_what_has_the_words_in_its_title_comes_first():
    assert search("text_percent")[0].anchor == "setting-text_percent"
    assert search("network-refused")[0].anchor == "network-refused"
    assert list(search("zebra crossing")) == []
    assert len(search("")) == len(topics())


async def test_it_opens_at_what_was_asked_for(open_window):
    bench = await open_window()
    bench.visit.help_at = "network-refused"
    page = await bench.open("help")
    assert "nothing listens on the port" in page.view.toPlainText()
    assert page.open("page-review")
    assert "first moment" in page.view.toPlainText()
    assert not page.open("no-such-topic")


async def test_it_opens_at_the_topic_of_the_page_one_comes_from_each_time(open_window):
    bench = await open_window()
    await bench.open("review")
    for came_from in ("review", "settings"):
        bench.shell.go(came_from)
        bench.shell.go("help")
        await bench.rest()
        assert bench.page.list.currentRow() == bench.page._found.index(topic(f"page-{came_from}"))
        bench.page.open("network-refused")
        bench.shell.back()


async def test_a_search_shows_its_best_topic_and_says_how_many(open_window):
    bench = await open_window()
    page = await bench.open("help")
    page.search.setText("certificate chain")
    assert page.list.count() > 0
    assert page._count.text().startswith(str(page.list.count()))
    page.search.setText("zebra crossing")
    assert page._count.text() == "Nothing found."
    assert page.open("page-start")
    assert page.list.count() == len(topics())


@pytest.mark.parametrize("link", ["https://docs.gitlab.com/", "file:///etc/passwd", "javascript:1"])
async def test_a_link_opens_nothing(open_window, link):
    bench = await open_window()
    page = await bench.open("help")
    page.view.anchorClicked.emit(QUrl(link))
    assert bench.opened == []
    assert QGuiApplication.clipboard().text() == link
    assert page.view.loadResource(2, QUrl(link)) is None
