"""The settings file: the defaults without one, a clear sentence for a bad one."""

from pathlib import Path

import pytest

from wizard.app.ends import CommandEnded
from wizard.app.settings import Settings, read_settings, settings_file


def test_without_a_file_the_defaults_hold() -> None:
    assert read_settings() == Settings()


def test_what_stands_in_the_file_is_used() -> None:
    ca_file = settings_file().parent / "ca.pem"
    ca_file.parent.mkdir(parents=True)
    ca_file.write_text("-----BEGIN CERTIFICATE-----")
    settings_file().write_text(
        f'[network]\nproxy = "http://proxy.example.com:3128"\n[network.ca_files]\n"gitlab.example.com" = "{ca_file}"\n'
    )
    network = read_settings().network
    assert network.proxy == "http://proxy.example.com:3128"
    assert network.ca_files == {"gitlab.example.com": str(ca_file)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("proxy = 1", "proxy"),
        ("[network]\nproxi = 'x'", "proxi"),
        ("[network", "settings.toml"),
        ("[network.ca_files]\nhost = '/no/such/file'", "/no/such/file"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(CommandEnded) as ended:
        read_settings(path)
    assert said in ended.value.message
