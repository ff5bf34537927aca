"""How an instance is called and addressed in Atlassian Connect.

Source: gitlabhq lib/atlassian/jira_connect.rb (app key), app/controllers/jira_connect/events_controller.rb (audience);
GitLab docs, GitLab for Jira Cloud app, "Set up OAuth authentication for self-managed instances" (redirect URI).
"""

from urllib.parse import urlsplit

from wizard.domain.route import MARKETPLACE_APP_KEY, MARKETPLACE_REDIRECT, Route
from wizard.domain.url import Url

BASE_PATH = "/-/jira_connect"
APP_NAME = "GitLab for Jira"
_KEY_PREFIX = "gitlab-jira-connect-"
KEY_LENGTH = 64
_CALLBACK = f"{BASE_PATH}/oauth_callbacks"


def app_key(host_or_proxy: str) -> str:
    """Return the key that GitLab serves and signs with, for its own host or for its Jira Connect Proxy URL.

    Of a proxy URL host and path count, literally: `https://gitlab.com/` gives a key that ends in a slash, which
    Jira never issued.
    """
    return whole_key(host_or_proxy)[:KEY_LENGTH]


def whole_key(host_or_proxy: str) -> str:
    """Return the key before GitLab cuts it: two instances whose keys differ only behind the cut share one."""
    return _KEY_PREFIX + app_host(host_or_proxy)


def app_host(host_or_proxy: str) -> str:
    """Return what stands for the instance in the key and name of its app."""
    if "://" not in host_or_proxy:
        return host_or_proxy
    parts = urlsplit(host_or_proxy)
    place = parts.netloc.rpartition("@")[2]
    host = place[: place.index("]") + 1] if "]" in place else place.partition(":")[0]
    return host + parts.path


def key_of_app(route: Route, url: Url) -> str:
    """Return the key of the app that Jira has on this route: the official one, or the one of the instance itself."""
    return MARKETPLACE_APP_KEY if route in (Route.MARKETPLACE, Route.SAAS) else app_key(url.host)


def descriptor_url(url: Url) -> str:
    """Return where the instance serves its own app descriptor."""
    return f"{url}{BASE_PATH}/app_descriptor.json"


def audience(url: Url) -> str:
    """Return what install tokens for the instance at `url` must name as their audience.

    GitLab expects https even where it is itself configured with http.
    """
    secure = Url("https", url.host, 443 if url.port == 80 else url.port, url.path)
    return f"{secure}{BASE_PATH}"


def redirect_uri(route: Route, url: Url) -> str:
    """Return the redirect URI that the OAuth application needs; behind an own proxy `url` is the proxy's.

    Raises: ValueError for the route that has no OAuth application of this app.
    """
    if route is Route.DVCS:
        raise ValueError("the DVCS connector does not use the GitLab for Jira Cloud app")
    if route in (Route.MARKETPLACE, Route.SAAS):
        return MARKETPLACE_REDIRECT
    return f"{url}{_CALLBACK}"
