import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from wizard.documents import recipes
from wizard.journey.mark import Mark
from wizard.ui import sample_values
from wizard.ui.plain import PlainLabel
from wizard.ui.recipe_links import RECIPES


async def _recipes(open_window, recipe="", **desk):
    bench = await open_window(**desk)
    page = await bench.open("recipes")
    if recipe:
        page.choose(recipe)
        await bench.rest()
    return bench, page


def _said(page) -> str:
    return "\n".join(label.text() for label in page.view.findChildren(PlainLabel))


async def test_the_prerequisites_come_first_with_what_the_checks_of_this_set_up_saw(open_window):
    bench, page = await _recipes(open_window)
    bench.visit.session = "20261120-164200-7f3a"
    page.enter()
    await bench.rest()
    said = _said(page)
    assert "GitLab 15.7 or newer" in said
    assert "holds, as far as this computer sees" in said


async def test_what_was_only_looked_at_stands_in_the_rows_too(open_window):
    bench = await open_window("checks")
    await bench.open("checks")
    page = await _beside(bench)
    assert "to look at" not in _said(page)
    seen = replace(sample_values.CHECKS[0], findings=(replace(sample_values.UNREACHABLE, code="gitlab-too-old"),))
    bench.visit.learnt.checks = (replace(seen, mark=Mark.FAILED),)
    page.enter()
    assert "does not hold: gitlab-too-old" in _said(page)


async def _beside(bench):
    bench.shell.go("recipes")
    await bench.rest()
    return bench.page


async def test_a_block_is_copied_as_it_stands(open_window):
    bench, page = await _recipes(open_window, "proxy-nginx")
    await bench.click("recipes.sheet.0.copy")
    text = QGuiApplication.clipboard().text()
    assert 'server_name "gitlab.example.com";' in text
    assert page.view.findChild(QPlainTextEdit, "recipes.sheet.0.text").isReadOnly()


async def test_a_block_is_saved_where_one_chooses(open_window, tmp_path):
    bench, _page = await _recipes(open_window, "proxy-haproxy")
    await bench.click("recipes.sheet.0.save")
    target = tmp_path / "haproxy.cfg"
    bench.find("recipes.save").fileSelected.emit(str(target))
    await bench.rest()
    assert "frontend gitlab_public" in target.read_text(encoding="utf-8")


async def test_all_recipes_of_a_way_are_saved_in_one_file(open_window, tmp_path):
    bench, _page = await _recipes(open_window)
    await bench.click("recipes.save-all")
    target = tmp_path / "all.md"
    bench.find("recipes.save").fileSelected.emit(str(target))
    await bench.rest()
    text = target.read_text(encoding="utf-8")
    assert [
        heading for heading in ("# Prerequisites", "# Firewall", "# Reverse proxy: Caddy") if heading not in text
    ] == []


async def test_another_way_has_its_own_recipes_and_addresses(open_window):
    bench, page = await _recipes(open_window, "firewall")
    assert "34.74.90.64/28" in _said(page)
    page.ways.setCurrentIndex(page.ways.findText("Own descriptor in development mode"))
    page.ways.activated.emit(page.ways.currentIndex())
    await bench.rest()
    assert page._recipe.id == "firewall"
    assert "104.192.136.0/21" in _said(page)
    assert page._list_row.isVisible()
    page.ways.setCurrentIndex(page.ways.findText("GitLab.com with the Marketplace app"))
    page.ways.activated.emit(page.ways.currentIndex())
    await bench.rest()
    assert page.chooser.findText("nginx") == -1


async def test_an_inside_address_that_is_none_is_shown_as_wrong_and_the_recipe_stays(open_window):
    _bench, page = await _recipes(open_window, "proxy-nginx")
    page.behind.setText("http://10.0.0.9:8181")
    assert "proxy_pass http://10.0.0.9:8181;" in page._sheet.sections[0].code
    page.behind.setText("not an address")
    assert page.behind.property("wrong") is True
    assert "http://10.0.0.9:8181" in page._sheet.sections[0].code
    page.behind.setText("http://10.0.0.8")
    assert page.behind.property("wrong") is False
    assert "http://10.0.0.8:80" in page._sheet.sections[0].code


async def test_a_fetched_list_replaces_the_known_addresses_and_a_wrong_file_says_what_to_do(open_window, tmp_path):
    bench, page = await _recipes(open_window, "firewall")
    page._choose_way("manual")
    wrong, right = tmp_path / "wrong.json", tmp_path / "right.json"
    wrong.write_text("<html>")
    page.take_list(wrong)
    await bench.visit.spawn.settled()
    assert "ip-ranges.atlassian.com" in bench.find("recipes.info.list").text.text()
    item = {"cidr": "192.0.2.0/24", "direction": ["egress"], "product": ["jira"], "perimeter": "commercial"}
    right.write_text(json.dumps({"creationDate": "2026-11-20", "items": [item]}))
    page.take_list(right)
    await bench.visit.spawn.settled()
    assert bench.shell.findChild(object, "recipes.info.list") is None
    page.choose("firewall")
    assert "192.0.2.0/24" in _said(page)
    assert "104.192.136.0/21" not in _said(page)


async def test_with_jira_server_the_page_says_that_there_is_none(open_window):
    bench, page = await _recipes(open_window)
    page._choose_way("dvcs")
    await bench.rest()
    assert "Jira Server or Data Center" in page._sheet.title.message
    page._choose_way("marketplace")
    assert "publicly available" in _said(page)


async def test_a_card_opens_the_recipe_that_mends_its_finding_and_back_leads_to_the_card(open_window):
    bench = await open_window("gitlab")
    await bench.open("gitlab")
    finding = replace(sample_values.UNREACHABLE, code="network-timeout")
    bench.page.show_findings((finding,))
    await bench.click("gitlab.card-0.recipe")
    assert bench.page.step == "recipes"
    assert bench.page._recipe.id == "firewall"
    bench.shell.back()
    await bench.rest()
    assert bench.page.step == "gitlab"
    assert bench.cards() == ["network-timeout"]


def test_every_recipe_of_a_finding_exists_and_every_such_code_is_in_the_help():
    explained = (Path(__file__).parents[3] / "resources" / "help" / "findings.md").read_text(encoding="utf-8")
    assert set(RECIPES.values()) <= {recipe.id for recipe in recipes.ALL}
    assert [code for code in RECIPES if f"\n## {code}\n" not in explained] == []
