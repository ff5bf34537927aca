"""Composition root: opens a world, gives the window or a command its desk."""
