"""A sheet that explains a made descriptor: each value, what it decides, and where it comes from.

Source: Atlassian developer, Connect app descriptor; GitLab docs, GitLab for Jira Cloud app.
"""

from collections.abc import Iterator

import msgspec

from wizard.connect import forge_environment
from wizard.connect.descriptor_era import FACTS, DescriptorEra, era_of
from wizard.connect.descriptor_making import DescriptorInput, make
from wizard.connect.identity import KEY_LENGTH, descriptor_url, redirect_uri, whole_key
from wizard.documents.sheet import Cell, Section, Sheet, Table
from wizard.domain.gitlab import Json
from wizard.domain.route import MARKETPLACE_REDIRECT, Route
from wizard.domain.text import T, Text
from wizard.domain.url import Url, UrlError, parse

_GITLAB, _ATLASSIAN = "GitLab: app_descriptor_controller.rb", "Atlassian: Connect app descriptor"
_MEANS: dict[str, tuple[Text, str]] = {
    "name": (T("What Jira lists it as. It has no effect on what works."), _GITLAB),
    "description": (T("Shown beside the name."), _GITLAB),
    "key": (T("Which app it is for Jira, and who signs what GitLab sends. Another key is another app."), _GITLAB),
    "baseUrl": (T("Where Jira reaches the app, and the audience of install events. It is https always."), _GITLAB),
    "lifecycle": (T("Where Jira says that the app was installed or removed, below baseUrl."), _GITLAB),
    "vendor": (T("Shown beside the name."), _GITLAB),
    "links": (T("Where Jira leads people who look for help."), _GITLAB),
    "authentication": (T("Requests are signed; GitLab knows no other way."), _ATLASSIAN),
    "modules.postInstallPage": (T("The page where groups are linked; it is for Jira administrators only."), _GITLAB),
    "modules.jiraDevelopmentTool": (T("What Jira may ask GitLab for, and what GitLab fills the panel with."), _GITLAB),
    "modules.jiraBuildInfoProvider": (T("GitLab may send builds."), _GITLAB),
    "modules.jiraDeploymentInfoProvider": (T("GitLab may send deployments."), _GITLAB),
    "modules.jiraFeatureFlagInfoProvider": (T("GitLab may send feature flags."), _GITLAB),
    "scopes": (T("What a Jira administrator grants. More of them later need an approval."), _ATLASSIAN),
    "apiVersion": (T("Counts breaking versions; GitLab has had one."), _ATLASSIAN),
    "apiMigrations": (T("Install events are signed by Atlassian, and people are account ids."), _ATLASSIAN),
}  # fmt: skip


def sheet(given: DescriptorInput) -> Sheet:
    """Return what is to be known about the descriptor of this instance."""
    era = era_of(given.version)
    lead = (
        T("Made from the address, the release and the proxy alone; nothing was asked."),
        T("GitLab {version} serves the form that came with {era}.", version=str(given.version), era=_named(era)),
    )
    parts = (_decided(given), _values(given), _unknown(given, era), _today(given))
    return Sheet(T("App descriptor of {url}", url=str(given.url)), lead, parts)


def _named(era: DescriptorEra) -> str:
    return "18.3" if era is DescriptorEra.NEWEST else era.value


def redirect_of(given: DescriptorInput) -> str:
    """Return the redirect URI of the OAuth application: the proxy's where the instance stands behind one."""
    if not given.proxy:
        return redirect_uri(Route.MANUAL, given.url)
    proxy = _proxy(given)
    return MARKETPLACE_REDIRECT if proxy is None or proxy.host == "gitlab.com" else redirect_uri(Route.MANUAL, proxy)


def _proxy(given: DescriptorInput) -> Url | None:
    try:
        return parse(given.proxy)
    except UrlError:
        return None


def _decided(given: DescriptorInput) -> Section:
    rows: list[tuple[Cell, ...]] = [
        (T("Served at"), descriptor_url(given.url), T("Jira downloads it from here; ports 80, 443 and 8080 alone.")),
        (T("App key"), given.key, _about_key(given)),
        *((T("Audience of install events"), one, T("GitLab takes no event with another.")) for one in given.audiences),
        (T("Redirect URI"), redirect_of(given), T("Of the OAuth application in GitLab, to the letter.")),
    ]
    if given.proxy:
        rows.append((T("Jira Connect Proxy URL"), given.proxy, T("To be typed in GitLab like this, without a slash.")))
    return Section(T("What follows from it"), (), Table((T("Name"), T("Value"), T("What it is")), tuple(rows)))


def _about_key(given: DescriptorInput) -> Text:
    whole = whole_key(given.proxy or given.url.host)
    if len(whole) > KEY_LENGTH:
        return T("Cut after 64 characters; whole it would be {whole}", whole=whole)
    if given.proxy:
        return T("Made of host and path of the proxy: this instance signs as the proxy's app.")
    return T("Made of the host; neither port nor path is part of it.")


def _values(given: DescriptorInput) -> Section:
    rows = tuple((path, _short(value), *_MEANS[path]) for path, value in _parts(make(given)))
    heads = (T("Member"), T("Value"), T("What it decides"), T("Source"))
    return Section(T("Each value"), (), Table(heads, rows))


def _parts(descriptor: dict[str, Json]) -> Iterator[tuple[str, Json]]:
    for name, value in descriptor.items():
        if name == "modules" and isinstance(value, dict):
            yield from ((f"modules.{kind}", one) for kind, one in value.items())
        else:
            yield name, value


def _short(value: Json) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _unknown(given: DescriptorInput, era: DescriptorEra) -> Section:
    says: list[Cell] = [T("The address of the picture holds a number that each release changes; it stands as zeros.")]
    says += [T("Of {path} no copy of these releases was seen.", path=path) for path in FACTS[era].uncertain]
    if given.additional_audience:
        says.append(T("The additional audience is a setting of GitLab; no descriptor holds it."))
    return Section(T("What cannot be known offline"), tuple(says))


def _today(given: DescriptorInput) -> Section:
    says: tuple[Cell, ...] = (
        T("Since {day} sites of Jira Cloud take no new descriptor of one's own.", day=forge_environment.SINCE),
        T("Use it for apps that are installed already, for a listing in the Marketplace, and to find mistakes."),
        T("Never remove an app that was installed by a descriptor: it cannot be put back, and its data is deleted."),
        T("The successor is a private Forge app; what it needs is made by the same command with --forge."),
    )
    if given.proxy:
        says = (T("Jira installs the app of the proxy, not this one: this descriptor is for comparing."), *says)
    return Section(T("Before you use it"), says)
