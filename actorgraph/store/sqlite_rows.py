"""Values as rows of SQLite and back. Days are ISO text, a partial date is as long as its precision."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from actorgraph.dates import Partial
from actorgraph.model import Actor, Article, Evidence, Relation

Row = Sequence[Any]

EVIDENCE = tuple(field.name for field in fields(Evidence))
RELATION = tuple(field.name for field in fields(Relation))
ARTICLE = ("title", "publisher", "published", "url", "language", "record", "origin", "wire", "id", "dataset")

_DAYS = tuple(RELATION.index(name) for name in (
    "start", "end", "first_seen", "last_seen", "first_reported", "last_reported",
))  # fmt: skip
_FLAGS = tuple(RELATION.index(name) for name in ("symmetric", "disputed"))
_WHEN, _UNTIL, _REPORTED, _SYMMETRIC, _CONFIDENCE = map(
    EVIDENCE.index, ("when", "until", "reported", "symmetric", "confidence")
)
_evidence_values = attrgetter(*EVIDENCE)
_relation_values = attrgetter(*RELATION)


def columns(names: Iterable[str], table: str = "") -> str:
    """Column names as SQL; quoted, for some are words of SQL."""
    prefix = f"{table}." if table else ""
    return ", ".join(f'{prefix}"{name}"' for name in names)


def places(names: Sequence[str]) -> str:
    """As many placeholders as there are names."""
    return ", ".join("?" * len(names))


def many(values: Iterable[str]) -> str:
    """The one parameter of `IN (SELECT value FROM json_each(?))`, which takes any number of values.

    For keys and words of this program alone: SQLite cuts texts of JSON at a NUL character.
    """
    return json.dumps(list(values))


def evidence_row(item: Evidence) -> tuple[Any, ...]:
    """The columns `EVIDENCE`."""
    row: list[Any] = list(_evidence_values(item))
    row[_WHEN] = item.when.iso if item.when else None
    row[_UNTIL] = item.until.iso if item.until else None
    row[_REPORTED] = item.reported.isoformat() if item.reported else None
    row[_SYMMETRIC] = int(item.symmetric)
    row[_CONFIDENCE] = float(item.confidence)
    return tuple(row)


def to_evidence(row: Row) -> Evidence:
    """Evidence out of the columns `EVIDENCE`."""
    values = list(row)
    values[_WHEN] = _partial(values[_WHEN])
    values[_UNTIL] = _partial(values[_UNTIL])
    values[_REPORTED] = _day(values[_REPORTED])
    values[_SYMMETRIC] = bool(values[_SYMMETRIC])
    return Evidence(*values)


def relation_row(relation: Relation) -> tuple[Any, ...]:
    """The columns `RELATION`."""
    row: list[Any] = list(_relation_values(relation))
    for place in _DAYS:
        row[place] = row[place].isoformat() if row[place] else None
    for place in _FLAGS:
        row[place] = int(row[place])
    return tuple(row)


def to_relation(row: Row) -> Relation:
    """A relation out of the columns `RELATION`."""
    values = list(row)
    for place in _DAYS:
        if values[place]:
            values[place] = dt.date.fromisoformat(values[place])
    for place in _FLAGS:
        values[place] = bool(values[place])
    return Relation(*values)


def article_row(article: Article) -> tuple[Any, ...]:
    """The columns `ARTICLE`."""
    row: list[Any] = [getattr(article, name) for name in ARTICLE]
    row[ARTICLE.index("published")] = article.published.iso if article.published else None
    return tuple(row)


def to_article(row: Row, text: str | None = None) -> Article:
    """An article out of the columns `ARTICLE`."""
    title, publisher, published, *others = row
    return Article(text, title, publisher, _partial(published), *others)


def description_row(actor: Actor) -> tuple[str, ...]:
    """actor, name, kind, sector, country, and aliases and codes as JSON."""
    aliases = json.dumps(sorted(set(actor.aliases)), ensure_ascii=False)
    codes = json.dumps(sorted(set(actor.codes)), ensure_ascii=False)
    return (actor.id, actor.name, actor.kind, actor.sector, actor.country, aliases, codes)


def to_description(row: Row) -> Actor:
    """The actor that a row of descriptions describes."""
    id_, name, kind, sector, country, aliases, codes = row
    pairs = tuple((scheme, code) for scheme, code in json.loads(codes))
    return Actor(id_, name, kind, sector, country, tuple(json.loads(aliases)), pairs)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _partial(text: str | None) -> Partial | None:
    if not text:
        return None
    if len(text) == len("2020-08-15"):
        return Partial(dt.date.fromisoformat(text))
    if len(text) == len("2020-08"):
        return Partial(dt.date.fromisoformat(f"{text}-01"), "month")
    return Partial(dt.date.fromisoformat(f"{text}-01-01"), "year")
