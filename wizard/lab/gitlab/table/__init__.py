"""Every path the instance answers, by subject."""
