"""`shimai import` publishes lists in a data folder or database; `shimai check` only reports on them."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from api.cli.params import DataLocation
from geodata import DataError
from geodata.model.vocabulary import KINDS
from geodata.stores.address import DataAddress

if TYPE_CHECKING:
    from geodata.dataset.tables import TextTables
    from geodata.importing import ImportOptions, Outcome
    from geodata.readers import Row

Command = TypeVar("Command", bound=Callable[..., Any])

_MANY_ROWS = 2000
_OPTIONS = (
    click.argument(
        "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
    ),
    click.option(
        "--data",
        type=DataLocation(),
        envvar="SHIMAI_DATA",
        help="The data folder, or a postgresql:// database; a new one starts with the shipped data.",
    ),
    click.option("--fresh", is_flag=True, help="Start with an empty dataset instead of the existing one."),
    click.option("--map", "mapped", multiple=True, metavar="FIELD=COLUMN", help="What a column means."),
    click.option(
        "--mapping",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help='A TOML file with lines such as FIELD = "COLUMN".',
    ),
    click.option("--events", is_flag=True, help="FILES are tables of events, not lists of partnerships."),
    click.option("--show-mapping", is_flag=True, help="Print the column mapping, and stop."),
    click.option(
        "--municipality",
        default="",
        metavar="NAME",
        help="The municipality of all rows, for a list of one city.",
    ),
    click.option("--prefecture", default="", metavar="NAME", help="The prefecture of rows that name none."),
    click.option("--anywhere", is_flag=True, help="Accept pairs without a Japanese side too."),
    click.option("--kind", type=click.Choice(KINDS), help="The kind of rows without one (sister_city)."),
    click.option("--source-title", help="The title of the source (the file's name)."),
    click.option("--source-url", default="", help="The URL of the source."),
    click.option("--source-date", default="", metavar="DATE", help="The date of the source."),
    click.option(
        "--as-of", default="", metavar="DATE", help="The date of the state that the list describes."
    ),
    click.option(
        "--resolve",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A review with its choices filled in.",
    ),
    click.option(
        "--review",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write the rows that need a decision to this file.",
    ),
    click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text"),
)


def list_options(command: Command) -> Command:
    """Give a command the arguments and options of an import."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command("import")
@list_options
@click.option("--dry-run", is_flag=True, help="Report only; change nothing.")
def import_(dry_run: bool, data: DataAddress | None, **given: Any) -> None:
    """Geocode the partnerships of FILES and publish them in a data folder or a database, atomically.

    With --events, FILES are tables of events.
    """
    if data is None and not dry_run and not given["show_mapping"]:
        raise click.UsageError("set where to publish: --data FOLDER (or SHIMAI_DATA), or use --dry-run")
    _run(data, publishing=not dry_run, **given)


@click.command()
@list_options
def check(data: DataAddress | None, **given: Any) -> None:
    """Report on FILES as an import would, and change nothing."""
    _run(data, publishing=False, **given)


