"""What all reverse proxies in front of GitLab must do for the app in Jira, said once.

Source: GitLab docs, GitLab for Jira Cloud app (administration), "Connect behind a reverse proxy" and Troubleshooting.
"""

from wizard.connect.identity import BASE_PATH
from wizard.documents.recipes._base import SELF_MANAGED, Case
from wizard.documents.recipes._spelling import file_of
from wizard.documents.sheet import Section, Sheet
from wizard.domain.route import Route
from wizard.domain.text import T, Text


def applies(case: Case) -> bool:
    return case.route in SELF_MANAGED


def root(case: Case) -> str:
    """Return the path of the instance with a slash at its end: / or /gitlab/."""
    return f"{case.gitlab.path}/"


def app_path(case: Case) -> str:
    """Return the path that the app in Jira uses."""
    return f"{case.gitlab.path}{BASE_PATH}/"


def events_path(case: Case) -> str:
    """Return the path of the events that Jira or GitLab.com sends; no browser comes there."""
    return f"{case.gitlab.path}{BASE_PATH}/events/"


def certificate(case: Case) -> str:
    """Return the folder where the certificate is thought to be."""
    return f"/etc/ssl/{file_of(case.gitlab.host)}"


_RULES = (
    T("The Host header is the public name: GitLab makes the app's audience from it, and another one ends in 401."),
    T("Nothing stands in front of /-/jira_connect: no sign-in page, no client certificate, no challenge for robots."),
    T("Paths and bodies pass as they are: tokens are signed over the path, and the app key holds the host name."),
    T("OPTIONS requests pass, and no header X-Frame-Options is added: Jira shows a page of GitLab in a frame."),
    T("The certificate is sent with its whole chain, from an authority that everybody trusts."),
)


def sheet(case: Case, product: str, code: str, file_name: str, restrict: str, place: Text, test: str) -> Sheet:
    """Return the recipe of one product: the block, what it must keep to, and the stricter variant for events."""
    sources = case.sources
    lead: tuple[Text, ...] = (
        T("{product} in front of {gitlab}, which listens at {behind}.", product=product, gitlab=str(case.gitlab),
          behind=str(case.behind)),
    )  # fmt: skip
    if case.example:
        lead = (*lead, T("Names are examples until GitLab and Jira are entered on their pages."))
    stricter = (
        place,
        T(
            "Only {owner} sends events on this way. The rest of {path} stays open: browsers of your administrators go "
            "there.",
            owner=sources.owner,
            path=app_path(case),
        ),
        T("Addresses as of {date}; they change. Look at {source} before you rely on them.", date=sources.read_on,
          source=sources.source),
    )  # fmt: skip
    sections = (
        Section(T("Configuration"), code=code, file_name=file_name),
        Section(T("What it keeps to"), _RULES),
        Section(T("Try it before you use it"), (T("It checks the file and changes nothing."),), code=test),
        Section(T("Stricter: events from known addresses only"), stricter, code=restrict),
    )
    # Behind an own proxy the events come from addresses that no list knows.
    known = sections[:-1] if case.route is Route.LEAF else sections
    return Sheet(T("Reverse proxy: {product}", product=product), lead, known)
