"""The walk that takes the pictures: it waits for all that is about to move, and for nothing that takes long."""

import asyncio

import pytest
from PySide6.QtCore import QTimer

from wizard.ui.screens import Variant, Walk
from wizard.ui.timings import CLIPBOARD_WIPE, LAID_OUT_AFTER

_LONG_ENOUGH_S = 0.3
"""For a walk that waits for nothing."""


@pytest.fixture
async def walk(open_window, tmp_path):
    bench = await open_window()
    return Walk(bench.shell, tmp_path, Variant("light"))


def _put_off(walk, after):
    timer = QTimer(walk._shell.page, interval=after, singleShot=True)
    timer.start()
    return timer


async def test_a_picture_waits_for_what_is_put_off_for_a_moment(walk):
    scrolls = _put_off(walk, LAID_OUT_AFTER)
    async with asyncio.TaskGroup() as tasks:
        resting = tasks.create_task(walk.rest())
        done, _ = await asyncio.wait({resting}, timeout=_LONG_ENOUGH_S)
        scrolls.stop()
    assert not done


async def test_a_picture_does_not_wait_for_what_comes_much_later(walk):
    _put_off(walk, CLIPBOARD_WIPE)
    await walk.rest()
