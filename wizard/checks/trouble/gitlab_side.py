"""Failed calls that GitLab, or something in front of it, answered."""

from wizard.checks.trouble._base import Trouble
from wizard.domain.text import T

_TOKENS = "GitLab docs: Personal access tokens"
_SETTINGS = "GitLab docs: Application settings API"
_REST = "GitLab docs: REST API, status codes"

TOKEN_INVALID = Trouble(
    "gitlab-token-invalid",
    T("GitLab does not accept the token"),
    T("{host} answered 401: the token was typed wrongly, has expired, was revoked, or belongs to another instance."),
    T(
        "Make a new personal access token in GitLab (your avatar, Edit profile, Access tokens) with the scope api, and "
        "with admin_mode where Admin Mode is on; then sign in again."
    ),
    _TOKENS,
)
SCOPE_MISSING = Trouble(
    "gitlab-token-scope-missing",
    T("The token may not do enough"),
    T(
        "{host} answered 403 insufficient_scope: the token lacks the scope api, or admin_mode where the instance "
        "uses Admin Mode."
    ),
    T("Make a new personal access token with the scopes api and, with Admin Mode, admin_mode; then sign in again."),
    _TOKENS,
)
FORBIDDEN = Trouble(
    "gitlab-forbidden",
    T("GitLab says no"),
    T("{host} answered 403 to {path}: the signed-in user may not do this, or a firewall in front of GitLab answered."),
    T(
        "Sign in as an administrator of {host}; if you are one, look for the request in the log of the proxy in "
        "front of GitLab."
    ),
    _REST,
)
MAINTENANCE = Trouble(
    "gitlab-maintenance",
    T("GitLab takes no changes right now"),
    T("{host} is in maintenance mode or cannot work (status {status}); nothing can be set up while that lasts."),
    T(
        "Wait until the maintenance of {host} is over (Admin area, Settings, General, Maintenance mode), then go on "
        "here."
    ),
    "GitLab docs: GitLab maintenance mode",
)
RATE_LIMITED = Trouble(
    "gitlab-rate-limited",
    T("GitLab asks us to slow down"),
    T("{host} answered 429: this user or address has sent too many requests in a short time."),
    T("Wait a minute and try again; an administrator can raise the limit in Admin area, Settings, Network."),
    "GitLab docs: Rate limits",
)
NOT_FOUND = Trouble(
    "gitlab-not-found",
    T("GitLab does not know this address"),
    T(
        "{host} answered 404 to {path}: it is gone, hidden from this user, or something in front of GitLab drops the "
        "path."
    ),
    T("Check that GitLab itself runs at exactly this address, and that the signed-in user may see what is asked for."),
    _REST,
)
CONFLICT = Trouble(
    "gitlab-conflict",
    T("GitLab sees a conflict"),
    T("{host} answered 409 to {path}: somebody else changed the same thing at this moment."),
    T("Read the present state again (Check again) and decide anew; nothing was overwritten."),
    _REST,
)
REDIRECT = Trouble(
    "gitlab-answer-redirect",
    T("GitLab sends us elsewhere"),
    T(
        "{host} answered {path} with a redirect: a sign-in wall or another address. We do not follow it: the token "
        "stays here."
    ),
    T(
        "Enter the address that the redirect leads to if it is your GitLab, or exempt /-/jira_connect/* and /api/* "
        "from the wall."
    ),
    "GitLab docs: GitLab for Jira Cloud app, troubleshooting",
    T("Failed to update the GitLab instance"),
)
HTML = Trouble(
    "gitlab-answer-html",
    T("A web page came where GitLab's data should be"),
    T(
        "{host} answered {path} with HTML: a sign-in wall, a firewall page or another program stands in front of "
        "GitLab."
    ),
    T("Exempt /-/jira_connect/* and /api/* on {host} from the wall, or enter the address where GitLab itself answers."),
    "GitLab docs: GitLab for Jira Cloud app, troubleshooting",
)
UNREADABLE = Trouble(
    "gitlab-answer-unreadable",
    T("The answer of GitLab cannot be used"),
    T("{host} answered {path} with something broken, cut off, too large or of another shape than GitLab's API gives."),
    T(
        "Try again; if it stays, something in front of {host} changes answers: compare with a request from the host "
        "itself."
    ),
    _REST,
)
STATUS = Trouble(
    "gitlab-answer-status",
    T("GitLab could not do it"),
    T("{host} answered {path} with status {status}."),
    T("Try again in a moment; if it stays, look for the request in GitLab's production_json.log by its request id."),
    _REST,
)

TROUBLES = {
    "http-401": TOKEN_INVALID,
    "http-403": FORBIDDEN,
    "http-403-scope": SCOPE_MISSING,
    "http-403-read-only": MAINTENANCE,
    "http-404": NOT_FOUND,
    "http-409": CONFLICT,
    "http-429": RATE_LIMITED,
    "http-429-later": RATE_LIMITED,
    "http-503": MAINTENANCE,
    "http-captcha": TOKEN_INVALID,
    "answer-redirect": REDIRECT,
    "answer-redirect-elsewhere": REDIRECT,
    "answer-html": HTML,
    "answer-not-http": UNREADABLE,
    "answer-not-json": UNREADABLE,
    "answer-shape": UNREADABLE,
    "answer-too-large": UNREADABLE,
    "answer-cut": UNREADABLE,
}
