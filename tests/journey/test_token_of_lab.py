"""A token of a lab opens nothing outside it and is sent to no real site."""

import pytest

from tests.journey.fakes import FakeWorld
from wizard.domain.answers import Answers
from wizard.domain.errors import SecretMissing
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping
from wizard.journey.desk import SessionDesk
from wizard.journey.explain import explain

GITLAB, JIRA = "https://gitlab.example.com", "https://acme.atlassian.net"


@pytest.mark.parametrize("token", ["lab-glpat-x1", "lab-ATATTx1", "lab-gloa-x1"])
async def test_it_is_refused_by_both_sides_and_not_kept_and_a_real_one_signs_in(
    desk: SessionDesk, world: FakeWorld, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setattr(world, "mode", "live")
    for sign_in in (
        lambda: desk.sign_in_gitlab(GITLAB, Secret(token), Keeping.KEYRING),
        lambda: desk.sign_in_jira(JIRA, "dana@example.com", Secret(token), Keeping.KEYRING),
    ):
        with pytest.raises(SecretMissing) as refused:
            await sign_in()
        finding = explain(refused.value)
        assert (finding.code, token in str(finding)) == ("token-of-lab", False)
    assert world.secrets.kept == {}
    seen = await desk.sign_in_gitlab(GITLAB, Secret("glpat-x1"), Keeping.KEYRING)
    assert seen.user


async def test_one_from_the_environment_is_refused_as_well(
    desk: SessionDesk, world: FakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def of_a_lab(_url: object) -> Secret:
        return Secret("lab-glpat-x1")

    answers = Answers().with_(gitlab_url=GITLAB, jira_url=JIRA, jira_email="dana@example.com")
    with monkeypatch.context() as given:
        given.setattr(world, "given_secret", of_a_lab)
        given.setattr(world, "mode", "live")
        with pytest.raises(SecretMissing, match="token-of-lab"):
            await desk.groups(answers, lambda _rows: None)
    rows, _whole = await desk.groups(answers, lambda _rows: None)
    assert rows
