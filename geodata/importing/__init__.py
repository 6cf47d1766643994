"""Lists become partnerships: rows are understood, placed, merged with what is known, and reported."""

from geodata.importing.answers import read_answers
from geodata.importing.outcome import Outcome, Problem
from geodata.importing.review import write_review
from geodata.importing.run import Options, import_lists

__all__ = [
    "Options",
    "Outcome",
    "Problem",
    "import_lists",
    "read_answers",
    "write_review",
]
