"""Everything from a fresh checkout, with two commands.

    python3 packaging/bootstrap.py run     installs what is missing and starts the main job against the built-in lab
    python3 packaging/bootstrap.py test    the same set-up, then lint, types, contracts and all tests

Standard library only. Needs Python 3.11 or newer; older ones get a sentence instead of a stack trace.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import system_packages as system

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed-requirements.txt"
PICTURES = ROOT / "out" / "screens"
ANSWERS = ROOT / "resources" / "answers" / "marketplace.toml"
CONNECT_APP = ROOT / "tests" / "e2e" / "connect_app"
REQUIREMENTS = {"run": "requirements.txt", "test": "requirements-test.txt"}
OLDEST = (3, 11)


class Stopped(Exception):
    """Set-up or a stage failed; the text says what and what to do."""


def say(text: str) -> None:
    print(text, flush=True)


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def environment(**more: str) -> dict[str, str]:
    """The caller's environment, with byte code allowed: without it every start compiles all modules again."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME")}
    return {**env, **more}


def call(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> int:
    """Run a command in the checkout with our standard streams; gives its exit status."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=env or environment(), check=False).returncode


def stage(name: str, *command: str | Path, env: Mapping[str, str] | None = None) -> None:
    """Run one named step and say how long it took."""
    shown = shlex.join(str(part) for part in command).replace(f"{ROOT}{os.sep}", "")
    say(f"\n== {name}: {shown}")
    started = time.monotonic()
    status = call(command, env)
    say(f"== {name}: {'done' if status == 0 else f'FAILED (exit {status})'} after {time.monotonic() - started:.1f} s")
    if status:
        raise Stopped(f"{name} failed.")


# --- set-up ----------------------------------------------------------------------------------------------------


def install_system_packages(purpose: str) -> None:
    """Bring what Qt needs from the system. Running may go on without; testing may not."""
    if not sys.platform.startswith("linux"):
        return
    if not system.known_here():
        say("This is not Debian or Ubuntu: bring Qt's system libraries with your package manager, if they are missing.")
        say("Debian calls them: " + " ".join((*system.QT, *system.QT_XCB)))
        return
    needed = (*system.QT, *system.QT_XCB, *(system.TESTS if purpose == "test" else ()))
    names = [*system.missing(needed), *system.venv_package()]
    if purpose == "test":
        names += system.node_packages()
    if not names:
        return
    say(f"System packages missing, installing: {' '.join(names)}")
    if system.install(names):
        return
    still = system.missing(names)
    say(f"These system packages are still missing. As root:\n\n    {system.install_line(still)}\n")
    if purpose == "test" or not set(still).isdisjoint(system.venv_package()):
        raise Stopped("System packages are missing.")


def wanted_stamp(purpose: str) -> str:
    """One line: which interpreter, which pins."""
    pins = (ROOT / "packaging" / REQUIREMENTS[purpose]).read_bytes()
    version = ".".join(str(part) for part in sys.version_info[:3])
    return f"{purpose} python-{version} sha256:{hashlib.sha256(pins).hexdigest()}"


def installed(purpose: str) -> bool:
    """Whether .venv holds these pins; the pins for testing contain those for running."""
    if not STAMP.is_file() or not venv_python().is_file():
        return False
    lines = STAMP.read_text(encoding="utf-8").splitlines()
    return wanted_stamp(purpose) in lines


def make_venv() -> None:
    """Make .venv for this interpreter, anew when it cannot be used."""
    if venv_python().is_file():
        probe = "import sys, pip; print('.'.join(map(str, sys.version_info[:3])))"
        found = subprocess.run([venv_python(), "-c", probe], capture_output=True, text=True, check=False).stdout.strip()
        if found == ".".join(str(part) for part in sys.version_info[:3]):
            return
        say("The .venv here is of another Python or cannot start: making it anew.")
        shutil.rmtree(VENV)
    say("Making .venv")
    # A child, because Debian's venv module may have been installed a second ago.
    if call([sys.executable, "-m", "venv", VENV]) != 0:
        raise Stopped(f"Could not make {VENV}: see the lines above.")


def install_requirements(purpose: str) -> None:
    """Install the pins of `purpose` by hash, wheels only; nothing to do when the stamp says so."""
    if installed(purpose):
        return
    make_venv()
    STAMP.unlink(missing_ok=True)
    pins = ROOT / "packaging" / REQUIREMENTS[purpose]
    pip = ("-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check")
    stage("packages", venv_python(), *pip, "--require-hashes", "--only-binary", ":all:", "--requirement", pins)
    # pip leaves out what it did not install itself (the wizard) and, if the user said so, all of it.
    # The templates in Qt's wheel are no Python.
    compiler = ("-m", "compileall", "-q", "-j", "0", "-x", r"\.tmpl\.py$")
    if call([venv_python(), *compiler, VENV / "lib", ROOT / "wizard"]) != 0:
        say("Some modules could not be compiled ahead; they are compiled when they are used.")
    covered = ("test", "run") if purpose == "test" else (purpose,)
    STAMP.write_text("".join(wanted_stamp(each) + "\n" for each in covered), encoding="utf-8")


def install_connect_app() -> None:
    """Bring what the Connect app of the tests is made of, by hash; without it its tests are skipped, or fail in CI."""
    lock, stamp = CONNECT_APP / "package-lock.json", CONNECT_APP / "node_modules" / "installed-lock.txt"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    npm = shutil.which("npm")
    if npm is None:
        say("npm is not installed: the tests with a Connect app of others cannot run.")
        return
    # Scripts of the packages are not run: nothing here needs to be built.
    command = (npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", CONNECT_APP)
    say("\n== packages of the Connect app: npm ci")
    if call(command) != 0:
        say("They could not be installed: the tests with a Connect app of others cannot run.")
        return
    stamp.write_text(wanted, encoding="utf-8")


def qt_starts(**env: str) -> bool:
    """Whether Qt can open what the environment (or `env`) names as its display."""
    probe = "from PySide6.QtWidgets import QApplication; QApplication([])"
    command = [str(venv_python()), "-c", probe]
    try:
        run = subprocess.run(command, env=environment(**env), capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return False
    return run.returncode == 0


def has_display() -> bool:
    """Whether a window can be shown; on Linux asked only where a display is named."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    if sys.platform.startswith("linux") and not named:
        return False
    return qt_starts()


# --- the two commands ------------------------------------------------------------------------------------------


def run() -> None:
    """The main job against the embedded lab: in the window, or without one where there is no display."""
    main = (venv_python(), ROOT / "main.py")
    if has_display():
        say("Opening the window against the built-in lab. Nothing outside this computer is contacted.")
        stage("window", *main, "--lab")
        return
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    if not qt_starts(**offscreen):
        raise Stopped("Qt cannot start: its system libraries are missing (see above).")
    say("No display found: doing the same journey without a window, against the built-in lab.")
    stage("journey", *main, "run", ANSWERS, "--lab")
    say("\nRendering the pages as pictures.")
    stage("pictures", *main, "screens", "--out", PICTURES, "--lab", env=environment(**offscreen))
    say(f"\nThe pictures are in {PICTURES}")


def test() -> None:
    """Lint, types, import contracts, then all tests; stops at the first stage that fails."""
    bin_dir = venv_python().parent
    python = venv_python()
    stage("lint", python, "-m", "ruff", "check", ".")
    stage("types", python, "-m", "mypy")
    stage("contracts", bin_dir / "lint-imports")
    # In the order of tests/guards/longest_first.py: by itself pytest-xdist begins with the files of the most tests.
    abreast = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
    beside = ("-m", "pytest", "-q", *abreast, "--durations", "12")
    stage("tests", python, *beside, "-m", "not e2e")
    stage("tests, end to end", python, *beside, "-m", "e2e and not window")
    stage("tests, window", python, *beside, "-m", "window")


COMMANDS = {"run": run, "test": test}


def main(argv: Sequence[str]) -> int:
    """Exit status: 0 done, 1 a stage failed, 2 wrong usage."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        say(f"Python 3.11 or newer is needed; this is {found}. Try python3.11, python3.12 or python3.13.")
        return 2
    if len(argv) != 1 or argv[0] not in COMMANDS:
        say(__doc__ or "")
        return 2
    try:
        install_system_packages(argv[0])
        install_requirements(argv[0])
        if argv[0] == "test":
            install_connect_app()
        COMMANDS[argv[0]]()
    except Stopped as stop:
        say(f"\nStopped: {stop}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped by you.")
        return 130
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
