"""Check: the Marketplace shows the own private listing, which takes a review of up to two weeks and has an era.

Source: GitLab docs, GitLab for Jira Cloud app, "Create a Marketplace listing"; Atlassian Marketplace, private listings;
gitlab-org/gitlab issue 268278 (approval took up to two weeks); Atlassian, phase 1 and 2 of the end of Connect: no new
Connect apps since 2025-09-17, no new descriptors since 2026-03-31.
"""

from wizard.checks._base import Check, Result
from wizard.connect.identity import key_of_app
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.marketplace import Listing
from wizard.domain.ports import Ports
from wizard.domain.text import T

NO_NEW_APPS_SINCE = "2025-09-17"
NO_NEW_DESCRIPTORS_SINCE = "2026-03-31"
_SOURCE = "GitLab docs: Create a Marketplace listing; GitLab issue 268278; Atlassian: phases of the end of Connect"


def _missing(host: str, key: str) -> Finding:
    facts = {"host": host, "app": key, "no_new_apps_since": NO_NEW_APPS_SINCE}
    return Finding(
        "marketplace-listing-missing",
        Severity.WARNING,
        T("The Marketplace shows no listing of your app"),
        T(
            "The Atlassian Marketplace shows no app {app}: it was never submitted, or is not approved yet. Approval of "
            "a private listing takes up to two weeks, and since {no_new_apps_since} Atlassian takes no new Connect "
            "apps.",
            **facts,
        ),
        T(
            "If you have submitted it, wait for Atlassian's approval and check again. If not, expect a refusal: the "
            "Marketplace app through GitLab.com (page Method) needs no listing. If you go on all the same, the plan "
            "changes only {host}, and undo puts that back.",
            **facts,
        ),
        _SOURCE,
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="method",
        fix_here=T(
            "If you have submitted it, wait for Atlassian's approval and check again. If not, expect a refusal: the "
            "Marketplace app through GitLab.com needs no listing.",
            **facts,
        ),
    )


def _of_another(key: str, listed: Listing, vendor: str) -> Finding:
    facts = {"app": key, "listed": listed.vendor, "vendor": vendor, "name": listed.name}
    return Finding(
        "marketplace-vendor-differs",
        Severity.WARNING,
        T("The listing belongs to another vendor"),
        T(
            'The Marketplace shows the app {app} as "{name}" of {listed}, and your answers name {vendor}. Only its own '
            "vendor can make access tokens for it.",
            **facts,
        ),
        T("Ask {listed} for an access token for your site, or correct the name of the vendor in the answers.", **facts),
        "Atlassian Marketplace: private listings",
        facts,
        seen_from=SeenFrom.DESKTOP,
    )


def _unread(said: str) -> Finding:
    return Finding(
        "marketplace-unreadable",
        Severity.ADVICE,
        T("The Marketplace could not be asked"),
        T(
            "marketplace.atlassian.com gave no answer that can be used ({said}), so it cannot be seen from here "
            "whether your listing is approved.",
            said=said,
        ),
        T("Look at marketplace.atlassian.com, Manage listings. Approval of a private listing takes up to two weeks."),
        "Atlassian Marketplace: private listings",
        {"said": said},
        seen_from=SeenFrom.DESKTOP,
    )


def _ends(key: str, listed: Listing) -> Finding:
    facts = {"app": key, "name": listed.name, "no_new_descriptors_since": NO_NEW_DESCRIPTORS_SINCE}
    return Finding(
        "marketplace-listing-ends",
        Severity.ADVICE,
        T("Your listing stays as it is until Connect ends"),
        T(
            "The Marketplace has taken no new descriptors of Connect apps since {no_new_descriptors_since}: what later "
            "releases of GitLab describe does not reach {name}. Atlassian ends its support for Connect in December "
            "2026.",
            **facts,
        ),
        T("Plan the move to the Marketplace app through GitLab.com or to a private Forge app."),
        _SOURCE,
        facts,
        seen_from=SeenFrom.COMPUTED,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    key, vendor = key_of_app(answers.route, ports.gitlab.url), answers.listing.vendor.strip()
    if ports.marketplace is None:
        return Result((_unread("not asked"),), T("not asked"))
    try:
        listed = await ports.marketplace.listing(key)
    except PortError as error:
        return Result((_unread(error.code),), T("the Marketplace gave no answer"))
    if listed is None:
        return Result((_missing(ports.gitlab.url.host, key),))
    if vendor and listed.vendor and listed.vendor.casefold() != vendor.casefold():
        return Result((_of_another(key, listed, vendor),))
    return Result((_ends(key, listed),), T("{name} of {vendor}", name=listed.name, vendor=listed.vendor or "-"))


CHECK = Check(
    id="marketplace-listing",
    title=T("Your private listing in the Marketplace"),
    why=T("Atlassian reviews a listing for up to two weeks before a site can install it, and takes no new ones."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.listing,
    rank=640,
)
