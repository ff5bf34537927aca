"""Connect JWTs as GitLab reads and writes them."""
