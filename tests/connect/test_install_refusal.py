"""Each documented refusal of an install is told apart by the site's key and by its sentence."""

import pytest

from wizard.checks.trouble.install import TROUBLES
from wizard.connect.install_refusal import REASONS, reason_of
from wizard.lab.faults.jira_install_refused import REASONS as DOCUMENTED
from wizard.lab.jira.connect.messages import BLOCKED, BLOCKED_IN_SETTINGS, DEVELOPMENT_MODE_OFF
from wizard.lab.jira.connect.told_refusals import refusal

URL = "https://gitlab.example.com/-/jira_connect/app_descriptor.json"
COLLISION = (
    'The app "gitlab-jira-connect-gitlab.com" could not be installed as a local app as it has previously been '
    "installed from Atlassian Marketplace"
)


@pytest.mark.parametrize("documented", DOCUMENTED)
def test_no_documented_refusal_is_unknown_by_key_or_by_sentence(documented) -> None:
    told = refusal(documented, URL)
    assert reason_of(told.code) != "unknown"
    assert reason_of(told.text or told.code) != "unknown"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (BLOCKED, "private-blocked"),
        (BLOCKED_IN_SETTINGS, "private-blocked"),
        (DEVELOPMENT_MODE_OFF, "development-mode-off"),
        (COLLISION, "marketplace-collision"),
        ("The app host returned HTTP response code 401 when we tried to contact it", "host-401"),
        ("The app host returned HTTP response code 502 when we tried to contact it", "host-status"),
        ("connect.install.error.remote.host.bad.response.401", "host-401"),
        ("upm.pluginInstall.error.ssl", "host-tls"),
        ("An error occurred while provisioning the user for this add-on.", "key-too-long"),
        ("L'application n'a pas pu \u00eatre install\u00e9e", "unknown"),
        ("", "unknown"),
    ],
)
def test_what_the_site_says_has_one_meaning(said, reason) -> None:
    assert reason_of(said) == reason


def test_every_reason_has_its_cause_and_fix() -> None:
    assert {f"install-{reason}" for reason in REASONS} <= set(TROUBLES)
