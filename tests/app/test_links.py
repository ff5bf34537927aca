"""A link among the words of the command line."""

import pytest

from wizard.app import window
from wizard.app.command_line import obey
from wizard.domain.deep_link import DeepLink

LINK = "gitlab-jira-wizard://connect?gitlab=https://gitlab.example.com"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    calls: list[dict[str, object]] = []

    def note(**options: object) -> int:
        calls.append(options)
        return 0

    monkeypatch.setattr(window, "open_window", note)
    return calls


@pytest.mark.parametrize(("words", "lab"), [([LINK], None), (["--lab", LINK], "marketplace")])
def test_a_link_opens_the_window_over_the_world_that_was_chosen(
    opened: list[dict[str, object]], words: list[str], lab: str | None
) -> None:
    assert obey(words) == 0
    assert (opened[0]["link"], opened[0]["lab"]) == (DeepLink(True, "https://gitlab.example.com"), lab)


@pytest.mark.parametrize("words", [[LINK, "check", "answers.toml"], [LINK, LINK + "&x=1"]])
def test_a_link_goes_with_no_command_and_no_other_link(
    opened: list[dict[str, object]], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert obey(words) == 2
    assert opened == []
    assert "gitlab.example.com" not in capsys.readouterr().err
    assert obey([]) == 0
    assert opened[0]["link"] is None
