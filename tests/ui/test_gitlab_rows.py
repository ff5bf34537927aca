"""What a first look at a GitLab is told as."""

from dataclasses import replace

import pytest

from wizard.domain.network import ProxyChoice
from wizard.ui import sample_values
from wizard.ui.gitlab_rows import rows


def _notes(seen, signed_in=None):
    made = rows(seen, signed_in)
    said = {row.objectName(): (row.accessibleDescription(), row.note.text()) for row in made}
    for row in made:
        row.deleteLater()
    return said


@pytest.mark.parametrize(
    ("address", "word"),
    [("198.51.100.20", "a public address"), ("10.1.2.3", "a private address"), ("fd00::1", "a private")],
)
def test_the_reach_is_told_by_the_address_and_not_more_is_claimed(dressed, address, word):
    assert word in _notes(replace(sample_values.SEEN, addresses=(address,)))["gitlab.reach"][1]


def test_a_proxy_is_named_with_who_chose_it_and_without_its_password(dressed):
    proxy = ProxyChoice("http://dana:CANARY@proxy.example:3128", "system")
    said = _notes(replace(sample_values.SEEN, proxy=proxy))["gitlab.proxy"][1]
    assert said == "proxy.example:3128, set by: system"


def test_the_version_waits_for_the_sign_in_and_is_shown_after_it(dressed):
    assert "signed-in people only" in _notes(sample_values.SEEN)["gitlab.version"][1]
    assert _notes(sample_values.SEEN, sample_values.SIGNED_IN)["gitlab.version"][1] == "GitLab 16.8.2-ee"


def test_gitlab_com_has_no_version_to_look_at_and_no_firewall_of_ours(dressed):
    assert not {"gitlab.version", "gitlab.reach"} & set(_notes(replace(sample_values.SEEN, url="https://gitlab.com")))


def test_the_integration_alone_is_told_nothing_of_what_only_the_app_needs(dressed):
    made = rows(sample_values.SEEN, None, alone=True)
    said = {row.objectName(): row.note.text() for row in made}
    for row in made:
        row.deleteLater()
    assert "gitlab.reach" not in said
    assert "15.7" not in said["gitlab.version"]
    assert not any("GitLab.com" in note for note in said.values())
