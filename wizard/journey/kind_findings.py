"""What keeps a kind of data from being made at all: no CI in the project, no job that deploys, a kind switched off."""

from collections.abc import Mapping

from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.flow import Kind
from wizard.domain.text import T, Text

_OFF = frozenset({"http-403", "http-404"})


def of_refusal(kind: Kind, error: PortError, facts: Mapping[str, str]) -> Finding | None:
    """Return the nearer cause of a refusal; None where the call itself says enough."""
    if kind is Kind.BUILD and error.code == "http-400":
        return _finding(
            "proof-no-ci",
            T(
                "GitLab made no pipeline in {project}: it says {said}.",
                said=error.facts.get("said", "nothing"),
                **facts,
            ),
            T(
                "A build is a pipeline: add a .gitlab-ci.yml with a job that runs on branches to {project}, choose a "
                "project that has one, or leave builds and deployments out of the test.",
                **facts,
            ),
            {**error.facts, **facts},
        )
    if kind is Kind.FEATURE_FLAG and error.code in _OFF:
        return _finding(
            "proof-flags-off",
            T(
                "Feature flags cannot be made in {project}: they are switched off there, or your role is too low.",
                **facts,
            ),
            T(
                "In {project} open Settings, General, Visibility and switch feature flags on (every plan has them "
                "since GitLab 13.5), or leave them out of the test. Developer is the lowest role that makes one.",
                **facts,
            ),
            {**error.facts, **facts},
        )
    return None


def no_deployment(facts: Mapping[str, str]) -> Finding:
    """Return the cause of a pipeline that ended without a deployment."""
    return _finding(
        "proof-no-deployment",
        T("The pipeline of the branch {branch} in {project} ended, and none of its jobs made a deployment.", **facts),
        T(
            "GitLab tells Jira only of deployments that a pipeline job with an environment makes, not of those of its "
            "Deployments API. Look at the pipeline: a job failed before, or none with an environment runs on branches.",
            **facts,
        ),
        dict(facts),
    )


def _finding(code: str, cause: Text, fix: Text, facts: Mapping[str, str]) -> Finding:
    return Finding(
        code=code,
        severity=Severity.BLOCKER,
        title=T("This kind of data cannot be tested here"),
        cause=cause,
        fix=fix,
        source="GitLab docs: GitLab for Jira Cloud app; CI/CD environments; Feature flags",
        facts=facts,
        check="proof",
        seen_from=SeenFrom.DESKTOP,
    )
