"""What a world has behind it at its start: pure functions of seed and size, the one thing that both sides may read."""
