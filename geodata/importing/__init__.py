"""Importing lists: rows are parsed, their places resolved, merged into the dataset, and reported."""

from geodata.importing.event_run import import_events
from geodata.importing.import_record import RecordSource
from geodata.importing.outcome import Outcome, Problem, ReviewCandidate, ReviewReason
from geodata.importing.report import describe_column_mappings, write_annotations, write_json, write_report
from geodata.importing.review import write_review
from geodata.importing.review_decisions import ReviewDecisions, read_review_decisions
from geodata.importing.run import ImportOptions, import_lists

__all__ = [
    "ImportOptions",
    "Outcome",
    "Problem",
    "RecordSource",
    "ReviewCandidate",
    "ReviewDecisions",
    "ReviewReason",
    "describe_column_mappings",
    "import_events",
    "import_lists",
    "read_review_decisions",
    "write_annotations",
    "write_json",
    "write_report",
    "write_review",
]
