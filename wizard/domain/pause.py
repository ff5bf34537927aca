"""A read that failed and is sent again after a while: who is asked, which attempt it is, and how that is said."""

from dataclasses import dataclass

from wizard.domain.text import T, Text


@dataclass(frozen=True, slots=True)
class Pause:
    """Told when a wait begins, and once more, `over`, when the read has come to its end."""

    read: int
    """Number of the read; all its pauses have the same."""
    host: str
    seconds: float
    attempt: int
    """The one that comes after this pause; 2 at first."""
    of: int
    asked: bool = False
    """Whether the host itself asked for the pause."""
    over: bool = False

    def words(self, left: int) -> Text:
        """Return what is said while `left` seconds are left; of 0 seconds that the attempt is under way."""
        told = {"host": self.host, "attempt": self.attempt, "of": self.of, "seconds": left}
        if left <= 0:
            return T("{host}: attempt {attempt} of {of}.", **told)
        if self.asked:
            return T("{host} asks for a pause: attempt {attempt} of {of}, next in {seconds} s.", **told)
        return T("{host}: attempt {attempt} of {of}, next in {seconds} s.", **told)
