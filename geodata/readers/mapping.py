"""Column mappings given by the user: field -> column name, as options or in a small TOML file."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final, Literal

from geodata.readers.limits import file_error
from geodata.readers.row import FIELDS
from geodata.readers.table_columns import has_column

_MAX_BYTES: Final = 1 << 20


class MappingError(ValueError):
    """A mapping with an unknown field or an unknown column.

    `what` is "field" or "column", `value` the unknown one, `allowed` the known ones.
    """

    def __init__(
        self, what: Literal["field", "column"], value: str, allowed: Collection[str], field: str
    ) -> None:
        self.what = what
        self.value = value
        self.allowed = tuple(allowed)
        self.field = field
        choices = ", ".join(self.allowed) or "none"
        if what == "field":
            message = f"a column can't be mapped to {value!r}; the fields are {choices}"
        else:
            message = (
                f"no column is named {value!r}, which was given for {field!r}; the columns are {choices}"
            )
        super().__init__(message)


def check_fields(mapping: Mapping[str, str], fields: Collection[str] = FIELDS) -> None:
    """Raise MappingError for an unknown field."""
    for field in mapping:
        if field not in fields:
            raise MappingError("field", field, fields, field)


def check_columns(mapping: Mapping[str, str], headers: Iterable[Iterable[str]]) -> None:
    """Raise MappingError for a column that none of the headers has."""
    known = [tuple(name for name in header if name) for header in headers]
    for field, wanted in mapping.items():
        if wanted and not any(has_column(names, wanted) for names in known):
            raise MappingError(
                "column", wanted, dict.fromkeys(name for names in known for name in names), field
            )


def read_mapping(path: Path, fields: Collection[str] = FIELDS) -> dict[str, str]:
    """Read the mapping of a TOML file with lines such as `partner = "相手都市"`."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise file_error(
                path.name, 'this is too large for a map of columns; give lines as partner = "相手都市"'
            )
        mapping = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise file_error(path.name, f"it can't be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise file_error(path.name, "this is not UTF-8; save it so", column=f"byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        advice = f'not TOML ({error}); a line reads partner = "相手都市"'
        raise file_error(path.name, advice, row=int(found[1]) if found else 1) from error
    for field, column in mapping.items():
        if not isinstance(column, str):
            advice = f'a field has one column, as {field} = "相手都市"'
            raise file_error(path.name, advice, column=field, value=str(column)[:100])
    check_fields(mapping, fields)
    return mapping
