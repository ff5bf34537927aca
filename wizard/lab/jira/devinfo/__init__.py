"""Development information: what apps submit, and what the panel of an issue shows of it."""
