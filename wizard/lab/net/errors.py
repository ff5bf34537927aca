"""What the lab says when it cannot do what it was asked."""


class LabError(Exception):
    """The lab cannot start or go on; the text is for people."""
