"""The sentences an admin reads when an app cannot be installed, by the site's own message keys."""

RESPONSE_CODES = frozenset({400, 401, 402, 403, 404, 500, 501, 502, 503})
_CONTACT = "Please try again later or contact the app vendor."
_SSL_HELP = (
    'See also <a href="https://developer.atlassian.com/static/connect/docs/latest/resources/troubleshooting-ssl.html">'
    "Troubleshooting SSL issues</a> in the developer documentation."
)
_BAD_RESPONSE = "connect.install.error.remote.host.bad.response"

TEXTS = {
    "connect.install.error.remote.descriptor.validation": (
        "The app descriptor failed to validate against the schema. Please confirm this app is intended for use with "
        "{0} and then contact the app vendor."
    ),
    "connect.install.error.remote.descriptor.validation.dev": (
        "The app descriptor failed to validate against the schema.{0}"
    ),
    _BAD_RESPONSE: (
        f"The app host returned HTTP response code {{0}} when we tried to contact it during installation. {_CONTACT}"
    ),
    "connect.install.error.remote.host.bad.domain": (f'The app host domain name "{{0}}" does not exist. {_CONTACT}'),
    "connect.install.error.remote.host.timeout": (
        'The app host did not respond when we tried to contact it at "{0}" during installation '
        f"(the attempt timed out). {_CONTACT}"
    ),
    "connect.install.error.remote.host.ssl": (
        f'An SSL error occurred when we tried to contact the app host at "{{0}}" ({{1}}). {_CONTACT} {_SSL_HELP}'
    ),
    "connect.install.error.auth.with.no.installed.callback": (
        "Installation failed. The app descriptor requested JWT authentication (or did not specify an "
        '"authentication" property, and defaulted to JWT) but did not specify an "installed" lifecycle callback to '
        "receive the authentication credentials. Please contact the app vendor or try again later."
    ),
    "connect.install.error.page.with.invalid.condition": (
        "Installation failed. The app includes a Page module with an unsupported condition ({0})."
    ),
    "connect.install.error.missing.scope": (
        "The app defines features that require the {0} scope, but does not request the {0} scope in its descriptor."
    ),
    "connect.install.error.no.modules": "Installation failed. The app does not define any modules.",
    "connect.install.error.unknown.module": "Installation failed. The app defined an unknown module({0})",
    "connect.install.error.base_url.no_scheme": (
        "Installation failed. The app defines a base URL that does not include a HTTP scheme (e.g. https)."
    ),
    "connect.install.error.base_url.no_tls": (
        "Installation failed. The app requested authentication but did not specify a secure base URL "
        "(beginning with https://) in its descriptor."
    ),
    "connect.remote.upm.install.exception": f"The app failed to install. {_CONTACT}",
    "connect.remote.upm.install.internal.error": (
        "An internal error occurred while installing this app. Please contact Atlassian support."
    ),
    "connect.invalid.descriptor.malformed.json": (
        "Invalid Atlassian Connect descriptor: JSON is not well-formed ({0}). "
        "Please contact the app vendor for details."
    ),
    "connect.install.error.invalid.location": (
        "Installation failed. The app includes a web fragment with an unsupported location ({0})."
    ),
    "connect.install.error.invalid.condition.parameters": (
        "Installation failed. The app includes a web fragment condition ({0}) with invalid parameters ({1})."
    ),
    "connect.install.error.user.provisioning": (
        "An error occurred while setting up the permissions for this app. Please check the product logs or contact "
        "Atlassian support."
    ),
    "connect.install.error.addon.admin.permission": (
        "Could not install app \"{0}\" because it requires administrator privileges and 'atlassian-apps-admin' group "
        "does not have the 'Jira administrator' global permission."
    ),
    "connect.invalid.descriptor.install.exception": (
        "Invalid Atlassian Connect descriptor. Please check the product logs or contact the app vendor for details."
    ),
    "upm.pluginInstall.error.descriptor.not.from.marketplace": (
        'The app "{0}" could not be installed as a local app as it has previously been installed from '
        "Atlassian Marketplace"
    ),
}


USER_NOT_MADE = (
    "An error occurred while provisioning the user for this add-on. Please try installing it again, and if then "
    "problem persists then contact Atlassian support"
)
"""Seen where the key of an app is longer than the name of a user may be."""
_LAB = "Words of the lab, Jira's own are not known: "
DEVELOPMENT_MODE_OFF = f"{_LAB}development mode is off, this site installs no app by the URL of its descriptor."
PRIVATE_LISTINGS_OFF = f"{_LAB}private listings are off, this site takes no address with an access token."
DEVELOPMENT_MODE_HELD = f"{_LAB}development mode cannot be switched on here."
BLOCKED_IN_SETTINGS = "Development Mode no longer supports installing private apps using an app descriptor URL."
BLOCKED = f"{_LAB}since 2026-03-31 no private Connect app can be installed (CHANGE-3096)."
NOT_FROM_MARKETPLACE = "upm.pluginInstall.error.descriptor.not.from.marketplace"


class InstallFailed(Exception):
    """The app is not installed: `code` is the site's message key, `text` its sentence, empty for a bare code."""

    def __init__(self, code: str, *values: str, text: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.text = text or (TEXTS[code].format(*values) if code in TEXTS else "")


def bad_response(status: int) -> InstallFailed:
    """Return the failure for what the app answered to `installed`; only some statuses have a sentence."""
    if status not in RESPONSE_CODES:
        return InstallFailed("connect.remote.upm.install.exception")
    failure = InstallFailed(_BAD_RESPONSE, str(status))
    failure.code = f"{_BAD_RESPONSE}.{status}"
    return failure
