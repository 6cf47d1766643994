"""Builds a report of a selection: report.md, report.html, report.pdf and the map beside them.

python docs/report/build.py --prefecture 27 --lang ja out/
"""

from pathlib import Path
from typing import Any

import click
from contents import gather_report
from pages import CannotPrintError, print_pdf, write_html, write_markdown

import geodata
from api.cli.params import data_option, selection_options
from viewer import RenderContext
from viewer.figures import FigureOptions
from viewer.figures.figure import render_figure

MAP_TITLES = {"en": "Where the partners are", "ja": "提携先の地図"}


@click.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(["en", "ja"]), default="en", help="The report's language.")
@data_option
@selection_options
def main(out: Path, lang: str, data: Path | None, **parameters: tuple[str, ...]) -> None:
    """Write a report of a selection into the folder OUT."""
    dataset, context = geodata.load(data), RenderContext(lang=lang)
    selection = _selection(parameters)
    report = gather_report(dataset, selection, context)
    out.mkdir(parents=True, exist_ok=True)
    figure = render_figure(
        dataset, selection, context, "svg", FigureOptions(width=170, title=MAP_TITLES[lang])
    )
    (out / "map.svg").write_bytes(figure)
    markdown = write_markdown(report, lang)
    (out / "report.md").write_text(markdown, encoding="utf-8")
    page = out / "report.html"
    page.write_text(write_html(markdown, report, lang), encoding="utf-8")
    try:
        print_pdf(page, out / "report.pdf")
    except CannotPrintError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{out}: {len(report.partnerships)} partnerships")


def _selection(parameters: dict[str, Any]) -> geodata.Selection:
    items = [(name, value) for name, values in parameters.items() for value in values]
    try:
        return geodata.Selection.parse(items)
    except geodata.SelectionError as error:
        raise click.UsageError(f"--{error}") from error


if __name__ == "__main__":
    main()
