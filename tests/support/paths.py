"""Folders that tests read."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
"""The repository."""

SHIPPED_DATA: Final = ROOT / "geodata" / "data"
