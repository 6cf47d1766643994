"""The application, assembled from its parts."""

from functools import partial

from fastapi import FastAPI
from granian.utils.proxies import wrap_asgi_with_proxy_headers
from starlette.types import ASGIApp

from api import ogc
from api.dataset_manager import DatasetManager, lifespan
from api.errors import install_error_handlers
from api.executor import Executors
from api.file_cache import FileCache
from api.middleware.compression import CompressionMiddleware
from api.middleware.conditional import ConditionalMiddleware
from api.middleware.cors import OpenCORSMiddleware
from api.middleware.head import HeadMiddleware
from api.middleware.ranges import RangeMiddleware
from api.middleware.rate_limit import RateLimitMiddleware
from api.middleware.request_id import request_id_middleware
from api.middleware.request_limits import REFUSALS, RequestLimitsMiddleware
from api.middleware.request_log import RequestLogMiddleware
from api.middleware.response_cache import ResponseCacheMiddleware
from api.middleware.root_path import RootPathMiddleware
from api.middleware.security_headers import SecurityHeadersMiddleware
from api.middleware.server_errors import ServerErrorsMiddleware
from api.routes import docs, downloads, events, facets, figures, health, map_columns, oembed, pages, seo
from api.routes.static import FingerprintedFiles
from api.serving.logging import AccessLog
from api.serving.metrics import IN_PROGRESS, RequestMetrics, forget_dead_processes
from api.settings import Settings
from viewer import STATIC, Assets

DESCRIPTION = """Partnerships of Japan's cities, towns and prefectures with places abroad.

Places: GeoNames (CC BY 4.0). Base map: Natural Earth (public domain)."""


def create_app(settings: Settings | None = None) -> ASGIApp:
    """Return the application with its dataset loaded; while it runs, it loads newer versions of the data.

    Raises geodata.DataError where the dataset breaks the contract, OSError where it can't be read.
    """
    settings = settings or Settings()
    return surround(create_api(settings), settings)


def surround(api: FastAPI, settings: Settings) -> ASGIApp:
    """Surround the API with the outer middlewares: cache, rate limit, log, request id (outermost).

    They are outside of FastAPI, so that a cached response skips everything else.
    """
    app: ASGIApp = ResponseCacheMiddleware(api, source=api.state.dataset_manager)
    if settings.rate:
        wrap_refusal = partial(_add_headers, settings=settings)
        app = RateLimitMiddleware(app, rate=settings.rate, wrap_refusal=wrap_refusal)
    access_log = [AccessLog(clients=settings.log != "json")] if settings.log != "quiet" else []
    app = RequestLogMiddleware(app, in_progress=IN_PROGRESS, listeners=[RequestMetrics(), *access_log])
    if settings.root:
        app = RootPathMiddleware(app, root=settings.root)
    return request_id_middleware(app)


def create_api(settings: Settings) -> FastAPI:
    """Return the routes and the middlewares that make a response. Raises as create_app does."""
    app = FastAPI(
        title="Shimai",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        openapi_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.dataset_manager = DatasetManager(settings.data, settings.max_in_memory)
    app.state.executors = Executors()
    app.state.files = FileCache()
    app.state.assets = Assets.at(f"{settings.root}/static")
    for part in (downloads, pages, events, facets, map_columns, figures, oembed, seo, health, docs, ogc):
        app.include_router(part.router, responses=REFUSALS)
    app.mount("/static", FingerprintedFiles(directory=STATIC), name="static")
    install_error_handlers(app)
    app.add_middleware(ServerErrorsMiddleware)
    app.add_middleware(RangeMiddleware)
    app.add_middleware(CompressionMiddleware)
    app.add_middleware(ConditionalMiddleware)
    app.add_middleware(HeadMiddleware)
    app.add_middleware(RequestLimitsMiddleware)
    app.add_middleware(partial(_add_headers, settings=settings))
    return app


def _add_headers(app: ASGIApp, *, settings: Settings) -> ASGIApp:
    """Surround an application with the headers that all responses have."""
    behind_https = settings.url.startswith("https:")
    return SecurityHeadersMiddleware(OpenCORSMiddleware(app), behind_https=behind_https)


def create_worker() -> ASGIApp:
    """Return the application of a worker process of `shimai serve`, with the settings of the environment.

    Raises as create_app does.
    """
    forget_dead_processes()
    settings = Settings()
    app = create_app(settings)
    return wrap_asgi_with_proxy_headers(app, settings.trusted_proxies) if settings.trusted_proxies else app
