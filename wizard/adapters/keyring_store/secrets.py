"""The Secrets port: a keyring that may be missing, locked, hanging or lying, and memory when it is."""

import hmac
from collections.abc import Callable
from typing import TypeVar

from wizard.adapters.keyring_store.backends import Backend, NoBackend, find_backend
from wizard.adapters.keyring_store.parts import item_name, read, remove, write
from wizard.adapters.worker import in_worker
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState

T = TypeVar("T")

_DEADLINE_S = 2.8
_LOCKED_NAMES = ("Locked", "InitError", "Prompt", "Denied")
"""In the names of what keyrings raise when a person has to unlock them, or would not."""


class _Failed(Exception):
    """The keyring did not do it; says in which state it is, and nothing of what it was given."""

    def __init__(self, state: KeyringState) -> None:
        super().__init__(state.value)
        self.state = state


class KeyringSecrets:
    """Answers within 3 s. What the keyring does not take is kept in memory; nothing is ever written in plain text."""

    def __init__(self, find: Callable[[], Backend] = find_backend, *, deadline_s: float = _DEADLINE_S) -> None:
        self._find = find
        self._deadline_s = deadline_s
        self._backend: Backend | None = None
        self._memory: dict[str, Secret] = {}
        self._avoided: KeyringState | None = None
        """Set when it hung or lied: it is not asked again until `state` finds it well."""

    async def state(self) -> KeyringState:
        if self._avoided is KeyringState.LYING:
            return KeyringState.LYING
        try:
            await self._ask(lambda backend: backend.get_password("gitlab-jira-wizard", "nothing"))
        except _Failed as failed:
            return failed.state
        self._avoided = None
        return KeyringState.READY

    async def get(self, host: str, user: str) -> Secret | None:
        name = item_name(host, user)
        kept = self._memory.get(name)
        if kept is not None or self._avoided:
            return kept
        try:
            # Made a Secret in the worker: what crosses to the loop can be seen in the loop's debug output.
            return await self._ask(lambda backend: _read(backend, name))
        except _Failed:
            return None

    async def put(self, host: str, user: str, secret: Secret, keeping: Keeping) -> KeyringState:
        name = item_name(host, user)
        self._memory[name] = secret
        if keeping is Keeping.SESSION:
            await self._remove(name)
            return KeyringState.READY
        if self._avoided:
            return self._avoided
        try:
            await self._ask(lambda backend: _written_and_read_back(backend, name, secret))
        except _Failed as failed:
            return failed.state
        return KeyringState.READY

    async def kept_in(self, host: str, user: str) -> Keeping | KeyringState | None:
        name = item_name(host, user)
        silent = self._avoided
        if silent is None:
            try:
                if await self._ask(lambda backend: read(backend, name) is not None):
                    return Keeping.KEYRING
            except _Failed as failed:
                silent = failed.state
        if self._memory.get(name):
            return Keeping.SESSION
        return None if silent is KeyringState.MISSING else silent

    async def forget(self, host: str, user: str) -> None:
        name = item_name(host, user)
        kept = self._memory.pop(name, None)
        if kept is not None:
            kept.wipe()
        await self._remove(name)

    async def _remove(self, name: str) -> None:
        if self._avoided:
            return
        try:
            await self._ask(lambda backend: remove(backend, name))
        except _Failed:
            # Nobody could read it there either: it is missing, locked or hanging, and the next state says so.
            return

    async def _ask(self, work: Callable[[Backend], T]) -> T:
        """Return what the keyring gives, in a thread that is left behind when it hangs. Raises: _Failed."""

        def run() -> T:
            try:
                backend = self._backend or self._find()
                result = work(backend)
            except NoBackend:
                raise _Failed(KeyringState.MISSING) from None
            except _Failed:
                raise
            except Exception as error:  # noqa: BLE001  # backends raise whatever their libraries raise
                raise _Failed(_state_of(error)) from None
            self._backend = backend
            return result

        try:
            return await in_worker(run, deadline_s=self._deadline_s, name="keyring")
        except TimeoutError:
            self._avoided = KeyringState.HANGING
            raise _Failed(KeyringState.HANGING) from None
        except _Failed as failed:
            if failed.state is KeyringState.LYING:
                self._avoided = KeyringState.LYING
            raise


def _read(backend: Backend, name: str) -> Secret | None:
    value = read(backend, name)
    return Secret(value) if value else None


def _written_and_read_back(backend: Backend, name: str, secret: Secret) -> None:
    write(backend, name, secret.reveal())
    found = read(backend, name)
    if found is None or not hmac.compare_digest(found.encode(), secret.reveal().encode()):
        raise _Failed(KeyringState.LYING)


def _state_of(error: Exception) -> KeyringState:
    names = {kind.__name__ for kind in type(error).__mro__}
    locked = any(part in name for name in names for part in _LOCKED_NAMES)
    return KeyringState.LOCKED if locked else KeyringState.MISSING
