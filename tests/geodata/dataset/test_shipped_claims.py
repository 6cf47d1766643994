"""Every claim is in the partnership of its pair, which says no more than its claims and its events."""

from collections import defaultdict
from importlib.resources import as_file
from urllib.parse import urlsplit

import pytest

import geodata
from geodata.importing.dataset_builder import DatasetBuilder, TableRow
from geodata.importing.import_record import ImportRecord, RecordSource
from geodata.maintenance.claim_resolver import ClaimResolver, read_aliases
from geodata.maintenance.claims import Claim, read_claims
from geodata.model.shipped import shipped_data
from geodata.stores.encoding import parse_text_tables
from tests.support.shared_facts import shared_path

TABLES = ("partnerships.csv", "sources.csv", "places.csv")


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    """The claims of partnerships; those of promotions are refused, since they are events."""
    found, issues = read_claims(shared_path("facts", "partnerships.csv"))
    assert {issue.value for issue in issues} == {"promotion"}
    return found


@pytest.fixture(scope="module")
def builder() -> DatasetBuilder:
    return DatasetBuilder(parse_text_tables({name: (shipped_data() / name).read_bytes() for name in TABLES}))


@pytest.fixture(scope="module")
def partnerships(claims, builder) -> list[tuple[Claim, TableRow | None]]:
    """Each claim with the partnership of its municipality and partner, if there is one."""
    with as_file(shipped_data() / "claim_aliases.csv") as path:
        resolver = ClaimResolver(builder, read_aliases(path))
    resolved = ((claim, resolver.resolve(claim.record)) for claim in claims)
    return [(claim, None if isinstance(found, list) else found.known) for claim, found in resolved]


@pytest.fixture(scope="module")
def told(partnerships) -> dict[str, list[ImportRecord]]:
    """The records of the claims by the id of their partnership."""
    records = defaultdict(list)
    for claim, row in partnerships:
        records[row["id"]].append(claim.record)
    return records


@pytest.fixture(scope="module")
def events() -> dict[str, list[dict]]:
    """The shipped events by the ids of their partnerships."""
    found = defaultdict(list)
    for event in geodata.load().events.frame.to_dict("records"):
        for id_ in event["partnerships"]:
            found[id_].append(event)
    return found


def name_of(source: RecordSource) -> tuple[str, str]:
    """Return what identifies a source: its address, or its title if it has none.

    A dot after a host names the same host: two shipped addresses have one.
    """
    address = urlsplit(source.url)
    host = (address.hostname or "").removesuffix(".")
    return (source.title, "") if not source.url else (host, f"{address.path}?{address.query}")


def test_the_pair_of_every_claim_has_a_partnership_with_its_source(partnerships, builder):
    lost = [claim.address for claim, row in partnerships if row is None]
    assert lost == []
    without_source = [
        claim.address
        for claim, row in partnerships
        if name_of(claim.record.sources[0])
        not in {name_of(builder.sources[id_]) for id_ in row["sources"].split(";")}
    ]
    assert without_source == []


def test_every_source_of_a_partnership_tells_of_it(told, events, builder):
    for row in builder.rows():
        claimed = {name_of(record.sources[0]) for record in told[row["id"]]}
        of_events = {name_of(RecordSource(**one)) for event in events[row["id"]] for one in event["sources"]}
        sources = {name_of(builder.sources[id_]) for id_ in row["sources"].split(";")}
        assert claimed <= sources <= claimed | of_events, row["id"]


@pytest.mark.parametrize("field", ["kind", "status", "signed", "ended", "as_of"])
def test_no_date_kind_or_status_is_anything_but_what_a_claim_says(told, events, builder, field):
    invented = []
    for row in builder.rows():
        if not told[row["id"]]:
            assert "signing" in {event["kind"] for event in events[row["id"]]}
            continue
        claimed = {getattr(record, field) for record in told[row["id"]]}
        if field == "signed":
            claimed |= {event["date"] for event in events[row["id"]] if event["kind"] == "signing"}
        if row[field] and row[field] not in claimed:
            invented.append((row["id"], row[field]))
    assert invented == []


def test_an_agreement_is_not_dated_from_the_exchange_before_it(told, events, builder):
    wrong = []
    for row in builder.rows():
        if row["signed"] and row["kind"] != "exchange":
            agreements = [record.signed for record in told[row["id"]] if record.kind != "exchange"]
            agreements += [event["date"] for event in events[row["id"]] if event["kind"] == "signing"]
            if not any(row["signed"].startswith(signed) for signed in agreements if signed):
                wrong.append(row["id"])
    assert wrong == []
