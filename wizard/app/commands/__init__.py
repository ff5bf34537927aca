"""The headless twin, one file a command; each opens a world, asks the desk and prints."""
