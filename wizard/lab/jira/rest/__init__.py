"""The public REST resources of the site."""
