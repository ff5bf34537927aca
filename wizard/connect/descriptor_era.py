"""Which form of the app descriptor a release of GitLab serves, and in what the forms differ.

Source: gitlabhq app/controllers/jira_connect/app_descriptor_controller.rb in the copies of 2021, 17.2 and 18.3; between
them what the documentation says, marked as not seen.
"""

from dataclasses import dataclass
from enum import StrEnum

from wizard.domain.text import T, Text
from wizard.domain.version import BRANCH_FROM_JIRA_SINCE, LINK_GROUPS_SINCE, MARKETPLACE_SINCE, Version


class DescriptorEra(StrEnum):
    """Releases that serve the same form, named by the first of them."""

    V15_7 = "15.7"
    V15_8 = "15.8"
    V16_1 = "16.1"
    V16_2 = "16.2"
    V17_2 = "17.2"
    NEWEST = "newest"


OLDEST = MARKETPLACE_SINCE
"""Of older releases no form is known."""
_SEARCH_SINCE = Version(16, 2)
_NEW_HELP_SINCE = Version(18, 3)
_SINCE = (
    (_NEW_HELP_SINCE, DescriptorEra.NEWEST),
    (BRANCH_FROM_JIRA_SINCE, DescriptorEra.V17_2),
    (_SEARCH_SINCE, DescriptorEra.V16_2),
    (LINK_GROUPS_SINCE, DescriptorEra.V16_1),
    (Version(15, 8), DescriptorEra.V15_8),
)


@dataclass(frozen=True, slots=True)
class EraFacts:
    """What a form holds that another does not.

    `uncertain` names the parts that were not seen in a copy of these releases; `news` what came with the first of them.
    """

    branch_through_gitlab: bool
    """Whether a branch is made from Jira through a page that finds the right instance by itself."""
    searches: bool
    """Whether Jira may look for workspaces and repositories."""
    new_help: bool
    uncertain: tuple[str, ...]
    news: Text


_ACTIONS, _CONDITION = "modules.jiraDevelopmentTool.actions", "modules.postInstallPage.conditions"
_SIGNED = "apiMigrations.signed-install"
FACTS = {
    DescriptorEra.V15_7: EraFacts(
        branch_through_gitlab=False, searches=False, new_help=False, uncertain=(_CONDITION, _ACTIONS, _SIGNED),
        news=T("The Marketplace app can serve this instance through GitLab.com."),
    ),
    DescriptorEra.V15_8: EraFacts(
        branch_through_gitlab=False, searches=False, new_help=False, uncertain=(_CONDITION, _ACTIONS, _SIGNED),
        news=T("The Jira Connect Proxy URL can be cleared; the descriptor is the same."),
    ),
    DescriptorEra.V16_1: EraFacts(
        branch_through_gitlab=False, searches=False, new_help=False, uncertain=(_ACTIONS, _CONDITION),
        news=T("“Add namespace” is called “Link groups”; the descriptor is the same."),
    ),
    DescriptorEra.V16_2: EraFacts(
        branch_through_gitlab=False, searches=True, new_help=False, uncertain=(_ACTIONS,),
        news=T("Jira can look for workspaces and repositories of GitLab."),
    ),
    DescriptorEra.V17_2: EraFacts(
        branch_through_gitlab=True, searches=True, new_help=False, uncertain=(),
        news=T("Branches can be made from Jira on instances behind a proxy too."),
    ),
    DescriptorEra.NEWEST: EraFacts(
        branch_through_gitlab=True, searches=True, new_help=True, uncertain=(),
        news=T("The link to the documentation has another address."),
    ),
}  # fmt: skip


def era_of(version: Version) -> DescriptorEra:
    """Return the form that a release serves; that of the oldest known one for all before it."""
    return next((era for since, era in _SINCE if version >= since), DescriptorEra.V15_7)
