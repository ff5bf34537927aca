"""A window over a running lab: it is set up, watched, broken and mended; a program of its own, offscreen.

Arguments: the ready file of the lab, a folder for pictures. It prints what the page showed at each point as JSON.
"""

import asyncio
import contextlib
import json
import os
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QAbstractButton, QApplication

from wizard.app.commands._world import opened_desk
from wizard.app.window import monitor_of_desk
from wizard.domain.settings import Settings
from wizard.monitor.values import Light
from wizard.ui.engine import Engine
from wizard.ui.finding_card import FindingCard
from wizard.ui.look import put_on
from wizard.ui.loop import run_in_window
from wizard.ui.pages.monitor import MonitorPage
from wizard.ui.passing_settings import PassingSettings
from wizard.ui.screens import Variant, Walk
from wizard.ui.window import application, make_shell

_PATIENCE_S = 90.0
STOPPED = "flow-live-stopped"


class Steered:
    """The lab's control URL."""

    def __init__(self, ready_file: str) -> None:
        self._control = json.loads(Path(ready_file).read_text())["control"]

    def __call__(self, method: str, path: str, body: object = None) -> None:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self._control['token']}", "Content-Type": "application/json"}
        request = urllib.request.Request(self._control["url"] + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            answer.read()

    async def minute(self, changes: int = 0, seed: int = 0) -> None:
        """Let people change things, and a minute pass."""
        if changes:
            await asyncio.to_thread(self, "POST", "/live", {"count": changes, "seed": seed})
            await asyncio.sleep(0.5)
        await asyncio.to_thread(self, "POST", "/clock", {"advance_s": 60})
        await asyncio.sleep(0.5)


class Watcher:
    """Looks at the page as a person does."""

    def __init__(self, page: MonitorPage, lab: Steered) -> None:
        self.page, self.lab = page, lab

    def shows(self) -> dict[str, Any]:
        snapshot = self.page.snapshot()
        rail = self.page.window().findChild(QAbstractButton, "rail.monitor")
        return {
            "lead": self.page.lead(),
            "light": snapshot.live.light.value if snapshot is not None else "",
            "cards": [card.finding.code for card in self.page.findChildren(FindingCard) if card.isVisible()],
            "title": self.page.window().windowTitle(),
            "rail": rail.accessibleName() if rail is not None else "",
        }

    async def until(self, seen: Callable[[dict[str, Any]], bool], changes: int = 4) -> dict[str, Any]:
        """Let minutes pass, with changes in each, until the page shows this."""
        ends, seed = time.monotonic() + _PATIENCE_S, int(time.monotonic())
        while not seen(self.shows()) and time.monotonic() < ends:
            seed += 1
            await self.lab.minute(changes, seed)
        return self.shows()


async def _script(walk: Walk, page: Callable[[], Any], lab: Steered) -> dict[str, Any]:
    await walk.through()
    walk.find("done.watch").click()
    await walk.rest()
    watcher = Watcher(page(), lab)
    told = {"flows": await watcher.until(lambda shown: shown["light"] == Light.OK.value)}
    walk.take("flows")
    lab("PUT", "/faults/gitlab-push-lost", {"params": {}, "times": "always"})
    told["stopped"] = await watcher.until(lambda shown: STOPPED in shown["cards"])
    walk.take("stopped")
    lab("DELETE", "/faults/gitlab-push-lost")
    told["mended"] = await watcher.until(lambda shown: STOPPED not in shown["cards"])
    walk.take("mended")
    return told


def main() -> None:
    ready_file, out = sys.argv[1:]
    app = application()
    assert isinstance(app, QApplication)
    put_on(app, "light")
    Path(out).mkdir(parents=True, exist_ok=True)
    engine = Engine()
    shell = make_shell("lab", engine=engine, settings=PassingSettings(Settings(goes_on=False)))
    shell.visit.watching.use(monitor_of_desk)
    walk = Walk(shell, Path(out), Variant("light"))
    told: dict[str, Any] = {}

    async def live() -> None:
        engine.start()
        shell.show()
        shell.visit.asking.arrive(await engine.host(lambda: opened_desk(None, ready_file)))
        shell.begin()
        await walk.rest()
        try:
            told.update(await _script(walk, lambda: shell.page, Steered(ready_file)))
        finally:
            shell.close()
            shell.visit.spawn.cancel()
            began = time.monotonic()
            await shell.visit.spawn.settled()
            told["ended_s"] = time.monotonic() - began

    with contextlib.ExitStack() as stack:
        stack.callback(engine.stop)
        run_in_window(app, live)
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
