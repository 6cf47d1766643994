"""`shimai export`: a selection as a file of data, a standalone map or a figure."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from api.cli.errors import exit_on_issues
from api.cli.params import data_option, load_data, parse_selection, selection_options
from geodata import Dataset, Selection, SelectionError
from geodata.stores.address import DataAddress
from geodata.writers import FORMATS, Export

_FIGURES = (".pdf", ".svg", ".png")


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(["en", "ja"]), default="en", help="A map's or figure's language.")
@click.option(
    "--look", "style_options", multiple=True, metavar="NAME=VALUE", help="A figure's style: paper=slide."
)
@data_option
@selection_options
def export(
    out: Path,
    lang: str,
    style_options: tuple[str, ...],
    data: DataAddress | None,
    **parameters: tuple[str, ...],
) -> None:
    """Write a selection to OUT; its extension says the format.

    .geojson, .csv, .xlsx, .gpkg, .kml, .parquet, .fgb and .geojsonl hold the data, .html is the standalone
    map, .pdf, .svg and .png are figures.
    """
    extension = out.suffix.lower()
    selection = parse_selection(parameters)
    if extension in _FIGURES:
        _export_figure(out, load_data(data), selection.unpaged(), lang, style_options)
        return
    if style_options:
        raise click.UsageError("--look is for figures: .pdf, .svg or .png")
    writers = {f".{one.extension}": one.write for one in FORMATS.values()} | {".html": _html_writer(lang)}
    if extension not in writers:
        raise click.UsageError(f"{out}: the extension must be one of {', '.join((*writers, *_FIGURES))}")
    selected = Export.of(load_data(data), selection)
    exit_on_issues(lambda: _replace(out, lambda path: writers[extension](selected, path)))
    click.echo(f"{out}: {len(selected.dataset)} partnerships")


def _replace(out: Path, write: Callable[[Path], None]) -> None:
    """Write a file completely or not at all: in a folder beside it, from where it replaces what is there."""
    with TemporaryDirectory(prefix=".shimai-", dir=out.parent) as folder:
        part = Path(folder) / f"part{out.suffix.lower()}"
        write(part)
        part.replace(out)


def _html_writer(lang: str) -> Callable[[Export, Path], None]:
    def write(selected: Export, path: Path) -> None:
        from viewer import render_standalone

        path.write_text(render_standalone(selected.dataset, lang), encoding="utf-8")

    return write


def _export_figure(
    out: Path, dataset: Dataset, selection: Selection, lang: str, style_options: tuple[str, ...]
) -> None:
    from viewer import RenderContext
    from viewer.figures import FORMATS as FIGURE_FORMATS
    from viewer.figures import FigureOptions
    from viewer.figures.figure import render_figure

    (form,) = (one for one in FIGURE_FORMATS if out.suffix.lower() == f".{one}")
    try:
        options = FigureOptions.parse(
            (name, value) for name, _, value in (option.partition("=") for option in style_options)
        )
        figure = render_figure(dataset, selection, RenderContext(lang=lang), form, options)
    except SelectionError as error:
        raise click.UsageError(f"--look {error}") from error

    def write(path: Path) -> None:
        path.write_bytes(figure)

    exit_on_issues(lambda: _replace(out, write))
    click.echo(f"{out}: {len(dataset.select(selection))} partnerships")
