"""Start the GitLab–Jira setup wizard from a checkout; `gitlab-jira-wizard` is the same program, installed."""

import sys

from wizard.app.main import main

if __name__ == "__main__":
    sys.exit(main())
