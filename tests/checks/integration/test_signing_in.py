"""The Jira of the integration is reached, trusted and signed in at; what fails says which of many causes it is."""

import pytest

from wizard.checks import by_id
from wizard.domain.errors import Refused, Unexpected, Unreachable
from wizard.domain.findings import Severity
from wizard.domain.integration_address import deployment
from wizard.domain.jira import Server
from wizard.domain.jira_integration import Auth
from wizard.domain.network import TlsReport
from wizard.domain.route import Route
from wizard.domain.text import render
from wizard.domain.url import parse
from wizard.journey import check_run

CONNECT, SIGN_IN, AUTH = by_id("integration-connect"), by_id("integration-sign-in"), by_id("integration-auth")
WEB_URL, EXPIRY, ROOT = (
    by_id("integration-web-url"),
    by_id("integration-token-expiry"),
    by_id("integration-relative-url"),
)
ALLOWED = "allow_local_requests_from_web_hooks_and_services"
LISTED = "outbound_local_requests_whitelist"
GATEWAY = "https://api.atlassian.com/ex/jira/cloud-1"


@pytest.fixture
def wanted(world):
    """A world whose answers set up the integration alone."""
    world.integrate(route=Route.INTEGRATION)
    return world


def _refused(code: str, **facts: str) -> Refused:
    return Refused(
        code, {"path": "/rest/api/2/myself", "status": code.removeprefix("http-"), "side": "account", **facts}
    )


async def test_a_certificate_that_is_not_trusted_is_a_matter_of_gitlab_s_host(wanted) -> None:
    wanted.probe.tls_ = Unreachable("tls-issuer-unknown", {"host": "acme.atlassian.net"})
    (found,) = (await wanted.ask(CONNECT)).findings
    assert (found.code, found.facts["reason"]) == ("integration-jira-untrusted", "tls-issuer-unknown")
    wanted.probe.tls_ = TlsReport((), "TLSv1.3", complete=False)
    assert await wanted.codes(CONNECT) == ["integration-jira-untrusted"]


async def test_a_closed_port_is_no_matter_of_certificates(wanted) -> None:
    wanted.probe.tls_ = Unreachable("network-reset", {"host": "acme.atlassian.net"})
    with pytest.raises(Unreachable):
        await wanted.ask(CONNECT)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({ALLOWED: False, LISTED: []}, ["integration-jira-private"]),
        ({ALLOWED: False, LISTED: ["acme.atlassian.net"]}, []),
        ({ALLOWED: False, LISTED: ["10.0.0.7"]}, []),
        ({ALLOWED: True, LISTED: []}, []),
        (Refused("http-403", {"status": "403"}), []),
    ],
)
async def test_a_jira_inside_a_network_must_be_allowed_in_gitlab(wanted, settings, expected) -> None:
    wanted.probe.addresses_, wanted.gitlab.settings_ = ("10.0.0.7",), settings
    assert await wanted.codes(CONNECT) == expected


async def test_a_web_url_of_its_own_must_answer_too(wanted) -> None:
    assert not WEB_URL.applies(wanted.answers)
    wanted.answers = wanted.answers.with_(integration_api_url="https://jira-api.example.com")
    assert WEB_URL.applies(wanted.answers)
    wanted.probe.addresses_ = Unreachable("network-name-unknown", {"host": "acme.atlassian.net"})
    (found,) = (await wanted.ask(WEB_URL)).findings
    assert (found.code, found.facts["host"]) == ("integration-web-url-unreachable", "acme.atlassian.net")


async def test_both_requests_of_test_settings_are_asked_and_the_user_is_named(wanted) -> None:
    assert render((await wanted.ask(SIGN_IN)).note) == "GitLab Bot at Acme 1001.0.0"


@pytest.mark.parametrize("refusing", ["server_", "myself_"])
@pytest.mark.parametrize("status", ["401", "403", "404"])
async def test_what_jira_refuses_is_said_with_its_status(wanted, refusing: str, status: str) -> None:
    setattr(wanted.account, refusing, _refused(f"http-{status}"))
    (found,) = (await wanted.ask(SIGN_IN)).findings
    assert (found.code, found.facts["status"]) == ("integration-test-failed", status)


async def test_a_page_instead_of_jira_is_said_with_what_it_was(wanted) -> None:
    wanted.account.server_ = Unexpected("answer-html", {"path": "/rest/api/2/serverInfo", "status": "200"})
    assert await wanted.codes(SIGN_IN) == ["integration-test-failed"]


@pytest.mark.parametrize("code", ["http-429", "http-429-later", "http-503"])
async def test_a_jira_that_has_no_time_says_nothing_of_the_credentials(wanted, code: str) -> None:
    wanted.account.myself_ = _refused(code)
    with pytest.raises(Refused):
        await wanted.ask(SIGN_IN)


async def test_a_captcha_is_told_from_a_wrong_password(wanted) -> None:
    wanted.account.myself_ = _refused("http-captcha")
    assert await wanted.codes(SIGN_IN) == ["integration-captcha"]


async def test_a_refused_token_whose_day_is_over_has_expired(wanted) -> None:
    wanted.account.myself_ = _refused("http-401")
    wanted.answers = wanted.answers.with_(integration_token_expires="2026-11-20")
    assert await wanted.codes(SIGN_IN) == ["integration-token-expired"]
    wanted.answers = wanted.answers.with_(integration_token_expires="2026-11-21")
    assert await wanted.codes(SIGN_IN) == ["integration-test-failed"]


