"""Groups that open to addresses of their company only.

Source: GitLab docs, "Restrict group access by IP address": the rule stands on the top-level group and holds for all
below it; owners reach the group's own settings from anywhere, projects nobody does. Which words refuse is recalled.
"""

import ipaddress
from dataclasses import dataclass, field

from wizard.lab.gitlab.world.namespaces import Namespace, Namespaces


class RangesInvalid(Exception):
    """A list of ranges was refused; `text` says why."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(slots=True)
class IpRestriction:
    """Ranges by the id of the top-level group; a group without any is open to all."""

    ranges: dict[int, str] = field(default_factory=dict)

    def change(self, group: Namespace, text: str) -> None:
        """Take over ranges separated by commas; an empty text opens the group again.

        Raises: RangesInvalid.
        """
        if group.parent_id is not None:
            raise RangesInvalid("IP subnet restriction only allowed for top-level groups")
        for part in filter(None, text.split(",")):
            try:
                ipaddress.ip_network(part.strip(), strict=False)
            except ValueError as error:
                raise RangesInvalid(f"{part.strip()} is an invalid IP address range") from error
        self.ranges.pop(group.id, None)
        if text.strip():
            self.ranges[group.id] = text

    def opens(self, namespaces: Namespaces, namespace: Namespace, address: str) -> bool:
        """Tell whether somebody at this address may reach what is in the namespace."""
        if not self.ranges:
            return True
        text = self.ranges.get(namespaces.lineage(namespace)[-1].id)
        if text is None:
            return True
        try:
            asked = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(asked in ipaddress.ip_network(part.strip(), strict=False) for part in text.split(","))
