"""Static files with an ETag of their content; under a URL with their fingerprint they never change."""

from os import PathLike, stat_result
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from viewer import STATIC, fingerprint


class FingerprintedFiles(StaticFiles):
    """Files that a client may cache for a year if the URL has their fingerprint as `?v=`."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Return a file with its ETag and Cache-Control."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        digest = fingerprint(str(Path(full_path).relative_to(STATIC.resolve())))
        # Starlette's ETag is made of the time of installation, which differs between servers.
        response.headers["ETag"] = f'W/"{digest}"'
        is_versioned = scope["query_string"] == f"v={digest}".encode()
        response.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if is_versioned else "no-cache"
        )
        return response
