"""What holds for every test: the guards of `tests/guards`, as plugins."""

pytest_plugins = [
    "tests.guards.surroundings",
    "tests.guards.logs",
    "tests.guards.leftovers",
    "tests.guards.sockets",
    "tests.guards.skips",
    "tests.guards.display",
    "tests.guards.measured",
    "tests.guards.longest_first",
]
