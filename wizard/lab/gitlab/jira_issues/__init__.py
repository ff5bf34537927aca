"""The Jira issue integration at work: mentions, closed issues, push checks, and its test in the browser."""
