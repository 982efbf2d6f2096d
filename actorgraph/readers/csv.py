"""CSV and TSV: one record a row under a header line. Columns: `actorgraph.readers.fields.NAMES`."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from actorgraph.errors import SkippedInput
from actorgraph.readers.cleaning import decoded_lines
from actorgraph.readers.fields import NAMES, Fields, fields_of

_DELIMITERS = (",", ";", "\t", "|")
_FIELD_LIMIT = 16_000_000
"""Characters: how far an unclosed quotation mark can reach."""
_KNOWN = frozenset(name for names in NAMES.values() for name in names)
_TEXT = frozenset(NAMES["text"])


def find_delimiter(header: str) -> str | None:
    """The delimiter under which the header names the most known columns, a text column among them."""
    best = max(_DELIMITERS, key=lambda delimiter: len(_KNOWN.intersection(_columns(header, delimiter))))
    return best if _TEXT.intersection(_columns(header, best)) else None


def is_header(line: str) -> bool:
    """Whether a line can only be a header: it names two known columns, or one and nothing but plain names."""
    columns = _columns(line, find_delimiter(line) or ",")
    known = len(_KNOWN.intersection(columns))
    named = _TEXT.intersection(columns) and len(columns) > 1
    return bool(named) and (known > 1 or all(column.isidentifier() for column in columns))


def read_csv(file: BinaryIO, origin: str) -> Iterator[tuple[str, Fields | SkippedInput]]:
    """Pairs of `origin#line` (where the row begins) and the row's fields, or why it is left out."""
    lines = _Lines(decoded_lines(file, origin))
    header = next((line for line in lines if line.strip()), "")
    where = f"{origin}#{max(lines.number, 1)}"
    delimiter = find_delimiter(header)
    if delimiter is None:
        shown = header.strip()[:80]
        reason = f"the header names no column text, body or content: {shown!r}" if shown else "empty file"
        yield where, SkippedInput(where, reason)
        return
    columns = _columns(header, delimiter)
    for number, row in _rows(lines, delimiter, len(columns)):
        where = f"{origin}#{number}"
        try:
            yield where, _fields(row, columns, where)
        except SkippedInput as skipped:
            yield where, skipped


class _Lines:
    """Lines that count themselves, remember those of the current row, and can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._returned: deque[str] = deque()
        self.number = 0
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._lines)
        self.number += 1
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """All lines of the current row but its first are to be read again."""
        self._returned.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1


def _rows(lines: _Lines, delimiter: str, width: int) -> Iterator[tuple[int, list[str] | str]]:
    """Pairs of line number and row, or the reason why its first line is no row.

    A quotation mark that is never closed swallows the rows below it: they are given back and read again.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _FIELD_LIMIT))
    while True:
        lines.taken.clear()
        begins = lines.number + 1
        reason = ""
        try:
            row = next(csv.reader(lines, delimiter=delimiter, strict=True))
        except StopIteration:
            return
        except csv.Error as error:
            row, reason = [], f"broken quoting ({error})"
        if not reason and row and len(row) != width:
            reason = f"{len(row)} values, but the header has {width} columns"
        if reason:
            plain = lines.taken[0].rstrip("\r\n").split(delimiter)
            lines.give_back()
            # Programs that write TSV seldom quote, so a quotation mark there belongs to the text.
            yield begins, plain if delimiter == "\t" and len(plain) == width else reason
        elif row:
            yield begins, row


def _columns(header: str, delimiter: str) -> list[str]:
    try:
        row = next(csv.reader([header.strip()], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return []
    return [name.strip().casefold() for name in row]


def _fields(row: list[str] | str, columns: list[str], where: str) -> Fields:
    if isinstance(row, str):
        raise SkippedInput(where, row)
    fields = fields_of(dict(zip(columns, row, strict=True)), where)
    if not fields.text:
        raise SkippedInput(where, "its text column is empty")
    return fields
