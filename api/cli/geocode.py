"""`shimai geocode`."""

import sys

import click

from geodata import Ambiguous, Place
from geodata import geocode as resolve
from geodata.model.vocabulary import LEVELS


@click.command()
@click.argument("name")
@click.option("--country", default="", help="A country's code or name, in English or Japanese.")
@click.option("--admin1", default="", help="Its state, province or prefecture: a name, abbreviation or code.")
@click.option("--level", type=click.Choice(LEVELS), default=None, help="What kind of place it is.")
@click.option("--seat", default="", help="The town by which a region or an institution is placed.")
def geocode(name: str, country: str, admin1: str, level: str | None, seat: str) -> None:
    """Find the place NAME, or say why it is unknown or ambiguous."""
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
            click.echo(f"  elsewhere: {_line(place)}", err=True)
        if found.nearest:
            click.echo(f"  similar: {', '.join(found.nearest)}", err=True)
    sys.exit(1)


def _line(place: Place) -> str:
    names = f"{place.label} {place.name_ja}".strip()
    return f"{names}  {place.lat:.5f} {place.lon:.5f} (latitude longitude)  {place.precision}  {place.origin}"
