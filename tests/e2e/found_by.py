"""Which check finds which fault, and when: the table that every fault of the lab stands in."""

from wizard.lab import faults

BEFORE = {
    "browser-local-network": "browser-local-network",
    "gitlab-api-redirected": "gitlab-token",
    "gitlab-api-sign-in-page": "gitlab-token",
    "gitlab-application-id-blocked": "gitlab-application-id",
    "gitlab-before-branches-from-jira": "gitlab-version",
    "gitlab-clock-skewed": "clock-skew",
    "gitlab-events-blocked": "gitlab-events-path",
    "gitlab-group-renamed": "gitlab-groups-role",
    "gitlab-history-long": "first-sync-history",
    "gitlab-integration-not-allowed": "gitlab-settings",
    "gitlab-internal-error": "gitlab-token",
    "gitlab-maintenance": "gitlab-events-path",
    "gitlab-nodes-differ": "gitlab-token",
    "gitlab-oauth-app-confidential": "gitlab-oauth-application",
    "gitlab-oauth-app-gone": "gitlab-oauth-application",
    "gitlab-oauth-app-wrong-redirect": "gitlab-oauth-application",
    "gitlab-oauth-flags-both": "gitlab-oauth-flags",
    "gitlab-project-empty": "gitlab-proof-project",
    "gitlab-project-hidden": "gitlab-proof-project",
    "gitlab-proxy-url-foreign": "gitlab-proxy-url",
    "gitlab-proxy-url-slash": "gitlab-proxy-url",
    "gitlab-rate-limited": "gitlab-token",
    "gitlab-silent-mode": "gitlab-settings",
    "gitlab-terms-not-accepted": "gitlab-token",
    "gitlab-token-expires-soon": "gitlab-token",
    "gitlab-token-invalid": "gitlab-token",
    "gitlab-token-scope-missing": "gitlab-token",
    "gitlab-too-old": "gitlab-version",
    "gitlab-user-not-admin": "gitlab-admin",
    "gitlab-wrong-base-url": "gitlab-base-url",
    "http-answer-cut": "gitlab-token",
    "http-answer-lost": "gitlab-reachable",
    "http-slow": "gitlab-reachable",
    "http-status": "gitlab-reachable",
    "jira-address-not-allowed": "jira-site",
    "jira-apps-unreadable": "jira-app",
    "jira-browse-missing": "jira-issue",
    "jira-captcha": "jira-site",
    "jira-internal-error": "jira-site",
    "jira-issue-hidden": "jira-issue",
    "jira-limit-used-up": "jira-site",
    "jira-rate-limited": "jira-site",
    "jira-renamed": "jira-site",
    "jira-suspended": "jira-site",
    "jira-token-expired": "jira-site",
    "jira-token-invalid": "jira-site",
    "jira-token-scoped": "jira-site",
    "jira-user-not-admin": "jira-admin",
    "jira-user-not-site-admin": "jira-site-admins",
    "jira-user-picker-missing": "jira-site-admins",
    "network-name-private": "network-name",
    "network-name-unknown": "network-name",
    "network-refused": "network-connect",
    "network-timeout": "network-connect",
    "tls-chain-incomplete": "tls-certificate",
    "tls-expired": "tls-certificate",
    "tls-expires-soon": "tls-certificate",
    "tls-none": "tls-certificate",
    "tls-not-yet-valid": "tls-certificate",
    "tls-self-signed": "tls-certificate",
    "tls-unknown-issuer": "tls-certificate",
    "tls-wrong-host": "tls-certificate",
}
"""Faults that the checks before the first apply must find, and the check that finds each."""
AFTER = {
    "gitlab-application-id-blank": "gitlab-oauth-application",
    "gitlab-cors-dropped": "gitlab-application-id",
    "gitlab-options-dropped": "gitlab-oauth-token-cors",
    "gitlab-proxy-url-blank": "gitlab-proxy-url",
    "jira-app-disabled": "jira-app",
    "jira-app-missing": "jira-app",
    "jira-update-waiting": "jira-app",
}
"""Faults of a connection that stands: before it, a missing app or a page that may not read is nothing special."""
IN_THE_PROOF = [fault.id for fault in faults.ALL.values() if fault.expect.startswith("proof-")]
IN_A_RUN = ["client-killed"]
"""Found by the next run; `test_run_cut_off.py`."""
IN_AN_INSTALL = [
    "install-keys-unreachable",
    "jira-app-disabled-after-install",
    "jira-install-refused",
    "jira-install-unfinished",
    "jira-private-install-blocked",
]
"""Found by the install of the app; `test_manual.py`."""
ON_GITLAB_COM = {"gitlab-not-maintainer": "gitlab-groups-role", "gitlab-sso-required": "gitlab-sso"}
AFTER_OWN_DESCRIPTOR = {"jira-app-descriptor-older": "jira-app-descriptor"}
"""Faults of a connection by an own descriptor that stands."""
WITH_OWN_LISTING = {"marketplace-review-waits": "marketplace-listing"}
AFTER_OWN_LISTING = {"jira-license-token-missing": "jira-license-token"}
"""The same two of an own private listing."""
WITH_OWN_DESCRIPTOR = {
    "gitlab-app-key-too-long": "gitlab-descriptor",
    "gitlab-base-url-http": "gitlab-descriptor",
    "gitlab-before-new-tokens": "gitlab-version",
    "gitlab-external-url-http": "gitlab-descriptor",
    "gitlab-frame-refused": "gitlab-frame",
    "gitlab-key-rewritten": "gitlab-descriptor",
    "jira-development-mode-off": "jira-development-mode",
    "jira-marketplace-collision": "jira-marketplace-collision",
}
BEHIND_A_PROXY = {
    "gitlab-leaf-redirect-gitlab-com": "gitlab-oauth-application",
    "gitlab-leaf-slow": "gitlab-forward-time",
    "gitlab-proxy-url-gitlab-com": "gitlab-proxy-url",
    "gitlab-proxy-url-path": "gitlab-proxy-url",
    "gitlab-public-keys-blocked": "proxy-public-keys",
}
SERVING_OTHERS = {"gitlab-key-storage-off": "gitlab-public-key-storage"}
"""Faults of the other routes, and the check that finds each; the last one of a connection that stands."""
IN_THE_MONITOR = {
    "gitlab-queue-late": "flow-queue-late",
    "jira-development-lost": "flow-items-missing",
    "jira-entities-lost": "flow-rejected",
    "jira-entities-rejected": "flow-rejected",
    "jira-push-refused": "flow-live-stopped",
}
"""Faults of what flows once all is set up: no check sees them, the monitor does; `test_faults_of_the_flow.py`."""
OF_THE_INTEGRATION = {
    "gitlab-issues-disabled": "integration-gitlab-issues",
    "gitlab-version-jira-down": "integration-version",
    "gitlab-version-regex": "integration-version",
    "integration-captcha": "integration-sign-in",
    "integration-field-hidden": "integration-fields",
    "integration-fields-required": "integration-fields",
    "integration-imported-dead": "integration-imported",
    "integration-issue-hidden": "integration-issue",
    "integration-issue-resolved": "integration-issue",
    "integration-issues-exposed": "integration-audience",
    "integration-jira-untrusted": "integration-connect",
    "integration-markdown-cached": "integration-markdown",
    "integration-no-browse": "integration-permissions",
    "integration-no-link": "integration-permissions",
    "integration-project-hidden": "integration-project",
    "integration-search-removed": "integration-search",
    "integration-test-failed": "integration-sign-in",
    "integration-token-expired": "integration-sign-in",
    "integration-token-scoped": "integration-sign-in",
    "integration-transition-unknown": "integration-issue",
}
"""Faults of the Jira issue integration, and the check that finds each; `test_faults_of_the_integration.py`."""
