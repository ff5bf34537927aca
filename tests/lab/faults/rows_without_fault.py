"""Rows of the failure catalogue that the documents name or that few know, and why no switch of the lab is theirs.

A row leaves this list when a fault claims it; `test_catalogue.py` holds both against the catalogue.
"""

ROWS_WITHOUT_FAULT = {
    "A6": "computed from the address: `gitlab-descriptor-port`, tests/checks/test_gitlab_descriptor.py",
    "B10": "computed from the address: `gitlab-url-relative`, which says what it means to the Jira issue integration",
    "E7": "computed from the address: `gitlab-app-key-cut`; two such instances are a fleet",
    "E12": "a descriptor that lacks modules is told by comparing descriptors, which the program cannot do yet",
    "E23": "the lab's Marketplace approves after ten days (tests/lab/test_private_listing_journey.py); no route lists",
    "F6": "an answer, not a state: the page Groups shows projects and personal namespaces as what cannot be chosen",
    "G3": "the size of the world: `lab serve --projects 1000` is found as `first-sync-long`",
    "H12": "concerns the Jira issue integration, which the program does not set up yet",
    "H18": "concerns the Jira issue integration, which the program does not set up yet",
    "H21": "concerns the Jira issue integration, which the program does not set up yet",
    "I2": "the lab plays it (world fleet): keys of a proxy live five minutes; no route of the program has a proxy yet",
    "I3": "the lab plays it (world fleet): leaves behind a proxy; no route of the program has them yet",
    "I4": "the lab plays it (world fleet): the key holds the path; no route of the program has a proxy yet",
}
