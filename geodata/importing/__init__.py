"""Lists become partnerships: rows are understood, placed, merged with what is known, and reported."""

from geodata.importing.answers import Answers, read_answers
from geodata.importing.claim import Source
from geodata.importing.outcome import Candidate, Outcome, Problem, Why
from geodata.importing.report import describe_understood, write_annotations, write_json, write_report
from geodata.importing.review import write_review
from geodata.importing.run import Options, import_lists

__all__ = [
    "Answers",
    "Candidate",
    "Options",
    "Outcome",
    "Problem",
    "Source",
    "Why",
    "describe_understood",
    "import_lists",
    "read_answers",
    "write_annotations",
    "write_json",
    "write_report",
    "write_review",
]
