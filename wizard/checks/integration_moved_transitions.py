"""Check: transitions that places have from the old Jira are given others in the new one.

Their ids belong to a workflow of the old Jira: in the new one the same id is another transition, or none.
Source: GitLab docs, Jira issue integration, Automatic issue transitions.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.checks._looked_at import MOST_READ, a_few_at_once, listed, places_to_change
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, Refused
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import GitLab
from wizard.domain.jira_integration import Scope, transition_ids
from wizard.domain.ports import Ports
from wizard.domain.text import TN, T


def _unmapped(places: Mapping[str, Sequence[str]], ways: str, issue: str, seen: int) -> Finding:
    ids = dict.fromkeys(one for some in places.values() for one in some)
    facts = {
        "ids": ", ".join(ids),
        "places": listed([f"{path} ({', '.join(some)})" for path, some in places.items()]),
        "count": str(len(places)),
        "seen": str(seen),
        "issue": issue,
        "ways": ways,
    }
    offered = (
        T("At {issue} the new Jira offers: {ways}.", **facts)
        if ways
        else T("From {issue} no transition could be read.", **facts)
    )
    return Finding(
        "integration-transitions-of-old-jira",
        Severity.WARNING,
        T("Transitions of the old Jira have no place in the new one"),
        TN(
            "{count} of {seen} places that were looked at moves issues by ids of the old Jira: {places}. In the new "
            "one they may be other transitions, so the plan leaves out those that nothing takes the place of: {ids}.",
            "{count} of {seen} places that were looked at move issues by ids of the old Jira: {places}. In the new one "
            "they may be other transitions, so the plan leaves out those that nothing takes the place of: {ids}.",
            len(places),
            **facts,
        ),
        T("{offered} Give each id its new one in new_transitions under [integration].", offered=str(offered)),
        "GitLab docs: Jira issue integration, Automatic issue transitions",
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


async def _ids(answers: Answers, gitlab: GitLab, path: str) -> tuple[str, ...]:
    """Return the ids of a place that moves and that nothing takes the place of."""
    try:
        found = await gitlab.jira_integration(Scope("project", path))
    except Refused:
        return ()
    wanted = answers.integration
    if found is None or not found.active or found.inherited or not _moves(found.values.get("url"), wanted.from_url):
        return ()
    if wanted.from_username.strip() not in ("", found.values.get("username")):
        return ()
    known = transition_ids(found.values.get("jira_issue_transition_id"))
    return tuple(one for one in known if one not in wanted.new_transitions)


def _moves(url: object, old: str) -> bool:
    return isinstance(url, str) and url.rstrip("/").lower() == old.strip().rstrip("/").lower()


async def _ways(answers: Answers, ports: Ports) -> str:
    """Return the transitions that the issue of the test leads on by; empty where it cannot be read."""
    try:
        found = await ports.account.issue(answers.proof.issue) if ports.account and answers.proof.issue else None
    except PortError:  # its own check says why
        return ""
    return ", ".join(f"{one.name} ({one.id})" for one in found.transitions) if found else ""


async def _run(answers: Answers, ports: Ports) -> Result:
    seen = (await places_to_change(answers, ports)).first(MOST_READ)
    paths = [one.path for one in seen.projects]
    ids = await a_few_at_once(partial(_ids, answers, ports.gitlab), paths)
    places = {path: some for path, some in zip(paths, ids, strict=True) if some}
    if not places:
        return Result(note=seen.note())
    found = _unmapped(places, await _ways(answers, ports), answers.proof.issue or "-", len(paths))
    return Result((found,), seen.note())


def _applies(answers: Answers) -> bool:
    return shared.wanted(answers) and bool(answers.integration.from_url.strip()) and not answers.integration.inherit


CHECK = Check(
    id="integration-moved-transitions",
    title=T("Transitions of the old Jira have others in the new one"),
    why=T("GitLab moves issues by ids, and each Jira gives its own."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("gitlab-token",),
    rank=587,
    advised=True,
)
