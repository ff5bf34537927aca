"""Ports that ask once: during one run of the checks a question asked by several checks is one request."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from wizard.domain.ports import Ports


class _Memo:
    """Passes every call on, and gives the same answer (or error) to the same question."""

    def __init__(self, target: object) -> None:
        self._target = target
        self._answers: dict[tuple[object, ...], asyncio.Future[Any]] = {}

    def __getattr__(self, name: str) -> object:
        found = getattr(self._target, name)
        return self._asked_once(name, found) if asyncio.iscoroutinefunction(found) else found

    def _asked_once(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        async def ask(*args: object, **named: object) -> object:
            key = (name, args, tuple(sorted(named.items())))
            known = self._answers.get(key)
            if known is None:
                known = self._answers[key] = asyncio.get_running_loop().create_future()
                try:
                    known.set_result(await call(*args, **named))
                except asyncio.CancelledError:
                    del self._answers[key]
                    known.cancel()
                    raise
                except Exception as error:
                    known.set_exception(error)
                    known.exception()  # seen here; whoever else asked gets it too
                    raise
                return known.result()
            return await asyncio.shield(known)

        return ask


def memoised(ports: Ports) -> Ports:
    """Return ports for one run of the checks; never for reading back a write."""
    return Ports(
        gitlab=cast("Any", _Memo(ports.gitlab)),
        jira=cast("Any", _Memo(ports.jira)),
        probe=cast("Any", _Memo(ports.probe)),
        clock=ports.clock,
        snapshots=ports.snapshots,
        marketplace=None if ports.marketplace is None else cast("Any", _Memo(ports.marketplace)),
        account=None if ports.account is None else cast("Any", _Memo(ports.account)),
        integration_password=ports.integration_password,
        integration_passwords=ports.integration_passwords,
        accounts={user: cast("Any", _Memo(account)) for user, account in ports.accounts.items()},
        integration_password_before=ports.integration_password_before,
        pace=ports.pace,
    )