async def test_a_token_that_the_gateway_takes_has_scopes(wanted) -> None:
    wanted.account.myself_, wanted.account.gateway_takes = _refused("http-401"), True
    (found,) = (await wanted.ask(SIGN_IN)).findings
    assert (found.code, found.facts["gateway"]) == ("integration-token-scoped", GATEWAY)


async def test_a_jira_of_ones_own_is_never_looked_for_at_the_gateway(wanted) -> None:
    wanted.account.url = parse("https://jira.example.com")
    wanted.account.myself_, wanted.account.gateway_takes = _refused("http-401"), True
    assert await wanted.codes(SIGN_IN) == ["integration-test-failed"]


async def test_what_the_answers_say_of_jira_must_be_what_answers(wanted) -> None:
    wanted.account.server_ = Server("https://acme.atlassian.net", "Server", "9.12.1", "Jira")
    assert await wanted.codes(SIGN_IN) == ["integration-deployment-differs"]
    wanted.answers = wanted.answers.with_(jira_deployment="server")
    assert await wanted.codes(SIGN_IN) == []


@pytest.mark.parametrize(("version", "expected"), [("5.2.11", 1), ("6.0", 0), ("10.3.2", 0), ("11.0.0", 1)])
async def test_versions_of_jira_that_gitlab_does_not_name_are_said(wanted, version: str, expected: int) -> None:
    wanted.answers = wanted.answers.with_(jira_deployment="server")
    wanted.account.server_ = Server("https://jira.example.com", "Server", version, "Jira")
    assert await wanted.codes(SIGN_IN) == ["integration-jira-version"] * expected


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        ("2026-12-22", []),
        ("2026-12-21", [("integration-token-expires-soon", Severity.ADVICE)]),
        ("2026-11-28", [("integration-token-expires-soon", Severity.WARNING)]),
        ("2026-11-21", [("integration-token-expires-soon", Severity.WARNING)]),
        ("2026-11-20", [("integration-token-expired", Severity.WARNING)]),
        ("soon", []),
    ],
)
async def test_the_end_of_the_token_is_said_in_time(wanted, last_day: str, expected) -> None:
    wanted.answers = wanted.answers.with_(integration_token_expires=last_day)
    seen = (await wanted.ask(EXPIRY)).findings
    assert [(one.code, one.severity) for one in seen] == expected


async def test_cloud_takes_no_personal_access_token(wanted) -> None:
    wanted.answers = wanted.answers.with_(integration_auth=Auth.TOKEN)
    assert await wanted.codes(AUTH) == ["integration-token-on-cloud"]
    wanted.answers = wanted.answers.with_(jira_url="https://jira.example.com")
    assert await wanted.codes(AUTH) == []


async def test_cloud_has_its_api_where_its_pages_are(wanted) -> None:
    wanted.answers = wanted.answers.with_(integration_api_url="https://acme.atlassian.net/")
    assert await wanted.codes(AUTH) == []
    wanted.answers = wanted.answers.with_(integration_api_url="https://jira-api.example.com")
    assert await wanted.codes(AUTH) == ["integration-api-url-on-cloud"]


async def test_a_service_account_is_told_the_gateway_of_its_site(wanted) -> None:
    wanted.answers = wanted.answers.with_(integration_auth=Auth.SERVICE_ACCOUNT)
    (found,) = (await wanted.ask(AUTH)).findings
    assert (found.code, found.facts["gateway"]) == ("integration-gateway-needed", GATEWAY)
    wanted.account.url = parse(GATEWAY)
    assert await wanted.codes(AUTH) == []


async def test_a_gitlab_below_a_path_is_excluded(wanted) -> None:
    wanted.gitlab.url = parse("https://example.com/gitlab")
    assert await wanted.codes(ROOT) == ["integration-relative-url"]


async def test_without_a_secret_one_check_says_so_and_the_others_wait(wanted) -> None:
    wanted.account = None
    rows = await check_run.run(wanted.answers, wanted.ports, lambda _row: None)
    found = [(row.id, one.code) for row in rows for one in row.findings]
    assert found == [("integration-auth", "integration-secret-missing")]
    waiting = {row.id for row in rows if row.after == "integration-auth"}
    assert {"integration-connect", "integration-sign-in", "integration-project", "integration-issue"} <= waiting


async def test_who_takes_over_settings_needs_no_secret_and_one_that_is_known_is_tried(wanted) -> None:
    wanted.answers = wanted.answers.with_(integration_inherit=True)
    known, wanted.account = wanted.account, None
    rows = await check_run.run(wanted.answers, wanted.ports, lambda _row: None)
    assert [row.id for row in rows if row.id.startswith("integration-") and row.findings] == []
    known.myself_ = _refused("http-401")
    wanted.account = known
    assert await wanted.codes(SIGN_IN) == ["integration-test-failed"]


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"integration_web_url": ""}, "cloud"),
        ({"integration_web_url": "https://acme.atlassian.net/"}, "cloud"),
        ({"integration_web_url": "https://jira.example.com"}, "server"),
        ({"integration_web_url": "https://other.atlassian.net"}, "cloud"),
        ({"integration_web_url": "https://jira.example.com", "integration_deployment": "cloud"}, "cloud"),
        ({"jira_url": "", "integration_web_url": "https://jira.example.com", "jira_deployment": "server"}, "server"),
    ],
)
def test_the_integration_may_be_with_another_kind_of_jira_than_the_app(wanted, given, kind) -> None:
    assert deployment(wanted.answers.with_(jira_url="https://acme.atlassian.net").with_(**given)) == kind
