import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from wizard.journey.access_port import KeptToken, Place
from wizard.ui.pages._base import Page
from wizard.ui.signing_out import SigningOut
from wizard.ui.step_state import StepState


async def _bench(open_window: Callable[..., Any], *troubles: str) -> Any:
    bench = await open_window(*troubles, mode="live")
    page: Page = await bench.open("done")
    part = SigningOut(page, "out")
    page.body.addWidget(part)
    part.look()
    await bench.rest()
    return bench


async def _choose(bench: Any, verb: str, answer: str) -> None:
    QTest.mouseClick(bench.find(verb), Qt.MouseButton.LeftButton)
    for _ in range(4):
        await asyncio.sleep(0)
    next(one for one in bench.shell.findChildren(QPushButton, answer) if one.isVisible()).click()
    for _ in range(3):
        await asyncio.sleep(0)
    await bench.rest()


def _note(bench: Any, side: str) -> str:
    return bench.find(f"out.kept-{side}").note.text()


async def test_it_says_which_token_is_kept_where(open_window):
    bench = await _bench(open_window)
    assert _note(bench, "gitlab") == _note(bench, "jira") == "in the keyring of this computer"


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("live", "given by an environment variable when the program was started"),
        ("lab", "the lab gives it each time it is needed"),
    ],
)
async def test_it_says_who_gives_a_token_that_is_kept_nowhere(open_window, monkeypatch, mode, said):
    bench = await _bench(open_window)
    kept = KeptToken("gitlab", "gitlab.example.com", Place.GIVEN)
    monkeypatch.setattr(bench.visit, "mode", mode)
    bench.page.findChildren(SigningOut)[-1]._show([kept])
    assert _note(bench, "gitlab") == said


async def test_forgetting_asks_first_and_then_shows_that_nothing_is_kept(open_window):
    bench = await _bench(open_window)
    await _choose(bench, "out.forget", "confirm.keep")
    assert "forget" not in bench.desk.asked
    await _choose(bench, "out.forget", "confirm.verb")
    assert _note(bench, "gitlab") == "nothing is kept"
    assert bench.visit.detail("sign-in") == "signed out"
    assert not bench.find("out.forget").isEnabled()


async def test_revoking_says_before_that_undo_needs_another_token_and_after_that_it_is_refused(open_window):
    bench = await _bench(open_window)
    QTest.mouseClick(bench.find("out.revoke"), Qt.MouseButton.LeftButton)
    for _ in range(4):
        await asyncio.sleep(0)
    dialog = bench.shell.findChild(QPushButton, "confirm.verb").window()
    assert any("sign in with another token" in label.text() for label in dialog.findChildren(QLabel))
    dialog.findChild(QPushButton, "confirm.verb").click()
    for _ in range(3):
        await asyncio.sleep(0)
    await bench.rest()
    assert "accepts it no more" in _note(bench, "gitlab")
    assert bench.visit.learnt.gitlab_signed_in is None


async def test_after_revoking_the_list_of_steps_says_signed_out_until_one_signs_in_again(open_window):
    bench = await _bench(open_window)
    await _choose(bench, "out.revoke", "confirm.verb")
    row = bench.shell.lists.way.rows["sign-in"]
    assert (row.state, row.detail) == (StepState.TO_DO, "signed out")
    assert row.isEnabled()
    row.click()
    await bench.rest()
    bench.page.token.edit.setText("glpat-new")
    await bench.press()
    assert (row.state, row.detail) == (StepState.DONE, "")


async def test_a_token_that_gitlab_still_accepts_is_a_card_and_trying_again_can_finish(open_window):
    bench = await _bench(open_window, "revoke")
    await _choose(bench, "out.revoke", "confirm.verb")
    assert bench.cards() == ["token-still-accepted"]
    bench.desk.troubles.clear()
    await _choose(bench, "done.card-0.again", "confirm.verb")
    assert bench.cards() == []
    assert "accepts it no more" in _note(bench, "gitlab")


async def test_atlassian_revokes_on_its_own_page_only(open_window):
    bench = await _bench(open_window)
    await bench.click("out.revoke-jira")
    assert bench.opened == ["https://id.atlassian.com/manage-profile/security/api-tokens"]
