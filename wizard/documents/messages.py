"""Documented messages that people meet, what each means, and what to do: searched without any network.

Source: GitLab docs, GitLab for Jira Cloud app, Troubleshooting; the messages of GitLab's and Jira's own pages.
"""

import re
from dataclasses import dataclass

from wizard.domain.text import T, Text

_WORD = re.compile(r"\w+")
_COMMON = frozenset(
    {
        "a", "again", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "i", "in", "is", "it",
        "not", "of", "on", "or", "please", "that", "the", "this", "to", "try", "was", "we", "with", "you", "your",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it is shown, with the codes of the findings behind it; most likely first."""

    said: str
    means: Text
    do: Text
    codes: tuple[str, ...]


MESSAGES: tuple[Message, ...] = (
    Message(
        "Failed to link group. Please try again.",
        T("GitLab asked Jira who you are, and Jira did not count you among site-admins or org-admins, or did not say."),
        T("Let a member of site-admins link the group, or check the connection here: it reads your groups."),
        ("jira-user-not-site-admin",),
    ),
    Message(
        "Failed to load Jira Connect Application ID. Please try again.",
        T("The page in Jira could not read the Application ID from your instance: it is empty, or something is in "
          "front of the address."),
        T("Check the connection: it reads the ID, the Proxy URL and what a browser may call."),
        (
            "gitlab-application-id-blank", "gitlab-application-id-blocked", "browser-local-network",
            "gitlab-proxy-url-slash",
        ),
    ),
    Message(
        "Failed to update the GitLab instance",
        T("GitLab.com could not deliver the install event to your instance: not reachable, a sign-in wall, or the "
          "wrong Host header. Up to 15.8 two feature flags together cause it too."),
        T("Check the connection, then look at the recipes Prerequisites and Reverse proxy."),
        ("gitlab-install-token-unknown", "network-name-private", "gitlab-events-blocked", "gitlab-oauth-flags-both"),
    ),
    Message(
        "Could not be installed on the instance. Network error",
        T("GitLab.com could not open a connection to your instance at all."),
        T("Look at the recipe Firewall: on this way GitLab.com calls your instance, not Atlassian."),
        ("network-name-private", "network-timeout", "tls-chain-incomplete"),
    ),
    Message(
        "Could not be installed on the instance. Error response code 401",
        T("Your instance refused the install event: it knows itself by another name, or cannot read Atlassian's keys."),
        T("Check the connection; on the GitLab host run the commands of the recipe GitLab host."),
        (
            "gitlab-base-url-differs", "gitlab-proxy-url-blank", "gitlab-proxy-url-slash", "gitlab-key-storage-off",
            "gitlab-forward-slow",
        ),
    ),
    Message(
        "Invalid JWT",
        T("The secret that Jira and GitLab share is no longer the same, or the clock of the GitLab host is off."),
        T("Through the Marketplace app: in the app in Jira choose GitLab.com, save, then choose self-managed again. "
          "With a descriptor of your own: ask Atlassian for a new installed event before you think of a re-install."),
        ("clock-skewed",),
    ),
    Message(
        "Invalid audience. Expected https://proxy.example.com/-/jira_connect, received "
        "https://gitlab.example.com/-/jira_connect",
        T("The instance is called by another name than the one it is configured with."),
        T("Forward the public name as Host header, or set the additional audience (GitLab 17.7 and newer)."),
        ("gitlab-base-url-differs",),
    ),
    Message(
        "You need to sign in or sign up before continuing.",
        T("The browser keeps cookies of GitLab away from the frame inside Jira."),
        T("Set up the OAuth application: with it the frame needs no cookies. Connect does that."),
        ("gitlab-application-id-blank", "gitlab-oauth-app-gone"),
    ),
    Message(
        'The app "gitlab-jira-connect-gitlab.com" could not be installed as a local app as it has previously been '
        "installed from Atlassian Marketplace",
        T("The descriptor of your instance has the key of GitLab.com, because the Jira Connect Proxy URL is set."),
        T("Clear the Jira Connect Proxy URL in the Admin area, then install by your descriptor again."),
        ("jira-marketplace-collision",),
    ),
    Message(
        "The app host returned HTTP response code 401 when we tried to contact it during installation.",
        T("GitLab refused Jira's install event: wrong Host header, or it cannot read Atlassian's keys."),
        T("Check the connection; on the GitLab host run the commands of the recipe GitLab host."),
        ("gitlab-base-url-differs", "gitlab-install-token-unknown"),
    ),
    Message(
        "Failed to sign in to GitLab.",
        T("A preflight request of the browser was not answered, or the OAuth application has another redirect URI."),
        T("Check the connection: it asks as a browser does, and reads the application."),
        ("gitlab-oauth-token-cors", "gitlab-oauth-app-wrong-redirect"),
    ),
    Message(
        "Cross-Origin Request Blocked: CORS header 'Access-Control-Allow-Origin' missing. Status code: 403.",
        T("GitLab answered 403 to the page in Jira: the Jira user is no site administrator, or something blocks the "
          "address."),
        T("Check the connection: it reads your groups in Jira and asks as a browser does."),
        ("jira-user-not-site-admin", "gitlab-oauth-token-cors"),
    ),
    Message(
        "only get, head, options, and trace methods are allowed in silent mode",
        T("Silent Mode of GitLab is on: nothing is sent to Jira."),
        T("Turn it off in the Admin area, Settings, General."),
        ("gitlab-silent-mode",),
    ),
)  # fmt: skip


def find(said: str, most: int = 3) -> tuple[Message, ...]:
    """Return the messages that share most words with what somebody typed or pasted; none for words of every day."""
    words = _words(said)
    if not words:
        return ()
    scored = [(len(words & _words(one.said)) / len(words), one) for one in MESSAGES]
    best = sorted((pair for pair in scored if pair[0] >= 0.5), key=lambda pair: -pair[0])
    return tuple(one for _score, one in best[:most])


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text[:2_000].casefold())) - _COMMON
