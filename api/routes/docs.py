"""The OpenAPI description, and the page at /docs that shows it in Swagger UI."""

from html import escape
from string import Template

import orjson
from fastapi import APIRouter, Request, Response

from api.middleware.conditional import CACHE_CONTROL, make_etag, not_modified
from viewer import RenderContext

router = APIRouter(tags=["operations"])

_FOLDER = "vendor/swagger-ui-dist"
_PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta name="color-scheme" content="light dark">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Shimai: the API</title>
<link rel="icon" href="$icon">
<link rel="stylesheet" href="$style">
<link rel="stylesheet" href="$palette">
<link rel="stylesheet" href="$theme">
<link rel="stylesheet" href="$page_style">
</head>
<body>
<header>
<a href="$home">Shimai</a>
<nav aria-label="Pages">
<a href="$home">Map</a> <a href="$about">About the data</a> <a href="$gis">For GIS (OGC API)</a>
</nav>
</header>
<main id="docs"></main>
<script src="$script"></script>
<script nonce="$nonce">
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();
SwaggerUIBundle({url: "$url", dom_id: "#docs", validatorUrl: null, deepLinking: true});
</script>
</body>
</html>
""")


def render_docs(openapi_path: str, context: RenderContext) -> str:
    """Return the page that shows the OpenAPI description at a path below the site's root."""
    return _PAGE.substitute(
        icon=escape(context.assets.url("icon.svg")),
        style=escape(context.assets.url(f"{_FOLDER}/swagger-ui.css")),
        palette=escape(context.assets.url("css/palette.css")),
        theme=escape(context.assets.url("css/theme.css")),
        page_style=escape(context.assets.url("css/api_docs.css")),
        home=escape(context.link("/")),
        about=escape(context.link("/about")),
        gis=escape(context.link("/ogc", "f=html")),
        script=escape(context.assets.url(f"{_FOLDER}/swagger-ui-bundle.js")),
        nonce=escape(context.nonce),
        url=escape(context.root + openapi_path),
    )


@router.get("/openapi.json", include_in_schema=False)
async def description(request: Request) -> Response:
    """The routes with their parameters and responses (OpenAPI 3.1)."""
    root = request.app.state.settings.root
    headers = {"ETag": make_etag("openapi", root), "Cache-Control": CACHE_CONTROL}
    if (unchanged := not_modified(request, headers, "application/json")) is not None:
        return unchanged
    document = request.app.openapi() | ({"servers": [{"url": root}]} if root else {})
    return Response(orjson.dumps(document), media_type="application/json", headers=headers)


@router.get("/docs", include_in_schema=False)
async def docs(request: Request) -> Response:
    """The OpenAPI description to read and to try, with no outside asset."""
    state = request.app.state
    context = RenderContext(nonce=request.state.nonce, root=state.settings.root, assets=state.assets)
    return Response(render_docs("/openapi.json", context), media_type="text/html; charset=utf-8")
