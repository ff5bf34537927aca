"""A session bus with an accessibility bus behind it, of a test's own and gone with it."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_STOP_S = 30.0
_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def missing() -> list[str]:
    """Return what is not installed here, as packages of Debian and Ubuntu."""
    found = {"dbus": shutil.which("dbus-daemon"), "at-spi2-core": _launcher(), "xvfb": shutil.which("Xvfb")}
    return [package for package, path in found.items() if not path]


def _launcher() -> str | None:
    return next((path for path in _LAUNCHERS if Path(path).exists()), None)


@contextmanager
def private_bus(environment: Mapping[str, str], folder: Path) -> Iterator[str]:
    """Give the address of a session bus; whoever asks it for the accessibility bus starts that one.

    The accessibility bus ends with the session bus. `folder` needs a short path: sockets lie in it.
    """
    services = folder / "services"
    services.mkdir()
    (services / "org.a11y.Bus.service").write_text(f"[D-BUS Service]\nName=org.a11y.Bus\nExec={_launcher()}\n")
    config = folder / "bus.conf"
    config.write_text(_CONFIG.format(socket=folder / "session", services=services))
    # The launcher asks for settings of a desktop; there is none, and none of the person's is to be touched.
    own = {**environment, "XDG_RUNTIME_DIR": str(folder), "GSETTINGS_BACKEND": "memory"}
    reader, writer = os.pipe()
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", f"--print-address={writer}"]
    daemon = subprocess.Popen(command, pass_fds=(writer,), env=own)
    os.close(writer)
    try:
        with os.fdopen(reader) as said:
            yield said.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait(_STOP_S)
