"""An answer that is raised from anywhere in a handler; what it says is each host's own."""

from starlette.requests import Request
from starlette.responses import Response


class Refused(Exception):
    """The handler stops here; the caller gets `response`."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


async def answer_refusal(_request: Request, error: Exception) -> Response:
    """Return the response that a refusal carries, for the application's table of exception handlers."""
    if not isinstance(error, Refused):
        raise error
    return error.response
