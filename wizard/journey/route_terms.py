"""What each way to connect asks of people, what it changes, and how it is taken back: said before one is chosen.

Source: GitLab docs, GitLab for Jira Cloud app; what the changes, the by-hand tasks and their undo do.
"""

from dataclasses import dataclass

from wizard.domain.route import Route
from wizard.domain.text import T, Text


@dataclass(frozen=True, slots=True)
class Terms:
    changes: Text
    """What the wizard changes outside."""
    asks: Text
    """Whom it takes, and for what."""
    undo: Text


TERMS: dict[Route, Terms] = {
    Route.MARKETPLACE: Terms(
        changes=T(
            "In your GitLab: one OAuth application, its ID and the Proxy URL in the settings. Where people reach "
            "your GitLab by another name than it knows, that name too."
        ),
        asks=T(
            "A GitLab administrator for the token. A Jira site administrator for about 4 minutes: get the app, enter "
            "the address, link the groups."
        ),
        undo=T("Every change in GitLab can be taken back here. The app is removed in Jira, by hand."),
    ),
    Route.SAAS: Terms(
        changes=T("Nothing on GitLab.com; only the test makes one branch, and removes it again."),
        asks=T(
            "Somebody who is Maintainer in the groups for the token. A Jira site administrator for about 3 minutes: "
            "get the app, link the groups."
        ),
        undo=T("There is nothing to take back on GitLab.com. Groups are unlinked and the app is removed in Jira."),
    ),
    Route.MANUAL: Terms(
        changes=T(
            "In your GitLab: one OAuth application, its ID in the settings, and an empty Proxy URL. In Jira: the app "
            "is installed by the address of its descriptor."
        ),
        asks=T(
            "A GitLab administrator for the token. A Jira site administrator, who switches development mode on, opens "
            "the app, links the groups, and switches development mode off again."
        ),
        undo=T(
            "The settings in GitLab can be taken back. The app can be taken back while development mode is on; with it "
            "off the app stays: uninstalling deletes its data in Jira, and it could not be installed again."
        ),
    ),
    Route.LISTING: Terms(
        changes=T("In your GitLab: one OAuth application, its ID in the settings, and an empty Proxy URL."),
        asks=T(
            "A GitLab administrator for the token. A vendor in the Atlassian Marketplace: the listing, up to two weeks "
            "for its approval, a token for the site. A Jira site administrator: install it, Get started, link the "
            "groups."
        ),
        undo=T("Every change in GitLab can be taken back here. The app and its token are removed in Jira, by hand."),
    ),
    Route.PROXY: Terms(
        changes=T(
            "In your GitLab: one OAuth application, its ID in the settings, an empty Proxy URL, and public key storage "
            "on. In Jira: the app is installed by the address of its descriptor."
        ),
        asks=T(
            "A GitLab administrator for the token. A Jira site administrator, who switches development mode on, opens "
            "the app, links the groups, and switches development mode off again. The administrator of each instance "
            "behind this one: two settings."
        ),
        undo=T(
            "As with an own descriptor. While it is undone, instances behind this one cannot be connected anew, and "
            "with the app their data leave Jira."
        ),
    ),
    Route.LEAF: Terms(
        changes=T(
            "In your GitLab: one OAuth application that leads back to the proxy, its ID and the Proxy URL in the "
            "settings. Nothing on the proxy."
        ),
        asks=T(
            "A GitLab administrator for the token. A Jira site administrator for about 3 minutes: enter the address on "
            "the page of the proxy's app, link the groups."
        ),
        undo=T("Every change in GitLab can be taken back here. Groups are unlinked in Jira, by hand."),
    ),
}
"""For the ways that this version leads through."""
