"""Rows of analyses as tables for people and as records for programs.

A row is a dataclass of `actorgraph.findings`: its fields are the columns, in their order. JSON has the ids of
the relations behind each row, a table their number.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any, get_type_hints

from actorgraph.cli.output import Answer, Record
from actorgraph.cli.table import Row, Screen, lines
from actorgraph.findings import Basis, cell, heads
from actorgraph.model import Actor

if TYPE_CHECKING:
    from actorgraph.analyses import Analysis

_QUOTE = "quote"
_KEYS = {"basis": "relations"}


def rows(found: Analysis[Any], kind: type) -> Answer:
    """The answer of an analysis whose rows are of this dataclass."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]

    def records() -> Iterator[Record]:
        for row in found.rows:
            yield {_KEYS.get(name, name): _value(getattr(row, name)) for name in names}

    def people(screen: Screen) -> Iterator[str]:
        shown = {name: head for name, head in heads(found.rows, kind).items() if name != _QUOTE}
        table = [
            Row([cell(getattr(row, name)) for name in shown], getattr(row, _QUOTE, "")) for row in found.rows
        ]
        return lines(list(shown.values()), table, screen)

    return Answer([part for name in names for part in _columns(name, hints[name])], records, people)


def _columns(name: str, hint: Any) -> list[str]:
    if hint in (Actor, Actor | None):
        return [f"{name}_id", f"{name}_name", f"{name}_kind"]
    return ["relations_count"] if hint is Basis else [name]


def _value(value: Any) -> Any:
    from actorgraph.records import brief

    if isinstance(value, Actor):
        return brief(value)
    if isinstance(value, Basis):
        return {"count": value.count, "ids": list(value.ids)}
    if isinstance(value, dt.date):
        return value.isoformat()
    # JSON has no word for what is not a number.
    return None if isinstance(value, float) and not math.isfinite(value) else value
