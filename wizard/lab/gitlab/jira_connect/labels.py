"""The words of the app page by version: namespaces were added before 16.1, groups are linked since.

Source: gitlab/messages.json. What the page says when a link is taken away is recalled.
"""

from collections.abc import Mapping
from typing import Final

from wizard.lab.gitlab.instance import Instance

_NAMESPACES: Final = {
    "choose": "Add namespace",
    "linked": "Namespace successfully linked",
    "not_linked": "Failed to link namespace. Please try again.",
    "unlinked": "Namespace unlinked",
    "not_unlinked": "Failed to unlink namespace. Please try again.",
    "not_updated": "Failed to update GitLab version. Please try again.",
}
_GROUPS: Final = {
    "choose": "Link groups",
    "linked": "Group successfully linked",
    "not_linked": "Failed to link group. Please try again.",
    "unlinked": "Group unlinked",
    "not_unlinked": "Failed to unlink group. Please try again.",
    "not_updated": "Failed to update the GitLab instance.",
}


def labels(gitlab: Instance) -> Mapping[str, str]:
    """Return the words by what they are for."""
    return _GROUPS if gitlab.knows("linked-groups") else _NAMESPACES
