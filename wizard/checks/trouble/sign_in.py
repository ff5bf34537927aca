"""What failed in a sign-in by the browser, or in giving a token back."""

from wizard.checks.trouble._base import Trouble
from wizard.domain.text import T

_OAUTH = "GitLab docs: OAuth 2.0 identity provider API, Authorization code with PKCE"

TROUBLES = {
    "oauth-denied": Trouble(
        "oauth-denied",
        T("GitLab did not sign you in"),
        T("{host} sent the browser back with a refusal: {said}"),
        T("Sign in again and choose Authorize, or sign in with a token."),
        _OAUTH,
    ),
    "oauth-waited-too-long": Trouble(
        "oauth-waited-too-long",
        T("No answer came from the browser"),
        T("The wizard waited {minutes} minutes for {host} to send the browser back, and stopped listening."),
        T("Sign in again; More time gives the whole time anew. A browser on another computer cannot bring the answer."),
        _OAUTH,
    ),
    "oauth-code-refused": Trouble(
        "oauth-code-refused",
        T("GitLab gave no token for the sign-in"),
        T(
            "{host} refused the exchange: the Application ID belongs to a confidential application or to none, its "
            "redirect URI differs, or the sign-in ended meanwhile. GitLab said: {said}"
        ),
        T(
            "Check the application on {host}: redirect URI http://127.0.0.1/callback, scope api, Confidential not "
            "ticked. Then sign in again."
        ),
        _OAUTH,
    ),
    "oauth-no-listener": Trouble(
        "oauth-no-listener",
        T("This computer lets no program listen on 127.0.0.1"),
        T("The wizard could not open a port for the answer of the browser ({error})."),
        T("Allow it in the firewall of this computer, or sign in with a token."),
        _OAUTH,
    ),
    "token-still-accepted": Trouble(
        "token-still-accepted",
        T("The token still signs in"),
        T("{host} said that it took the token back, and still accepts it."),
        T("Revoke it on {host} by hand: your avatar, Edit profile, Access tokens. Then look again here."),
        "GitLab docs: Personal access tokens API, revoke",
    ),
    "url-token": Trouble(
        "url-token",
        T("There is a token where an address belongs"),
        T("What was entered as an address looks like a token. It was not looked up and is not repeated here."),
        T("Enter the address; a token is asked for on its own page, or comes by the environment or the keyring."),
        "Help: What is kept on this computer",
    ),
}
