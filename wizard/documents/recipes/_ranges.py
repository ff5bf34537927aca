"""Address ranges of GitLab.com and of Atlassian, with where they come from and when they were read.

Sources: GitLab docs, GitLab.com settings, "IP range"; https://ip-ranges.atlassian.com/ (a list that changes: what
stands here is a start, and the file one has fetched oneself replaces it).
"""

import ipaddress
from dataclasses import dataclass

from wizard.domain import strict_json
from wizard.domain.gitlab import Json
from wizard.domain.text import T, Text

LARGEST = 8 * 1024 * 1024
"""Of a list that is read. Units: bytes."""
LIST_URL = "https://ip-ranges.atlassian.com/"
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Ranges:
    """Networks of one owner."""

    owner: str
    networks: tuple[Network, ...]
    source: str
    read_on: str
    fetched: bool = False
    """Whether it is the owner's own list as somebody fetched it."""

    def of(self, version: int) -> tuple[Network, ...]:
        """Return the networks of IPv4 or IPv6."""
        return tuple(one for one in self.networks if one.version == version)


class RangesError(Exception):
    """The file is no list of Atlassian's addresses; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.message)
        self.text = text


def _networks(*texts: str) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(text) for text in texts)


GITLAB_COM = Ranges(
    "GitLab.com",
    _networks("34.74.90.64/28", "34.74.226.0/24"),
    "https://docs.gitlab.com/user/gitlab_com/#ip-range",
    "2026-11-22",
)
ATLASSIAN = Ranges(
    "Atlassian",
    _networks(
        "13.52.5.96/28",
        "13.200.41.128/25",
        "13.236.8.224/28",
        "18.136.214.96/28",
        "18.184.99.224/28",
        "18.234.32.224/28",
        "18.246.31.224/28",
        "52.215.192.224/28",
        "104.192.136.0/21",
        "185.166.140.0/22",
    ),
    LIST_URL,
    "2026",
)
"""A known part, gathered from public configurations of 2025 and 2026."""


def read_list(data: bytes) -> Ranges:
    """Return what a fetched ip-ranges file says of Jira's outgoing addresses. Raises: RangesError."""
    if len(data) > LARGEST:
        raise RangesError(T("The file is larger than 8 MB; the list of Atlassian is far smaller."))
    try:
        document = strict_json.loads(data)
    except strict_json.JsonError:
        raise RangesError(T("The file is no JSON. Fetch {url} anew and save it as it is.", url=LIST_URL)) from None
    items = document.get("items") if isinstance(document, dict) else None
    networks = _collapsed([_network(item) for item in items]) if isinstance(items, list) else ()
    if not networks:
        raise RangesError(
            T("The file names no outgoing addresses of Jira. Fetch {url} anew and save it as it is.", url=LIST_URL)
        )
    created = document.get("creationDate") if isinstance(document, dict) else None
    return Ranges("Atlassian", networks, LIST_URL, str(created)[:10] if isinstance(created, str) else "-", fetched=True)


def _network(item: Json) -> Network | None:
    """Return the network of an item when Jira calls out from it; a cidr with host bits is none."""
    if not isinstance(item, dict):
        return None
    wanted = (("direction", "egress"), ("product", "jira"))
    if not all(isinstance(found := item.get(key), list) and value in found for key, value in wanted):
        return None
    if item.get("perimeter", "commercial") != "commercial":
        return None
    try:
        return ipaddress.ip_network(str(item.get("cidr")), strict=True)
    except ValueError:
        return None


def _collapsed(found: list[Network | None]) -> tuple[Network, ...]:
    four = [one for one in found if isinstance(one, ipaddress.IPv4Network) and one.prefixlen]
    six = [one for one in found if isinstance(one, ipaddress.IPv6Network) and one.prefixlen]
    return (*ipaddress.collapse_addresses(four), *ipaddress.collapse_addresses(six))
