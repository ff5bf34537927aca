"""The made descriptor against the reference copies; against the lab it is held in tests/lab/gitlab."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from wizard.connect.descriptor_era import DescriptorEra, era_of
from wizard.connect.descriptor_making import DescriptorInput, as_bytes, make
from wizard.domain.url import parse
from wizard.domain.version import Version

REFERENCE = Path(__file__).parents[3] / "shared/reference/gitlab"
EXAMPLE = parse("https://gitlab.example.com")


def _read(name: str) -> dict[str, Any]:
    path = REFERENCE / f"app_descriptor_{name}.json"
    if not path.exists():
        pytest.skip("the reference descriptors are not beside this checkout")
    return json.loads(path.read_text(encoding="utf-8"))


def _without_digest(value: Any) -> Any:
    return json.loads(re.sub(r"gitlab_logo-(?:[0-9a-f]{64}|<64 hex digits>)\.png", "LOGO", json.dumps(value)))


def _without(value: dict[str, Any], paths: list[str]) -> dict[str, Any]:
    for path in paths:
        *above, last = path.split(".")
        inner = value
        for name in above:
            inner = inner[name]
        inner.pop(last, None)
    return value


@pytest.mark.parametrize("version", ["15.7", "15.8", "16.1", "16.2", "17.2", "newest"])
def test_each_era_equals_its_reference_but_for_what_is_uncertain(version: str) -> None:
    reference = _read(version)
    release = Version(19, 1) if version == "newest" else Version.parse(version)
    assert era_of(release) == DescriptorEra(version)
    made = _without_digest(make(DescriptorInput(EXAMPLE, release)))
    served = _without_digest(reference["descriptor"])
    uncertain = reference["uncertain_paths"]
    assert _without(made, uncertain) == _without(served, uncertain)
    assert list(made) == list(served), "the members stand in the order in which GitLab serves them"


def test_of_gitlab_com_it_equals_the_reference() -> None:
    made = make(DescriptorInput(parse("https://gitlab.com"), Version(19, 1)))
    assert _without_digest(made) == _without_digest(_read("gitlab.com_newest")["descriptor"])


@pytest.mark.parametrize(
    "last, before",
    [("15.7.9", "15.7"), ("15.8.0", "15.8"), ("16.0.9", "15.8"), ("16.1.0", "16.1"), ("16.2.0", "16.2"),
     ("17.1.9", "16.2"), ("17.2.0", "17.2"), ("18.2.9", "17.2"), ("18.3.0", "newest"), ("14.0", "15.7")],
)  # fmt: skip
def test_each_release_has_its_era(last: str, before: str) -> None:
    assert era_of(Version.parse(last)) == before


def test_below_a_relative_root_everything_lies_below_it() -> None:
    made: Any = make(DescriptorInput(parse("https://example.com:8443/gitlab"), Version(17, 2)))
    assert made["baseUrl"] == "https://example.com:8443/gitlab/-/jira_connect"
    assert made["key"] == "gitlab-jira-connect-example.com", "neither port nor path count without a proxy"
    actions = made["modules"]["jiraDevelopmentTool"]["actions"]
    assert actions["searchRepositories"]["templateUrl"] == (
        "https://example.com:8443/gitlab/-/jira_connect/repositories/search"
    )


def test_an_http_instance_calls_itself_https_and_its_pages_http() -> None:
    made: Any = make(DescriptorInput(parse("http://gitlab.example.com"), Version(17, 2)))
    assert made["baseUrl"] == "https://gitlab.example.com/-/jira_connect"
    create = made["modules"]["jiraDevelopmentTool"]["actions"]["createBranch"]["templateUrl"]
    assert create.startswith("http://gitlab.example.com/")


def test_an_additional_audience_is_taken_and_stands_in_no_descriptor() -> None:
    plain = DescriptorInput(EXAMPLE, Version(17, 7))
    more = DescriptorInput(EXAMPLE, Version(17, 7), additional_audience="https://gitlab.internal/")
    assert make(more) == make(plain)
    assert more.audiences == (*plain.audiences, "https://gitlab.internal/-/jira_connect")


_SCRIPT = """
import sys
from wizard.connect.descriptor_making import DescriptorInput, as_bytes, make
from wizard.domain.url import parse
from wizard.domain.version import Version
made = make(DescriptorInput(parse("https://gitlab.example.com"), Version(17, 2), "https://hub.example.com"))
sys.stdout.buffer.write(as_bytes(made) + as_bytes(made, compact=True))
"""


def test_the_bytes_are_the_same_in_every_process() -> None:
    made = [
        subprocess.run(
            [sys.executable, "-c", _SCRIPT], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert made[0] == made[1]


def test_it_is_written_as_rails_writes_and_reads_back() -> None:
    made = make(DescriptorInput(EXAMPLE, Version(17, 2)))
    for compact in (False, True):
        whole = as_bytes(made, compact=compact)
        assert b"&" not in whole
        assert b"\\u0026" in whole
        assert json.loads(whole) == made
    assert as_bytes(made).endswith(b"}\n")
    assert b"\n" not in as_bytes(made, compact=True)
