"""What is wrong with a descriptor: where, why, what to do, and what Jira would say."""

from dataclasses import dataclass

from wizard.connect.json_places import Path
from wizard.domain.findings import Severity
from wizard.domain.text import T, Text

ATLASSIAN = "Atlassian developer: Connect app descriptor"
GITLAB = "GitLab: app_descriptor_controller.rb"


@dataclass(frozen=True, slots=True)
class DescriptorProblem:
    """One thing that is wrong, or that somebody should know.

    Shape: `DescriptorProblem("descriptor-key-wrong", Severity.BLOCKER, ("key",), T("..."), T("..."), ATLASSIAN,
    "connect.install.error.remote.descriptor.validation.dev")`
    """

    code: str
    severity: Severity
    path: Path
    reason: Text
    fix: Text
    source: str = ATLASSIAN
    jira: str = ""
    """The message key that Jira fails with; empty for what Jira does not look at in the document."""
    jira_text: Text | None = None
    line: int = 1
    column: int = 1

    @property
    def where(self) -> str:
        """Return the path as people write it: `$.modules.webhooks[0].url`."""
        return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path)


_INSTALL = "connect.install.error."
NO_DESCRIPTOR = "upm.pluginInstall.error.install.failed"
MALFORMED = "connect.invalid.descriptor.malformed.json"
SHAPE_FOR_DEVELOPERS = f"{_INSTALL}remote.descriptor.validation.dev"
SHAPE = f"{_INSTALL}remote.descriptor.validation"
NO_SCHEME, NO_TLS = f"{_INSTALL}base_url.no_scheme", f"{_INSTALL}base_url.no_tls"
NO_CALLBACK = f"{_INSTALL}auth.with.no.installed.callback"
UNKNOWN_MODULE, NO_MODULES = f"{_INSTALL}unknown.module", f"{_INSTALL}no.modules"
MISSING_SCOPE = f"{_INSTALL}missing.scope"
LOCATION, CONDITION = f"{_INSTALL}invalid.location", f"{_INSTALL}page.with.invalid.condition"
PARAMETERS = f"{_INSTALL}invalid.condition.parameters"
PROVISIONING = f"{_INSTALL}user.provisioning"

SAYS: dict[str, Text] = {
    NO_DESCRIPTOR: T("The app could not be installed."),
    MALFORMED: T("Invalid Atlassian Connect descriptor: JSON is not well-formed."),
    SHAPE_FOR_DEVELOPERS: T("The app descriptor failed to validate against the schema."),
    SHAPE: T("The app descriptor failed to validate against the schema. Please confirm this app is intended for Jira."),
    NO_SCHEME: T("The app defines a base URL that does not include a HTTP scheme (e.g. https)."),
    NO_TLS: T("The app requested authentication but did not specify a secure base URL in its descriptor."),
    NO_CALLBACK: T("The app descriptor requested JWT authentication but did not specify an “installed” callback."),
    UNKNOWN_MODULE: T("The app defined an unknown module."),
    NO_MODULES: T("The app does not define any modules."),
    MISSING_SCOPE: T("The app defines features that require a scope, but does not request it in its descriptor."),
    LOCATION: T("The app includes a web fragment with an unsupported location."),
    CONDITION: T("The app includes a Page module with an unsupported condition."),
    PARAMETERS: T("The app includes a web fragment condition with invalid parameters."),
    PROVISIONING: T("An error occurred while provisioning the user for this add-on."),
}
"""How the site's sentence begins, for people who look for what they saw."""


def refusal(code: str, path: Path, reason: Text, fix: Text, jira: str) -> DescriptorProblem:
    """Return a problem for which Jira installs no app."""
    return DescriptorProblem(code, Severity.BLOCKER, path, reason, fix, ATLASSIAN, jira, SAYS[jira])


def warning(code: str, path: Path, reason: Text, fix: Text, source: str = GITLAB) -> DescriptorProblem:
    """Return what Jira lets pass and somebody will regret."""
    return DescriptorProblem(code, Severity.WARNING, path, reason, fix, source)


def advice(code: str, path: Path, reason: Text, fix: Text, source: str = GITLAB) -> DescriptorProblem:
    return DescriptorProblem(code, Severity.ADVICE, path, reason, fix, source)
