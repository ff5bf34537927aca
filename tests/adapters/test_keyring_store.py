import asyncio
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from keyring.errors import InitError, KeyringError, KeyringLocked, PasswordDeleteError

from wizard.adapters.keyring_store import KeyringSecrets
from wizard.adapters.keyring_store.backends import Backend, NoBackend, find_backend
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState

HOST, USER = "gitlab.example.com", "dana"
CANARY = "glpat-CANARYCANARYCANARY01"


class Honest:
    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        assert len(password.encode("utf-16-le")) <= 2560
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.items.pop((service, username), None) is None:
            raise PasswordDeleteError("nothing there")


class Raising(Honest):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class Hanging(Honest):
    def __init__(self) -> None:
        super().__init__()
        self.released = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.released.wait()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.released.wait()


class Lying(Honest):
    def set_password(self, service: str, username: str, password: str) -> None:
        self.items[service, username] = password[:-1]


def over(backend: Backend) -> KeyringSecrets:
    """Return secrets over a backend; only one that never answers has to be given up early."""
    return KeyringSecrets(lambda: backend, deadline_s=0.15 if isinstance(backend, Hanging) else 30.0)


def missing() -> Backend:
    raise NoBackend


async def test_what_was_put_is_there_for_the_next_program_run_until_it_is_forgotten() -> None:
    backend = Honest()
    assert await over(backend).put(HOST, USER, Secret(CANARY), Keeping.KEYRING) is KeyringState.READY
    assert await over(backend).get(HOST, USER) == Secret(CANARY)
    assert await over(backend).get(HOST, "other") is None
    await over(backend).forget(HOST, USER)
    assert backend.items == {}


async def test_labels_say_nothing_about_host_and_user() -> None:
    backend = Honest()
    await over(backend).put(HOST, USER, Secret(CANARY), Keeping.KEYRING)
    names = " ".join(part for key in backend.items for part in key)
    assert {service for service, _ in backend.items} == {"gitlab-jira-wizard"}
    assert "example" not in names
    assert "dana" not in names


@pytest.mark.parametrize("length", [1, 1200, 1201, 1281, 4096, 20_000])
@pytest.mark.parametrize("letter", ["a", "\u00e9", "\U0001f511"])
async def test_a_long_secret_is_kept_whole(length: int, letter: str) -> None:
    backend = Honest()
    secret = Secret(letter * length)
    assert await over(backend).put(HOST, USER, secret, Keeping.KEYRING) is KeyringState.READY
    assert await over(backend).get(HOST, USER) == secret
    await over(backend).forget(HOST, USER)
    assert backend.items == {}


async def test_a_secret_that_lost_a_part_is_missing_and_not_cut() -> None:
    backend = Honest()
    await over(backend).put(HOST, USER, Secret("x" * 4000), Keeping.KEYRING)
    part = next(key for key in backend.items if key[1].endswith(".1"))
    del backend.items[part]
    assert await over(backend).get(HOST, USER) is None


@pytest.mark.parametrize(
    "backend, state",
    [
        (Raising(KeyringLocked("no")), KeyringState.LOCKED),
        (Raising(InitError("prompt dismissed")), KeyringState.LOCKED),
        (Raising(KeyringError(CANARY)), KeyringState.MISSING),
        (Raising(OSError("bus gone")), KeyringState.MISSING),
        (Lying(), KeyringState.LYING),
    ],
)
async def test_a_keyring_that_fails_is_named_and_the_session_goes_on(backend: Honest, state: KeyringState) -> None:
    secrets = over(backend)
    assert await secrets.put(HOST, USER, Secret(CANARY), Keeping.KEYRING) is state
    assert await secrets.state() is state
    assert await secrets.get(HOST, USER) == Secret(CANARY)
    assert await over(Honest()).get(HOST, USER) is None


async def test_without_a_keyring_the_session_goes_on() -> None:
    secrets = KeyringSecrets(missing)
    assert await secrets.state() is KeyringState.MISSING
    assert await secrets.put(HOST, USER, Secret(CANARY), Keeping.KEYRING) is KeyringState.MISSING
    assert await secrets.get(HOST, USER) == Secret(CANARY)


async def test_a_hanging_keyring_costs_its_limit_once_and_is_asked_again_only_for_its_state() -> None:
    backend = Hanging()
    secrets = over(backend)
    began = time.monotonic()
    assert await secrets.put(HOST, USER, Secret(CANARY), Keeping.KEYRING) is KeyringState.HANGING
    assert await secrets.get(HOST, USER) == Secret(CANARY)
    assert await secrets.get(HOST, "other") is None
    await secrets.forget(HOST, "other")
    assert time.monotonic() - began < 3
    assert await secrets.state() is KeyringState.HANGING
    backend.released.set()
    assert await secrets.state() is KeyringState.READY


