"""The install handshake: what the app is told, what it may answer, and what is left when it refuses."""

from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import APP_KEY, BASE_URL, DANA, DESCRIPTOR_URL, SITE, descriptor
from wizard.lab.host import NetworkFailed

PLUGIN = f"/rest/plugins/1.0/{APP_KEY}-key"
LATER: Any = {"verify_exp": False, "verify_iat": False}
RETRY = "Please try again later or contact the app vendor."


async def test_an_app_that_agrees_is_installed_enabled_and_listed(stage: Stage) -> None:
    answer = await stage.install()
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{SITE}{PLUGIN}"
    assert stage.internet.events() == ["installed", "enabled"]
    plugin = (await stage.client.get(PLUGIN, headers=DANA)).json()
    assert (plugin["key"], plugin["enabled"], plugin["userInstalled"]) == (APP_KEY, True, True)
    assert plugin["links"]["post-install"] == f"{SITE}/plugins/servlet/ac/{APP_KEY}/gitlab-configuration"
    listed = (await stage.client.get("/rest/plugins/1.0/", headers=DANA)).json()["plugins"]
    assert [each["key"] for each in listed if each["userInstalled"]] == [APP_KEY]


async def test_the_installed_call_is_signed_with_the_published_key_for_this_app(installed: Stage) -> None:
    token = installed.internet.token("installed")
    header = jwt.get_unverified_header(token)
    key = load_pem_public_key(installed.internet.keys[header["kid"]])
    assert isinstance(key, rsa.RSAPublicKey)
    claims = jwt.decode(token, key, algorithms=["RS256"], audience=BASE_URL, options=LATER)
    payload = installed.internet.payload("installed")
    assert header["alg"] == "RS256"
    assert claims["iss"] == payload["clientKey"]
    assert claims["qsh"] == "747264aa6a569f3f6c2d148dc852a789d817632826d14216ef4d45f02ca5f6eb"
    assert (payload["key"], payload["baseUrl"], payload["eventType"]) == (APP_KEY, SITE, "installed")
    assert len(payload["sharedSecret"]) >= 32


async def test_the_enabled_call_is_signed_with_the_secret_and_does_not_carry_it(installed: Stage) -> None:
    claims = jwt.decode(installed.internet.token("enabled"), installed.secret, algorithms=["HS256"], options=LATER)
    assert claims["sub"] == "5b10ac8d82e05b22cc7d4ef5"
    assert "sharedSecret" not in installed.internet.payload("enabled")


@pytest.mark.parametrize("status", [200, 201, 204])
async def test_three_answers_to_installed_mean_consent(stage: Stage, status: int) -> None:
    stage.internet.answer_event("installed", status)
    assert (await stage.install()).status_code == 303


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 500, 501, 502, 503])
async def test_a_refusal_is_told_with_its_status_and_leaves_nothing(stage: Stage, status: int) -> None:
    stage.internet.answer_event("installed", status)
    shown = (await stage.install()).json()["status"]
    assert shown["errorMessage"] == (
        f"The app host returned HTTP response code {status} when we tried to contact it during installation. {RETRY}"
    )
    assert shown["contentType"] == "application/vnd.atl.plugins.task.install.err+json"
    assert (await stage.client.get(PLUGIN, headers=DANA)).status_code == 404


@pytest.mark.parametrize("status", [202, 302, 405, 422, 429])
async def test_any_other_answer_gets_the_general_sentence(stage: Stage, status: int) -> None:
    stage.internet.answer_event("installed", status)
    shown = (await stage.install()).json()["status"]
    assert shown["errorMessage"] == f"The app failed to install. {RETRY}"


@pytest.mark.parametrize(
    ("reason", "start"),
    [
        ("name", 'The app host domain name "gitlab.example.com" does not exist.'),
        ("timeout", f'The app host did not respond when we tried to contact it at "{BASE_URL}/events/installed"'),
        ("tls", f'An SSL error occurred when we tried to contact the app host at "{BASE_URL}/events/installed" (why).'),
        ("refused", "The app failed to install."),
        ("reset", "The app failed to install."),
    ],
)
async def test_an_unreachable_app_is_told_by_its_layer(stage: Stage, reason: str, start: str) -> None:
    stage.internet.fail_event("installed", reason, "why")
    shown = (await stage.install()).json()["status"]
    assert shown["errorMessage"].startswith(start)
    assert shown["errorMessage"].rstrip().endswith((RETRY, "documentation."))


