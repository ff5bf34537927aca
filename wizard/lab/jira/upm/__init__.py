"""App management over REST: list, install by descriptor, enable, uninstall."""
