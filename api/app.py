"""The application: only assembled here, its parts have files of their own."""

from fastapi import FastAPI
from starlette.types import ASGIApp

from api import ogc
from api.dataset_manager import Published, watching
from api.errors import install_error_handlers
from api.executor import Pool
from api.middleware.compression import Compression
from api.middleware.conditional import Conditional
from api.middleware.cors import CrossOrigin
from api.middleware.head import HeadAsGet
from api.middleware.rate_limit import Rate, RateLimit
from api.middleware.request_limits import REFUSALS, Limits
from api.middleware.request_log import Observed, Observer
from api.middleware.response_cache_middleware import Answering
from api.middleware.security_headers import SafetyHeaders
from api.middleware.server_errors import FaultsAnswered
from api.routes import downloads, facets, figures, health, oembed, pages, seo
from api.routes.static import FingerprintedFiles
from api.serving.logs import AccessLog
from api.serving.metrics import IN_PROGRESS, Requests
from api.settings import Settings
from viewer import STATIC, Assets

DESCRIPTION = """Partnerships of Japan's cities, towns and prefectures with places abroad.

Places: GeoNames (CC BY 4.0). Base map: Natural Earth (public domain)."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the server's application with its dataset read; while it runs, it follows the data folder.

    Raises geodata.DataError where the dataset breaks the contract, FileNotFoundError where a file is missing.
    """
    settings = settings or Settings()
    app = FastAPI(
        title="Shimai",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        openapi_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=watching,
    )
    app.state.settings = settings
    app.state.published = Published(settings.data, settings.load)
    app.state.drawing = Pool("drawing", at_once=1, waiting=8, are_large=True)
    app.state.writing = Pool("writing", at_once=2, waiting=8, are_large=True)
    app.state.tiling = Pool("tiling", at_once=1, waiting=64)
    app.state.asking = Pool("asking", at_once=4, waiting=64)
    app.state.assets = Assets.at(f"{settings.root}/static")
    for part in (downloads, pages, facets, figures, oembed, seo, health, ogc):
        app.include_router(part.router, responses=REFUSALS)
    app.mount("/static", FingerprintedFiles(directory=STATIC), name="static")
    install_error_handlers(app)
    _surround(app, settings)
    return app


def _surround(app: FastAPI, settings: Settings) -> None:
    """Put around the routes what all requests pass through, from the inside out."""

    log = [AccessLog(clients=settings.log != "json")] if settings.log != "quiet" else []
    observer = Observer([Requests(), *log])
    behind_https = settings.url.startswith("https:")

    def with_headers(answer: ASGIApp) -> ASGIApp:
        return SafetyHeaders(CrossOrigin(answer), behind_https=behind_https)

    app.add_middleware(FaultsAnswered)
    app.add_middleware(Compression)
    app.add_middleware(Conditional)
    app.add_middleware(with_headers)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Answering)
    app.add_middleware(Limits, around=with_headers)
    if settings.rate:
        app.add_middleware(RateLimit, rate=Rate.parse(settings.rate), around=with_headers)
    app.add_middleware(Observed, in_progress=IN_PROGRESS, observer=observer)
