"""Requests are recorded under ids of checks, changes, tasks and hops: each has a title, whatever set-up it is of."""

import pytest

from wizard import changes, checks
from wizard.journey import byhand, kind_hops, mention_hops, proof_hops
from wizard.journey.purposes import title_of

_HOPS = (*proof_hops.ALL, *kind_hops.of(kind_hops.KINDS), *mention_hops.ALL)
_IDS = [
    *(check.id for check in checks.ALL),
    *(change.id for change in changes.ALL),
    *(task.id for task in byhand.ALL),
    *(hop.name for hop in _HOPS),
    "inventory",
    "sign-out",
]


def test_every_id_has_a_title() -> None:
    assert [one for one in _IDS if not str(title_of(one) or "")] == []


def test_a_change_at_one_of_many_places_names_its_place() -> None:
    assert str(title_of("gitlab-jira-integration:project:platform/app")).endswith("platform/app")


@pytest.mark.parametrize("other", ["", "nothing-of-ours", "gitlab-jira-integration:nowhere", "a:b:c"])
def test_another_id_has_none(other: str) -> None:
    assert title_of(other) is None
