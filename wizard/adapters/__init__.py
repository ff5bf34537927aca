"""The ports for real: HTTP, network, keyring, SQLite, clocks."""
