"""Which addresses the window opens in a browser: https, and hosts of this set-up or of its two makers. Nothing else."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from wizard.domain.answers import Answers
from wizard.domain.url import UrlError, parse

_MAKERS = frozenset(
    {
        "gitlab.com",
        "docs.gitlab.com",
        "marketplace.atlassian.com",
        "admin.atlassian.com",
        "id.atlassian.com",
        "support.atlassian.com",
    }
)


def may_open(link: str, answers: Answers) -> bool:
    """Tell whether a link may be opened on this visit."""
    scheme_and_host = link.split("?", 1)[0].split("#", 1)[0]
    try:
        url = parse(scheme_and_host)
    except UrlError:
        return False
    return url.scheme == "https" and (url.host in _MAKERS or url.origin in _origins(answers))


def _origins(answers: Answers) -> set[str]:
    origins = set()
    behind = (leaf.url for leaf in answers.leaf)
    jiras = (answers.jira.url, answers.integration.web_url)
    for text in (answers.gitlab.url, *jiras, answers.proxy.url, *behind):
        try:
            origins.add(parse(text).origin)
        except UrlError:
            continue
    return origins


def open_in_browser(link: str) -> bool:
    """Hand a link to the desktop; tells whether it took it."""
    return QDesktopServices.openUrl(QUrl(link))
