"""The application: only assembled here, its parts have files of their own."""

from fastapi import FastAPI
from starlette.types import ASGIApp

from api import data, discovery, downloads, embeds, figures, ogc, operations, pages
from api.answering import Answering
from api.compression import Compression
from api.conditional import Conditional
from api.cross_origin import CrossOrigin
from api.faults import FaultsAnswered
from api.head import HeadAsGet
from api.headers import SafetyHeaders
from api.limits import REFUSALS, Limits
from api.logs import AccessLog
from api.metrics import IN_PROGRESS, Requests
from api.observed import Observed, Observer
from api.pool import Pool
from api.problems import install_error_handlers
from api.published import Published, watching
from api.rates import Rate, RateLimit
from api.settings import Settings
from api.static import FingerprintedFiles
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
    for part in (downloads, pages, data, figures, embeds, discovery, operations, ogc):
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
