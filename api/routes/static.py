"""Static files, told apart by their content; under an address with their fingerprint they never change."""

from os import PathLike, stat_result
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from viewer import STATIC, fingerprint


class FingerprintedFiles(StaticFiles):
    """Files that a client may keep for a year when it asks with their fingerprint as `?v=`."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Return a file, with how long it may be kept."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        mark = fingerprint(str(Path(full_path).relative_to(STATIC.resolve())))
        # Starlette's own tag is made of the time of installation, which differs between servers.
        response.headers["ETag"] = f'W/"{mark}"'
        lasting = scope["query_string"] == f"v={mark}".encode()
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
        return response
