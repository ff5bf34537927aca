"""Rows of the failure catalogue that the documents name or that few know, and why no switch of the lab is theirs.

A row leaves this list when a fault claims it; `test_catalogue.py` holds all against the catalogue. What is no state
of a host but its address, its size or what somebody asks for, has a world in which it is found.
"""

ROWS_OF_A_WORLD = {
    "A6": ("unusual-port", "gitlab-descriptor-port"),
    "B9": ("doubled-root", "gitlab-url-doubled"),
    "B10": ("relative-root", "gitlab-url-relative"),
    "E7": ("long-name", "gitlab-app-key-cut"),
    "G3": ("many-projects", "first-sync-long"),
    "H20": ("mixed-integrations", "integration-overrides"),
}
"""Row -> the file of `resources/scenarios` that plays it, and the finding: tests/e2e/test_scenario_files.py."""
ROWS_OF_A_WISH = {
    "F6": "gitlab-group-not-found",
    "H9": "integration-key-reserved",
    "H19": "integration-web-url-unreachable",
}
"""Row -> the finding where a wish meets the healthy lab: tests/e2e/test_rows_of_a_wish.py."""
ROWS_WITHOUT_FAULT = {}
