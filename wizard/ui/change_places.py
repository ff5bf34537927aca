"""Changes counted by the site they are on: a plan may change both."""

from collections.abc import Iterable

from wizard.domain.answers import Answers
from wizard.journey.values import PlanRow
from wizard.ui.i18n import show, tr, trn
from wizard.ui.visit import host_of


def _counts(rows: Iterable[PlanRow], answers: Answers) -> list[tuple[str, int]]:
    sides = [row.side for row in rows]
    hosts = {"gitlab": host_of(answers.gitlab.url), "jira": host_of(answers.jira.url)}
    return [(host, sides.count(side)) for side, host in hosts.items() if side in sides]


def changes_on(rows: Iterable[PlanRow], answers: Answers) -> str:
    """Return how many changes are on which site: `2 changes on gitlab.example.com and 1 on acme.atlassian.net`."""
    (host, n), *others = _counts(rows, answers) or [(host_of(answers.gitlab.url), 0)]
    said = trn("{n} change on {host}", "{n} changes on {host}", n, host=host)
    for other, more in others:
        said = tr("{changes} and {n} on {host}", changes=said, n=more, host=other)
    return said


def place_of(row: PlanRow) -> str:
    """Return the path of the project or group that one of many changes is for; its title where it has none."""
    _family, _, scope = row.id.partition(":")
    return scope.partition(":")[2] or show(row.title)


def places_of(rows: Iterable[PlanRow], answers: Answers) -> str:
    """Return the sites: `gitlab.example.com and acme.atlassian.net`."""
    hosts = [host for host, _n in _counts(rows, answers)] or [host_of(answers.gitlab.url)]
    return hosts[0] if len(hosts) == 1 else tr("{first} and {second}", first=hosts[0], second=hosts[1])
