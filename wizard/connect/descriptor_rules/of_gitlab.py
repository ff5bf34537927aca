"""Where a descriptor is not what any GitLab serves: Jira installs it, and something does not work then."""

from collections.abc import Iterator

from wizard.connect.descriptor_diff import granted
from wizard.connect.descriptor_problem import DescriptorProblem, advice, warning
from wizard.connect.descriptor_rules._base import Case
from wizard.connect.identity import BASE_PATH, app_key
from wizard.domain.text import T
from wizard.domain.url import UrlError, parse

KEY_OF_PROXY = "descriptor-key-of-proxy"
_PREFIX = "gitlab-jira-connect-"
_EVENTS = {"installed": "/events/installed", "uninstalled": "/events/uninstalled"}
_SENDS = {
    "jiraDevelopmentTool": T("branches, commits and merge requests"),
    "jiraBuildInfoProvider": T("builds"),
    "jiraDeploymentInfoProvider": T("deployments"),
    "jiraFeatureFlagInfoProvider": T("feature flags"),
}


def problems(case: Case) -> Iterator[DescriptorProblem]:
    if not case.text("key").startswith(_PREFIX):
        reason = T("The key is not that of an app of GitLab's; GitLab signs as {prefix}…", prefix=_PREFIX)
        yield warning("descriptor-key-not-gitlabs", ("key",), reason, T("Take the key that your GitLab serves."))
    else:
        yield from _own_key(case)
    base = case.text("baseUrl")
    if not base.endswith(BASE_PATH):
        reason = T("GitLab serves the app at {path}", path=BASE_PATH)
        fix = T("Write it as GitLab does, without a slash at the end: Jira adds /events/installed to it as it stands.")
        yield warning("descriptor-base-url-path", ("baseUrl",), reason, fix)
    lifecycle = case.member("lifecycle")
    for name, path in _EVENTS.items():
        if lifecycle.get(name) not in (None, path):
            reason = T("GitLab takes this event at {path}", path=path)
            yield warning("descriptor-event-path", ("lifecycle", name), reason, T("Write {path}", path=path))
    yield from _lacking(case)


def _own_key(case: Case) -> Iterator[DescriptorProblem]:
    try:
        host = parse(case.text("baseUrl")).host
    except UrlError:
        return
    if case.text("key") != app_key(host):
        reason = T("The key names another host than the address: this GitLab stands behind a proxy, or was renamed")
        fix = T("Install the descriptor of the proxy instead; this one is for comparing.")
        yield advice(KEY_OF_PROXY, ("key",), reason, fix)


def _lacking(case: Case) -> Iterator[DescriptorProblem]:
    modules, migrations = case.member("modules"), case.member("apiMigrations")
    for kind, what in _SENDS.items():
        if kind not in modules:
            reason = T("Without {kind} Jira takes no {what} (status 403)", kind=kind, what=what)
            yield warning("descriptor-module-lacking", ("modules",), reason, T("Add it as GitLab serves it."))
    if "postInstallPage" not in modules and "configurePage" not in modules:
        reason = T("Without a page nobody can link groups in Jira")
        yield warning("descriptor-module-lacking", ("modules",), reason, T("Add postInstallPage as GitLab serves it."))
    asked = granted(case.descriptor.get("scopes"))
    if asked and "delete" not in asked:
        reason = T("Without DELETE what is gone in GitLab stays in Jira")
        yield warning("descriptor-scope-lacking", ("scopes",), reason, T("Ask for READ, WRITE and DELETE."))
    more = sorted(asked - {"read", "write", "delete"})
    if more:
        reason = T("GitLab needs no scope {scopes}", scopes=", ".join(more).upper())
        yield warning("descriptor-scope-more", ("scopes",), reason, T("Leave it out: an administrator grants each."))
    if migrations.get("signed-install") is not True:
        reason = T("Without signed-install the events are not signed as GitLab checks them")
        yield warning(
            "descriptor-migration-lacking", ("apiMigrations",), reason, T('Add "signed-install": true.')
        )  # fmt: skip
