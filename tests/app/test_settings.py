"""The settings file: the defaults without one, a sentence for one that cannot be used, private, and really used."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from wizard.app.ends import CommandEnded
from wizard.app.settings import SettingsFile, settings_file
from wizard.app.wishes import limits_of, network_of, proxy_of, stored_settings
from wizard.domain.settings import Settings


@pytest.fixture
def path() -> Path:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    return settings_file()


def test_without_a_file_the_defaults_hold() -> None:
    kept = SettingsFile()
    assert (kept.now, kept.trouble) == (Settings(), None)


def test_what_is_stored_is_there_at_the_next_start_for_this_user_alone() -> None:
    kept = SettingsFile()
    kept.use(Settings(theme="dark", text_percent=150, proxy="manual", proxy_url="http://proxy.example.com:3128"))
    kept.store()
    assert SettingsFile().now == kept.now
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert '"language"' not in kept.path.read_text()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{", "json-cut"),
        ("[]", "format"),
        ('{"format": 2}', "format"),
        ('{"format": 1, "them": "dark"}', "them"),
        ('{"format": 1, "theme": "mauve"}', "theme"),
        ('{"format": 1, "theme": ["dark"]}', "theme"),
        ('{"format": 1, "text_percent": 4000}', "text_percent"),
        ('{"format": 1, "text_percent": true}', "text_percent"),
        ('{"format": 1, "recording": "no"}', "recording"),
        ('{"format": 1, "ca_files": {"host": 1}}', "ca_files"),
        ('{"format": 1, "proxy_url": "http://dana:secret@proxy"}', "proxy_url"),
        ('{"format": 1, "theme": "dark", "theme": "light"}', "json-duplicate-key"),
        ("[" * 5000, "json-depth"),
        (" " * 70_000, "size"),
    ],
)
def test_a_file_that_cannot_be_used_leaves_the_defaults_and_is_named(path: Path, text: str, part: str) -> None:
    path.write_text(text)
    kept = SettingsFile()
    assert kept.now == Settings()
    assert kept.trouble is not None
    assert str(path) in str(kept.trouble)
    assert f"({part})" in str(kept.trouble)
    with pytest.raises(CommandEnded):
        stored_settings()
    kept.use(Settings(theme="dark"))
    kept.store()
    assert stored_settings().now == Settings(theme="dark")


def test_a_file_that_nobody_may_read_is_named_too(path: Path) -> None:
    path.mkdir()
    assert "could not be read" in str(SettingsFile().trouble)


def test_a_ca_file_that_is_gone_is_named(path: Path) -> None:
    path.write_text('{"format": 1, "ca_files": {"gitlab.example.com": "/no/such/file"}}')
    with pytest.raises(CommandEnded) as ended:
        stored_settings()
    assert "/no/such/file" in ended.value.message


def test_the_file_of_earlier_versions_is_taken_over(path: Path) -> None:
    ca_file = path.with_name("ca.pem")
    ca_file.write_text("-----BEGIN CERTIFICATE-----")
    path.with_name("settings.toml").write_text(
        f'[network]\nproxy = "http://proxy.example.com:3128"\n[network.ca_files]\n"gitlab.example.com" = "{ca_file}"\n'
    )
    now = stored_settings().now
    assert (now.proxy, now.proxy_url) == ("manual", "http://proxy.example.com:3128")
    assert now.ca_files == {"gitlab.example.com": str(ca_file)}
    path.with_name("settings.toml").write_text("[network]\nproxi = 'x'")
    assert "network" in str(SettingsFile().trouble)


def test_the_proxy_of_the_settings_is_the_proxy_of_the_next_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://of-the-system.example.com:8080")
    monkeypatch.delenv("no_proxy", raising=False)
    kept = SettingsFile()
    network = network_of(kept)
    assert network.proxy_for("gitlab.example.com").source == "system"
    kept.use(replace(kept.now, proxy="manual", proxy_url="http://proxy.example.com:3128"))
    choice = network.proxy_for("gitlab.example.com")
    assert (choice.url, choice.source) == ("http://proxy.example.com:3128", "manual")
    kept.use(replace(kept.now, proxy="none"))
    assert network.proxy_for("gitlab.example.com").url == ""
    assert proxy_of(Settings(proxy="manual"), "gitlab.example.com").url == ""


def test_the_times_of_the_settings_are_the_limits_of_requests() -> None:
    limits = limits_of(Settings(connect_s=20, read_s=40, check_s=90))
    assert (limits.connect_s, limits.attempt_s, limits.call_s, limits.write_s) == (20, 40, 90, 90)
    usual = limits_of(Settings())
    assert (usual.connect_s, usual.attempt_s, usual.call_s) == (10, 15, 30)


def test_forgetting_deletes_what_was_stored_and_tells_whether_all_is_gone(path: Path) -> None:
    kept = SettingsFile()
    kept.store()
    kept.folders()["recordings"].joinpath("one.jsonl").write_text("{}")
    folders = kept.to_forget()
    assert len(folders) == 2
    assert kept.forget()
    assert [folder for folder in folders if folder.exists()] == []
    assert SettingsFile().now == Settings()
