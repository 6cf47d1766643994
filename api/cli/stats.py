"""`shimai stats`."""

import click

from api.cli.params import data_option, load_data, parse_selection, selection_options
from geodata.quality.statistics import summarise
from geodata.stores.address import DataAddress


@click.command()
@data_option
@selection_options
def stats(data: DataAddress | None, **parameters: tuple[str, ...]) -> None:
    """Print counts of a selection: by status, kind, country, precision of dates and of places."""
    click.echo(summarise(load_data(data).select(parse_selection(parameters))))
