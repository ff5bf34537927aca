import pytest

from wizard.checks._descriptor import descriptor_of, from_gitlab, host_of
from wizard.domain.gitlab import Page


@pytest.mark.parametrize(
    "status, body",
    [
        (404, b'{"key": "a", "baseUrl": "b"}'),
        (200, b"<html>"),
        (200, b'{"key": "a"}'),
        (200, b"[]"),
        (200, b'{"key": 1, "baseUrl": 2}'),
    ],
)
def test_only_a_whole_descriptor_is_one(status, body) -> None:
    assert descriptor_of(Page(status, {}, body)) is None


def test_gitlab_is_recognised_by_its_own_headers() -> None:
    assert from_gitlab(Page(404, {"x-gitlab-meta": "{}"}, b""))
    assert not from_gitlab(Page(404, {"server": "nginx"}, b""))


@pytest.mark.parametrize(
    "url, host", [("https://GitLab.example.com:8443/x", "gitlab.example.com"), ("https://[::1", ""), ("", "")]
)
def test_hosts_that_servers_name_are_read_without_a_crash(url, host) -> None:
    assert host_of(url) == host
