"""The Connect side of the site: installed apps, their descriptors, life cycle, tokens and pages."""
