"""Runs programs that others wrote against a lab: processes of their own that get proxy and authority alone."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trustme

HERE = Path(__file__).parent
_LIMIT_S = 120


@dataclass(frozen=True)
class Ended:
    """How the program ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err[-2000:]
        return json.loads(self.out)


def outside(script: str, *arguments: str, ready: Mapping[str, Any], ca_file: str | Path | None = None) -> Ended:
    """Run a script of this folder; isolated, so that it cannot import anything of this project."""
    environment = {"HTTPS_PROXY": ready["proxy"], "REQUESTS_CA_BUNDLE": str(ca_file or ready["ca_file"])}
    command = [sys.executable, "-I", str(HERE / script), *arguments]
    done = subprocess.run(
        command, env=environment, cwd="/", capture_output=True, text=True, timeout=_LIMIT_S, check=False
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def foreign_authority(folder: Path) -> Path:
    """Return the certificate of an authority that signed nothing of the lab."""
    file = folder / "foreign.pem"
    trustme.CA().cert_pem.write_to_path(str(file))
    return file
