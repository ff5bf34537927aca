"""Paths of the canonical request: base path, slashes and separators."""

import pytest

from wizard.lab.jira.connect.query_hash import canonical_request, query_hash


@pytest.mark.parametrize(
    ("path", "base", "canonical"),
    [
        ("/-/jira_connect/events/installed", "/-/jira_connect", "/events/installed"),
        ("/-/jira_connect", "/-/jira_connect/", "/"),
        ("/git/lab", "/git", "/lab"),
        ("/gitlab/events", "/git", "/gitlab/events"),
        ("", "", "/"),
        ("/a/", "", "/a"),
        ("/a&b", "", "/a%26b"),
        ("a", "", "/a"),
        ("/a%2Fb", "", "/a%2Fb"),
    ],
)
def test_the_path_is_taken_as_sent_below_the_base_path(path: str, base: str, canonical: str) -> None:
    assert canonical_request("post", path, "", base) == f"POST&{canonical}&"


def test_the_hash_of_an_installed_call_is_the_published_constant() -> None:
    installed = query_hash("POST", "/-/jira_connect/events/installed", "", "/-/jira_connect")
    assert installed == "747264aa6a569f3f6c2d148dc852a789d817632826d14216ef4d45f02ca5f6eb"


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("b=2&a=1", "a=1&b=2"),
        ("a=z&a=b&a=A", "a=A,b,z"),
        ("a=%5E&a=b", "a=%5E,b"),
        ("a=%7C&a=~", "a=%7C,~"),
        ("a=~&a=%C3%A9", "a=~,%C3%A9"),
        ("a", "a="),
        ("a=1,2", "a=1%2C2"),
        ("a%5B%5D=1&a[]=2", "a%5B%5D=1,2"),
        ("a=+%20%2B", "a=%20%20%2B"),
        ("jwt=x&JWT=y", "JWT=y"),
        ("a=!'()*", "a=%21%27%28%29%2A"),
    ],
)
def test_the_query_is_sorted_decoded_and_encoded_anew(query: str, canonical: str) -> None:
    assert canonical_request("GET", "/", query) == f"GET&/&{canonical}"
