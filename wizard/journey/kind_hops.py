"""The hops of the proof of single kinds of data: made, read back, arrived, in the panel, removed."""

from wizard.domain.answers import Answers
from wizard.domain.findings import SeenFrom
from wizard.domain.flow import Kind
from wizard.domain.text import T, Text
from wizard.journey.proof_hops import Hop

KINDS = (Kind.COMMIT, Kind.MERGE_REQUEST, Kind.BUILD, Kind.DEPLOYMENT, Kind.FEATURE_FLAG)
"""In the order in which they are tried; branches have a test of their own, before them."""
REMOVAL = (Kind.BUILD, Kind.DEPLOYMENT, Kind.MERGE_REQUEST, Kind.FEATURE_FLAG, Kind.COMMIT)
"""In the order in which they go: a pipeline before what its jobs make, the branch after all."""
MADE, READ, ARRIVED, SHOWN, CLEANED = "made", "read", "arrived", "shown", "cleaned"

_TITLES = {
    Kind.COMMIT: (
        T("Commit made"),
        T("Commit read back"),
        T("Commit arrived in Jira"),
        T("Commit in the panel"),
        T("Commit removed with its branch"),
    ),
    Kind.MERGE_REQUEST: (
        T("Merge request made"),
        T("Merge request read back"),
        T("Merge request arrived in Jira"),
        T("Merge request in the panel"),
        T("Merge request removed"),
    ),
    Kind.BUILD: (
        T("Pipeline made"),
        T("Pipeline read back"),
        T("Build arrived in Jira"),
        T("Build in the panel"),
        T("Pipeline removed"),
    ),
    Kind.DEPLOYMENT: (
        T("Deployment made by a pipeline"),
        T("Deployment read back"),
        T("Deployment arrived in Jira"),
        T("Deployment in the panel"),
        T("Environment removed"),
    ),
    Kind.FEATURE_FLAG: (
        T("Feature flag made"),
        T("Feature flag read back"),
        T("Feature flag arrived in Jira"),
        T("Feature flag in the panel"),
        T("Feature flag removed"),
    ),
}
_WITHIN = {ARRIVED: T("up to 2 minutes"), SHOWN: T("up to 1 minute")}
_PIPELINE_WITHIN = T("as long as the pipeline runs, up to 15 minutes")
_WHERE = {
    MADE: T("GitLab API"),
    READ: T("GitLab API"),
    ARRIVED: T("GitLab worker to Jira"),
    SHOWN: T("Jira development panel"),
    CLEANED: T("GitLab API"),
}
_CAUSES = {
    MADE: T("GitLab did not make it for the branch {branch} in {project}."),
    READ: T("GitLab said that it made it for the branch {branch} in {project}, but it is not there."),
    ARRIVED: T("It exists in GitLab, but Jira counted nothing new of this kind for {issue} within {waited} s."),
    SHOWN: T("The development panel of {issue} does not name it."),
    CLEANED: T("The data flows, but what the test made for the branch {branch} could not be removed from {project}."),
}
_FIXES = {
    MADE: T("Choose a project where you may make it and where it is switched on, then run the test again."),
    READ: T("Look for it in {project}. A maintenance mode or a Geo secondary answers like this."),
    ARRIVED: T(
        "Branches reach Jira from here, so look at this kind: integrations_json.log on GitLab's host says what Jira "
        "answered, and an app from before this kind was offered has to be installed again."
    ),
    SHOWN: T(
        "Wait a minute and run the test again; then look at the panel in Jira. View Development Tools is needed there."
    ),
    CLEANED: T("Remove it by hand; whatever names {branch} is of the test and holds nothing of its own."),
}
_CODES = {
    MADE: "proof-kind-made",
    READ: "proof-kind-read",
    ARRIVED: "proof-kind-arrived",
    SHOWN: "proof-kind-shown",
    CLEANED: "proof-kind-cleaned",
}
_STAGES = (MADE, READ, ARRIVED, SHOWN, CLEANED)


def wanted(answers: Answers) -> tuple[Kind, ...]:
    """Return the kinds that are proven beside branches."""
    return tuple(kind for kind in KINDS if kind in answers.proof.kinds)


def hop(kind: Kind, stage: str) -> Hop:
    return _HOPS[kind, stage]


def of(kinds: tuple[Kind, ...]) -> tuple[Hop, ...]:
    """Return the hops of these kinds, those of each together."""
    return tuple(_HOPS[kind, stage] for kind in kinds for stage in _STAGES)


def _within(kind: Kind, stage: str) -> Text:
    if kind is Kind.DEPLOYMENT and stage == MADE:
        return _PIPELINE_WITHIN
    return _WITHIN.get(stage, Text(""))


_HOPS = {
    (kind, stage): Hop(
        f"proof-{kind.value}-{stage}",
        title,
        _WHERE[stage],
        _CAUSES[stage],
        _FIXES[stage],
        SeenFrom.JIRA if stage in (ARRIVED, SHOWN) else SeenFrom.DESKTOP,
        _within(kind, stage),
        _CODES[stage],
    )
    for kind, titles in _TITLES.items()
    for stage, title in zip(_STAGES, titles, strict=True)
}
