"""The program: the window when nothing stands after its name, else what the command line says."""

import sys

from wizard.app.hardening import harden


def main(argv: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    harden()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments:
        from wizard.app.command_line import obey

        return obey(arguments)
    from wizard.app.window import open_window  # before its first paint nothing of the commands is loaded

    try:
        return open_window(lab=None, lab_at=None)
    except KeyboardInterrupt:
        from wizard.app.ends import Exit

        return Exit.STOPPED
