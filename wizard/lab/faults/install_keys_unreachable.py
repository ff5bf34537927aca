"""A firewall lets nothing out to the hosts of install keys, or to one of them: no install can be verified behind it."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="install-keys-unreachable",
    layer="tcp",
    on="install-keys",
    message="The app host returned HTTP response code 401 when we tried to contact it during installation.",
    expect="jira-install-refused",
    rows=("A11", "A12"),
    params={"from": "gitlab-host", "at": "both"},
    choices={
        "at": (
            "both",
            "https://connect-install-keys.atlassian.com",
            "https://asap-distribution.us-west-2.prod.atl-asap.net",
        )
    },
)
