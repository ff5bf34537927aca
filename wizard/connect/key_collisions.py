"""Which instances of a fleet would be one and the same app for a Jira site.

Source: gitlabhq lib/atlassian/jira_connect.rb (64 characters of host, or of host and path of the proxy); Atlassian
Connect: the key of an app is unique on a site.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wizard.connect.descriptor_making import DescriptorInput
from wizard.connect.identity import whole_key
from wizard.domain.text import T, Text


class Why(StrEnum):
    CUT = "cut"
    """The keys differ only behind the 64 characters that GitLab keeps."""
    SAME_HOST = "same-host"
    """Several instances on one host: neither port nor path is part of a key without a proxy."""
    SAME_PROXY = "same-proxy"
    """Another instance has the host that these have as their proxy, but does not stand behind it."""


@dataclass(frozen=True, slots=True)
class Collision:
    """Instances that have one key.

    Shape: `Collision("gitlab-jira-connect-example.com", (0, 3), Why.SAME_HOST)`; members by their place in the fleet.
    """

    key: str
    members: tuple[int, ...]
    why: Why

    @property
    def reason(self) -> Text:
        if self.why is Why.CUT:
            return T("GitLab cuts the app key after 64 characters, and these have the same: {key}", key=self.key)
        return T("For Jira these are one app: their key is {key}", key=self.key)

    @property
    def fix(self) -> Text:
        if self.why is Why.CUT:
            return T("Give one of them a shorter or other host name, or let one serve the others as their proxy.")
        return T("Let one of them serve the others as their proxy, or connect each to a Jira site of its own.")


def collisions(fleet: Sequence[DescriptorInput]) -> tuple[Collision, ...]:
    """Return the keys that more than one instance has, though none of these stands behind another.

    Instances behind one proxy share its key on purpose, and so do they with the proxy itself.
    """
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(fleet):
        by_key[one.key].append(at)
    found = []
    for key, members in by_key.items():
        owners = [at for at in members if not fleet[at].proxy]
        cut = len({whole_key(fleet[at].proxy or fleet[at].url.host) for at in members}) > 1
        if cut:
            found.append(Collision(key, tuple(members), Why.CUT))
        elif len(owners) > 1:
            found.append(Collision(key, tuple(owners), Why.SAME_HOST))
        elif owners and any(_elsewhere(fleet[owners[0]], fleet[at]) for at in members):
            found.append(Collision(key, tuple(members), Why.SAME_PROXY))
    return tuple(found)


def _elsewhere(owner: DescriptorInput, other: DescriptorInput) -> bool:
    """Tell whether the proxy of `other` has the owner's host and is another instance."""
    return bool(other.proxy) and other.proxy.rstrip("/") != str(owner.url)