async def test_the_default_limit_is_below_three_seconds() -> None:
    assert KeyringSecrets(missing)._deadline_s < 3


async def test_session_only_never_reaches_the_keyring_and_takes_an_older_copy_out() -> None:
    backend = Honest()
    secrets = over(backend)
    await secrets.put(HOST, USER, Secret("older token"), Keeping.KEYRING)
    assert await secrets.put(HOST, USER, Secret(CANARY), Keeping.SESSION) is KeyringState.READY
    assert backend.items == {}
    assert await secrets.get(HOST, USER) == Secret(CANARY)


async def test_a_forgotten_secret_is_wiped_in_memory() -> None:
    secrets, secret = over(Honest()), Secret(CANARY)
    await secrets.put(HOST, USER, secret, Keeping.SESSION)
    await secrets.forget(HOST, USER)
    assert not secret
    assert await secrets.get(HOST, USER) is None


async def test_it_says_where_a_secret_is_kept() -> None:
    secrets = over(Honest())
    assert await secrets.kept_in(HOST, USER) is None
    await secrets.put(HOST, USER, Secret(CANARY), Keeping.KEYRING)
    assert await secrets.kept_in(HOST, USER) is Keeping.KEYRING
    await secrets.put(HOST, USER, Secret(CANARY), Keeping.SESSION)
    assert await secrets.kept_in(HOST, USER) is Keeping.SESSION
    await secrets.forget(HOST, USER)
    assert await secrets.kept_in(HOST, USER) is None


async def test_nothing_is_called_forgotten_that_a_silent_keyring_may_still_hold() -> None:
    backend = Hanging()
    secrets = over(backend)
    await secrets.forget(HOST, USER)
    assert await secrets.kept_in(HOST, USER) is KeyringState.HANGING
    backend.released.set()
    assert await secrets.state() is KeyringState.READY
    assert await secrets.kept_in(HOST, USER) is None
    assert await KeyringSecrets(missing).kept_in(HOST, USER) is None


def test_neither_environment_nor_file_chooses_the_keyring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "python_keyring").mkdir()
    (tmp_path / "python_keyring" / "keyringrc.cfg").write_text(
        "[backend]\ndefault-keyring=keyring.backends.null.Keyring\nkeyring-path=/nowhere\n"
    )
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    with pytest.raises(NoBackend):
        find_backend()


REAL = """
import asyncio, sys
from wizard.adapters.keyring_store import KeyringSecrets
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping
async def main():
    for value in ("glpat-\\u00e9", "x" * 5000):
        first = KeyringSecrets()
        print(await first.state(), await first.put("h", "u", Secret(value), Keeping.KEYRING))
        print(await KeyringSecrets().get("h", "u") == Secret(value))
    await KeyringSecrets().forget("h", "u")
    print(await KeyringSecrets().get("h", "u"))
    import secretstorage
    from contextlib import closing
    with closing(secretstorage.dbus_init()) as bus:
        secretstorage.get_default_collection(bus).lock()
    print(await KeyringSecrets().put("h", "u", Secret("y"), Keeping.KEYRING))
asyncio.run(main())
"""


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus-run-session and gnome-keyring-daemon",
)
def test_a_real_secret_service_keeps_and_forgets(tmp_path: Path) -> None:
    unlock = 'printf "test\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"'
    command = ["dbus-run-session", "--", "bash", "-c", unlock, "bash", sys.executable, "-c", REAL]
    environment = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "PATH": "/usr/bin:/bin"}
    environment |= {"XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.split("\n")[:-1] == ["ready ready", "True", "ready ready", "True", "None", "locked"], done.stderr


async def test_what_crosses_to_the_loop_shows_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Honest()
    await KeyringSecrets(lambda: kept).put(HOST, USER, Secret(CANARY), Keeping.KEYRING)
    loop = asyncio.get_running_loop()
    crossed: list[str] = []
    call = loop.call_soon_threadsafe

    def seen(callback: Callable[..., object], *given: object) -> asyncio.Handle:
        crossed.append(repr(given))
        return call(callback, *given)

    monkeypatch.setattr(loop, "call_soon_threadsafe", seen)
    assert await KeyringSecrets(lambda: kept).get(HOST, USER) == Secret(CANARY)
    assert crossed == ["(Secret(***), None)"]
