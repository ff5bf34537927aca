"""Failed calls that Jira Cloud answered."""

from wizard.checks.trouble._base import Trouble
from wizard.domain.text import T

_TOKENS = "Atlassian support: Manage API tokens for your Atlassian account"
_REST = "Atlassian developer: Jira Cloud REST API, status codes"

TOKEN_INVALID = Trouble(
    "jira-token-invalid",
    T("Jira does not accept the e-mail address and token"),
    T(
        "{host} answered 401: the API token has expired or was revoked, is a scoped one, or belongs to another "
        "e-mail address."
    ),
    T(
        "Make a new API token without scopes at id.atlassian.com (Security, API tokens) and sign in again with its "
        "owner's address."
    ),
    _TOKENS,
)
CAPTCHA = Trouble(
    "jira-captcha",
    T("Jira asks for a CAPTCHA first"),
    T("After several failed sign-ins {host} refuses this user, whatever the token says."),
    T("Sign in to {host} once in a browser and solve the CAPTCHA, then sign in again here."),
    "GitLab docs: Jira issue integration, troubleshooting",
    T("401 Unauthorized"),
)
FORBIDDEN = Trouble(
    "jira-forbidden",
    T("Jira says no"),
    T("{host} answered 403 to {path}: the signed-in user may not do this, or an IP allowlist keeps this computer out."),
    T(
        "Sign in as an administrator of the site, or ask for this computer's address on the allowlist at "
        "admin.atlassian.com."
    ),
    _REST,
)
NOT_FOUND = Trouble(
    "jira-not-found",
    T("Jira does not know this address"),
    T(
        "{host} answered 404 to {path}: it does not exist, or the signed-in user may not see it; Jira does not tell "
        "which."
    ),
    T("Check the site's address in your browser, and that the signed-in user has access to Jira there."),
    _REST,
)
CONFLICT = Trouble(
    "jira-conflict",
    T("Jira sees a conflict"),
    T("{host} answered 409 to {path}: the same thing was changed at this moment."),
    T("Check again and decide anew; nothing was overwritten."),
    _REST,
)
RATE_LIMITED = Trouble(
    "jira-rate-limited",
    T("Jira asks us to slow down"),
    T("{host} answered 429: too many requests came from this user in a short time."),
    T("Wait a minute and try again; other programs with the same user share the limit."),
    "Atlassian developer: Jira Cloud rate limiting",
)
LIMIT_USED_UP = Trouble(
    "jira-limit-used-up",
    T("Jira lets nothing through for now"),
    T("{host} answered 429: a limit of calls is used up, and Jira asks for a pause of {retry_after} seconds."),
    T("Go on after this pause; Jira refuses every call until then. Programs with the same user share the limit."),
    "Atlassian developer: Jira Cloud rate limiting",
    T("Rate limit exceeded"),
)
SUSPENDED = Trouble(
    "jira-site-suspended",
    T("The Jira site does not work"),
    T("{host} answered 503: the site is suspended, deactivated or does not exist, or Atlassian has an outage."),
    T("Open {host} in a browser and look at status.atlassian.com; a suspended site is woken at admin.atlassian.com."),
    _REST,
)
RENAMED = Trouble(
    "jira-site-renamed",
    T("The Jira site lives at another address"),
    T("{host} sends us to another address: the site was renamed, or this is not the address of a Jira Cloud site."),
    T("Open {host} in a browser, copy the address you end up at, and enter that one as Jira site."),
    _REST,
)
UNREADABLE = Trouble(
    "jira-answer-unreadable",
    T("The answer of Jira cannot be used"),
    T("{host} answered {path} with something broken, cut off, too large or of another shape than Jira's API gives."),
    T("Try again; if it stays, check that {host} is a Jira Cloud site and no proxy changes its answers."),
    _REST,
)
STATUS = Trouble(
    "jira-answer-status",
    T("Jira could not do it"),
    T("{host} answered {path} with status {status}."),
    T("Try again in a moment; if it stays, look at status.atlassian.com."),
    _REST,
)
PANEL_FORBIDDEN = Trouble(
    "jira-panel-forbidden",
    T("The development panel is closed to this user"),
    T("{host} does not show what GitLab sent: the signed-in user lacks View Development Tools in this Jira project."),
    T("In Jira open Project settings, Permissions, and grant View Development Tools to this user."),
    "Atlassian support: Permissions for company-managed projects",
)
PANEL_GONE = Trouble(
    "jira-panel-gone",
    T("Jira does not name what the panel shows"),
    T("{host} did not answer the query of its own development panel, which no documentation promises."),
    T("Open the issue in a browser: its development panel shows what has arrived. Counts are seen here all the same."),
    "Query of Jira's own dialog, as public clients use it",
)
SEARCH_REFUSED = Trouble(
    "jira-search-refused",
    T("Jira does not search by development information"),
    T("{host} does not take a search for issues by what their development panel counts."),
    T("Nothing to do: issues are looked at one by one, or a sample of them."),
    "Atlassian support: JQL fields, development",
)
ISSUE_GONE = Trouble(
    "jira-issue-gone",
    T("An issue is gone"),
    T("{host} does not show an issue any more that was there a moment ago: it was deleted, moved or hidden."),
    T("Nothing to do: the next look leaves it out."),
    _REST,
)

TROUBLES = {
    "jira-panel-forbidden": PANEL_FORBIDDEN,
    "jira-panel-gone": PANEL_GONE,
    "jira-search-refused": SEARCH_REFUSED,
    "jira-issue-gone": ISSUE_GONE,
    "http-401": TOKEN_INVALID,
    "http-403": FORBIDDEN,
    "http-403-scope": FORBIDDEN,
    "http-403-read-only": FORBIDDEN,
    "http-404": NOT_FOUND,
    "http-409": CONFLICT,
    "http-429": RATE_LIMITED,
    "http-429-later": LIMIT_USED_UP,
    "http-503": SUSPENDED,
    "http-captcha": CAPTCHA,
    "answer-redirect": RENAMED,
    "answer-redirect-elsewhere": RENAMED,
    "answer-html": UNREADABLE,
    "answer-not-http": UNREADABLE,
    "answer-not-json": UNREADABLE,
    "answer-shape": UNREADABLE,
    "answer-too-large": UNREADABLE,
    "answer-cut": UNREADABLE,
}
