"""Rows of the curated tables, with the file and line that an error names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class BadRow(ValueError):
    """A row that breaks the format of its table; the message names file, line and value."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its cells by column, and where it stands."""

    cells: dict[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str) -> str:
        """The cell, or nothing where the input has no such column."""
        return self.cells.get(column, "")

    def bad(self, column: str, reason: str) -> BadRow:
        """The error for a cell of this row."""
        return BadRow(f"{self.where}: {column} is {self.get(column)!r}: {reason}")

    def one_of(self, column: str, allowed: set[str]) -> None:
        """Refuse a cell that is not among the allowed values."""
        if self.get(column) not in allowed:
            few = f", one of {', '.join(sorted(allowed))}" if len(allowed) < 30 else ""
            raise self.bad(column, f"not known{few}")

    def listed(self, column: str) -> str:
        """A list cell without empty or repeated entries."""
        entries = [entry.strip() for entry in self.get(column).split("|")]
        repeated = {entry for entry in entries if entry and entries.count(entry) > 1}
        if repeated:
            raise self.bad(column, f"repeats {', '.join(sorted(repeated))}")
        return "|".join(entry for entry in entries if entry)

    def interval(self) -> None:
        """Refuse a start or end that is no date, and an end before the start."""
        start, end = self.bound("start", last=False), self.bound("end", last=True)
        if start and end and end < start:
            raise self.bad("end", f"before the start {self['start']}")

    def bound(self, column: str, *, last: bool) -> tuple[int, int, int] | None:
        """First (or last) possible year, month, day of a date of any precision."""
        written = self.get(column)
        if not written:
            return None
        match = DATE.fullmatch(written)
        if match is None:
            raise self.bad(column, "write YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else 0 for part in match.groups())
        try:
            date(year, month or 1, day or 1)
        except ValueError as error:
            raise self.bad(column, str(error)) from error
        return year, month or (12 if last else 1), day or (31 if last else 1)


def read_rows(path: Path) -> Iterator[Line]:
    """Rows under the header of a tab-separated file; blank lines and `#` lines are skipped."""
    header: list[str] = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not text.strip() or text.startswith("#"):
            continue
        cells = [cell.strip() for cell in text.split("\t")]
        where = f"{path.name}:{number}"
        if not header:
            header = cells
            continue
        if len(cells) > len(header):
            raise BadRow(f"{where}: {len(cells)} cells under a header of {len(header)}: {cells[-1]!r}")
        cells += [""] * (len(header) - len(cells))
        yield Line(dict(zip(header, cells, strict=True)), where)


def plain(name: str) -> str:
    """Without marks on letters and without apostrophes: `Düsseldorf` -> `Dusseldorf`, `Xi’an` -> `Xian`."""
    special = str.maketrans("łŁøØđĐıðĐ", "lLoOdDidD", "'’‘`")
    return unicodedata.normalize("NFKD", name.translate(special)).encode("ascii", "ignore").decode()


def slug(name: str) -> str:
    """`Viktor Orbán` -> `viktor-orban`."""
    return re.sub(r"[^a-z0-9]+", "-", plain(name).lower()).strip("-")