MODULES = descriptor()["modules"]
CALLBACK = "Installation failed. The app descriptor requested JWT authentication"
SCHEMA = "The app descriptor failed to validate against the schema.<ul><li>"
NO_USER = "An error occurred while provisioning the user for this add-on. Please try installing it again"


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        ({"key": "with space"}, SCHEMA),
        ({"key": "k" * 65}, NO_USER),
        ({"key": "k" * 81}, SCHEMA),
        ({"name": "n" * 81}, SCHEMA),
        ({"authentication": {"type": "oauth"}}, SCHEMA),
        ({"scopes": ["EVERYTHING"]}, SCHEMA),
        ({"modules": MODULES | {"postInstallPage": {"key": "x"}}}, SCHEMA),
        (
            {"baseUrl": ""},
            "Installation failed. The app defines a base URL that does not include a HTTP scheme",
        ),
        (
            {"baseUrl": "http://gitlab.example.com/-/jira_connect"},
            "Installation failed. The app requested authentication but did not specify a secure base URL",
        ),
        ({"lifecycle": {}}, CALLBACK),
        ({"lifecycle": {}, "authentication": {}}, CALLBACK),
        ({"authentication": None}, SCHEMA),
        ({"baseUrl": "gitlab.example.com/-/jira_connect"}, SCHEMA),
        ({"scopes": ["Read"]}, SCHEMA),
        ({"key": "line-break\n"}, SCHEMA),
        ({"modules": MODULES | {"webItems": [{"key": "a b", "name": {"value": "A"}, "location": "x"}]}}, SCHEMA),
        (
            {"modules": {"jiraTimeMachine": {}}},
            "Installation failed. The app defined an unknown module(jiraTimeMachine)",
        ),
        ({"modules": {}}, "Installation failed. The app does not define any modules."),
        (
            {"scopes": None},
            "The app defines features that require the READ scope, but does not request the READ scope",
        ),
        (
            {"scopes": ["READ"]},
            "The app defines features that require the WRITE scope, but does not request the WRITE scope",
        ),
        (
            {
                "modules": {
                    "postInstallPage": MODULES["postInstallPage"] | {"conditions": [{"condition": "moon_is_full"}]}
                }
            },
            "Installation failed. The app includes a Page module with an unsupported condition (moon_is_full).",
        ),
    ],
)
async def test_a_wrong_descriptor_is_refused_before_the_app_is_called(
    stage: Stage, changes: dict[str, Any], start: str
) -> None:
    stage.internet.offer(descriptor(**changes))
    shown = (await stage.install()).json()["status"]
    assert shown["errorMessage"].startswith(start)
    assert stage.internet.events() == []


async def test_broken_json_with_the_two_names_is_told_as_broken_json(stage: Stage) -> None:
    stage.internet.offer(b'{"key": "a", "baseUrl": }')
    shown = (await stage.install()).json()["status"]
    assert shown["errorMessage"].startswith("Invalid Atlassian Connect descriptor: JSON is not well-formed (")


@pytest.mark.parametrize("body", [b"<html>404</html>", b"[]", b'{"name": "no key"}'])
async def test_what_is_no_descriptor_gets_a_bare_code(stage: Stage, body: bytes) -> None:
    stage.internet.offer(body)
    shown = (await stage.install()).json()["status"]
    assert shown["subCode"] == "upm.pluginInstall.error.install.failed"
    assert "errorMessage" not in shown


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "access.denied"),
        (403, "access.denied"),
        (404, "file.not.found"),
        (302, "response.exception"),
        (500, "response.exception"),
    ],
)
async def test_a_failed_download_gets_the_code_of_its_status(stage: Stage, status: int, code: str) -> None:
    stage.internet.offer(b"", status=status)
    assert (await stage.install()).json()["status"]["subCode"] == f"upm.pluginInstall.error.{code}"


@pytest.mark.parametrize(("reason", "code"), [("tls", "upm.pluginInstall.error.ssl"), ("name", "unexpected.exception")])
async def test_a_download_that_gets_no_answer_has_a_code(stage: Stage, reason: str, code: str) -> None:
    stage.internet.answers["GET", DESCRIPTOR_URL] = NetworkFailed(reason)
    assert (await stage.install()).json()["status"]["subCode"] == code


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://gitlab.example.com/a.json", "unsupported.protocol"),
        ("https://gitlab.example.com:8443/a.json", "response.exception"),
        ("https://gitlab.example.com:99999/a.json", "response.exception"),
    ],
)
async def test_only_three_ports_and_two_schemes_are_downloaded_from(stage: Stage, url: str, code: str) -> None:
    stage.internet.offer(descriptor(), url)
    assert (await stage.install(url)).json()["status"]["subCode"] == f"upm.pluginInstall.error.{code}"


async def test_an_app_on_the_developers_own_machine_may_use_any_port(stage: Stage) -> None:
    url = "http://127.0.0.1:3000/atlassian-connect.json"
    stage.internet.offer(
        descriptor(baseUrl="http://127.0.0.1:3000", lifecycle={}, authentication={"type": "none"}), url
    )
    assert (await stage.install(url)).status_code == 303


async def test_an_upgrade_keeps_the_secret_and_raises_the_version(installed: Stage) -> None:
    secret = installed.secret
    before = (await installed.client.get(PLUGIN, headers=DANA)).json()["version"]
    await installed.install()
    assert installed.secret == secret
    assert (await installed.client.get(PLUGIN, headers=DANA)).json()["version"] != before


async def test_an_upgrade_that_is_refused_leaves_the_old_app_working(installed: Stage) -> None:
    secret = installed.secret
    installed.internet.answer_event("installed", 500)
    assert (await installed.install()).status_code == 200
    assert installed.secret == secret
    probe = await installed.as_app("GET", "/rest/devinfo/0.10/existsByProperties", "fakeProperty=1")
    assert probe.json() == {"hasDataMatchingProperties": False}


async def test_an_uninstalled_app_that_comes_back_gets_a_new_secret(installed: Stage) -> None:
    secret = installed.secret
    assert (await installed.client.delete(PLUGIN, headers=DANA)).status_code == 204
    assert installed.internet.events()[-2:] == ["disabled", "uninstalled"]
    await installed.install()
    assert installed.secret != secret


async def test_a_deaf_app_can_be_uninstalled(installed: Stage) -> None:
    installed.internet.fail_event("disabled", "timeout")
    installed.internet.fail_event("uninstalled", "refused")
    assert (await installed.client.delete(PLUGIN, headers=DANA)).status_code == 204
    assert installed.host.truth()["apps"] == []


async def test_the_secret_is_in_no_text_about_the_site(installed: Stage) -> None:
    site = installed.host.site
    told = f"{site!r} {list(site.apps)!r} {site.world.users!r} {installed.host.truth()!r}"
    assert installed.secret not in told
    assert site.world.dana.token not in told
