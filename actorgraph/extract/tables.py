"""Reading the tab-separated tables of the lexicon and the gazetteer."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from actorgraph.errors import BadLexicon


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column name, and where it stands."""

    cells: dict[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def list(self, column: str, separator: str = "|") -> tuple[str, ...]:
        """The values of a cell that holds several."""
        return tuple(part.strip() for part in self.cells[column].split(separator) if part.strip())

    def fail(self, column: str, reason: str) -> BadLexicon:
        """The error for a cell that breaks the format."""
        return BadLexicon(f"{self.where}: {column} is {self.cells[column]!r}: {reason}")


def table(folder: str, name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """Rows of `actorgraph/extract/<folder>/<name>`; lines that start with `#` are comments.

    Raises `BadLexicon` for a header that lacks one of `columns` and for a line with too many cells.
    """
    place: Traversable = files("actorgraph.extract") / folder / name
    with place.open("r", encoding="utf-8") as stream:
        numbered = (
            (n, line) for n, line in enumerate(stream, 1) if line.strip() and not line.startswith("#")
        )
        header: list[str] | None = None
        for number, line in numbered:
            cells = next(csv.reader([line.rstrip("\r\n")], delimiter="\t", quoting=csv.QUOTE_NONE))
            where = f"{folder}/{name}:{number}"
            if header is None:
                header = cells
                missing = [column for column in columns if column not in header]
                if missing:
                    raise BadLexicon(f"{where}: the header lacks {', '.join(missing)}")
                continue
            if len(cells) > len(header):
                raise BadLexicon(f"{where}: {len(cells)} cells under a header of {len(header)}")
            padded = [cell.strip() for cell in cells] + [""] * (len(header) - len(cells))
            yield Row(dict(zip(header, padded, strict=True)), where)
