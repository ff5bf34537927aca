"""What the Jira issue integration of each place signed in with before a set-up, as far as somebody gives it."""

from collections.abc import Mapping
from dataclasses import replace

from wizard.changes import Values
from wizard.domain.errors import SecretMissing
from wizard.domain.gitlab import Json
from wizard.domain.jira_integration import Auth
from wizard.domain.ports import Ports
from wizard.domain.secret import Secret
from wizard.domain.url import UrlError, parse
from wizard.domain.world import World
from wizard.journey.log import Journal


async def with_old_passwords(ports: Ports, world: World, journal: Journal) -> Ports:
    """Return the ports with the secrets, by web address and user, of what was there before the changes of a session.

    Kept ones first (keyring, this session), then what environment or lab give.
    """
    found: dict[tuple[str, str], Secret] = {}
    for record in (await journal.records("change")).values():
        before = _state(record.data.get("before"))
        key = (str(before.get("url") or ""), str(before.get("username") or ""))
        if key[0] and key not in found:
            secret = await _secret(world, before, key[1])
            if secret is not None:
                found[key] = secret
    return replace(ports, integration_passwords_before=found)


async def _secret(world: World, before: Mapping[str, Json], user: str) -> Secret | None:
    kind = before.get("jira_auth_type")
    auth = list(Auth)[kind] if isinstance(kind, int) and 0 <= kind < len(Auth) else Auth.BASIC
    try:
        web, base = parse(str(before["url"])), parse(str(before.get("api_url") or before["url"]))
        kept = await world.secrets.get(web.kept_as, user or auth.value)
        return kept or await world.given_integration_secret(base, auth, user, before=True)
    except (UrlError, SecretMissing):
        return None  # the row says that it is needed


def _state(value: Json) -> Values:
    return value if isinstance(value, dict) else {}
