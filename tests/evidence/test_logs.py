import json
import logging
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from tests.evidence.canaries import canaries, traces
from wizard.domain.secret import Secret
from wizard.evidence.logs import LogFile, _Handler, configure, silence_libraries
from wizard.evidence.redact import Redactor

HOSTILE = 'ok\r\n{"event": "forged"}\x1b]0;title\x07 \u202egpj.exe \x9b31m \ud800'


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogFile]:
    handlers = logging.getLogger().handlers[:]
    made = configure(tmp_path / "logs" / "wizard.log", Redactor(), logging.DEBUG)
    yield made
    made.close()
    logging.getLogger().handlers = handlers
    structlog.reset_defaults()


def lines(log: LogFile) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.path.read_bytes().splitlines()]


def test_an_event_is_one_line_of_json_with_its_values(log: LogFile) -> None:
    structlog.get_logger().info("check-ran", check="gitlab-version", ms=12.5, ok=True, facts={"a": ["b"]})
    (event,) = lines(log)
    assert {key: event[key] for key in ("event", "level", "check", "ms", "ok", "facts")} == {
        "event": "check-ran",
        "level": "info",
        "check": "gitlab-version",
        "ms": 12.5,
        "ok": True,
        "facts": {"a": ["b"]},
    }
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600


def test_a_hostile_text_stays_one_line_and_acts_on_nothing(log: LogFile) -> None:
    structlog.get_logger().warning(HOSTILE, **{"said": HOSTILE, "x\x1b": [HOSTILE]})
    data = log.path.read_bytes()
    assert data.count(b"\n") == 1
    assert data.isascii()
    assert set(data) & set(range(0x20)) == {0x0A}
    (event,) = lines(log)
    assert "[U+000D][U+000A]" in event["event"]
    assert "[U+202E]" in event["said"]


@pytest.fixture
def library(log: LogFile) -> Iterator[logging.Logger]:
    """A library's logger that is heard by the log file and by nobody else: what it says here are secrets."""
    made = logging.getLogger("some.library")
    made.propagate = False
    made.addHandler(next(one for one in logging.getLogger().handlers if isinstance(one, _Handler)))
    yield made
    made.handlers.clear()
    made.propagate = True


def test_no_secret_reaches_the_log_from_us_or_from_libraries(log: LogFile, library: logging.Logger) -> None:
    for value in canaries(3).values():
        secret = Secret(value)
        log._redactor.learn(secret)
        structlog.get_logger().info(f"sent {value}", header=value, inner={"a": (value,)}, secret=secret)
        library.warning("failed for %s", value)
        try:
            raise ValueError(value)
        except ValueError as error:
            structlog.get_logger().exception("failed")
            structlog.get_logger().error("failed", exc_info=error)
            library.exception("failed")
        assert traces(log.path.read_text(), value) == []
    assert "Secret(***)" in log.path.read_text()


def test_the_talkative_libraries_are_silent(log: LogFile) -> None:
    for name in ("httpx", "httpcore", "httpcore.http11", "httpcore.connection"):
        logging.getLogger(name).info("GET https://a/?code=CANARY")
        logging.getLogger(name).debug("Set-Cookie: CANARY")
    silence_libraries()
    assert log.path.read_text() == ""
    assert not logging.getLogger("httpcore.http11").isEnabledFor(logging.INFO)


def test_a_log_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    lost = LogFile(tmp_path / "file" / "wizard.log", Redactor())
    lost.write("x")
    assert lost.failure == "FileExistsError"


def test_a_large_log_is_put_aside_at_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.evidence.logs._LIMIT", 10)
    path = tmp_path / "wizard.log"
    path.write_text("x" * 11)
    LogFile(path, Redactor()).close()
    assert (path.read_text(), (tmp_path / "wizard.log.1").read_text()) == ("", "x" * 11)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_disk_that_is_full_ends_the_log_and_never_the_program() -> None:
    lines = LogFile(Path("/dev/full"), Redactor())
    lines.write("does not fit")
    assert lines.failure == "OSError"
    lines.close()
