"""Firewall: right addresses for each way, in formats that are what they say, and lists that can be replaced."""

import ipaddress
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from wizard.documents import recipes
from wizard.documents.recipes import RangesError, by_id, case_of, read_list
from wizard.documents.recipes.firewall import nftables, security_group, ufw
from wizard.documents.sheet import as_markdown
from wizard.domain.answers import Answers, GitLabAnswers, JiraAnswers
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.route import Route

SAMPLE = Path(__file__).parents[4] / "shared" / "reference" / "atlassian" / "ip-ranges.sample.json"
RECIPE = by_id("firewall")


def _case(route: Route, url: str = "https://gitlab.example.com"):
    return case_of(Answers(route, GitLabAnswers(url), JiraAnswers("https://acme.atlassian.net")))


def _item(cidr: str, **parts: object) -> dict[str, object]:
    item = {"cidr": cidr, "direction": ["egress"], "product": ["jira"], "perimeter": "commercial"}
    return {**item, **parts}


def _list(*items: object) -> bytes:
    return json.dumps({"creationDate": "2026-11-01T00:00:00", "items": items}).encode()


def test_through_gitlab_com_the_events_come_from_gitlab_com_and_not_from_atlassian():
    text = as_markdown(RECIPE.make(_case(Route.MARKETPLACE)))
    assert "34.74.90.64/28" in text
    assert "104.192.136.0/21" not in text
    assert "gitlab.com:443" in text


def test_with_an_own_descriptor_the_events_come_from_atlassian():
    text = as_markdown(RECIPE.make(_case(Route.MANUAL)))
    assert "104.192.136.0/21" in text
    assert "34.74.90.64/28" not in text
    assert "connect-install-keys.atlassian.com:443" in text
    assert "asap-distribution.us-west-2.prod.atl-asap.net:443" in text


def test_behind_an_own_proxy_both_ways_lead_to_the_proxy_and_to_no_list_of_others():
    answers = Answers(
        Route.LEAF, GitLabAnswers("https://gitlab.example.com"), JiraAnswers("https://acme.atlassian.net")
    )
    text = as_markdown(RECIPE.make(case_of(answers.with_(proxy_url="https://hub.example.com:8443"))))
    assert "hub.example.com:8443" in text
    assert "the events come from there" in text
    assert all(other not in text for other in ("34.74.90.64/28", "104.192.136.0/21", "connect-install-keys"))


def test_on_gitlab_com_only_the_allowlist_of_atlassian_is_spoken_of():
    text = as_markdown(RECIPE.make(_case(Route.SAAS)))
    assert "IP allowlist" in text
    assert "nftables" not in text


def test_of_the_integration_alone_gitlab_calls_its_jira_and_nothing_comes_in():
    wanted = IntegrationAnswers(scope="project", web_url="https://jira.example.com:8443")
    answers = Answers(Route.INTEGRATION, GitLabAnswers("https://gitlab.example.com"), integration=wanted)
    text = as_markdown(RECIPE.make(case_of(answers)))
    assert "jira.example.com:8443" in text
    assert all(other not in text for other in ("incoming", "34.74.90.64/28", "your-site", "connect-install-keys"))


def test_an_integration_with_another_jira_beside_the_app_is_let_out_too():
    wanted = IntegrationAnswers(scope="project", web_url="https://jira.example.com")
    answers = Answers(
        Route.MARKETPLACE, GitLabAnswers("https://gitlab.example.com"), JiraAnswers("https://acme.atlassian.net")
    )
    assert "jira.example.com:443" in as_markdown(RECIPE.make(case_of(answers.with_(integration=wanted))))
    same = IntegrationAnswers(scope="project", web_url="https://acme.atlassian.net")
    text = as_markdown(RECIPE.make(case_of(answers.with_(integration=same))))
    assert text.count("| acme.atlassian.net:443 |") == 1


@pytest.mark.parametrize("route", [Route.MARKETPLACE, Route.MANUAL, Route.SAAS])
def test_each_list_says_where_it_comes_from_and_of_when_it_is(route):
    text = as_markdown(RECIPE.make(_case(route)))
    assert re.search(r"Source: https://\S+, as of 20\d\d", text)


def test_an_own_port_is_the_port_of_the_rules():
    text = as_markdown(RECIPE.make(_case(Route.MANUAL, "https://gitlab.example.com:8443")))
    assert "dport 8443" in text
    assert '"FromPort": 8443' in text
    assert "to any port 8443" in text


BOTH = replace(recipes.ATLASSIAN, networks=(*recipes.ATLASSIAN.networks[:2], ipaddress.ip_network("2401:1d80::/32")))


def test_nftables_has_one_set_a_family_and_its_braces_close():
    text = nftables(BOTH, 443)
    assert text.count("{") == text.count("}")
    assert "type ipv4_addr" in text
    assert "ip6 saddr @source6 tcp dport 443 accept" in text
    assert "source6" not in nftables(recipes.ATLASSIAN, 443)


def test_a_security_group_is_json_with_both_families():
    (rule,) = json.loads(security_group(BOTH, 443))
    assert [one["CidrIp"] for one in rule["IpRanges"]] == [str(one) for one in BOTH.of(4)]
    assert [one["CidrIpv6"] for one in rule["Ipv6Ranges"]] == ["2401:1d80::/32"]


def test_ufw_has_one_line_a_network():
    lines = ufw(BOTH, 443).splitlines()
    assert len(lines) == len(BOTH.networks)
    assert all(
        re.fullmatch(r"sudo ufw allow proto tcp from \S+ to any port 443 comment 'Atlassian'", one) for one in lines
    )


def test_of_a_fetched_list_only_outgoing_addresses_of_jira_are_taken():
    found = read_list(
        _list(
            _item("13.52.5.96/28"),
            _item("198.51.100.0/24", direction=["ingress"]),
            _item("203.0.113.0/24", product=["trello"]),
            _item("192.0.2.0/24", perimeter="fedramp-moderate"),
            _item("13.52.5.97/28"),
            _item("0.0.0.0/0"),
            _item("no network"),
            "text",
        )
    )
    assert [str(one) for one in found.networks] == ["13.52.5.96/28"]
    assert found.read_on == "2026-11-01"
    assert found.fetched


def test_neighbours_of_a_fetched_list_become_one_network():
    found = read_list(_list(_item("13.52.4.0/25"), _item("13.52.4.128/25"), _item("2401:1d80::/33")))
    assert [str(one) for one in found.networks] == ["13.52.4.0/24", "2401:1d80::/33"]


@pytest.mark.skipif(not SAMPLE.exists(), reason="the reference data is not beside the repository")
def test_the_sample_of_the_real_shape_is_read():
    assert read_list(SAMPLE.read_bytes()).of(4)


@pytest.mark.parametrize("data", [b"", b"<html>", b"[]", b'{"items": 3}', _list(), _list(_item("x"))])
def test_what_is_no_such_list_is_refused_with_what_to_do(data):
    with pytest.raises(RangesError) as refused:
        read_list(data)
    assert "ip-ranges.atlassian.com" in str(refused.value.text)


def test_a_known_part_says_that_it_is_not_the_whole_list_until_one_has_fetched_it():
    assert "not the whole list" in as_markdown(RECIPE.make(_case(Route.MANUAL)))
    fetched = replace(_case(Route.MANUAL), atlassian=read_list(_list(_item("13.52.5.96/28"))))
    text = as_markdown(RECIPE.make(fetched))
    assert "not the whole list" not in text
    assert "104.192.136.0/21" not in text
