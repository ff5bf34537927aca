"""The evidence drawer: what was sent and answered, beside the page that it concerns."""
