"""A lab as others use it: `lab serve` in a process of its own, steered through its control URL only."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = ROOT / "resources" / "answers" / "marketplace.toml"
MAIN = [sys.executable, str(ROOT / "main.py")]
_ROUTES = {"fleet": "proxy"}
"""World -> its route, where the two have different names."""
WRITES = ("POST", "PUT", "DELETE", "PATCH")


@dataclass
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def codes(self) -> list[str]:
        return [finding["code"] for finding in self.json["findings"]]


@dataclass
class ServedLab:
    """A running lab and a home for the program that uses it."""

    folder: Path
    environment: Mapping[str, str]
    clock: str = "real"
    projects: int = 60
    scenario: str = "marketplace"
    more: tuple[str, ...] = ()
    """Further options of `lab serve`."""
    process: subprocess.Popen[bytes] = field(init=False)
    ready: dict[str, Any] = field(init=False)

    @property
    def ready_file(self) -> Path:
        return self.folder / "ready.json"

    def start(self) -> None:
        command = [*MAIN, "lab", "serve", self.scenario, "--ready-file", str(self.ready_file), "--clock", self.clock]
        command += ["--projects", str(self.projects), "--until-stdin-closes", *self.more]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, env=dict(self.environment))
        while not self.ready_file.exists():
            try:
                self.process.wait(0.02)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(f"the lab ended with {self.process.returncode} before it was ready")
        self.ready = json.loads(self.ready_file.read_text())

    def stop(self) -> int:
        self.process.terminate()
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(10)

    def control(self, method: str, path: str, body: object = None) -> Any:
        """Ask the control URL."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.ready['control']['token']}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.ready["control"]["url"] + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def fault(self, fault: str, times: object = "always", **params: object) -> None:
        self.control("PUT", f"/faults/{fault}", {"params": params, "times": times})

    def lift(self, fault: str) -> None:
        self.control("DELETE", f"/faults/{fault}")

    def rate(self, rate: float) -> None:
        """Let the lab's clock run faster, where a test waits for a deadline of the product."""
        self.control("POST", "/clock", {"rate": rate})

    def reset(self) -> None:
        self.control("POST", "/reset", {})

    def truth(self) -> dict[str, Any]:
        found: dict[str, Any] = self.control("GET", "/truth")
        return found

    def traffic(self, since: int = 0) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.control("GET", f"/traffic?since={since}")
        return found

    def from_desktop(self, since: int = 0) -> list[dict[str, Any]]:
        """Requests of the program itself; the person of the lab comes through the proxy as another vantage or path."""
        return [row for row in self.traffic(since) if row["from"] == "desktop"]

    def newest(self) -> int:
        rows = self.traffic()
        return int(rows[-1]["seq"]) if rows else 0

    def command(self, *arguments: str, env: Mapping[str, str] | None = None) -> list[str]:
        return [*MAIN, *arguments, "--lab-at", str(self.ready_file)]

    def wizard(
        self, *arguments: str, home: Path | None = None, env: Mapping[str, str] | None = None, timeout_s: float = 100
    ) -> Outcome:
        """Run the program against this lab; `home` gives it a data folder of its own."""
        variables = {**self.environment, **(env or {})}
        if home is not None:
            variables["XDG_DATA_HOME"] = str(home)
        done = subprocess.run(
            self.command(*arguments), env=variables, capture_output=True, text=True, timeout=timeout_s, check=False
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    @property
    def answers(self) -> Path:
        """The example answers of the scenario's route."""
        return ANSWERS.with_name(f"{_ROUTES.get(self.scenario, self.scenario)}.toml")

    def run(self, *more: str, answers: Path | None = None, home: Path | None = None) -> Outcome:
        return self.wizard("run", str(answers or self.answers), "--json", *more, home=home)

    def api(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Do by API on the lab's GitLab what another administrator does by hand."""
        return call(self.ready, self.ready["gitlab"]["url"], method, path, self.ready["gitlab"]["token"], body)


def call(
    ready: Mapping[str, Any], origin: str, method: str, path: str, token: str, body: Mapping[str, Any] | None = None
) -> Any:
    """Send one request through the lab's proxy, with its CA file, as any other program would."""
    import httpx

    from tests.e2e.trust import context

    headers = {"PRIVATE-TOKEN": token}
    with httpx.Client(proxy=ready["proxy"], verify=context(ready["ca_file"]), trust_env=False) as client:
        answer = client.request(method, origin + path, headers=headers, json=body)
    assert answer.status_code < 300, f"{method} {path}: {answer.status_code} {answer.text[:200]}"
    return answer.json() if answer.content else None


def answers_file(folder: Path, **changed: str) -> Path:
    """Return a copy of the example answers with single lines replaced: gitlab_url="http://…"."""
    lines = ANSWERS.read_text().splitlines()
    section = ""
    out: list[str] = []
    for line in lines:
        section = line.strip("[]") if line.startswith("[") else section
        key = f"{section}_{line.partition(' =')[0]}"
        out.append(f"{line.partition(' =')[0]} = {changed[key]}" if key in changed else line)
    path = folder / "answers.toml"
    path.write_text("\n".join(out) + "\n")
    return path


def is_own_write(row: Mapping[str, Any]) -> bool:
    """Tell the program's writes from those of the person, who works beside it from the same desk with a browser."""
    path = str(row["path"])
    return row["method"] in WRITES and "/api/v4/" in path and "jira_connect/subscriptions" not in path


def writes_without_read_back(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the writes of the program to GitLab that no reading request of the same kind of thing follows."""
    missing = []
    for number, row in enumerate(rows):
        if not is_own_write(row):
            continue
        subject = subject_of(row["path"])
        later = [one for one in rows[number + 1 :] if one["method"] == "GET" and subject_of(one["path"]) == subject]
        if not later:
            missing.append(f"{row['method']} {row['path']}")
    return missing


def subject_of(path: str) -> str:
    """Return what a path is about: applications, settings, branches; the commit of a test makes a branch."""
    if path.endswith("/repository/commits"):
        return "branches"
    known = ("applications", "settings", "branches", "merge_requests", "pipeline", "environments", "feature_flags")
    return next((name for name in known if name in path), path)
