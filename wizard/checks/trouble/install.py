"""Why Jira did not install the app: one trouble a reason, each with the place that has to be mended.

Source: Atlassian Connect, install messages; GitLab docs, GitLab for Jira Cloud app, manual installation.
"""

from wizard.checks.trouble._base import Trouble
from wizard.domain.text import T, Text

_DOCS = "GitLab docs: Install the GitLab for Jira Cloud app manually"
_CONNECT = "Atlassian Connect: install messages"
_TITLE = T("Jira did not install the app")
_CODE = "jira-install-refused"


def _refused(cause: Text, fix: Text, source: str = _CONNECT) -> Trouble:
    return Trouble(_CODE, _TITLE, cause, fix, source)


TROUBLES = {
    "install-private-blocked": Trouble(
        "jira-private-install-blocked",
        T("This site takes no apps by descriptor any more"),
        T(
            "{host} refused the install, as Atlassian has had new installs of private Connect apps refused since "
            "2026-03-31 (CHANGE-3096). The site said: {said}"
        ),
        T(
            "Nothing was installed. Undo what this set-up wrote, then choose the Marketplace app through GitLab.com on "
            "the page Method; from GitLab 19.0 on a private Forge app is the other way."
        ),
        "Atlassian developer changelog: CHANGE-3096; GitLab issue 562004",
    ),
    "install-marketplace-collision": Trouble(
        "jira-marketplace-collision",
        T("Jira knows this app key from the Atlassian Marketplace"),
        T(
            "{host} refused the install: it had an app with the key {key} from the Marketplace. GitLab's descriptor "
            "carries that key while Jira Connect Proxy URL is set. The site said: {said}"
        ),
        T(
            "Clear Jira Connect Proxy URL in Admin area, Settings, General, GitLab for Jira App, until {descriptor} "
            "names a key of your own host; then apply again. Nothing was installed."
        ),
        "GitLab docs: GitLab for Jira Cloud app, Manual installation fails",
    ),
    "install-forge-collision": _refused(
        T("{host} refused the install: a Forge app holds the key {key} there. The site said: {said}"),
        T(
            "Use the app that is there, or have a Jira admin remove it under Apps, Manage your apps; what it sent is "
            "deleted with it. Then apply again."
        ),
        _CONNECT,
    ),
    "install-development-mode-off": Trouble(
        "jira-development-mode-off",
        T("Development mode is off"),
        T("{host} installs apps by their descriptor in development mode only, and that is off. The site said: {said}"),
        T(
            "Switch it on in {host}: Apps, Manage your apps, Settings, Enable development mode; then apply again. "
            "Nothing was installed."
        ),
        "Atlassian developer: Getting started with Connect, development mode",
        task="jira-development-mode-on",
    ),
    "install-host-401": _refused(
        T(
            "Your GitLab answered 401 to Jira's install event, so it does not believe the event: GitLab 17.5 and "
            "older (issue 505372), a Jira Connect Proxy URL that is set, a public name other than GitLab's own, or no "
            "way from GitLab to connect-install-keys.atlassian.com, where Jira's keys are. The site said: {said}"
        ),
        T(
            "On the GitLab host run curl --head https://connect-install-keys.atlassian.com (404 is right), look at "
            "exceptions_json.log, mend what it names, then apply again. Nothing was installed."
        ),
        "GitLab docs: GitLab for Jira Cloud app troubleshooting, manual installation",
    ),
    "install-host-status": _refused(
        T("Your GitLab, or something in front of it, did not take Jira's install event. The site said: {said}"),
        T(
            "Let POST requests to /-/jira_connect/events/* through to GitLab untouched, then apply again. Nothing was "
            "installed."
        ),
        "GitLab docs: GitLab for Jira Cloud app troubleshooting, manual installation",
    ),
    "install-host-name": _refused(
        T("Atlassian does not find the name of your GitLab: it has no public DNS record. The site said: {said}"),
        T("Publish the name of your GitLab in public DNS, then apply again. Nothing was installed."),
    ),
    "install-host-timeout": _refused(
        T(
            "Your GitLab did not answer Atlassian in time: a firewall drops the request, or GitLab is very slow. The "
            "site said: {said}"
        ),
        T(
            "Let Atlassian's addresses (ip-ranges.atlassian.com) reach port 443 of your GitLab, then apply again. "
            "Nothing was installed."
        ),
    ),
    "install-host-tls": _refused(
        T(
            "Atlassian does not accept the certificate of your GitLab: not of a public authority, expired, or without "
            "its chain. The site said: {said}"
        ),
        T(
            "Put a certificate of a public authority with its full chain on your GitLab, then apply again. Nothing was "
            "installed."
        ),
    ),
    "install-key-too-long": _refused(
        T(
            "Jira could not make the app's own user. That happens with an app key of more than 64 characters, which "
            "older GitLab releases make of a long host name; here it is {key}. The site said: {said}"
        ),
        T(
            "Give your GitLab a name of at most 44 characters or upgrade it; if the name is short, ask Atlassian "
            "support. Nothing was installed."
        ),
    ),
    "install-no-permission-group": _refused(
        T("Jira's own group for apps lacks the global permission Administer Jira. The site said: {said}"),
        T("Give the group atlassian-addons-admin the global permission Administer Jira on {host}, then apply again."),
    ),
    "install-not-https": _refused(
        T("The descriptor of your GitLab names an address without https. The site said: {said}"),
        T("Set external_url in gitlab.rb to an https address, reconfigure, then apply again. Nothing was installed."),
    ),
    "install-descriptor-wrong": _refused(
        T(
            "Jira does not accept what your GitLab serves as its app descriptor: something in front of GitLab changes "
            "it, or the release does not fit Jira any more. The site said: {said}"
        ),
        T(
            "Open {descriptor} in a private browser window and compare it with a fresh one of your release; exempt "
            "/-/jira_connect/* from filters. Nothing was installed."
        ),
    ),
    "install-download-refused": _refused(
        T(
            "Something in front of your GitLab let Atlassian not read the app descriptor (access denied). The site "
            "said: {said}"
        ),
        T(
            "Let GET requests to /-/jira_connect/* through without a sign-in, from Atlassian's addresses too; then "
            "apply again. Nothing was installed."
        ),
    ),
    "install-descriptor-missing": _refused(
        T("Atlassian found no app descriptor at {descriptor}. The site said: {said}"),
        T(
            "Open that address in a private browser window: it must show JSON. GitLab's own 404 means that its "
            "integration allowlist leaves this app out. Nothing was installed."
        ),
    ),
    "install-download-failed": _refused(
        T("Atlassian could not read {descriptor}. The site said: {said}"),
        T(
            "Let Atlassian's addresses reach your GitLab on port 443 with a public certificate, then apply again. "
            "Nothing was installed."
        ),
    ),
    "install-not-permitted": _refused(
        T("The signed-in Jira user may not install apps on {host}. The site said: {said}"),
        T("Sign in to Jira as a site administrator, then apply again. Nothing was installed."),
    ),
    "install-license-wrong": _refused(
        T("{host} holds an access token for this app that is not valid. The site said: {said}"),
        T(
            "In {host} open Apps, Manage your apps, expand the app, and remove its token; then apply again. Nothing "
            "was installed."
        ),
    ),
    "install-safe-mode": _refused(
        T("App management of {host} is in safe mode. The site said: {said}"),
        T("Leave safe mode under Apps, Manage your apps, then apply again. Nothing was installed."),
    ),
    "install-local-off": _refused(
        T(
            "{host} takes this app from the Marketplace only: installs by descriptor are off there, or the app was a "
            "Marketplace app before. The site said: {said}"
        ),
        T(
            "Look at development mode and at the app list under Apps, Manage your apps; where Atlassian has ended "
            "installs by descriptor (CHANGE-3096), choose the Marketplace app on the page Method. Nothing was "
            "installed."
        ),
    ),
    "install-site-failed": _refused(
        T("Jira failed inside. The site said: {said}"),
        T(
            "Apply again in a few minutes; if it stays, ask Atlassian support with this sentence. Nothing was "
            "installed."
        ),
    ),
    "install-app-failed": _refused(
        T("The install did not work, and Jira does not say why. The site said: {said}"),
        T("Run the checks again: events path, certificate and name are the usual causes. Nothing was installed."),
    ),
    "install-unknown": _refused(
        T("{host} refused the install in words that this version does not know: {said}"),
        T(
            "Read the sentence as Jira's own. Where Atlassian has ended installs by descriptor (CHANGE-3096, since "
            "2026-03-31), choose the Marketplace app on the page Method. Nothing was installed."
        ),
    ),
    "install-not-finished": _refused(
        T("{host} took the install on and had not finished it after {waited} s; how it ended is not known."),
        T(
            "Look under Apps, Manage your apps in a few minutes, then run the same set-up again: it reads back what is "
            "there before it writes anything."
        ),
    ),
}
