"""How long things may take before the window says something; tests read the same figures.

Units: milliseconds, seconds where the name says so.
"""

SPINNER_AFTER = 150
PHASE_AFTER = 2_000
STILL_AFTER = 10_000
TYPING_PAUSE = 300
TOAST = 6_000
TOAST_GROWS = 120
DETAIL_FOR = 30 * 60_000
CLIPBOARD_WIPE = 30_000
ROWS_EVERY = 33
ROWS_PAUSE = 5
ROWS_TOLD_WITHIN = 200
LAID_OUT_AFTER = 20
ELAPSED_EVERY = 500
CANCEL_WITHIN = 200
STOP_WITHIN_S = 2.0
POLL_S = 5
