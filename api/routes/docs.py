"""The page at /docs: Swagger UI, served by us, on our OpenAPI description."""

from html import escape
from string import Template

from viewer import RenderContext

_FOLDER = "vendor/swagger-ui-dist"
_PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Shimai: the API</title>
<link rel="icon" href="$icon">
<link rel="stylesheet" href="$style">
</head>
<body>
<div id="docs"></div>
<script src="$script"></script>
<script nonce="$nonce">
SwaggerUIBundle({url: "$url", dom_id: "#docs", validatorUrl: null, deepLinking: true});
</script>
</body>
</html>
""")


def render_docs(openapi_path: str, setting: RenderContext) -> str:
    """Return the page that shows the OpenAPI description at a path below the site's root."""
    return _PAGE.substitute(
        icon=escape(setting.assets.url("icon.svg")),
        style=escape(setting.assets.url(f"{_FOLDER}/swagger-ui.css")),
        script=escape(setting.assets.url(f"{_FOLDER}/swagger-ui-bundle.js")),
        nonce=escape(setting.nonce),
        url=escape(setting.root + openapi_path),
    )
