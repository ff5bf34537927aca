"""A window that watches the sample connection."""

from PySide6.QtWidgets import QApplication

from wizard.ui.sample_monitor import SampleMonitor, sample_monitor
from wizard.ui.sample_values import ANSWERS


async def settle(bench):
    """Return when the page shows what the monitor told last."""
    for _ in range(3):
        await bench.rest()
        bench.page.refresh()
    await bench.rest()
    QApplication.sendPostedEvents()  # what was just made is shown in a turn of Qt's own


async def watched(open_window, state="first sync", monitor=None, **desk):
    """Return a window on the page Monitor, and the monitor behind it."""
    made = monitor or SampleMonitor(state)
    bench = await open_window(mode="live", **desk)
    bench.visit.watching.use(sample_monitor(made))
    bench.shell.go("monitor")
    await bench.rest()
    bench.page.watch(ANSWERS)
    await settle(bench)
    return bench, made
