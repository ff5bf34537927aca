"""Several nodes behind one address: they know the same token, or their secrets differ.

Source: GitLab docs, "Determine if any database value can be decrypted" (`gitlab-rake gitlab:doctor:secrets`); all nodes
need the same gitlab-secrets.json.
"""

from collections.abc import Sequence

from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.text import T

TIMES = 3
"""Questions at once beside the one for the token itself: two nodes that are asked in turn answer two each."""


def nodes_differ(host: str, known: Sequence[bool]) -> Finding:
    """Return the finding for a token that some requests are refused with and others are not."""
    facts = {"host": host, "asked": str(len(known)), "known": str(sum(known))}
    return Finding(
        "gitlab-nodes-differ",
        Severity.BLOCKER,
        T("GitLab knows the token on one connection and not on the next"),
        T(
            "{host} was asked {asked} times at once with the same token and knew it {known} times; the other answers "
            "were 401. That happens where several nodes stand behind one address and one of them has other secrets.",
            **facts,
        ),
        T(
            "Run sudo gitlab-rake gitlab:doctor:secrets on each node of {host}. Copy /etc/gitlab/gitlab-secrets.json "
            "from a node that reports no errors to those that do, run sudo gitlab-ctl reconfigure there, and check "
            "again.",
            host=host,
        ),
        "GitLab docs: Rake tasks, verify database values can be decrypted using the current secrets",
        facts,
        users_see=T("401 Unauthorized"),
        seen_from=SeenFrom.DESKTOP,
    )
