"""Merging a table of events into the shipped data.

`python -m geodata.maintenance.merge_events FILE [--dry-run]` reads events in the columns of `COLUMNS` in
event_rows.py, each with its own source, and rewrites events.csv, partnerships.csv, sources.csv, places.csv and
UNRESOLVED.md. An event that is known under the same source changes nothing.
"""

import argparse
import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import as_file
from pathlib import Path

from geodata.dataset.tables import TextTables
from geodata.importing.dataset_builder import DatasetBuilder, MergeResult, TableRow
from geodata.importing.event_builder import EventBuilder
from geodata.importing.event_partnerships import Aliases
from geodata.importing.event_record import EventRecord
from geodata.importing.event_venues import Venue
from geodata.maintenance.claim_resolver import read_aliases
from geodata.maintenance.event_rows import read_events, read_merged_events
from geodata.maintenance.merge_claims import write_rows
from geodata.maintenance.signings import Signing, merge_signings
from geodata.maintenance.write_shipped import write_shipped
from geodata.maintenance.event_places import read_venues
from geodata.model.errors import DataError
from geodata.model.shipped import EVENT_COLUMNS, shipped_data
from geodata.stores.encoding import parse_text_tables

_TABLES = ("partnerships.csv", "sources.csv", "places.csv")