def _run(
    data: DataAddress | None,
    *,
    publishing: bool,
    files: tuple[Path, ...],
    show_mapping: bool,
    form: str,
    **given: Any,
) -> None:
    from geodata.importing import describe_column_mappings
    from geodata.readers import MappingError

    _require_distinct(files)
    try:
        options = _read_options(given)
        if show_mapping:
            understood = _understand(files, options, events=given["events"])
            click.echo(describe_column_mappings(understood))
            return
        outcome, version = _import(
            data, files, options, events=given["events"], fresh=given["fresh"], publishing=publishing
        )
    except MappingError as error:
        raise click.UsageError(str(error)) from error
    except (DataError, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    _write_outcome(outcome, files, form, given["review"])
    if version:
        click.echo(f"published as version {version} of {data}", err=form != "text")
    elif publishing:
        advice = "fix the unreadable file, or leave it out" if outcome.unreadable else "fix the review"
        click.echo(f"nothing was published: {advice}", err=True)
    if outcome.has_errors:
        sys.exit(1)


def _require_distinct(files: Sequence[Path]) -> None:
    names = [path.name for path in files]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise click.UsageError(
            f"two files are named {twice}, and the report could not distinguish them; rename one"
        )


def _read_options(given: dict[str, Any]) -> "ImportOptions":
    from geodata.importing import ImportOptions, RecordSource, ReviewDecisions, read_review_decisions

    if given["events"] and (given["kind"] or given["anywhere"]):
        raise click.UsageError("--kind and --anywhere are for partnerships; leave them out with --events")
    mapping = _read_mapping(given["mapping"], events=given["events"]) if given["mapping"] else {}
    for text in given["mapped"]:
        field, equals, column = text.partition("=")
        if not equals or not column.strip():
            raise click.UsageError(f"--map {text}: write FIELD=COLUMN, as partner=相手都市")
        mapping[field.strip()] = column.strip()
    _require_known(given["municipality"], given["prefecture"])
    title, url = given["source_title"], given["source_url"]
    source = (
        RecordSource(title or url, url, _date("--source-date", given["source_date"]))
        if title or url
        else None
    )
    return ImportOptions(
        mapping=mapping,
        source=source,
        as_of=_date("--as-of", given["as_of"]),
        kind=given["kind"] or "",
        municipality=given["municipality"],
        prefecture=given["prefecture"],
        anywhere=given["anywhere"],
        decisions=read_review_decisions(given["resolve"]) if given["resolve"] else ReviewDecisions(),
    )


def _read_mapping(path: Path, *, events: bool) -> dict[str, str]:
    from geodata.readers import EVENT_FIELDS, FIELDS, read_mapping

    return read_mapping(path, EVENT_FIELDS if events else FIELDS)


def _require_known(municipality: str, prefecture: str) -> None:
    """Refuse a municipality or a prefecture that would send every row of the list into the review."""
    from geodata import Ambiguous, Place, geocode

    for option, name, within, level in (
        ("--prefecture", prefecture, "", "region"),
        ("--municipality", municipality, prefecture, ""),
    ):
        found = geocode(name, country="JP", admin1=within, level=level) if name else None
        if isinstance(found, Ambiguous):
            labels = "; ".join(place.label for place in found.candidates)
            raise click.UsageError(f"{option} {name}: ambiguous ({labels}); add --prefecture or use the code")
        if name and not isinstance(found, Place):
            raise click.UsageError(f"{option} {name}: no such place in Japan")


def _date(option: str, text: str) -> str:
    from geodata.text.written_dates import WrittenDateError, parse_written_date

    try:
        return parse_written_date(text)
    except WrittenDateError as error:
        raise click.UsageError(f"{option} {error}") from error


def _understand(files: Sequence[Path], options: "ImportOptions", *, events: bool) -> Any:
    from geodata.readers import open_event_table, open_reader

    if events:
        opened = (open_event_table(path, mapping=options.mapping) for path in files)
        return [one for reading in opened for one in reading.column_mappings]
    return [one for path in files for one in open_reader(path, mapping=options.columns).column_mappings]


def _import(
    data: DataAddress | None,
    files: Sequence[Path],
    options: "ImportOptions",
    *,
    events: bool,
    fresh: bool,
    publishing: bool,
) -> tuple["Outcome", str]:
    """Return the outcome, and the version that it was published as ("" where nothing was)."""
    from geodata.importing import import_events, import_lists
    from geodata.stores.repository import open_repository

    take = import_events if events else import_lists
    if not publishing or data is None:
        return take(files, _tables(data, fresh=fresh), options, _progress)[1], ""
    repository = open_repository(data)
    with repository.exclusively():
        tables, outcome = take(files, _tables(data, fresh=fresh), options, _progress)
        return outcome, "" if outcome.is_refused else repository.publish(tables)


def _tables(data: DataAddress | None, *, fresh: bool) -> "TextTables":
    from geodata.dataset.tables import empty_tables
    from geodata.model.shipped import shipped_data
    from geodata.stores.folder import read_text_tables
    from geodata.stores.repository import open_repository

    if fresh:
        return empty_tables()
    repository = None if data is None else open_repository(data)
    return (
        read_text_tables(shipped_data())
        if repository is None or repository.is_empty()
        else repository.text_tables()
    )


def _progress(rows: "Sequence[Row]") -> "Iterator[Row]":
    """Show how far an import is: a bar on a terminal, a line for every tenth elsewhere."""
    if len(rows) < _MANY_ROWS:
        yield from rows
    elif sys.stderr.isatty():
        with click.progressbar(rows, label=rows[0].file, file=sys.stderr) as bar:
            yield from bar
    else:
        for position, row in enumerate(rows):
            if position and position % (len(rows) // 10) == 0:
                click.echo(f"{row.file}: {position:,} of {len(rows):,} rows", err=True)
            yield row


def _write_outcome(outcome: "Outcome", files: Sequence[Path], form: str, review: Path | None) -> None:
    from geodata.importing import write_annotations, write_json, write_report, write_review

    if review:
        review.write_bytes(write_review(outcome.problems))
    if form == "json":
        click.echo(write_json(outcome))
    elif form == "github":
        click.echo(write_annotations(outcome, {path.name: str(path) for path in files}))
        click.echo(write_report(outcome).partition("\n")[0], err=True)
    else:
        click.echo(write_report(outcome))
        if review:
            click.echo(f"{review}: fill in the column `choice`, then pass it back with --resolve {review}")
