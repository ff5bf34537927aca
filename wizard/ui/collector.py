"""Collects garbage on the window's thread only: an object of Qt must not die on the engine's."""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 400


class Collector(QObject):
    """Takes the place of the automatic collector until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self._limits = gc.get_threshold()
        gc.collect()
        gc.freeze()  # what lives as long as the program is not looked at again
        gc.disable()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def spare(self) -> None:
        """Never look again at what lives now; for when a large part of the program has been loaded."""
        gc.freeze()  # without a collection before it: that would stop the window for as long as it takes

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._limits[generation]:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Give the work back to the automatic collector."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
