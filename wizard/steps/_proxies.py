"""What is wrong with the address of an own proxy, or with those of the instances behind one.

Source: GitLab docs, GitLab for Jira Cloud app, "Configure your GitLab instance to serve as a proxy"; gitlabhq
lib/atlassian/jira_connect.rb: behind a proxy the key of the app is made of the proxy's host and path.
"""

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity
from wizard.domain.route import GITLAB_COM
from wizard.domain.text import T, Text
from wizard.domain.url import Url, UrlError, parse

SOURCE = "GitLab docs: Configure your GitLab instance to serve as a proxy"
_EXAMPLE = "https://gitlab-hub.example.com"
_ENTER_PROXY = T("Enter the address of the GitLab that serves as proxy, for example {example}.", example=_EXAMPLE)
_ENTER_LEAF = T("Enter one address a line, for example {example}.", example="https://gitlab-north.example.com")


def _finding(code: str, title: Text, cause: Text, fix: Text, **facts: str) -> Finding:
    return Finding(code, Severity.BLOCKER, title, cause, fix, SOURCE, facts, page="method", fix_here=fix)


def _read(text: str) -> Url | None:
    try:
        return parse(text)
    except UrlError:
        return None


def of_proxy(answers: Answers) -> list[Finding]:
    """Return what is wrong with the proxy's address: it is a trust anchor, and each letter of it counts."""
    if not answers.proxy.url.strip():
        return [
            _finding(
                "proxy-url-missing",
                T("The address of the proxy is missing"),
                T("This instance is to be behind a GitLab of yours, and its address was not entered."),
                _ENTER_PROXY,
            )
        ]
    url = _read(answers.proxy.url)
    if url is None or url.scheme != "https":
        return [
            _finding(
                "proxy-url-unreadable",
                T("The address of the proxy cannot be used"),
                T("It must be https:// and the name of a host, and nothing behind it."),
                _ENTER_PROXY,
            )
        ]
    return _about(url, answers)


def _about(url: Url, answers: Answers) -> list[Finding]:
    own = _read(answers.gitlab.url)
    if url.path:
        facts = {"url": str(url), "path": url.path, "root": url.origin}
        return [
            _finding(
                "proxy-url-path",
                T("The address of the proxy has a path"),
                T(
                    "This instance would make the path {path} a part of its name in Jira, and the proxy does not.",
                    **facts,
                ),
                T("Enter {root} alone. A proxy that lives below a path serves no other instance.", **facts),
                **facts,
            )
        ]
    if url.origin == GITLAB_COM:
        return [
            _finding(
                "proxy-url-is-gitlab-com",
                T("GitLab.com is no proxy of your own"),
                T("The address of the proxy is {url}: that is the way of the Marketplace app.", url=str(url)),
                T("Choose the Marketplace app through GitLab.com, or enter the address of your own proxy."),
                url=str(url),
            )
        ]
    if own is not None and own.origin == url.origin:
        return [
            _finding(
                "proxy-url-is-this",
                T("This instance cannot be behind itself"),
                T("The address of the proxy is {url}, and so is the one of this instance.", url=str(url)),
                T("Enter the address of the other GitLab, or choose “This instance serves other instances”."),
                url=str(url),
            )
        ]
    return []


def of_leaves(answers: Answers) -> list[Finding]:
    """Return what is wrong with the addresses of the instances behind this one; there may be none yet."""
    own = _read(answers.gitlab.url)
    read = [(leaf.url, _read(leaf.url)) for leaf in answers.leaf]
    # What cannot be read is not repeated: a password may stand before an @.
    unread = sum(url is None or url.scheme != "https" for _text, url in read)
    found = []
    if unread:
        found.append(
            _finding(
                "leaf-url-unreadable",
                T("An address of an instance behind this one cannot be used"),
                T("{count} of {total} cannot be read as https:// and a name.", count=unread, total=len(read)),
                _ENTER_LEAF,
                count=str(unread),
            )
        )
    same = [url for _text, url in read if url is not None and url.origin in (GITLAB_COM, own.origin if own else "")]
    if same:
        found.append(
            _finding(
                "leaf-url-is-this",
                T("This is no instance behind this one"),
                T("{url} is this instance itself or GitLab.com.", url=str(same[0])),
                T("Take {url} out of the list of instances.", url=str(same[0])),
                url=str(same[0]),
            )
        )
    return found
