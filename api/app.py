"""The application: only assembled here, its parts have files of their own."""

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from api import data, discovery, downloads, embeds, figures, ogc, operations, pages
from api.head import HeadAsGet
from api.headers import SafetyHeaders
from api.pool import Pool
from api.problems import install_error_handlers
from api.published import Published, watching
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
        redoc_url=None,
        redirect_slashes=False,
        lifespan=watching,
    )
    app.state.settings = settings
    app.state.published = Published(settings.data, settings.load)
    app.state.drawing = Pool("drawing", at_once=1, waiting=8)
    app.state.writing = Pool("writing", at_once=2, waiting=8)
    app.state.tiling = Pool("tiling", at_once=1, waiting=64)
    app.state.assets = Assets.at(f"{settings.root}/static")
    for part in (pages, downloads, data, figures, embeds, discovery, operations, ogc):
        app.include_router(part.router)
    app.mount("/static", FingerprintedFiles(directory=STATIC), name="static")
    install_error_handlers(app)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD"],
        expose_headers=["Link", "ETag", "Content-Crs"],
    )
    app.add_middleware(SafetyHeaders)
    app.add_middleware(HeadAsGet)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=6)
    return app
