"""Who may speak to the sandbox: this machine's own programs, and the sandbox's own page.

It answers only to this machine's own names, so that a foreign name that resolves here is refused, and takes orders
only from itself: a browser says of another site's page whence it asks (Origin, Sec-Fetch-Site).
"""

import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_OWN_NAME = re.compile(r"(127\.0\.0\.1|localhost)(:\d+)?")
_OWN_SITE = ("none", "same-origin")


class FromHere:
    """All that the sandbox serves, the Bot API and the page alike; whoever else asks gets 403."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _is_from_here(Request(scope)):
            return await self._app(scope, receive, send)
        refused = PlainTextResponse("Forbidden", 403, {"X-Content-Type-Options": "nosniff"})
        return await refused(scope, receive, send)


def _is_from_here(request: Request) -> bool:
    host = request.headers.get("host", "")
    if not _OWN_NAME.fullmatch(host) or request.headers.get("origin", f"http://{host}") != f"http://{host}":
        return False
    # A link on another page may lead to the sandbox's own, and to nothing that acts.
    is_link = request.method == "GET" and request.url.path == "/"
    return is_link or request.headers.get("sec-fetch-site", "none") in _OWN_SITE
