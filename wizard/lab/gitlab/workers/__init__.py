"""Background jobs: what GitLab does in Sidekiq."""
