"""The command line. Exit status: 0 done, 1 the input has faults or no answer, 2 wrong usage."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import click

from api.cli.import_ import check, import_
from api.cli.params import DataFolder
from geodata import Ambiguous, DataError, Dataset, Place, Selection, SelectionError
from geodata.model.vocabulary import LEVELS
from geodata.query.selection import ALLOWED
from geodata.stores.address import DataAddress

Command = TypeVar("Command", bound=Callable[..., Any])


def selection_options(command: Command) -> Command:
    """Give a command the parameters of a selection as options of the same names."""
    for name in reversed(Selection.model_fields):
        command = click.option(f"--{name}", multiple=True, metavar="VALUE", help=ALLOWED[name])(command)
    return command


data_option = click.option(
    "--data",
    type=DataFolder(),
    help="A folder or a postgresql:// database with the dataset; without it, the one that ships.",
)


@click.group()
@click.version_option(package_name="shimai")
def main() -> None:
    """Japan's partnerships abroad, as maps."""
    logging.basicConfig(format="%(message)s")
    logging.getLogger("geodata").setLevel(logging.INFO)


main.add_command(import_)
main.add_command(check)


@main.command()
@data_option
@click.option("--host", help="The address to listen on (127.0.0.1).")
@click.option("--port", type=int, help="The port to listen on (8000); 0 takes a free one.")
@click.option("--root", help="The path under which a proxy shows the site, as /map.")
@click.option("--url", help="Scheme and host that the public sees, as https://example.org.")
@click.option("--proxies", help="Addresses whose X-Forwarded-For and -Proto are believed (127.0.0.1).")
@click.option("--rate", help="Most requests of one address, as 600/minute; no bound unless set.")
@click.option("--connections", type=int, help="Most connections at once in a process (10000).")
@click.option("--patience", type=float, help="Seconds to send a request's head, or to read nothing (20).")
@click.option("--grace", type=int, help="Seconds that answers under way have left when it must stop (30).")
@click.option("--workers", type=int, help="How many processes serve (1).")
@click.option(
    "--log", help="text, quiet (no line an answer), or JSON lines: json, json-clients with addresses."
)
@click.option("--load", type=int, help="So many ties of a database are loaded into memory (100000).")
def serve(**given: Any) -> None:
    """Serve the viewer and the data."""
    from pydantic import ValidationError

    from api.serving.server import run_server
    from api.settings import Settings

    try:
        settings = Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        fault = error.errors()[0]
        raise click.UsageError(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}") from error
    _or_faults(lambda: run_server(settings))


@main.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(["en", "ja"]), default="en", help="A map's or figure's language.")
@click.option("--look", "looks", multiple=True, metavar="NAME=VALUE", help="A figure's look: paper=slide.")
@data_option
@selection_options
def export(
    out: Path, lang: str, looks: tuple[str, ...], data: DataAddress | None, **parameters: tuple[str, ...]
) -> None:
    """Write a selection to OUT; its ending says the format.

    .geojson, .csv, .xlsx, .gpkg, .kml, .parquet, .fgb and .geojsonl hold the data, .html is the standalone
    map, .pdf, .svg and .png are figures.
    """
    if out.suffix.lower() in (".pdf", ".svg", ".png"):
        _export_figure(out, lang, looks, data, parameters)
        return
    if looks:
        raise click.UsageError("--look is for figures: .pdf, .svg or .png")
    from geodata.writers import FORMATS, Export, Writer

    writers: dict[str, Writer] = {f".{one.extension}": one.write for one in FORMATS.values()}
    writers[".html"] = lambda extract, path: _write_html(extract.dataset, lang, path)
    write = writers.get(out.suffix.lower())
    if write is None:
        raise click.UsageError(f"{out}: the ending must be one of {', '.join(writers)}, .pdf, .svg, .png")
    selection = _selection(parameters)
    extract = Export.of(_load(data), selection)
    _or_faults(lambda: _replace(out, lambda path: write(extract, path)))
    click.echo(f"{out}: {len(extract.dataset)} partnerships")


