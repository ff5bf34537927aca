"""The content of one GitLab: people, groups, projects and repositories, made from a seed on demand."""
