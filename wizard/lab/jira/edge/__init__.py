"""What stands between the internet and a site's applications: other names, outages, addresses, limits."""
