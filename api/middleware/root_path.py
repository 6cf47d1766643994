"""The path prefix of a site below the root of its host, whether the proxy strips it or keeps it."""

from starlette.types import ASGIApp, Receive, Scope, Send


class RootPathMiddleware:
    """Removes the prefix from the paths of requests that still have it: `/map/table` becomes `/table`.

    root: the prefix without a slash at its end, such as `/map`.
    """

    def __init__(self, app: ASGIApp, *, root: str) -> None:
        self.app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and f"{scope['path']}/".startswith(f"{self._root}/"):
            raw_path: bytes = scope["raw_path"]
            scope = {
                **scope,
                "path": scope["path"].removeprefix(self._root) or "/",
                "raw_path": raw_path.removeprefix(self._root.encode()) or b"/",
            }
        await self.app(scope, receive, send)
