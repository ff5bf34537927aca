"""What the Jira issue integration of each place signed in with before a set-up, as far as somebody gives it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from wizard.changes import UNTIL, Values
from wizard.domain.errors import SecretMissing
from wizard.domain.gitlab import Json
from wizard.domain.jira_integration import Auth
from wizard.domain.ports import Ports
from wizard.domain.secret import Secret
from wizard.domain.url import Url, UrlError, parse
from wizard.domain.world import World
from wizard.journey.log import Journal

_Key = tuple[str, str]
"""Web address and user."""


async def with_old_passwords(
    ports: Ports, world: World, journal: Journal, told: Mapping[_Key, Secret] | None = None
) -> Ports:
    """Return the ports with the secrets, by web address and user, of what was there before the changes of a session.

    Those that somebody told for this undo first, then kept ones (keyring, this session), then what environment or lab
    give. Where several users of one Jira need one, only a secret that names its user counts; that one of them was told
    says nothing about the others. What was kept in place of a renewed password is the new one.
    """
    wanted: dict[_Key, _Place] = {}
    for record in (await journal.records("change")).values():
        before, after = _state(record.data.get("before")), _state(record.data.get("after"))
        key = (str(before.get("url") or ""), str(before.get("username") or ""))
        if key[0] and key not in wanted:
            place = _place(before, key[1], renewed=UNTIL in after)
            if place is not None:
                wanted[key] = place
    found = {key: await _kept(world, place) for key, place in wanted.items()}
    open_ones = Counter(wanted[key].base.origin for key, secret in found.items() if secret is None)
    found |= {key: Secret(one.reveal()) for key, one in (told or {}).items() if key in wanted}
    for key in [key for key, secret in found.items() if secret is None]:
        found[key] = await _given(world, wanted[key], named=open_ones[wanted[key].base.origin] > 1)
    old = {key: one for key, one in found.items() if one is not None and not _new(ports, wanted[key], one)}
    alone = len(wanted) == 1
    return replace(
        ports,
        integration_passwords_before=old,
        integration_password_before=ports.integration_password_before if alone else None,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """What places of one Jira and user were like."""

    web: Url
    base: Url
    auth: Auth
    user: str
    renewed: bool
    """Whether another password of the same user took the place of theirs."""


def _place(before: Values, user: str, *, renewed: bool) -> _Place | None:
    kind = before.get("jira_auth_type")
    auth = list(Auth)[kind] if isinstance(kind, int) and 0 <= kind < len(Auth) else Auth.BASIC
    try:
        web, base = parse(str(before["url"])), parse(str(before.get("api_url") or before["url"]))
    except UrlError:
        return None
    return _Place(web, base, auth, user, renewed)


async def _kept(world: World, place: _Place) -> Secret | None:
    return None if place.renewed else await world.secrets.get(place.web.kept_as, place.user or place.auth.value)


async def _given(world: World, place: _Place, *, named: bool) -> Secret | None:
    try:
        return await world.given_integration_secret(place.base, place.auth, place.user, before=True, named=named)
    except SecretMissing:
        return None  # the row says that it is needed


def _new(ports: Ports, place: _Place, secret: Secret) -> bool:
    """Tell whether this is no old password, but the one that was sent in its place."""
    return place.renewed and secret == ports.integration_password


def _state(value: Json) -> Values:
    return value if isinstance(value, dict) else {}
