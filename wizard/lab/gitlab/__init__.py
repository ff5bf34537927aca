"""The simulated GitLab: an instance of one's own and GitLab.com, one code base, two roles."""

from wizard.lab.gitlab.host import GitLabHost

__all__ = ["GitLabHost"]
