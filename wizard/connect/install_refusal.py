"""Why a Jira site did not install an app, read from its message key or from its sentence.

Sentences come in the language of the site; what is not known stays `unknown` and is shown as the site said it.
Source: Atlassian Connect plug-in, i18n.properties (2016) with the wording seen on Cloud; Universal Plugin Manager,
sub codes; GitLab docs, "Manual installation fails".
"""

import re

_REASONS: tuple[tuple[str, str], ...] = (
    ("private-blocked", r"no longer supports installing private apps|CHANGE-3096|private (?:Connect )?apps? .*block"),
    ("marketplace-collision", r"previously been installed from Atlassian Marketplace"),
    ("forge-collision", r"caas\.override"),
    ("development-mode-off", r"development mode"),
    ("local-off", r"descriptor\.not\.from\.marketplace"),
    ("host-401", r"HTTP response code 401|bad\.response\.401"),
    ("host-status", r"HTTP response code \d{3}|bad\.response"),
    ("host-name", r'domain name ".*" does not exist|remote\.host\.bad\.domain'),
    ("host-timeout", r"attempt timed out|remote\.host\.timeout"),
    ("host-tls", r"SSL error|remote\.host\.ssl|pluginInstall\.error\.ssl"),
    ("key-too-long", r"provisioning the user|setting up the permissions|user\.provisioning|key .*(?:too long|longer)"),
    ("no-permission-group", r"atlassian-(?:apps|addons)-admin|addon\.admin\.permission"),
    ("not-https", r"secure base URL|base_url\.no_tls|base URL that does not include|base_url\.no_scheme"),
    (
        "descriptor-wrong",
        r"against the schema|not well-formed|Invalid Atlassian Connect descriptor|unknown module|any modules|"
        r"unsupported (?:location|condition)|with invalid parameters|does not request the|lifecycle callback|"
        r"descriptor\.validation|malformed\.json|no\.modules|missing\.scope|unknown\.module|"
        r"no\.installed\.callback|invalid\.(?:location|condition)",
    ),
    ("download-refused", r"error\.access\.denied"),
    ("descriptor-missing", r"error\.file\.not\.found"),
    ("download-failed", r"response\.exception|unexpected\.exception|unsupported\.protocol|invalid\.(?:uri|relative)"),
    ("not-permitted", r"install\.unpermitted"),
    ("license-wrong", r"license\.token"),
    ("safe-mode", r"safe\.mode"),
    ("site-failed", r"internal error|internal\.error|unexpected\.error"),
    ("app-failed", r"app failed to install|install\.exception|install\.failed"),
)
REASONS = (*(name for name, _pattern in _REASONS), "unknown")


def reason_of(said: str) -> str:
    """Return the reason that the words of a site stand for, one of `REASONS`."""
    return next((name for name, pattern in _REASONS if re.search(pattern, said, re.IGNORECASE)), "unknown")
