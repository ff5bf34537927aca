"""How tests come to the page of the integration and type there."""

from PySide6.QtTest import QTest


async def come(bench):
    await bench.click("start.integration")
    bench.visit.change("gitlab", gitlab_url="https://gitlab.example.com")
    bench.visit.learnt.suggestions = bench.desk.suggestions()
    bench.shell.go("integration")
    await bench.rest()
    return bench.page


async def type_in(bench, identifier, text):
    field = bench.find(identifier)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    bench.shell.setFocus()
    await bench.rest()
