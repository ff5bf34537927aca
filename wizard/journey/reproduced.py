"""The answers of a lab that was opened to see a finding: what the lab offers, with what its fault needs to show."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from wizard.domain.errors import PortError
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.journey.rehearsal import answers_of

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.domain.answers import Answers
    from wizard.domain.lab_fault import LabWish
    from wizard.journey.desk_port import Desk

_PATTERN = "[A-Z]+-[0-9]+"
"""Of issue keys: a pattern that fits every Jira."""
_SOME = "LAB"
"""Stands where the admin named something of their own: the lab has its own."""


def kind_of(wanted: IntegrationAnswers) -> IntegrationAnswers:
    """Return what is wanted of the integration without names, addresses and patterns of the admin's own."""
    return IntegrationAnswers(
        scope=wanted.scope,
        inherit=wanted.inherit,
        from_url=_SOME if wanted.from_url else "",
        refresh_markdown=wanted.refresh_markdown,
        renew_password=wanted.renew_password,
        token_expires=wanted.token_expires,
        commit_events=wanted.commit_events,
        merge_requests_events=wanted.merge_requests_events,
        comments=wanted.comments,
        transitions="off" if wanted.transitions == "off" else "automatic",
        project_keys=(_SOME,) if wanted.project_keys else (),
        vulnerabilities_project=_SOME if wanted.vulnerabilities_project else "",
        issue_regex=_PATTERN if wanted.issue_regex or wanted.issue_prefix else "",
    )


async def answers_of_wish(desk: Desk, wish: LabWish) -> Answers:
    """Return the answers with which the fault of a wish shows in the lab of this desk."""
    suggested, wanted = desk.suggestions(), wish.integration
    answers = answers_of(suggested, wish.route, wanted)
    if not answers.integration.wanted:
        return answers
    answers = answers.with_(
        integration_token_expires=wanted.token_expires,
        integration_issue_regex=wanted.issue_regex,
        integration_renew_password=wanted.renew_password,
        proof_issue=suggested.get("issue", "") or answers.proof.issue,
    )
    if wish.own_jira:
        answers = answers.with_(
            jira_deployment="server",
            jira_url="",
            integration_web_url=suggested.get("old_jira", ""),
            integration_username=suggested.get("old_user", ""),
        )
    return await _with_issue_type(desk, answers) if wanted.vulnerabilities_project else answers


async def _with_issue_type(desk: Desk, answers: Answers) -> Answers:
    """Return answers that want issues of vulnerabilities; without them where the lab's Jira names no type."""
    key = answers.proof.issue.rpartition("-")[0]
    with contextlib.suppress(PortError):
        for one in await desk.integration.issue_types(answers, key):
            return answers.with_(integration_vulnerabilities_project=key, integration_vulnerabilities_issuetype=one.id)
    return answers
