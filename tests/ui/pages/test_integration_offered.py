"""The Jira issue integration beside the app: offered on the page Method, and what its page then asks for."""


async def test_the_method_page_adds_the_integration_to_a_way_with_the_app_and_takes_it_out(open_window):
    bench = await open_window()
    await bench.open("method")
    row = bench.shell.lists.way.rows["integration"]
    assert not row.isVisible()
    bench.find("method.integration").click()
    assert row.isVisible()
    assert bench.visit.after("groups") == "integration"
    bench.find("method.integration").click()
    assert bench.visit.after("groups") == "checks"


async def test_beside_the_app_its_own_jira_and_test_are_asked_for_only_once(open_window):
    bench = await open_window()
    await bench.open("method")
    bench.find("method.integration").click()
    bench.shell.go("integration")
    await bench.rest()
    page = bench.page
    assert not page.project.isVisible()
    assert page.account.url.text() == bench.visit.answers.jira.url
    page.account.url.edit.setText("https://jira.example.com/jira")
    page.account.url.edit.editingFinished.emit()
    assert bench.visit.answers.jira.url == "https://acme.atlassian.net"
    assert bench.visit.answers.integration.web_url == "https://jira.example.com/jira"
