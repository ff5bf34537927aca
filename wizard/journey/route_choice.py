"""Which routes there are for this GitLab, and what speaks for or against each, by what was seen so far.

Source: GitLab docs, GitLab for Jira Cloud app (both methods, 15.7); Atlassian: private Connect installs blocked since
2026-03-31; GitLab 19.0: the manual install is a private Forge app.
"""

from dataclasses import dataclass

from wizard.domain.answers import Answers
from wizard.domain.route import GITLAB_COM, OFFERED, TITLES, Route
from wizard.domain.text import T, Text
from wizard.domain.url import read_instance_url
from wizard.domain.version import MARKETPLACE_SINCE, Version
from wizard.journey.values import RouteRow

FORGE_SINCE = Version(19, 0)

_NOT_LED: dict[Route, Text] = {
    Route.FORGE: T("The successor of the manual way since GitLab 19.0. This version does not set it up yet."),
    Route.DVCS: T("Jira Server and Data Center use Atlassian's DVCS connector. This version does not set it up yet."),
}
_OWN = frozenset((Route.MARKETPLACE, Route.MANUAL, Route.LISTING, Route.PROXY, Route.LEAF))
_OWN_ONLY = T("For an instance of your own; the address entered is GitLab.com.")
_SAAS_ONLY = T("For groups on GitLab.com; the address entered is an instance of your own.")
_SAAS = T("Your groups are on GitLab.com: the official app connects them directly, and no setting is changed there.")
_MARKETPLACE = T("The official app: nothing is to be built. GitLab.com passes Jira's calls on to your instance.")
_MARKETPLACE_PRIVATE = T(
    "The official app; but GitLab.com must reach your instance, and from here its name leads to a private address."
)
_TOO_OLD = T("Your GitLab {found} is older than {since}, which this way needs.")
_MANUAL = T(
    "Atlassian has blocked new installs by descriptor since 2026-03-31: it goes on only where the Jira site still "
    "takes them. Then Jira speaks with your instance alone, and branches can be made from Jira."
)
_LISTING = T(
    "For a GitLab whose app has a private listing of yours already: Atlassian takes no new Connect apps since "
    "2025-09-17, and took up to two weeks to approve one. On this way the Marketplace is asked too, without a sign-in, "
    "whether it shows your app."
)
_PROXY = T(
    "For one instance that is to stand between Jira and others of yours. Its app is installed by descriptor, which "
    "Atlassian has blocked for new installs since 2026-03-31: it goes on only where the Jira site still takes them."
)
_LEAF = T(
    "For an instance that Jira reaches through a GitLab of yours: its app must be on the Jira site already. An "
    "instance has one proxy; behind GitLab.com it cannot be at the same time."
)
_MANUAL_19 = T(
    "Atlassian has blocked new installs by descriptor since 2026-03-31, and GitLab names a private Forge app instead "
    "since 19.0; it goes on only where the Jira site still takes descriptors."
)


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of the instance when the route is chosen; nothing before anybody signed in."""

    version: Version | None = None
    private: bool = False
    """Whether its name leads to a private address from here."""


def rows(answers: Answers, look: Look) -> tuple[RouteRow, ...]:
    """Return all routes with the reason for or against each; those that are not offered stay visible."""
    url = read_instance_url(answers.gitlab.url).url
    on_gitlab_com = url is not None and url.origin == GITLAB_COM
    reasons = _on_gitlab_com() if on_gitlab_com else _on_an_own_instance(look)
    old = look.version is not None and look.version < MARKETPLACE_SINCE
    fitting = {Route.SAAS} if on_gitlab_com else {Route.MANUAL} if old else _OWN
    best = Route.SAAS if on_gitlab_com else None if old else Route.MARKETPLACE
    return tuple(
        RouteRow(
            id=route.value,
            title=title,
            reason=reasons.get(route) or _NOT_LED[route],
            offered=route in OFFERED and route in fitting,
            recommended=route is best,
        )
        for route, title in TITLES.items()
        if route is not Route.INTEGRATION  # it leads past this page
    )


def _on_gitlab_com() -> dict[Route, Text]:
    return {Route.SAAS: _SAAS, **dict.fromkeys(_OWN, _OWN_ONLY)}


def _on_an_own_instance(look: Look) -> dict[Route, Text]:
    marketplace, proxy, leaf = _MARKETPLACE_PRIVATE if look.private else _MARKETPLACE, _PROXY, _LEAF
    listing = _LISTING
    if look.version is not None and look.version < MARKETPLACE_SINCE:
        since = f"{MARKETPLACE_SINCE.major}.{MARKETPLACE_SINCE.minor}"
        marketplace = listing = proxy = leaf = Text(_TOO_OLD.message, {"found": str(look.version), "since": since})
    newest = look.version is not None and look.version >= FORGE_SINCE
    return {
        Route.SAAS: _SAAS_ONLY,
        Route.MARKETPLACE: marketplace,
        Route.MANUAL: _MANUAL_19 if newest else _MANUAL,
        Route.LISTING: listing,
        Route.PROXY: proxy,
        Route.LEAF: leaf,
    }
