"""Which server stands between Jira and an instance, and what follows from it: key of the app, redirect, origin.

Source: GitLab docs, GitLab for Jira Cloud app, "Configure your GitLab instance to serve as a proxy"; gitlabhq
lib/atlassian/jira_connect.rb.
"""

from wizard.connect.identity import key_of_app, redirect_uri
from wizard.domain.answers import Answers
from wizard.domain.route import GITLAB_COM, Route
from wizard.domain.url import Url, UrlError, parse


def front(answers: Answers) -> Url | None:
    """Return the server that hands Jira's calls on: GitLab.com or an own proxy; None where Jira calls by itself.

    None as well for a proxy's address that cannot be read: the page Method says so before anything is asked.
    """
    if answers.route is Route.MARKETPLACE:
        return parse(GITLAB_COM)
    if answers.route is not Route.LEAF:
        return None
    try:
        return parse(answers.proxy.url)
    except UrlError:
        return None


def app_of(answers: Answers, own: Url) -> str:
    """Return the key of the app that Jira has: the official one, the one of the proxy, or the one of `own`."""
    return key_of_app(answers.route, front(answers) or own)


def redirect_of(answers: Answers, own: Url) -> str:
    """Return the redirect URI that the OAuth application on `own` needs: the sign-in comes back to the app's page.

    Raises: ValueError for the route that has no OAuth application of this app.
    """
    return redirect_uri(answers.route, front(answers) or own)
