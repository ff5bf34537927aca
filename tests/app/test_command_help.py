"""What `--help` says of each command is a whole sentence on a terminal of eighty columns."""

from click.testing import CliRunner

from wizard.app.command_line import COMMANDS, cli


def test_no_description_is_cut():
    said = CliRunner().invoke(cli, ["--help"], terminal_width=80).output
    told = said.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in told] == list(COMMANDS)
    assert [line for line in told if not line.endswith(".") or line.endswith("...")] == []
