"""Tests of the Jira issue integration and of other kinds of data that held. For pictures of the pages and for tests."""

from wizard.domain.answers import Answers
from wizard.domain.flow import Kind
from wizard.journey import kind_hops, mention_hops, proof_hops, proofs
from wizard.journey.values import HopRow, Mark
from wizard.ui import sample_values as sample

_TIMES = (14.0, 122.0, 310.0, 41.0, 1620.0, 280.0, 12.0)
LINK = "https://acme.atlassian.net/browse/PLAT"
HOPS = tuple(
    HopRow(row.name, row.title, row.where, Mark.OK, ms)
    for row, ms in zip(proof_hops.rows(mention_hops.ALL), _TIMES, strict=True)
)
NOT_LINKED = proof_hops.finding(
    mention_hops.LINKED,
    {"issue": "PLAT-214", "project": "platform/app", "user": "GitLab Bot", "waited": "120", "missing": "link"},
)

NO_BUILD = proof_hops.finding(
    kind_hops.hop(Kind.BUILD, kind_hops.ARRIVED), {"issue": "PLAT-214", "project": "platform/app", "waited": "120"}
)


def hops_of(answers: Answers) -> tuple[HopRow, ...]:
    """Return the hops that a test of these answers has."""
    app = (*sample.HOPS, *_of_kinds(answers)) if proofs.of_app(answers) else ()
    return (*app, *(HOPS if answers.integration.wanted else ()))


def _of_kinds(answers: Answers) -> tuple[HopRow, ...]:
    rows = proof_hops.rows(kind_hops.of(kind_hops.wanted(answers)))
    return tuple(HopRow(row.name, row.title, row.where, Mark.OK, 38.0 * (at % 5 + 1)) for at, row in enumerate(rows))