@main.command()
@click.argument("name")
@click.option("--country", default="", help="A country's code or name, in English or Japanese.")
@click.option("--admin1", default="", help="Its state, province or prefecture: a name, abbreviation or code.")
@click.option("--level", type=click.Choice(LEVELS), default=None, help="What kind of place it is.")
@click.option("--seat", default="", help="The town by which a region or an institution is placed.")
def geocode(name: str, country: str, admin1: str, level: str | None, seat: str) -> None:
    """Say where NAME is, or why that is not clear."""
    from geodata import geocode as resolve

    found = resolve(name, country=country, admin1=admin1, level=level or "", seat=seat)
    if isinstance(found, Place):
        click.echo(_line(found))
        return
    if isinstance(found, Ambiguous):
        click.echo(f"{name}: ambiguous; {found.decided_by} would decide:", err=True)
        for place in found.candidates:
            click.echo(f"  {_line(place)}", err=True)
    else:
        click.echo(f"{name}: {found.reason or 'unknown'}", err=True)
        for place in found.elsewhere:
            click.echo(f"  not there, but: {_line(place)}", err=True)
        if found.nearest:
            click.echo(f"  similar: {', '.join(found.nearest)}", err=True)
    sys.exit(1)


@main.command()
@data_option
@selection_options
def stats(data: DataAddress | None, **parameters: tuple[str, ...]) -> None:
    """Print counts of a selection: by status, kind, country, precision of dates and of places."""
    from geodata.quality.statistics import summarise

    selection = _selection(parameters)
    click.echo(summarise(_load(data).select(selection)))


def _selection(parameters: dict[str, tuple[str, ...]]) -> Selection:
    items = [(name, value) for name, values in parameters.items() for value in values]
    try:
        return Selection.parse(items)
    except SelectionError as error:
        raise click.UsageError(f"--{error}") from error


def _load(data: DataAddress | None) -> Dataset:
    from geodata import load

    return _or_faults(lambda: load(data))


_Result = TypeVar("_Result")


def _or_faults(read: Callable[[], _Result]) -> _Result:
    """Return what a reader gives, or print every fault of its input and exit with 1."""
    try:
        return read()
    except (DataError, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _replace(out: Path, write: Callable[[Path], None]) -> None:
    """Write a file all at once or not at all: in a folder beside it, from where it takes its place."""
    with TemporaryDirectory(prefix=".shimai-", dir=out.parent) as folder:
        part = Path(folder) / f"part{out.suffix.lower()}"
        write(part)
        part.replace(out)


def _export_figure(
    out: Path,
    lang: str,
    looks: tuple[str, ...],
    data: DataAddress | None,
    parameters: dict[str, tuple[str, ...]],
) -> None:
    from viewer import RenderContext
    from viewer.figures import FORMATS, FigureOptions
    from viewer.figures.figure import render_figure

    try:
        options = FigureOptions.parse(
            (name, value) for name, _, value in (look.partition("=") for look in looks)
        )
    except SelectionError as error:
        raise click.UsageError(f"--look {error}") from error
    selection, dataset = _selection(parameters).unpaged(), _load(data)
    (form,) = (one for one in FORMATS if out.suffix.lower() == f".{one}")
    try:
        figure = render_figure(dataset, selection, RenderContext(lang=lang), form, options)
    except SelectionError as error:
        raise click.UsageError(f"--look {error}") from error

    def write(path: Path) -> None:
        path.write_bytes(figure)

    _or_faults(lambda: _replace(out, write))
    click.echo(f"{out}: {len(dataset.select(selection))} partnerships")


def _write_html(dataset: Dataset, lang: str, path: Path) -> None:
    from viewer import render_standalone

    path.write_text(render_standalone(dataset, lang), encoding="utf-8")


def _line(place: Place) -> str:
    names = f"{place.label} {place.name_ja}".strip()
    return f"{names}  {place.lat:.5f} {place.lon:.5f} (latitude longitude)  {place.precision}  {place.origin}"


if __name__ == "__main__":
    main()
