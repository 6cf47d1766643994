"""Every claim is in the partnership of its pair, and no partnership says more than the claims of its pair."""

from collections import defaultdict
from importlib.resources import as_file
from urllib.parse import urlsplit

import pytest

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
    """The claims of partnerships; promotions are events."""
    found, issues = read_claims(shared_path("facts", "partnerships.csv"))
    assert issues == []
    return [claim for claim in found if claim.record.kind != "promotion"]


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


def test_every_partnership_and_every_source_of_it_is_a_claim(told, builder):
    for row in builder.rows():
        if row["kind"] != "promotion":
            claimed = {name_of(record.sources[0]) for record in told[row["id"]]}
            assert {name_of(builder.sources[id_]) for id_ in row["sources"].split(";")} == claimed, row["id"]


@pytest.mark.parametrize("field", ["kind", "status", "signed", "ended", "as_of"])
def test_no_date_kind_or_status_is_anything_but_what_a_claim_says(told, builder, field):
    invented = [
        (row["id"], row[field])
        for row in builder.rows()
        if row[field] and row["kind"] != "promotion"
        if row[field] not in {getattr(record, field) for record in told[row["id"]]}
    ]
    assert invented == []


def test_an_agreement_is_not_dated_from_the_exchange_before_it(told, builder):
    wrong = []
    for row in builder.rows():
        if row["signed"] and row["kind"] not in ("exchange", "promotion"):
            agreements = [record.signed for record in told[row["id"]] if record.kind != "exchange"]
            if not any(row["signed"].startswith(signed) for signed in agreements if signed):
                wrong.append(row["id"])
    assert wrong == []
