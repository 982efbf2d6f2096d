"""JSON lines: one record a line, as many articles as lines. Keys: `actorgraph.readers.fields.NAMES`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from actorgraph.errors import SkippedInput
from actorgraph.readers.cleaning import NOT_TEXT, decoded_lines, is_undecoded
from actorgraph.readers.fields import Fields, fields_of


def read_jsonl(file: BinaryIO, origin: str) -> Iterator[tuple[str, Fields | SkippedInput]]:
    """Pairs of `origin#line` and the record's fields, or why it is left out. Blank lines are passed over."""
    for number, line in enumerate(decoded_lines(file, origin), start=1):
        if line.strip():
            where = f"{origin}#{number}"
            try:
                yield where, _record(line, where)
            except SkippedInput as skipped:
                yield where, skipped


def _record(line: str, where: str) -> Fields:
    if is_undecoded(line):
        raise SkippedInput(where, NOT_TEXT)
    try:
        said = json.loads(line.strip())
    except json.JSONDecodeError as error:
        near = line[max(0, error.pos - 10) : error.pos + 20].strip()
        raise SkippedInput(
            where, f"broken JSON: {error.msg} at column {error.colno}, near {near!r}"
        ) from None
    except (ValueError, RecursionError) as error:
        raise SkippedInput(where, f"broken JSON: {error}") from None
    if not isinstance(said, dict):
        raise SkippedInput(where, f"a record must be a JSON object, this is a {type(said).__name__}")
    fields = fields_of(said, where)
    if not fields.text:
        keys = ", ".join(map(repr, list(said)[:8])) or "none"
        raise SkippedInput(where, f"no text under 'text', 'body' or 'content'; its keys: {keys}")
    return fields
